"""Scripts in pages that need the libraries of the old theme, which the new one does not load."""

from __future__ import annotations

import re

_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>[ \t]*\n?", re.DOTALL | re.IGNORECASE)
_LIBRARY = re.compile(r"\bbootstrap\.|\bjQuery\b|(?<![\w$])\$\(|\.DataTable\(|\blunr\b")


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
