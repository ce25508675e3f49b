"""Tables of contents: the sections of ours in them, and the headings that the settings or the page want."""

from __future__ import annotations

import html
from collections.abc import Iterable

from markupsafe import Markup
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from mkdocs_fieldguide.builder.pages import hide
from mkdocs_fieldguide.content.settings.toc import FALSE_WORDS, TRUE_WORDS, TocOptions, parse_levels
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.rendering.page.sections import Section
from mkdocs_fieldguide.rendering.page.toc import TocEntry


def add_sections(page: Page, sections: Iterable[Section]) -> None:
    """Put sections of ours into a page's table of contents: below its title, or beside its headings."""
    items = page.toc.items
    below = items[0].children if items and items[0].level == 1 else items
    below += _links(sections)


def choose_headings(page: Page, info: PageInfo, contents: TocOptions) -> None:
    """Leave the headings in a page's table of contents that are wanted there; hide it if they are too few.

    The headings keep their anchors. Search needs all of them: this comes after it.

    Args:
        page: the page, its front matter read; changed in place.
        info: what its front matter says.
        contents: what the site wants.
    """
    own = _own_levels(info)
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
    always = (info.toc or "").casefold() in TRUE_WORDS
    if not always and own is None and _count(_below_title(page)) < contents.min_headings:
        hide(page.meta, "toc")


def entries_of(
    page: Page, info: PageInfo, contents: TocOptions, sections: Iterable[Section]
) -> tuple[TocEntry, ...]:
    """Return what a page's table of contents shows, however little it is; the page is not changed.

    Args:
        page: the page.
        info: what its front matter says.
        contents: what the site wants.
        sections: the sections of ours on it, which are not in its table of contents yet.
    """
    levels = _own_levels(info) or contents.levels
    items = [*_below_title(page), *_links(sections)]
    return _entries(_chosen(items, levels) if levels else items)


def _links(sections: Iterable[Section]) -> list[AnchorLink]:
    return [AnchorLink(html.escape(section.title), section.id, 2) for section in sections]


def _below_title(page: Page) -> list[AnchorLink]:
    """Return the headings of a page without its title."""
    items = page.toc.items
    return [*items[0].children, *items[1:]] if items and items[0].level == 1 else items


def _own_levels(info: PageInfo) -> frozenset[int] | None:
    written = (info.toc or "").casefold()
    return parse_levels(written) if written and written not in (*FALSE_WORDS, *TRUE_WORDS) else None


def _entries(items: Iterable[AnchorLink]) -> tuple[TocEntry, ...]:
    return tuple(TocEntry(Markup(item.title), item.id, _entries(item.children)) for item in items)


def _chosen(items: Iterable[AnchorLink], levels: frozenset[int]) -> list[AnchorLink]:
    found: list[AnchorLink] = []
    for item in items:
        below = _chosen(item.children, levels)
        if item.level in levels:
            copy = AnchorLink(item.title, item.id, item.level)
            copy.children = below
            found.append(copy)
        else:
            found.extend(below)
    return found


def _count(items: Iterable[AnchorLink]) -> int:
    return sum(1 + _count(item.children) for item in items)
