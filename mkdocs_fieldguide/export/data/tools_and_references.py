"""Export tools and references to JSON and CSV.

The format of these files is part of the public interface: within a major version, keys may be added, but not
renamed or removed. `version` is the version of the format.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mkdocs_fieldguide.content.local_links import replace_local_links
from mkdocs_fieldguide.model.external_registries import external_links
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.model.urls import SITE, is_local
from mkdocs_fieldguide.registry.registry import Registry

VERSION = 1
_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫⁼₌⁺₊]|[\t\r\n]")
_COLUMNS = (
    "id",
    "name",
    "type",
    "country",
    "url",
    "description",
    "registries",
    "related_pages",
    "mentioned_on",
    "page",
)


@dataclass(frozen=True)
class Published:
    """The content of the site, and its URLs, as input of the exports.

    Attributes:
        registry: the registry.
        root: URL of the site, with a final `/`; empty for URLs relative to the root of the site.
        pages: URL of each page relative to the root, by source path.
        tool_pages: URL of each tool's page, by tool id.
        tool_mentions: source paths of the pages that mention a tool, by tool id.
        citations: source paths of the pages that cite a reference, by citation key.
        people_pages: URL of each person's page, by name.
        organisation_pages: URL of each organisation's page, by name.
        written: source paths of the pages that the build writes.
        address: resolves a relative URL of data to one below the root; None if it is dead.
    """

    # More than seven parameters: one mapping for each kind of page, so that every export has the same input.
    registry: Registry
    root: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    tool_pages: Mapping[str, str] = field(default_factory=dict)
    tool_mentions: Mapping[str, Iterable[str]] = field(default_factory=dict)
    citations: Mapping[str, Iterable[str]] = field(default_factory=dict)
    people_pages: Mapping[str, str] = field(default_factory=dict)
    organisation_pages: Mapping[str, str] = field(default_factory=dict)
    written: Collection[str] = ()
    address: Callable[[str], str | None] = lambda target: None

    def url(self, url: str | None) -> str | None:
        """Return a URL of data; one that leads to the site is relative to the root, or full."""
        if url is None or not is_local(url):
            return url
        target = url.removeprefix(SITE)
        found = self.address(target)
        if found is None:
            return target if target.startswith("/") else None
        return self.root + found

    @cached_property
    def tools(self) -> list[dict[str, Any]]:
        """Return the exported data of all tools and national resources."""
        tools = (*self.registry.tools.values(), *self.registry.national_resources)
        return [_export_tool(self, tool) for tool in tools]

    def markdown(self, text: str | None) -> str | None:
        """Return the Markdown of a text of data, without relative URLs."""
        return replace_local_links(text, self.url) if text and "](" in text else text

    def link(self, pages: Mapping[str, str], key: str) -> str | None:
        """Return the URL of the page of a tool, person or organisation, if there is one."""
        return self.root + pages[key] if key in pages else None

    def country(self, code: str | None) -> str | None:
        """Return a country code as written by the author; None for an unknown one."""
        return code if code and code.strip().upper() in self.registry.countries else None

    @cached_property
    def hidden_people(self) -> frozenset[str]:
        """Return the names of the people who must not appear in the exports."""
        return frozenset(person.name for person in self.registry.people.values() if person.hidden)

    def page(self, path: str) -> dict[str, str]:
        """Return id, title and URL of a page."""
        info = self.registry.pages[path]
        return {"id": info.id, "title": info.title or info.base_name, "url": self.root + self.pages[path]}

    def list_pages(self, paths: Iterable[str]) -> list[dict[str, str]]:
        """Return id, title and URL of the published ones of some pages, given by source path."""
        return [self.page(path) for path in paths if path in self.pages and path in self.registry.pages]

    def list_related_pages(self, targets: Iterable[str], from_path: str) -> list[dict[str, str]]:
        """Return id, title and URL of the pages that the author of a page or tool lists as related."""
        matches = (self.registry.resolve_page(target, from_path).page for target in targets)
        return self.list_pages(page.path for page in matches if page)


def build_tools_json(published: Published) -> str:
    """Return all tools and national resources: `{"version": 1, "tools": [{"id", "name", …}]}`."""
    return format_json("tools", published.tools)


def build_tools_csv(published: Published) -> str:
    """Return all tools and national resources as CSV, with ` | ` between the values in a cell.

    Against CSV injection (https://owasp.org/www-community/attacks/CSV_Injection), an apostrophe is put before
    the text of a cell that a spreadsheet might interpret as a formula. Some spreadsheets ignore leading white
    space, and accept full-width operators.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for tool in published.tools:
        row = {
            **tool,
            "registries": [link["url"] for link in tool["registry"].values()],
            "related_pages": [page["url"] for page in tool["related_pages"]],
            "mentioned_on": [page["url"] for page in tool["mentioned_on"]],
        }
        writer.writerow(_format_cell(row[column]) for column in _COLUMNS)
    # Spreadsheets need the byte order mark to recognise UTF-8.
    return "\ufeff" + out.getvalue()


def build_references_json(published: Published) -> str:
    """Return the bibliography: `{"version": 1, "references": [{"key", "csl", "cited_on"}]}`."""
    references = [
        {
            "key": key,
            "csl": dict(reference.csl),
            "cited_on": published.list_pages(published.citations.get(key, ())),
        }
        for key, reference in published.registry.references.items()
    ]
    return format_json("references", references)


def _export_tool(published: Published, tool: Tool) -> dict[str, Any]:
    registry = published.registry
    # A national resource may have the id of a tool; mentions and the page are then those of the tool.
    is_tool = registry.tools.get(tool.id) is tool
    mentions = published.tool_mentions.get(tool.id, ()) if is_tool else ()
    return {
        "id": tool.id,
        "name": tool.name,
        "type": tool.type,
        "country": published.country(tool.country),
        "url": published.url(tool.url),
        "description": published.markdown(tool.description),
        "how_to_access": published.markdown(tool.how_to_access),
        "instance_of": tool.instance_of,
        "registry": {
            link.key: {"id": tool.registry[link.key], "url": link.url}
            for link in external_links(tool.registry, registry.external_registries)
        },
        "related_pages": published.list_related_pages(tool.related_page_ids, ""),
        "mentioned_on": published.list_pages(mentions),
        "page": published.link(published.tool_pages, tool.id) if is_tool else None,
    }


def format_json(name: str, items: list[dict[str, Any]]) -> str:
    """Return a JSON file with one item per line, which is fast to generate and gives readable diffs."""
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f'{{"version": {VERSION}, "{name}": [\n{lines}\n]}}\n'


def _format_cell(value: Any) -> str:
    text = " | ".join(value) if isinstance(value, list) else str(value or "")
    return f"'{text}" if _FORMULA.match(text) else text
