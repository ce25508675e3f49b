"""JSON Schemas of data files and front matter, made from the model: editors complete and check with them.

A file names its schema in its first line: `# yaml-language-server: $schema=https://…/tools.json`.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import AliasChoices

from mkdocs_fieldguide.content.pages.link_kinds import LinkKinds
from mkdocs_fieldguide.model.entries import Entry
from mkdocs_fieldguide.model.external_registries import BUILT_IN_REGISTRIES, ExternalRegistry
from mkdocs_fieldguide.model.news_events import Event, News
from mkdocs_fieldguide.model.pages import MoreLink, PageInfo
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.roles import KNOWN_ROLES
from mkdocs_fieldguide.model.tools import Tool

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OURS = frozenset({"source", "path", "generated", "more"})
"""Fields that no file can set."""

_OF_PYTHON = re.compile(r"\\[AZ]|\(\?(?![:=!])|[*+?}]\+")
"""What other dialects of regular expressions than Python's do not know, or read otherwise."""

_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
"""Text; YAML takes `2020` and `yes` for other things, and we read them as they are written."""

_NAMES: dict[str, Any] = {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}
_IDS: dict[str, Any] = {
    "description": "Ids of pages: one, a list, or lists by page type.",
    "anyOf": [
        _SCALAR,
        {"type": "array", "items": _SCALAR},
        {"type": "object", "additionalProperties": _NAMES},
    ],
}
_PLACE: dict[str, Any] = {
    "anyOf": [_SCALAR, {"type": "object", "properties": {"name": _SCALAR, "url": _SCALAR}}],
}
_BY_NAME: dict[str, dict[str, Any]] = {
    "related_pages": _IDS,
    "location": {"anyOf": [*_PLACE["anyOf"], {"type": "array", "items": _PLACE}]},
    "contributions": {
        "type": ["object", "null"],
        "properties": dict.fromkeys(KNOWN_ROLES, _NAMES),
        "additionalProperties": _NAMES,
    },
}
"""Values whose kind the model does not show."""


def schemas(
    root: str = "", registries: Mapping[str, ExternalRegistry] = BUILT_IN_REGISTRIES
) -> dict[str, str]:
    """Return the schemas by file name.

    Args:
        root: address of the folder that they are published in, with `/` behind; empty where there is none.
        registries: outside registries that tools may be linked to.
    """
    ids = _ids_in(registries)
    whole = {
        "tools": _list_of(_entry(Tool, ids=ids)),
        "people": {
            "type": ["object", "null"],
            "additionalProperties": {"anyOf": [_entry(Person, "name"), {"type": "null"}]},
        },
        "organisations": _list_of(_entry(Organisation)),
        "countries": {"type": ["object", "null"], "additionalProperties": {"type": "string"}},
        "front-matter": _front_matter(ids),
        "news": _list_of(_entry(News)),
        "events": _list_of(_entry(Event)),
    }
    return {
        f"{name}.json": json.dumps(
            {
                "$schema": DIALECT,
                **({"$id": f"{root}{name}.json"} if root else {}),
                "title": _TITLES[name],
                **schema,
            },
            indent=2,
        )
        + "\n"
        for name, schema in whole.items()
    }


_TITLES = {
    "tools": "Tools and resources (tool_and_resource_list.yml)",
    "people": "People (CONTRIBUTORS.yml)",
    "organisations": "Organisations (affiliations.yml)",
    "countries": "Countries (countries.yml)",
    "front-matter": "Front matter of a page",
    "news": "News (news.yml)",
    "events": "Events (events.yml)",
}


def descriptions(model: type[Entry]) -> dict[str, str]:
    """Return what the docstring of a model says of its fields."""
    text = inspect.getdoc(model) or ""
    _, _, listed = text.partition("Attributes:\n")
    found = re.findall(r"^ {4}(\w+): ((?:.+)(?:\n {8}.+)*)", listed, re.MULTILINE)
    return {name: " ".join(words.split()) for name, words in found}


def _entry(
    model: type[Entry], *without: str, ids: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, Any]:
    words = descriptions(model)
    properties: dict[str, Any] = {}
    required: list[str] = []
    for name, field in model.model_fields.items():
        if name in _OURS or name in without:
            continue
        schema = {**_value(model, name, field.annotation, ids)}
        if name in words:
            schema["description"] = words[name][:1].upper() + words[name][1:]
        for key in _keys(name, field.validation_alias):
            properties[key] = schema
        if field.is_required():
            required.append(name)
    made: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": True}
    return {**made, "required": required} if required else made


def _front_matter(ids: Mapping[str, Any]) -> dict[str, Any]:
    made = _entry(PageInfo, ids=ids)
    links = {kind: _list_of(_entry(MoreLink)) for kind in LinkKinds().by_name}
    return {**made, "properties": {**made["properties"], **links}}


def _keys(name: str, alias: object) -> list[str]:
    if isinstance(alias, AliasChoices):
        return [choice for choice in alias.choices if isinstance(choice, str)]
    return [alias if isinstance(alias, str) else name]


def _ids_in(registries: Mapping[str, ExternalRegistry]) -> dict[str, Any]:
    """Return the schema of an id in each outside registry."""
    found: dict[str, Any] = {}
    for key, outside in registries.items():
        found[key] = {**_SCALAR, "description": f"Id at {outside.label}."}
        if outside.ids is not None and not _OF_PYTHON.search(outside.ids.pattern):
            found[key]["pattern"] = f"^(?:{outside.ids.pattern}|NA|N/A|)$"
    return found


def _value(model: type[Entry], name: str, annotation: Any, ids: Mapping[str, Any]) -> dict[str, Any]:
    if name == "registry" and model is Tool:
        return {"type": ["object", "null"], "properties": dict(ids), "additionalProperties": _SCALAR}
    if name in _BY_NAME:
        return _BY_NAME[name]
    shown = str(annotation)
    if "Tool" in shown:
        return _list_of(_entry(Tool, ids=ids))
    if annotation is bool:
        return {"type": ["boolean", "null"]}
    return _NAMES if "list" in shown else _SCALAR


def _list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["array", "null"], "items": items}
