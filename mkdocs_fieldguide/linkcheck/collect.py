"""The addresses outside the site that a guide leads to, and where they are written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urldefrag

from mkdocs_fieldguide.builder.dry_run.dry_run import DryRunResult
from mkdocs_fieldguide.content.inline_markdown import find_links
from mkdocs_fieldguide.markup.placeholders import Placeholder
from mkdocs_fieldguide.model.external_registries import external_links
from mkdocs_fieldguide.model.html_patterns import ATTRIBUTES
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.model.urls import web_url
from mkdocs_fieldguide.registry.registry import Registry

_WEB = re.compile(r"https?://", re.IGNORECASE)
_LINKED = re.compile(
    rf"<(?:a|area|audio|embed|iframe|img|link|object|source|video)\s{ATTRIBUTES}>", re.IGNORECASE
)
_ADDRESS = re.compile(r"""\s(?:href|src|data|poster)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)

UrlLocations = Mapping[str, tuple[Location, ...]]
"""Addresses without fragment, and where each is written."""


def collect_urls(rehearsed: DryRunResult) -> UrlLocations:
    """Return the web's addresses of all pages, of the data and of the bibliography, in their order."""
    found: dict[str, dict[Location, None]] = {}
    for written, location in (
        *_of_data(rehearsed.registry),
        *_of_marks(rehearsed.visible_placeholders()),
        *(pair for path, content in rehearsed.html.items() for pair in _of_page(path, content, rehearsed)),
    ):
        url = web_url(written)
        if url is not None:
            found.setdefault(urldefrag(url)[0], {}).setdefault(location)
    return {url: tuple(places) for url, places in found.items()}


def _of_data(registry: Registry) -> Iterator[tuple[str, Location]]:
    for tool in (*registry.tools.values(), *registry.national_resources):
        yield from _of_tool(tool)
    for person in registry.people.values():
        yield from _values(person.source, {"url": person.url, "image_url": person.image_url})
    for entry in registry.organisations.values():
        values = {"url": entry.url, "image_url": entry.image_url, "pid": entry.pid}
        yield from _values(entry.source, values)
    for reference in registry.references.values():
        doi, url = reference.csl.get("DOI"), reference.csl.get("URL")
        if doi or url:
            yield (f"https://doi.org/{doi}" if doi else str(url)), reference.defined_at
    for page in registry.pages.values():
        for links in page.more.values():
            for link in links:
                yield from _values(link.source, {"url": link.url, "registry_url": link.registry_url})


def _of_tool(tool: Tool) -> Iterator[tuple[str, Location]]:
    yield from _values(tool.source, {"url": tool.url})
    for key in tool.markdown_keys:
        for address in find_links(getattr(tool, key) or ""):
            yield address, tool.source.at(key)
    for link in external_links(tool.registry):
        yield link.url, tool.source.at("registry", link.key)


def _values(source: SourceMap, values: Mapping[str, str | None]) -> Iterator[tuple[str, Location]]:
    for key, value in values.items():
        if value:
            yield value, source.at(key)


def _of_marks(marks: Iterable[Placeholder]) -> Iterator[tuple[str, Location]]:
    for mark in marks:
        for key in ("url", "caption_url"):
            if mark.call is not None and mark.call.text(key):
                yield mark.call.text(key), mark.location


def _of_page(path: str, content: str, rehearsed: DryRunResult) -> Iterator[tuple[str, Location]]:
    counts: dict[str, int] = {}
    for tag in _LINKED.finditer(content):
        for match in _ADDRESS.finditer(tag[0]):
            written = html.unescape(match[1] or match[2] or "").strip()
            if not _WEB.match(written) or rehearsed.planned.placeholders.start in written:
                continue
            count = counts.get(written, 0)
            counts[written] = count + 1
            yield written, rehearsed.planned.markdown.place_of_link(path, written, count)
