"""Tables of contents: adds our sections to them, and filters their headings."""

from __future__ import annotations

import html
from collections.abc import Iterable

from markupsafe import Markup
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from mkdocs_fieldguide.builder.pages import hide
from mkdocs_fieldguide.builder.planning import Planned
from mkdocs_fieldguide.content.settings.toc import FALSE_WORDS, TRUE_WORDS, TocOptions, parse_levels
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.rendering.page.sections import Section
from mkdocs_fieldguide.rendering.page.toc import TocEntry

_NO_FRONT_MATTER = PageInfo(path="")
"""The front matter of a generated page."""


def add_sections(page: Page, sections: Iterable[Section]) -> None:
    """Add our sections to a page's table of contents: below its title, or among its headings."""
    items = page.toc.items
    below = items[0].children if items and items[0].level == 1 else items
    below += _links(sections)


def choose_headings(planned: Planned, page: Page) -> None:
    """Reduce a page's table of contents to the levels in the settings or in its front matter.

    It is hidden if too few headings remain. All headings keep their anchors; the search needs all of them and
    must come first.

    Args:
        planned: the settings, and the front matter of all pages.
        page: the page; changed in place.
    """
    loaded = planned.loaded
    info = planned.pages.infos.get(page.file.src_uri, _NO_FRONT_MATTER)
    with error_boundary(loaded.findings, loaded.location_of(page), "the table of contents of this page"):
        _filter_headings(page, info, loaded.options.toc)


def _filter_headings(page: Page, info: PageInfo, contents: TocOptions) -> None:
    own = _own_levels(info)
    levels = own or contents.levels
    items = page.toc.items
    if levels:
        # The theme does not list the title, but the other headings are its children.
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
    """Return the entries of a page's table of contents, however few; the page is not changed.

    Args:
        page: the page.
        info: its front matter.
        contents: the settings.
        sections: our sections of the page, which are not in its table of contents yet.
    """
    levels = _own_levels(info) or contents.levels
    items = [*_below_title(page), *_links(sections)]
    return _entries(_chosen(items, levels) if levels else items)


def _links(sections: Iterable[Section]) -> list[AnchorLink]:
    return [AnchorLink(html.escape(section.title), section.id, 2) for section in sections]


def _below_title(page: Page) -> list[AnchorLink]:
    """Return the headings of a page except its title."""
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
