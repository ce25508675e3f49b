"""What all entries of data files have in common, and the kinds of values in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from mkdocs_fieldguide.model.device_names import is_reserved_name
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.unicode_forms import normalise

NULL_STRINGS = ("", "NA", "N/A")
"""Values that stand for "none" in real data files."""


def _none_if_nothing(value: object) -> object:
    return None if isinstance(value, str) and value.strip() in NULL_STRINGS else value


def _as_list(value: object) -> object:
    """Take one value for a list of one, and nothing for an empty list; a mapping is left, to be reported."""
    if value is None or value == "":
        return []
    return value if isinstance(value, (list, dict)) else [value]


def _drop_empty(value: object) -> object:
    listed = _as_list(value)
    if isinstance(listed, list):
        return [item for item in listed if item is not None and item != ""]
    return listed


def _none_if_empty(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


_LONGEST_SLUG = 240

OptionalText = Annotated[str | None, BeforeValidator(_none_if_nothing)]
CountryCode = Annotated[str | None, BeforeValidator(_none_if_empty)]
"""Two letters; unlike other values `NA` means something, namely Namibia."""
NameList = Annotated[list[str], BeforeValidator(_drop_empty)]


class Entry(BaseModel):
    """What every entry of a data file has: its place, and keys of the site's own, kept and not used."""

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        str_strip_whitespace=True,
        arbitrary_types_allowed=True,
        defer_build=True,  # until the first entry: few commands need any kind, and no guide all of them
    )

    markdown_keys: ClassVar[tuple[str, ...]] = ()
    """Fields whose text is Markdown, of which readers see emphasis, code and links."""

    other_line_keys: ClassVar[tuple[str, ...]] = ()
    """Keys that are no fields, whose values are shown in one line."""

    source: SourceMap = Field(default=SourceMap(Location("")), exclude=True, repr=False)

    @property
    def defined_at(self) -> Location:
        """Return where the entry begins in its file."""
        return self.source.start


def slugify(name: str) -> str:
    """Return an id for `name` of lower-case ASCII letters, digits and `-`; never empty.

    Letters without an ASCII form (Greek, Chinese) are kept, as they are fine in URLs. The id can be the name
    of a file on every system: it has at most 240 bytes, so that an ending fits behind it, and a name that
    Windows reserves for a device (`con`) gets a `_`, which no other id has.
    """
    folded = normalise("NFKD", name).casefold()
    kept = "".join(c for c in folded if not unicodedata.combining(c))
    slug = re.sub(r"[^\w]+|_+", "-", kept).strip("-")[:80]
    slug = slug.encode("utf-8")[:_LONGEST_SLUG].decode("utf-8", "ignore").strip("-") or "unnamed"
    return f"{slug}_" if is_reserved_name(slug) else slug


def flatten_ids(value: Any) -> list[str]:
    """Return the ids in a list, a mapping of lists or a single text, in their order."""
    if value is None or value == "":
        return []
    if isinstance(value, Mapping):
        return [found for part in value.values() for found in flatten_ids(part)]
    if isinstance(value, (list, tuple)):
        return [found for part in value for found in flatten_ids(part)]
    return [str(value)]
