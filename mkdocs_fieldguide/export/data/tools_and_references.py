"""Tools and references as JSON and CSV.

The shape of these files is part of the project's interface: keys are added, never renamed or removed, within
a major version. `version` counts the shape.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mkdocs_fieldguide.model.external_registries import external_links
from mkdocs_fieldguide.model.tools import Tool
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
    """What the exports tell about.

    Attributes:
        registry: everything that is known.
        root: address of the site, with `/` at its end; empty for addresses below the site's root.
        pages: address of each page below the root, by source path.
        tool_pages: address of each tool's page, by id.
        tool_mentions: source paths of the pages that name a tool, by id.
        citations: source paths of the pages that cite a reference, by key.
        people_pages: address of each person's page, by name.
        organisation_pages: address of each organisation's page, by name.
        written: source paths of the pages that are in the site.
    """

    registry: Registry
    root: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    tool_pages: Mapping[str, str] = field(default_factory=dict)
    tool_mentions: Mapping[str, Iterable[str]] = field(default_factory=dict)
    citations: Mapping[str, Iterable[str]] = field(default_factory=dict)
    people_pages: Mapping[str, str] = field(default_factory=dict)
    organisation_pages: Mapping[str, str] = field(default_factory=dict)
    written: Collection[str] = ()

    @cached_property
    def tools(self) -> list[dict[str, Any]]:
        """Return what the exports tell of each tool and national resource."""
        tools = (*self.registry.tools.values(), *self.registry.national_resources)
        return [_tool(self, tool) for tool in tools]

    def address(self, path: str) -> str:
        """Return the address of the page with this source path."""
        return self.root + self.pages[path]

    def link(self, pages: Mapping[str, str], key: str) -> str | None:
        """Return the address of somebody's or something's own page."""
        return self.root + pages[key] if key in pages else None

    def country(self, code: str | None) -> str | None:
        """Return the code of a country as it is written; None for one that is not known."""
        return code if code and code.strip().upper() in self.registry.countries else None

    def page(self, path: str) -> dict[str, str]:
        """Return id, title and address of a page."""
        info = self.registry.pages[path]
        return {"id": info.id, "title": info.title or info.base_name, "url": self.address(path)}


def build_tools_json(published: Published) -> str:
    """Return all tools and national resources: `{"version": 1, "tools": [{"id", "name", …}]}`."""
    return format_json("tools", published.tools)


def build_tools_csv(published: Published) -> str:
    """Return all tools and national resources as a table, several values in a cell set apart by ` | `.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, as OWASP advises
    (https://owasp.org/www-community/attacks/CSV_Injection). Some take white space before a formula away, and
    full-width signs for the usual ones.
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
        writer.writerow(_cell(row[column]) for column in _COLUMNS)
    # The mark at the beginning tells spreadsheets that the file is UTF-8.
    return "\ufeff" + out.getvalue()


def build_references_json(published: Published) -> str:
    """Return the bibliography: `{"version": 1, "references": [{"key", "csl", "cited_on"}]}`."""
    references = [
        {
            "key": key,
            "csl": dict(reference.csl),
            "cited_on": [
                published.page(path) for path in _known(published, published.citations.get(key, ()))
            ],
        }
        for key, reference in published.registry.references.items()
    ]
    return format_json("references", references)


def _tool(published: Published, tool: Tool) -> dict[str, Any]:
    registry = published.registry
    related = (registry.resolve_page(name, "").page for name in tool.related_page_ids)
    own = registry.tools.get(tool.id) is tool
    mentions = published.tool_mentions.get(tool.id, ()) if own else ()
    return {
        "id": tool.id,
        "name": tool.name,
        "type": tool.type,
        "country": published.country(tool.country),
        "url": tool.url,
        "description": tool.description,
        "how_to_access": tool.how_to_access,
        "instance_of": tool.instance_of,
        "registry": {
            link.key: {"id": tool.registry[link.key], "url": link.url}
            for link in external_links(tool.registry, registry.external_registries)
        },
        "related_pages": [
            published.page(page.path) for page in related if page and page.path in published.pages
        ],
        "mentioned_on": [published.page(path) for path in _known(published, mentions)],
        "page": published.link(published.tool_pages, tool.id) if own else None,
    }


def _known(published: Published, paths: Iterable[str]) -> list[str]:
    return [path for path in paths if path in published.pages and path in published.registry.pages]


def format_json(name: str, items: list[dict[str, Any]]) -> str:
    """Return a file with one item to a line: quick to make, and easy to compare with the last one."""
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f'{{"version": {VERSION}, "{name}": [\n{lines}\n]}}\n'


def _cell(value: Any) -> str:
    text = " | ".join(value) if isinstance(value, list) else str(value or "")
    return f"'{text}" if _FORMULA.match(text) else text
