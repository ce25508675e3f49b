"""Tools and resources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from mkdocs_fieldguide.model.entries import (
    NULL_STRINGS,
    CountryCode,
    Entry,
    Name,
    NameList,
    OptionalName,
    OptionalText,
    PageIds,
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
    """A tool or resource of the registry."""

    markdown_keys: ClassVar[tuple[str, ...]] = ("description", "how_to_access")

    id: Name = Field(description='The id that pages write: `{% tool "id" %}`.')
    name: str
    url: OptionalText = None
    description: str = ""
    type: OptionalName = None
    registry: Annotated[dict[str, str], BeforeValidator(_links)] = Field(
        {}, description="Ids in external registries, by registry (`biotools`, `fairsharing`, …)."
    )
    related_pages: PageIds = None
    how_to_access: OptionalText = None
    instance_of: OptionalName = Field(None, description="Id of the tool of which this is an instance.")
    country: CountryCode = Field(None, description="Two-letter country code of a national resource.")
    organisation: NameList = Field(
        [], description="Names or short ids of the organisations that make or run it."
    )

    @property
    def related_page_ids(self) -> tuple[str, ...]:
        """Return the ids of related pages as a flat tuple."""
        return tuple(flatten_ids(self.related_pages))
