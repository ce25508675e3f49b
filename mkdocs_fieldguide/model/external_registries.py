"""External registries that tool entries link to.

The URL patterns of the built-in registries are those listed in the documentation of the ELIXIR Toolkit Theme.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

ID_PLACEHOLDERS = ("{id}", "{+id}")
"""Placeholders of the id in a URL pattern: fully quoted, or with `/` and `:` unquoted as in RFC 6570."""

MAX_ID_LENGTH = 300


@dataclass(frozen=True, slots=True)
class ExternalRegistry:
    """An external registry.

    Attributes:
        label: text of the link.
        pattern: URL of an entry, with the placeholder `{id}`.
        icon: icon of the theme; empty for none.
        ids: pattern that a whole id matches; None for any text.
        example: description of a valid id, for messages.
    """

    label: str
    pattern: str
    icon: str = ""
    ids: re.Pattern[str] | None = None
    example: str = ""

    def address(self, identifier: str) -> str:
        """Return the URL of an entry; the id is percent-encoded."""
        plain, with_slashes = ID_PLACEHOLDERS
        text = identifier.strip()
        return self.pattern.replace(plain, quote(text, safe="")).replace(
            with_slashes, quote(text, safe="/:@")
        )

    def matches(self, identifier: str) -> bool:
        """Return whether a text has the form of an id of this registry."""
        text = identifier.strip()
        return self.ids is None or (len(text) <= MAX_ID_LENGTH and self.ids.fullmatch(text) is not None)


_FAIRSHARING = re.compile(r"(?:[A-Za-z0-9]{6}|(?:bsg|biodbcore)-[a-z]?\d{3,6}|\d{1,6})")
_COLLECTION = re.compile(r"(?:[A-Za-z0-9]{6}|bsg-[a-z]\d{3,6}|\d{1,6})")

BUILT_IN_REGISTRIES: Mapping[str, ExternalRegistry] = MappingProxyType(
    {
        "biotools": ExternalRegistry(
            "bio.tools",
            "https://bio.tools/{id}",
            "material/tools",
            re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*"),
            "a bio.tools id, such as `galaxy`",
        ),
        "fairsharing": ExternalRegistry(
            "FAIRsharing",
            "https://fairsharing.org/FAIRsharing.{id}",
            "material/share-variant-outline",
            _FAIRSHARING,
            "a FAIRsharing id, such as `2abjs5`",
        ),
        "fairsharing-coll": ExternalRegistry(
            "FAIRsharing collection",
            "https://fairsharing.org/{id}",
            "material/bookshelf",
            _COLLECTION,
            "the id of a FAIRsharing collection, such as `bsg-c000021` or a number",
        ),
        "tess": ExternalRegistry(
            "Training", "https://tess.elixir-europe.org/search?q={id}", "material/school-outline"
        ),
        "europmc": ExternalRegistry(
            "Publication",
            "https://europepmc.org/article/MED/{id}",
            "material/file-document-outline",
            re.compile(r"\d{1,9}|PMC\d{1,9}|PPR\d{1,9}"),
            "a PubMed id, such as `36440762`",
        ),
    }
)
"""The built-in registries; the option `registries` adds to them."""


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """A link from a tool to an external registry."""

    key: str
    label: str
    url: str
    icon: str


def external_links(
    entry: Mapping[str, str], registries: Mapping[str, ExternalRegistry] = BUILT_IN_REGISTRIES
) -> list[ExternalLink]:
    """Return the links for a tool's `registry` mapping; keys that are not in `registries` are ignored."""
    return [
        ExternalLink(key, registries[key].label, registries[key].address(identifier), registries[key].icon)
        for key, identifier in entry.items()
        if key in registries
    ]
