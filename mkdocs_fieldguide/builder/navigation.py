"""The navigation in mkdocs.yml."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.compat import has_title_from_navigation
from mkdocs_fieldguide.builder.setting_places import source_of
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import shorten

MADE_BY = frozenset({"awesome-nav", "awesome-pages", "literate-nav", "nav-weight", "monorepo", "multirepo"})
"""Plugins that generate the navigation."""


def nav_pages(
    config: MkDocsConfig, files: Files, plugins: Collection[str], findings: Findings
) -> frozenset[str] | None:
    """Return the source paths of the pages in the navigation.

    Args:
        config: the site's configuration.
        files: the files of the site.
        plugins: names of all plugins.
        findings: receives DEAD_LINK for entries without a page.

    Returns:
        The paths; None if the navigation is not in mkdocs.yml, which means that it contains all pages.
    """
    if not config.nav or MADE_BY.intersection(plugins):
        return None
    own = config.validation.nav.not_found >= logging.WARNING
    if own:
        # Our finding has the line and a suggestion, so MkDocs need not report it.
        config.validation.nav.not_found = logging.DEBUG
    source = source_of(config)
    found: set[str] = set()
    for path, written in _entries(config.nav, ("nav",)):
        if ":" in written.split("/", 1)[0] or written.startswith(("/", "#")):
            continue
        file = files.get_file_from_path(posixpath.normpath(written))
        if file is not None:
            found.add(file.src_uri)
        elif own and posixpath.splitext(written)[1]:
            findings.add(
                Code.DEAD_LINK,
                source.at(*path),
                f"The page “{shorten(written)}” in the navigation does not exist.",
                suggest_name(written, [page.src_uri for page in files.documentation_pages()]),
            )
    return frozenset(found)


def drop_from_navigation(nav: Navigation, unpublished: Collection[str]) -> None:
    """Remove pages that are not part of the site from the navigation, and sections that have no other page.

    MkDocs reports them, but links to them on every page.

    Args:
        nav: the navigation; changed in place.
        unpublished: source paths of these pages.
    """
    if not any(page.file.src_uri in unpublished for page in nav.pages):
        return
    nav.items = _kept(nav.items, unpublished)
    nav.pages = [page for page in nav.pages if page.file.src_uri not in unpublished]
    for before, page, after in zip([None, *nav.pages[:-1]], nav.pages, [*nav.pages[1:], None], strict=True):
        page.previous_page, page.next_page = before, after


def make_section_indexes(items: Iterable[StructureItem]) -> None:
    """Make pages the index of their section if they are its first page and have its title.

    Themes recognise an index by the name of its file.
    """
    for section in items:
        if not isinstance(section, Section):
            continue
        first = section.children[0] if section.children else None
        if isinstance(first, Page) and has_title_from_navigation(first) and first.title == section.title:
            first.file.name = "index"
        make_section_indexes(section.children)


def _kept(items: Iterable[StructureItem], unpublished: Collection[str]) -> list[StructureItem]:
    kept: list[StructureItem] = []
    for item in items:
        if isinstance(item, Section):
            item.children = _kept(item.children, unpublished)
            if item.children:
                kept.append(item)
        elif not isinstance(item, Page) or item.file.src_uri not in unpublished:
            kept.append(item)
    return kept


def _entries(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the position and the target of each entry in the navigation."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _entries(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _entries(item, (*path, number))
    elif isinstance(value, str):
        yield path, value
