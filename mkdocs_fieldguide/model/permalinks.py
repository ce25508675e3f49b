"""Jekyll permalinks with placeholders."""

from __future__ import annotations

import posixpath
import re

from mkdocs_fieldguide.model.pages import PageInfo, base_name

_EXTENSION = re.compile(r"\.(?:md|markdown|html)$")


def resolve_permalink(page: PageInfo) -> str:
    """Return a page's permalink with Jekyll's placeholders replaced; empty if the page has none.

    Only `:basename`, `:title`, `:path` and `:output_ext` are valid in the permalink of a page
    (https://jekyllrb.com/docs/permalinks/).
    """
    return fill_permalink(page.permalink or "", page.path)


def fill_permalink(written: str, path: str) -> str:
    """Replace Jekyll's placeholders in a permalink; see `resolve_permalink`.

    Args:
        written: the permalink; may be empty.
        path: source path of the page.
    """
    folder = posixpath.dirname(_EXTENSION.sub("", path))
    filled = re.sub(r":(?:basename|title)\b", lambda _: base_name(path), written)
    # A top-level page has no folder, so `:path/` becomes empty.
    filled = re.sub(r":path\b(/?)", lambda match: folder + match[1] if folder else "", filled)
    return filled.replace(":output_ext", ".html")
