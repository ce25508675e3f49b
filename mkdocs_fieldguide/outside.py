"""Registries outside the guide that a tool's entry links to.

Address patterns are those of the registries themselves, as listed in the ELIXIR Toolkit Theme's
documentation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class OutsideRegistry:
    """A registry outside the guide.

    Attributes:
        label: what the link is called.
        pattern: address of an entry, with `{id}` for its id.
        icon: icon of the theme.
    """

    label: str
    pattern: str
    icon: str

    def address(self, identifier: str) -> str:
        """Return the address of an entry; the id is quoted."""
        return self.pattern.replace("{id}", quote(identifier.strip(), safe=""))


OUTSIDE: Mapping[str, OutsideRegistry] = MappingProxyType(
    {
        "biotools": OutsideRegistry("bio.tools", "https://bio.tools/{id}", "material/tools"),
        "fairsharing": OutsideRegistry(
            "FAIRsharing", "https://fairsharing.org/FAIRsharing.{id}", "material/share-variant-outline"
        ),
        "fairsharing-coll": OutsideRegistry(
            "FAIRsharing collection", "https://fairsharing.org/{id}", "material/bookshelf"
        ),
        "tess": OutsideRegistry(
            "Training", "https://tess.elixir-europe.org/search?q={id}", "material/school-outline"
        ),
        "europmc": OutsideRegistry(
            "Publication", "https://europepmc.org/article/MED/{id}", "material/file-document-outline"
        ),
    }
)


_SLUG = r"[A-Za-z0-9][A-Za-z0-9._~-]*"
ID_PATTERNS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "biotools": (re.compile(_SLUG), "an id of bio.tools, such as `galaxy`"),
    "fairsharing": (
        re.compile(r"(?:[A-Za-z0-9]{6}|(?:bsg|biodbcore)-[a-z]?\d{3,6}|\d{1,6})"),
        "an id of FAIRsharing, such as `2abjs5`",
    ),
    "fairsharing-coll": (
        re.compile(r"(?:[A-Za-z0-9]{6}|bsg-[a-z]\d{3,6}|\d{1,6})"),
        "the id of a FAIRsharing collection, such as `bsg-c000021` or a number",
    ),
    "europmc": (re.compile(r"\d{1,9}|PMC\d{1,9}|PPR\d{1,9}"), "a PubMed id, such as `36440762`"),
}
"""What ids in outside registries look like; `tess` takes any text."""


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """A link of a tool to an outside registry."""

    key: str
    label: str
    url: str
    icon: str


def outside_links(registry: Mapping[str, str]) -> list[OutsideLink]:
    """Return the links for a tool's `registry` mapping; keys that are not known are left out."""
    return [
        OutsideLink(key, OUTSIDE[key].label, OUTSIDE[key].address(identifier), OUTSIDE[key].icon)
        for key, identifier in registry.items()
        if key in OUTSIDE
    ]
