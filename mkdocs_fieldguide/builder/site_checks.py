"""The checks that need the whole site: run once all pages are there, in a build as in a check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from mkdocs_fieldguide.builder.link_resolver import LinkResolver
from mkdocs_fieldguide.builder.navigation import nav_pages, source_of
from mkdocs_fieldguide.checks.links import ResolvedLink, WrittenLink, check_links, report_missing_alt
from mkdocs_fieldguide.checks.page_types import check_images, check_type_appearance, check_types
from mkdocs_fieldguide.checks.reachability import check_reachability
from mkdocs_fieldguide.checks.tags import check_tags, report_exceeded_limits
from mkdocs_fieldguide.content.settings.page_types import PageTypes
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.page.type_label import PICTURES, is_picture, picture_path

_WITH_ANCHORS = frozenset({"tool_table", "training_table", "page_ids", "contributors", "affiliations"})
"""Blocks that bring anchors of their own to a page."""


def inspect(
    *,
    config: MkDocsConfig,
    plugins: Collection[str],
    files: Files,
    registry: Registry,
    links: LinkResolver,
    book: PlaceholderTable,
    slots: Mapping[str, list[Slot]],
    anchors: Mapping[str, frozenset[str]],
    pictures: Mapping[str, list[str]],
    findings: Findings,
    types: Mapping[str, str],
) -> None:
    """Report what only the whole site shows.

    Args:
        config: the site's configuration.
        plugins: names of all plugins.
        files: the files of the site.
        registry: the whole guide.
        links: the links of all pages.
        book: all marks.
        slots: the marks that readers see, by page.
        anchors: the anchors of each page, those apart that rendering brings.
        pictures: pictures in raw HTML without a text, by page.
        findings: receives the problems.
        types: source path of the page that lists a type, by type.
    """
    followed = links.all_followed
    known = {path: found for path, found in anchors.items() if _is_complete(path, registry, slots)}
    check_links(followed, known, links.locate, findings)
    for path in pictures.keys() & registry.pages.keys():
        written = Counter(link.written.target for link in links.followed.get(path, ()))
        for address in pictures[path]:
            # Raw HTML is looked for behind what Markdown has of the same address.
            link = ResolvedLink(path, WrittenLink(address, picture=True), written[address])
            written[address] += 1
            report_missing_alt(address, links.locate(link), findings)
    check_tags(slots, book, registry, findings)
    report_exceeded_limits(
        book, lambda path, text: links.locate(ResolvedLink(path, WrittenLink(text), 0)), findings
    )
    named = nav_pages(config, files, plugins, findings)
    if named is not None:
        # What the site says to be in no navigation is meant to be.
        meant = {file.src_uri for file in files if file.inclusion is not InclusionLevel.UNDEFINED}
        meant = {path for path in meant if path not in named and _is_meant(files, path)}
        check_reachability(registry, named | meant, followed, slots, findings, types)


def inspect_types(
    config: MkDocsConfig,
    types: PageTypes,
    files: Files,
    registry: Registry,
    findings: Findings,
    *,
    with_theme: bool,
) -> None:
    """Report types and pictures of pages that are not there.

    Args:
        config: the site's configuration.
        types: the types of the settings.
        files: the files of the site.
        registry: the whole guide.
        findings: receives MISSPELT_TYPE, MISSING_PICTURE and SETTING.
        with_theme: whether the site's theme is known, as it is in a build.
    """
    check_types(registry, types, findings)
    there = {file.dest_uri for file in files}
    pictures = NameIndex(path.removeprefix(PICTURES) for path in there if path.startswith(PICTURES))
    check_images(registry, _picture_of, there, pictures, findings)
    if with_theme and types.described:
        places = source_of(config)

        def place_of(name: str, key: str) -> Location:
            path = next((path for path in places.locations if path[-3:] == ("page_types", name, key)), ())
            return places.at(*path)

        check_type_appearance(types.described.values(), map(Path, config.theme.dirs), place_of, findings)


def _picture_of(page: PageInfo, key: str) -> str:
    named = page.page_img if key == "page_img" else page.type_img
    return picture_path(named) if named and (key == "page_img" or is_picture(named)) else ""


def _is_complete(path: str, registry: Registry, slots: Mapping[str, list[Slot]]) -> bool:
    """Tell whether all anchors of a page are known: it is an author's, and nothing on it brings others."""
    return path in registry.pages and not any(
        slot.mark.call is not None and slot.mark.call.directive.name in _WITH_ANCHORS
        for slot in slots.get(path, ())
    )


def _is_meant(files: Files, path: str) -> bool:
    file = files.get_file_from_path(path)
    return file is not None and not file.inclusion.is_in_nav()
