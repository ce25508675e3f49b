"""JSON Schemas for data files and front matter, generated from the models, for completion in editors.

A file refers to its schema in the first line: `# yaml-language-server: $schema=https://…/tools.json`.
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
"""Syntax of Python's regular expressions that other dialects do not support or interpret differently."""

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
        root: URL of the folder where the schemas are published, with a final `/`; may be empty.
        registries: the external registries that tools may link to.
    """
    ids = _make_id_schemas(registries)
    entries = {
        "tools": _make_list(_make_schema(Tool, ids)),
        "people": {
            "type": ["object", "null"],
            "additionalProperties": {"anyOf": [_remove_name(_make_schema(Person)), {"type": "null"}]},
        },
        "organisations": _make_list(_make_schema(Organisation)),
        "countries": {"type": ["object", "null"], "additionalProperties": {"type": "string"}},
        "front-matter": _make_front_matter_schema(ids),
        "news": _make_list(_make_schema(News)),
        "events": _make_list(_make_schema(Event)),
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
        for name, schema in entries.items()
    }


class _SourceSchema(GenerateJsonSchema):
    """Generates schemas for what authors may write, rather than for the input of the validators.

    The YAML reader converts every scalar to text, and an empty value to the default.
    """

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Accept any scalar."""
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
        """Omit the default, which editors would insert."""
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Accept null; all types except references do so already."""
        inner = self.generate_inner(schema["schema"])
        return {"anyOf": [inner, {"type": "null"}]} if "$ref" in inner else inner

    def field_title_should_be_set(self, schema: object) -> bool:
        """Return False, as titles would repeat the keys."""
        return False


def _make_schema(model: type[BaseModel], ids: Mapping[str, Any] = MappingProxyType({})) -> dict[str, Any]:
    """Return the schema of a model, with all aliases of its keys and the registries of tools."""
    schema = copy.deepcopy(_generate_schema(model))
    properties = schema["properties"]
    for field in model.model_fields.values():
        if isinstance(field.validation_alias, AliasChoices):
            first, *others = (key for key in field.validation_alias.choices if isinstance(key, str))
            properties.update(dict.fromkeys(others, properties[first]))
    for tool in (schema, *schema.get("$defs", {}).values()):
        if tool["title"] == Tool.__name__:
            tool["properties"]["registry"]["properties"] = dict(ids)
    return schema


@functools.cache
def _generate_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return pydantic's schema of a model, which `mkdocs serve` needs at every rebuild."""
    return model.model_json_schema(schema_generator=_SourceSchema)


def _make_front_matter_schema(ids: Mapping[str, Any]) -> dict[str, Any]:
    schema = _make_schema(PageInfo, ids)
    schema["$defs"][MoreLink.__name__] = _make_schema(MoreLink)
    links = _make_list({"$ref": f"#/$defs/{MoreLink.__name__}"})
    schema["properties"].update(dict.fromkeys(LinkKinds().by_name, links))
    return schema


def _remove_name(person: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a person whose name is the key of the entry."""
    properties = {key: value for key, value in person["properties"].items() if key != "name"}
    return {key: value for key, value in person.items() if key != "required"} | {"properties": properties}


def _make_id_schemas(registries: Mapping[str, ExternalRegistry]) -> dict[str, Any]:
    """Return the schema of the ids in each external registry."""
    schemas: dict[str, Any] = {}
    for key, registry in registries.items():
        schemas[key] = {**SCALAR, "description": f"Id at {registry.label}."}
        if registry.ids is not None and not _NOT_PORTABLE.search(registry.ids.pattern):
            schemas[key]["pattern"] = f"^(?:{registry.ids.pattern}|NA|N/A|)$"
    return schemas


def _make_list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["array", "null"], "items": items}
