"""Checks that need the whole site with converted pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from mkdocs.structure.files import Files, InclusionLevel

from mkdocs_fieldguide.builder.collecting import PageContents
from mkdocs_fieldguide.builder.converting import Converted
from mkdocs_fieldguide.builder.navigation import nav_pages
from mkdocs_fieldguide.checks.links import ResolvedLink, WrittenLink, check_links, report_missing_alt
from mkdocs_fieldguide.checks.reachability import check_reachability
from mkdocs_fieldguide.checks.tags import check_tags, report_exceeded_limits
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.registry.registry import Registry


def inspect(converted: Converted, contents: PageContents) -> None:
    """Report problems that only the whole site shows.

    Args:
        converted: the site, its pages converted.
        contents: the placeholders, anchors and pictures of its pages.
    """
    planned, registry = converted.planned, converted.registry
    findings, links, placeholders = planned.loaded.findings, planned.links, planned.placeholders
    followed, slots = links.all_followed, contents.slots()
    known = {path: found for path, found in contents.anchors.items() if _is_complete(path, registry, slots)}
    check_links(followed, known, links.locate, findings)
    for path in contents.pictures.keys() & registry.pages.keys():
        written = Counter(link.written.target for link in links.followed.get(path, ()))
        for url in contents.pictures[path]:
            address = links.rewritten.get(path, {}).get(url, url)
            # Pictures in raw HTML are counted after the Markdown links to the same URL.
            link = ResolvedLink(path, WrittenLink(address, picture=True), written[address])
            written[address] += 1
            report_missing_alt(address, links.locate(link), findings)
    check_tags(slots, placeholders, registry, findings)
    report_exceeded_limits(
        placeholders, lambda path, text: links.locate(ResolvedLink(path, WrittenLink(text), 0)), findings
    )
    files = converted.files
    named = nav_pages(planned.loaded.config, files, planned.loaded.plugins.names, findings)
    if named is not None:
        # Pages that the settings exclude from the navigation are not orphans.
        excluded = {file.src_uri for file in files if file.inclusion is not InclusionLevel.UNDEFINED}
        excluded = {path for path in excluded if path not in named and _is_excluded(files, path)}
        check_reachability(registry, named | excluded, followed, slots, findings, planned.listings.types)


def _is_complete(path: str, registry: Registry, slots: Mapping[str, list[Slot]]) -> bool:
    """Return whether all anchors of a page are known: an author wrote it, and no directive adds others."""
    return path in registry.pages and not any(
        slot.mark.call is not None and slot.mark.call.directive.adds_anchors for slot in slots.get(path, ())
    )


def _is_excluded(files: Files, path: str) -> bool:
    file = files.get_file_from_path(path)
    return file is not None and not file.inclusion.is_in_nav()
