"""Permalinks as Jekyll writes them, with placeholders."""

from __future__ import annotations

import posixpath
import re

from mkdocs_fieldguide.model.pages import PageInfo, base_name

_ENDING = re.compile(r"\.(?:md|markdown|html)$")


def resolve_permalink(page: PageInfo) -> str:
    """Return a page's permalink with Jekyll's placeholders filled in; empty if it has none.

    Only `:basename`, `:title`, `:path` and `:output_ext` can stand in the permalink of a page
    (https://jekyllrb.com/docs/permalinks/).
    """
    return fill_permalink(page.permalink or "", page.path)


def fill_permalink(written: str, path: str) -> str:
    """Return a permalink with Jekyll's placeholders filled in; see `permalink`.

    Args:
        written: the permalink; may be empty.
        path: source path of the page.
    """
    folder = posixpath.dirname(_ENDING.sub("", path))
    filled = re.sub(r":(?:basename|title)\b", lambda _: base_name(path), written)
    # A page at the top lies in no folder, so nothing is left of `:path/`.
    filled = re.sub(r":path\b(/?)", lambda found: folder + found[1] if folder else "", filled)
    return filled.replace(":output_ext", ".html")
