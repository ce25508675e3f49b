"""Collect the external URLs of a guide with their locations."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urldefrag

from mkdocs_fieldguide.builder.dry_run.dry_run import DryRunResult
from mkdocs_fieldguide.content.inline_markdown import find_links
from mkdocs_fieldguide.markup.html_scanner import parse_attributes, start_tags
from mkdocs_fieldguide.markup.placeholders import Placeholder
from mkdocs_fieldguide.model.external_registries import external_links
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.model.urls import doi_url, web_url
from mkdocs_fieldguide.registry.registry import Registry

_WEB = re.compile(r"https?://", re.IGNORECASE)
_ELEMENTS = frozenset({"a", "area", "audio", "embed", "iframe", "img", "link", "object", "source", "video"})
_URL_ATTRIBUTES = frozenset({"href", "src", "data", "poster"})

UrlLocations = Mapping[str, tuple[Location, ...]]
"""URLs without fragment, each with the locations that link to it."""


def collect_urls(dry_run: DryRunResult) -> UrlLocations:
    """Return the http and https URLs of data, bibliography and pages, in the order in which they occur."""
    found: dict[str, dict[Location, None]] = {}
    for written, location in (
        *_data_urls(dry_run.registry),
        *_placeholder_urls(dry_run.visible_placeholders()),
        *(pair for path, content in dry_run.html.items() for pair in _page_urls(path, content, dry_run)),
    ):
        url = web_url(written)
        if url is not None:
            found.setdefault(urldefrag(url)[0], {}).setdefault(location)
    return {url: tuple(locations) for url, locations in found.items()}


def _data_urls(registry: Registry) -> Iterator[tuple[str, Location]]:
    for tool in (*registry.tools.values(), *registry.national_resources):
        yield from _tool_urls(tool)
    for person in registry.people.values():
        yield from _values(person.source, {"url": person.url, "image_url": person.image_url})
    for entry in registry.organisations.values():
        values = {"url": entry.url, "image_url": entry.image_url, "pid": entry.pid}
        yield from _values(entry.source, values)
    for reference in registry.references.values():
        doi, url = reference.csl.get("DOI"), reference.csl.get("URL")
        if doi or url:
            yield (doi_url(str(doi)) if doi else str(url)), reference.defined_at
    for page in registry.pages.values():
        for links in page.more.values():
            for link in links:
                yield from _values(link.source, {"url": link.url, "registry_url": link.registry_url})


def _tool_urls(tool: Tool) -> Iterator[tuple[str, Location]]:
    yield from _values(tool.source, {"url": tool.url})
    for key in tool.markdown_keys:
        for url in find_links(getattr(tool, key) or ""):
            yield url, tool.source.at(key)
    for link in external_links(tool.registry):
        yield link.url, tool.source.at("registry", link.key)


def _values(source: SourceMap, values: Mapping[str, str | None]) -> Iterator[tuple[str, Location]]:
    for key, value in values.items():
        if value:
            yield value, source.at(key)


def _placeholder_urls(placeholders: Iterable[Placeholder]) -> Iterator[tuple[str, Location]]:
    for placeholder in placeholders:
        for key in ("url", "caption_url"):
            if placeholder.call is not None and placeholder.call.text(key):
                yield placeholder.call.text(key), placeholder.location


def _page_urls(path: str, content: str, dry_run: DryRunResult) -> Iterator[tuple[str, Location]]:
    counts: dict[str, int] = {}
    for tag in start_tags(content, _ELEMENTS):
        for name, value in parse_attributes(tag.attributes).items():
            written = html.unescape(value).strip()
            if (
                name not in _URL_ATTRIBUTES
                or not _WEB.match(written)
                or dry_run.planned.placeholders.start in written
            ):
                continue
            count = counts.get(written, 0)
            counts[written] = count + 1
            yield written, dry_run.planned.markdown.place_of_link(path, written, count)
