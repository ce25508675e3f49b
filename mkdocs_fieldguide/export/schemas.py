"""JSON Schemas of data files and front matter, made from the model: editors complete and check with them.

A file names its schema in its first line: `# yaml-language-server: $schema=https://…/tools.json`.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import AliasChoices

from mkdocs_fieldguide.load.more_kinds import MoreKinds
from mkdocs_fieldguide.model import Entry, MoreLink, Organisation, PageInfo, Person, Tool
from mkdocs_fieldguide.outside import ID_PATTERNS, OUTSIDE
from mkdocs_fieldguide.roles import KNOWN_ROLES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OURS = frozenset({"source", "path", "generated", "country", "more"})
"""Fields that no file can set."""

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
_BY_NAME: dict[str, dict[str, Any]] = {
    "related_pages": _IDS,
    "contributions": {
        "type": ["object", "null"],
        "properties": dict.fromkeys(KNOWN_ROLES, _NAMES),
        "additionalProperties": _NAMES,
    },
}
"""Values whose kind the model does not show."""

_DATED: dict[str, Mapping[str, str]] = {
    "news": {
        "name": "What is new.",
        "date": "The day, as 2026-05-31.",
        "description": "More of it.",
        "linked_pr": "Number of the pull request.",
    },
    "events": {
        "name": "What takes place.",
        "startDate": "The first day, as 2026-05-31.",
        "endDate": "The last day.",
        "startTime": "When it begins, as 14:30.",
        "endTime": "When it ends.",
        "location": "Where it takes place.",
        "description": "More of it.",
        "url": "Where there is more to read.",
        "related_pages": "Ids of pages.",
    },
}


def schemas(root: str = "") -> dict[str, str]:
    """Return the schemas by file name.

    Args:
        root: address of the folder that they are published in, with `/` behind; empty where there is none.
    """
    whole = {
        "tools": _list_of(_entry(Tool)),
        "people": {
            "type": ["object", "null"],
            "additionalProperties": {"anyOf": [_entry(Person, "name"), {"type": "null"}]},
        },
        "organisations": _list_of(_entry(Organisation)),
        "countries": {"type": ["object", "null"], "additionalProperties": {"type": "string"}},
        "front-matter": _front_matter(),
        **{name: _list_of(_dated(fields)) for name, fields in _DATED.items()},
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


def _entry(model: type[Entry], *without: str) -> dict[str, Any]:
    words = descriptions(model)
    properties: dict[str, Any] = {}
    required: list[str] = []
    for name, field in model.model_fields.items():
        if name in _OURS or name in without:
            continue
        schema = {**_value(model, name, field.annotation)}
        if name in words:
            schema["description"] = words[name][:1].upper() + words[name][1:]
        for key in _keys(name, field.validation_alias):
            properties[key] = schema
        if field.is_required():
            required.append(name)
    made: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": True}
    return {**made, "required": required} if required else made


def _front_matter() -> dict[str, Any]:
    made = _entry(PageInfo)
    links = {kind: _list_of(_entry(MoreLink)) for kind in MoreKinds().by_name}
    return {**made, "properties": {**made["properties"], **links}}


def _keys(name: str, alias: object) -> list[str]:
    if isinstance(alias, AliasChoices):
        return [choice for choice in alias.choices if isinstance(choice, str)]
    return [alias if isinstance(alias, str) else name]


def _value(model: type[Entry], name: str, annotation: Any) -> dict[str, Any]:
    if name == "registry" and model is Tool:
        known = {key: {**_SCALAR, "description": f"Id at {place.label}."} for key, place in OUTSIDE.items()}
        for key, (pattern, _) in ID_PATTERNS.items():
            known[key] = {**known[key], "pattern": f"^(?:{pattern.pattern}|NA|N/A|)$"}
        return {"type": ["object", "null"], "properties": known, "additionalProperties": _SCALAR}
    if name in _BY_NAME:
        return _BY_NAME[name]
    shown = str(annotation)
    if "Tool" in shown:
        return _list_of(_entry(Tool))
    if annotation is bool:
        return {"type": ["boolean", "null"]}
    return _NAMES if "list" in shown else _SCALAR


def _dated(fields: Mapping[str, str]) -> dict[str, Any]:
    properties = {
        name: {**(_IDS if name == "related_pages" else _SCALAR), "description": words}
        for name, words in fields.items()
    }
    return {"type": "object", "properties": properties, "required": ["name"], "additionalProperties": True}


def _list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["array", "null"], "items": items}
