"""Tools and resources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from mkdocs_fieldguide.model.entries import (
    NULL_STRINGS,
    CountryCode,
    Entry,
    NameList,
    OptionalText,
    flatten_ids,
)


def _links(value: object) -> object:
    """Return a `registry` mapping without empty ids, in the order of the file."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        return value
    return {str(k): v for k, v in value.items() if v is not None and str(v).strip() not in NULL_STRINGS}


class Tool(Entry):
    """A tool or resource of the registry.

    Attributes:
        id: id that pages use: `{% tool "id" %}`.
        registry: ids in external registries, by registry (`biotools`, `fairsharing`, …).
        related_pages: ids of related pages: one, a list, or lists by page type.
        instance_of: id of the tool that this one is an instance of.
        country: two-letter code, for a national resource.
        organisation: names or short ids of the organisations that develop or run it.
    """

    markdown_keys: ClassVar[tuple[str, ...]] = ("description", "how_to_access")

    id: str
    name: str
    url: OptionalText = None
    description: str = ""
    type: OptionalText = None
    registry: Annotated[dict[str, str], BeforeValidator(_links)] = {}
    related_pages: Any = None
    how_to_access: OptionalText = None
    instance_of: OptionalText = None
    country: CountryCode = None
    organisation: NameList = []

    @property
    def related_page_ids(self) -> tuple[str, ...]:
        """Return the ids of related pages as a flat tuple."""
        return tuple(flatten_ids(self.related_pages))
