"""JSON Schemas of data files and front matter, made from the models: editors complete and check with them.

A file names its schema in its first line: `# yaml-language-server: $schema=https://…/tools.json`.
"""

from __future__ import annotations

import copy
import functools
import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic import AliasChoices, BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from mkdocs_fieldguide.content.pages.link_kinds import LinkKinds
from mkdocs_fieldguide.model.entries import SCALAR
from mkdocs_fieldguide.model.external_registries import BUILT_IN_REGISTRIES, ExternalRegistry
from mkdocs_fieldguide.model.news_events import Event, News
from mkdocs_fieldguide.model.pages import MoreLink, PageInfo
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.tools import Tool

if TYPE_CHECKING:
    from pydantic_core import core_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_NOT_PORTABLE = re.compile(r"\\[AZ]|\(\?(?![:=!])|[*+?}]\+")
"""Syntax of Python's regular expressions that other dialects lack or read differently."""

_TITLES = {
    "tools": "Tools and resources (tool_and_resource_list.yml)",
    "people": "People (CONTRIBUTORS.yml)",
    "organisations": "Organisations (affiliations.yml)",
    "countries": "Countries (countries.yml)",
    "front-matter": "Front matter of a page",
    "news": "News (news.yml)",
    "events": "Events (events.yml)",
}


def build_json_schemas(
    root: str = "", registries: Mapping[str, ExternalRegistry] = BUILT_IN_REGISTRIES
) -> dict[str, str]:
    """Return the schemas by file name.

    Args:
        root: URL of the folder that they are published in, ending with `/`; empty if there is none.
        registries: external registries that tools may be linked to.
    """
    ids = _ids_in(registries)
    whole = {
        "tools": _list_of(_schema(Tool, ids)),
        "people": {
            "type": ["object", "null"],
            "additionalProperties": {"anyOf": [_without_name(_schema(Person)), {"type": "null"}]},
        },
        "organisations": _list_of(_schema(Organisation)),
        "countries": {"type": ["object", "null"], "additionalProperties": {"type": "string"}},
        "front-matter": _front_matter(ids),
        "news": _list_of(_schema(News)),
        "events": _list_of(_schema(Event)),
    }
    return {
        f"{name}.json": json.dumps(
            {
                "$schema": DIALECT,
                **({"$id": f"{root}{name}.json"} if root else {}),
                **schema,
                "title": _TITLES[name],
            },
            indent=2,
        )
        + "\n"
        for name, schema in whole.items()
    }


class _AsWritten(GenerateJsonSchema):
    """Generates schemas of what authors may write; pydantic describes what validators receive.

    The readers turn every scalar into text and an empty value into the default.
    """

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Accept every scalar."""
        return dict(SCALAR)

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        """Accept an empty value."""
        return {"type": ["boolean", "null"]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Accept an empty value."""
        return {**super().dict_schema(schema), "type": ["object", "null"]}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        """Accept an empty value."""
        return {**super().tuple_schema(schema), "type": ["array", "null"]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Leave the default out: editors would insert it."""
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Name null among the types, as all of ours accept it."""
        inner = self.generate_inner(schema["schema"])
        return {"anyOf": [inner, {"type": "null"}]} if "$ref" in inner else inner

    def field_title_should_be_set(self, schema: object) -> bool:
        """Return False: titles would repeat the keys."""
        return False


def _schema(model: type[BaseModel], ids: Mapping[str, Any] = MappingProxyType({})) -> dict[str, Any]:
    """Return the schema of an entry, with all names of its keys and the registries of its tools."""
    made = copy.deepcopy(_generated(model))
    properties = made["properties"]
    for field in model.model_fields.values():
        if isinstance(field.validation_alias, AliasChoices):
            first, *others = (key for key in field.validation_alias.choices if isinstance(key, str))
            properties.update(dict.fromkeys(others, properties[first]))
    for tool in (made, *made.get("$defs", {}).values()):
        if tool["title"] == Tool.__name__:
            tool["properties"]["registry"]["properties"] = dict(ids)
    return made


@functools.cache
def _generated(model: type[BaseModel]) -> dict[str, Any]:
    """Return pydantic's schema of a model, which `mkdocs serve` needs at every rebuild."""
    return model.model_json_schema(schema_generator=_AsWritten)


def _front_matter(ids: Mapping[str, Any]) -> dict[str, Any]:
    made = _schema(PageInfo, ids)
    made["$defs"][MoreLink.__name__] = _schema(MoreLink)
    links = _list_of({"$ref": f"#/$defs/{MoreLink.__name__}"})
    made["properties"].update(dict.fromkeys(LinkKinds().by_name, links))
    return made


def _without_name(person: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an entry whose name is its key."""
    properties = {key: value for key, value in person["properties"].items() if key != "name"}
    return {key: value for key, value in person.items() if key != "required"} | {"properties": properties}


def _ids_in(registries: Mapping[str, ExternalRegistry]) -> dict[str, Any]:
    """Return the schema of an id in each external registry."""
    found: dict[str, Any] = {}
    for key, outside in registries.items():
        found[key] = {**SCALAR, "description": f"Id at {outside.label}."}
        if outside.ids is not None and not _NOT_PORTABLE.search(outside.ids.pattern):
            found[key]["pattern"] = f"^(?:{outside.ids.pattern}|NA|N/A|)$"
    return found


def _list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["array", "null"], "items": items}
