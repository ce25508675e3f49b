"""Tables of contents: the sections of ours in them, and the headings that the settings or the page want."""

from __future__ import annotations

import html
from collections.abc import Iterable

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from mkdocs_fieldguide.load.toc_levels import ALWAYS, NEVER, Contents, levels_of
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.pages import hide
from mkdocs_fieldguide.render.sections import Section


def add_sections(page: Page, sections: Iterable[Section]) -> None:
    """Put sections of ours into a page's table of contents: below its title, or beside its headings."""
    items = page.toc.items
    below = items[0].children if items and items[0].level == 1 else items
    for section in sections:
        below.append(AnchorLink(html.escape(section.title), section.id, 2))


def choose_headings(page: Page, info: PageInfo, contents: Contents) -> None:
    """Leave the headings in a page's table of contents that are wanted there; hide it if they are too few.

    The headings keep their anchors. Search needs all of them: this comes after it.

    Args:
        page: the page, its front matter read; changed in place.
        info: what its front matter says.
        contents: what the site wants.
    """
    written = (info.toc or "").casefold()
    own = levels_of(written) if written and written not in (*NEVER, *ALWAYS) else None
    levels = own or contents.levels
    items = page.toc.items
    if levels:
        # The title is no entry of the theme's, but the others stand below it.
        has_title = bool(items) and items[0].level == 1
        if has_title:
            items[0].children = _chosen(items[0].children, levels)
            items[1:] = _chosen(items[1:], levels)
        else:
            items[:] = _chosen(items, levels)
    shown = items[0].children if items and items[0].level == 1 else items
    if written not in ALWAYS and own is None and _count(shown) < contents.min_headings:
        hide(page.meta, "toc")


def _chosen(items: Iterable[AnchorLink], levels: frozenset[int]) -> list[AnchorLink]:
    found: list[AnchorLink] = []
    for item in items:
        below = _chosen(item.children, levels)
        if item.level in levels:
            item.children = below
            found.append(item)
        else:
            found.extend(below)
    return found


def _count(items: Iterable[AnchorLink]) -> int:
    return sum(1 + _count(item.children) for item in items)
