"""Base class of all entries in data files, and the types of their fields."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from mkdocs_fieldguide.model.country_codes import resolve_country
from mkdocs_fieldguide.model.device_names import is_reserved_name
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.unicode_forms import normalise, normalise_name

NULL_STRINGS = ("", "NA", "N/A")
"""Values that mean "none" in real data files."""


def _none_if_null(value: object) -> object:
    return None if isinstance(value, str) and value.strip() in NULL_STRINGS else value


def _as_list(value: object) -> object:
    """Wrap a single value in a list; return mappings unchanged, so that validation reports them."""
    if value is None or value == "":
        return []
    return value if isinstance(value, (list, dict)) else [value]


def _drop_empty(value: object) -> object:
    items = _as_list(value)
    if isinstance(items, list):
        return [item for item in items if item is not None and item != ""]
    return items


def _none_if_empty(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


_MAX_SLUG_BYTES = 240

SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
"""JSON Schema of a text: YAML reads `2020` and `yes` as other types, but they are used as written."""

ONE_OR_LIST: dict[str, Any] = {"anyOf": [SCALAR, {"type": "array", "items": SCALAR}]}

Name = Annotated[str, AfterValidator(normalise_name)]
"""A name or id, which other entries and pages refer to."""
OptionalText = Annotated[str | None, BeforeValidator(_none_if_null)]
OptionalName = Annotated[Name | None, BeforeValidator(_none_if_null)]
CountryCode = Annotated[
    Annotated[str, AfterValidator(resolve_country)] | None, BeforeValidator(_none_if_empty)
]
"""Two letters. Unlike in other fields, `NA` is a value: Namibia."""
TextList = Annotated[list[str], BeforeValidator(_drop_empty), WithJsonSchema(ONE_OR_LIST)]
NameList = Annotated[list[Name], BeforeValidator(_drop_empty), WithJsonSchema(ONE_OR_LIST)]
PageIds = Annotated[
    Any,
    WithJsonSchema(
        {
            "description": "Ids of pages: one, a list, or lists by page type.",
            "anyOf": [*ONE_OR_LIST["anyOf"], {"type": "object", "additionalProperties": ONE_OR_LIST}],
        }
    ),
]


class Entry(BaseModel):
    """An entry of a data file, with its source map. Unknown keys are retained but not used."""

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        str_strip_whitespace=True,
        arbitrary_types_allowed=True,
        defer_build=True,  # few commands need any model, and no guide needs all of them
    )

    markdown_keys: ClassVar[tuple[str, ...]] = ()
    """Fields whose text is inline Markdown: emphasis, code and links."""

    other_line_keys: ClassVar[tuple[str, ...]] = ()
    """Keys without a field of their own whose values are displayed on one line."""

    source: SkipJsonSchema[SourceMap] = Field(default=SourceMap(Location("")), exclude=True, repr=False)

    @property
    def defined_at(self) -> Location:
        """Return the location at which the entry begins."""
        return self.source.start


@functools.lru_cache(maxsize=4096)  # the slugs of people are computed on every page that credits them
def slugify(name: str) -> str:
    """Return a slug of lower-case ASCII letters, digits and `-` for `name`; never empty.

    Letters without an ASCII form (Greek, Chinese) are retained, as they are valid in URLs. The slug is a
    valid file name on every operating system: it has at most 240 bytes, which leaves space for an extension,
    and a device name reserved by Windows (`con`) gets a trailing `_`, which no other slug contains.
    """
    folded = normalise("NFKD", name).casefold()
    unaccented = "".join(c for c in folded if not unicodedata.combining(c))
    slug = re.sub(r"[^\w]+|_+", "-", unaccented).strip("-")[:80]
    slug = slug.encode("utf-8")[:_MAX_SLUG_BYTES].decode("utf-8", "ignore").strip("-") or "unnamed"
    return f"{slug}_" if is_reserved_name(slug) else slug


def flatten_ids(value: Any) -> list[str]:
    """Return the ids in a list, a mapping of lists or a single text, in order and without blank ones."""
    if value is None:
        return []
    if isinstance(value, Mapping):
        return [item_id for part in value.values() for item_id in flatten_ids(part)]
    if isinstance(value, (list, tuple)):
        return [item_id for part in value for item_id in flatten_ids(part)]
    name = normalise_name(str(value))
    return [name] if name else []
