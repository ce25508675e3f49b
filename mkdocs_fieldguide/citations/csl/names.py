"""Names of people and institutions in CSL-JSON, and how disambiguation changes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mkdocs_fieldguide.citations.csl.given_names import split_family_name, split_given_name

INITIALS, FULL = 1, 2
"""How much of a given name a cite shows for disambiguation."""


@dataclass(frozen=True, slots=True)
class CslName:
    """A CSL-JSON name; that of an institution has only `literal`."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""

    @property
    def short(self) -> str:
        """Return the short form of the name, as used in cites."""
        return self.literal or f"{self.non_dropping} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class NameHints:
    """How disambiguation changes the names of an entry's cites.

    Attributes:
        shown: minimum number of names before “et al.”; 0 for the style's own.
        givens: how much of the given name to show, `INITIALS` or `FULL`, by person.
        conditions: how many `disambiguate="true"` conditions of the style are met, in the order of rendering.
    """

    shown: int = 0
    givens: Mapping[CslName, int] = field(default_factory=dict)
    conditions: int = 0


NO_HINTS = NameHints()
OTHERS = "others"
"""BibTeX's keyword for names that are left out (`and others`), and the literal name that represents them."""


def read_names(value: Any) -> tuple[CslName, ...]:
    """Return the names in a CSL-JSON value; invalid ones are left out."""
    if not isinstance(value, (list, tuple)):
        return ()
    return tuple(person for item in value if (person := _read_name(item)) is not None)


def _read_name(item: Any) -> CslName | None:
    if isinstance(item, str):
        return CslName(literal=item) if item.strip() else None
    if not isinstance(item, Mapping):
        return None

    def text(key: str) -> str:
        value = item.get(key)
        return str(value).strip() if isinstance(value, (str, int)) else ""

    if text("literal"):
        return CslName(literal=text("literal"))
    person = split_particles(
        CslName(
            family=text("family"),
            given=text("given"),
            dropping=text("dropping-particle"),
            non_dropping=text("non-dropping-particle"),
            suffix=text("suffix"),
            comma_suffix=item.get("comma-suffix") in (True, "true", 1),
        )
    )
    return person if person.family or person.given else None


def split_particles(person: CslName) -> CslName:
    """Return the name with the particles in its family and given name as parts of their own.

    Reference managers write them into the names: `van Gogh`, `Alexander von`. A family name in quotation
    marks is not split.
    """
    family, given = person.family, person.given
    if "," in given and not person.suffix:
        # John, III; with an exclamation mark, the comma remains: John,! Jr.
        given, _, suffix = given.partition(",")
        person = replace(
            person,
            given=given.strip(),
            suffix=suffix.removeprefix("!").strip(),
            comma_suffix=suffix.startswith("!"),
        )
        given = person.given
    if len(family) > 2 and family[0] == family[-1] == '"':
        return replace(person, family=family[1:-1])
    if not given or not family or person.dropping or person.non_dropping:
        return person
    last = given.rpartition(" ")[2]
    if family[0].isupper() and (len(last) == len(given) or not last[0].islower()):
        return person
    particle, family = split_family_name(family)
    given, dropping = split_given_name(given)
    return replace(person, family=family, given=given, dropping=dropping, non_dropping=particle)
