"""Links that a site's own table of tools has to another catalogue become an external registry.

An own `resource-table-all.html` may link tools to a catalogue by their ids, if a field of theirs has a value,
as in `{% if tool.in == "Plants" %}<a href="https://example.org/{{ tool.id }}">In Plants</a>{% endif %}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.migrate.yaml_values import as_mapping, as_text, is_bounded

TOOLS = "_data/tool_and_resource_list.yml"
_TOOL_TABLE = "resource-table-all.html"

_LINK = re.compile(
    r"\{%-?\s*if\s+tool\.(?P<field>\w+)\s*==\s*(?P<q>[\"'])(?P<value>[^\"'{}]{1,60})(?P=q)\s*-?%\}\s*"
    r"<a\s+href=\"(?P<before>https?://[^\"{}\s]*)\{\{-?\s*tool\.id\s*-?\}\}(?P<after>[^\"{}\s]*)\"[^<>]*>"
    r"(?P<label>[^<>{}]{1,80})</a>\s*\{%-?\s*endif\b"
)
_ENTRY = re.compile(r"^(?=-[ \t])", re.MULTILINE)
_REGISTRY = re.compile(r"^  registry:[ \t]*(?:null|~)?[ \t]*\n", re.MULTILINE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class OwnRegistry:
    """A catalogue to which the own table of tools links.

    Attributes:
        key: its key among the registries.
        name: text of the links.
        url: URL of an entry, with the placeholder `{id}`.
        field: field of tools that decides whether there is a link.
        value: its value then.
    """

    key: str
    name: str
    url: str
    field: str
    value: str

    def option(self) -> Mapping[str, str]:
        """Return the value for the option `registries`."""
        return {"name": self.name, "url": self.url}


def find_registries(table: str) -> list[OwnRegistry]:
    """Return the catalogues to which an own include for the table of tools links.

    Args:
        table: text of the include.
    """
    found: dict[str, OwnRegistry] = {}
    for match in _LINK.finditer(table):
        key = re.sub(r"[^a-z0-9]+", "-", match["value"].casefold()).strip("-")
        url = f"{match['before']}{{id}}{match['after']}"
        if key:
            name = " ".join(match["label"].split())
            found.setdefault(key, OwnRegistry(key, name, url, match["field"], match["value"]))
    return list(found.values())


def convert_registries(
    includes: Mapping[str, str], tools: str
) -> tuple[dict[str, Mapping[str, str]], str] | None:
    """Return the option `registries` and the changed data file; None if there are no such links.

    Args:
        includes: texts of the own includes, by path below `_includes`.
        tools: the data file of tools; empty if there is none.
    """
    registries = find_registries(includes.get(_TOOL_TABLE, ""))
    if not registries or len(tools) > MAX_BYTES or "\ufffd" in tools:
        return None
    changed = add_registries(tools, registries)
    return ({it.key: dict(it.option()) for it in registries}, changed) if changed != tools else None


def add_registries(tools: str, registries: list[OwnRegistry]) -> str:
    """Return a data file of tools in which those of the catalogues have their id there.

    Comments and the style of the file are kept. It is unchanged if that is not possible.

    Args:
        tools: the data file, in YAML.
        registries: the catalogues.
    """
    first, *entries = _ENTRY.split(tools)
    changed = "".join([first, *(_with_ids(entry, registries) for entry in entries)])
    return changed if _without_registry(changed) == _without_registry(tools) is not None else tools


def _with_ids(entry: str, registries: list[OwnRegistry]) -> str:
    try:
        items = yaml.load(entry, _LOADER)  # noqa: S506 (a safe loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return entry
    tool = as_mapping(items[0]) if isinstance(items, list) and len(items) == 1 else {}
    ids = [it.key for it in registries if tool.get(it.field) == it.value and as_text(tool.get("id"))]
    known = as_mapping(tool.get("registry"))
    new = "".join(f"    {key}: {_quote(as_text(tool.get('id')))}\n" for key in ids if key not in known)
    if not new:
        return entry
    entry = entry if entry.endswith("\n") else f"{entry}\n"
    if "registry" not in tool:
        lines = entry.splitlines(keepends=True)
        end = next(at for at in range(len(lines), 0, -1) if lines[at - 1].strip() and lines[at - 1][0] != "#")
        return "".join([*lines[:end], f"  registry:\n{new}", *lines[end:]])
    return _REGISTRY.sub(lambda it: f"  registry:\n{new}", entry, count=1)


def _quote(text: str) -> str:
    quoted = text.replace("'", "''")
    return f"'{quoted}'"


def _without_registry(text: str) -> Any:
    """Return the content of a data file without what may be added; None if it cannot be read."""
    try:
        items = yaml.load(text, _LOADER)  # noqa: S506 (a safe loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(items, list) or not is_bounded(items):
        return None
    return [{key: value for key, value in as_mapping(it).items() if key != "registry"} for it in items]
