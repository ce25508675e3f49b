"""Scripts in pages that need the libraries of the old theme, which the new one does not load."""

from __future__ import annotations

import re
from typing import Any

_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>[ \t]*\n?", re.DOTALL | re.IGNORECASE)
_LIBRARY = re.compile(r"\bbootstrap\.|\bjQuery\b|(?<![\w$])\$\(|\.DataTable\(|\blunr\b")


SITE_SCRIPT = "assets/js/custom.js"
"""The script that the theme loads on every page, for sites to replace."""


def convert_site_script(settings: dict[str, Any], text: str) -> str:
    """Load the site's own script, unless it is empty or needs the old theme; return a note, else nothing.

    Args:
        settings: the new settings; changed in place.
        text: the script.
    """
    if not text.strip():
        return ""
    if _LIBRARY.search(text):
        return (
            f"`{SITE_SCRIPT}` is not loaded, because it needs Bootstrap or jQuery; rewrite it and add it to"
            " `extra_javascript`."
        )
    settings["extra_javascript"] = [SITE_SCRIPT]
    return ""


def drop_dead_scripts(text: str) -> tuple[str, int]:
    """Return a text without scripts that use Bootstrap, jQuery and the like, and the number of them."""
    count = 0

    def keep(script: re.Match[str]) -> str:
        nonlocal count
        if not _LIBRARY.search(script[1]):
            return script[0]
        count += 1
        return ""

    return (_SCRIPT.sub(keep, text), count) if "<script" in text.lower() else (text, 0)
