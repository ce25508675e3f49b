"""Names in BibTeX's three ways of writing them, as CSL-JSON names."""

from __future__ import annotations

import re
from typing import Any

from pybtex.database import Person
from pybtex.exceptions import PybtexError

from mkdocs_fieldguide.citations.bibtex.latex import decode_text
from mkdocs_fieldguide.findings.wording import shorten

_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_SIGNS = re.compile(r"[{}\\~\"]")
_AND = re.compile(r"[{}]| and ", re.IGNORECASE)
_LONGEST = 1_000
"""Characters of a name; a longer one is no name, and taking it apart would take long."""


OTHERS = "others"
"""BibTeX's word for further names."""


def read_people(source: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the names in an `author` or `editor` field, and what is wrong with them.

    A name wholly in braces is that of a body and is kept whole. `others` at the end stays as the literal
    name `others`, as pandoc has it: CSL has no word for names that the source leaves out.
    """
    people: list[dict[str, Any]] = []
    faults: list[str] = []
    names = _split(source)
    for name in names:
        stripped = name.strip().strip(",").strip()
        if not stripped or stripped == OTHERS:
            continue
        if len(stripped) > _LONGEST:
            faults.append(f"“{shorten(stripped)}” is longer than names are; it is kept as it stands")
            people.append({"literal": decode_text(stripped)})
            continue
        if _is_body(stripped):
            people.append({"literal": decode_text(stripped)})
            continue
        if "=" in stripped and (named := _named_parts(stripped)):
            people.append(named)
            continue
        try:
            people.append(_person(stripped))
        except (PybtexError, RecursionError, ValueError, IndexError):
            faults.append(f"the name “{decode_text(stripped)[:60]}” has too many commas")
            people.append({"literal": decode_text(stripped)})
    people = [person for person in people if any(person.values())]
    if people and names[-1].strip() == OTHERS:
        people.append({"literal": OTHERS})
    return people, faults


def _split(source: str) -> list[str]:
    """Return the names in a list of names: what stands between “and” outside of braces, as BibTeX reads it.

    Pybtex has the same, but takes time that grows with the square of the number of braces.
    """
    names: list[str] = []
    begin = depth = 0
    for match in _AND.finditer(source):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            names.append(source[begin : match.start()].strip())
            begin = match.end()
    return [*names, source[begin:].strip()]


def _is_body(name: str) -> bool:
    """Tell whether one pair of braces holds the whole name."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for at, character in enumerate(name):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return at == len(name) - 1
    return False


def _person(name: str) -> dict[str, Any]:
    given_names, particles, family_names, suffixes = _plain_parts(name) or _parts(name)
    if not particles:
        # "Silva, Fernando Mira da": a particle that is written after the given names.
        while len(given_names) > 1 and given_names[-1][:1].islower():
            particles.insert(0, given_names.pop())
    given, von = _INITIALS.sub(". ", _words(given_names)), _words(particles)
    result: dict[str, Any] = {}
    if von:
        result["dropping-particle" if given else "non-dropping-particle"] = von
    if family := _words(family_names):
        result["family"] = family
    if given:
        result["given"] = given
    if suffix := _words(suffixes):
        result["suffix"] = suffix
    return result


_Parts = tuple[list[str], list[str], list[str], list[str]]


def _plain_parts(name: str) -> _Parts | None:
    """Return the parts of a name such as `Rehm, Heidi L.` without asking pybtex, which is slow."""
    family, comma, given = name.partition(",")
    words = family.split()
    if not comma or "," in given or not words or _SIGNS.search(name):
        return None
    return (given.split(), [], words, []) if all(word[0].isupper() for word in words) else None


def _parts(name: str) -> _Parts:
    person = Person(name)
    given = [*person.first_names, *person.middle_names]
    return given, list(person.prelast_names), person.last_names, person.lineage_names


def _words(words: list[str]) -> str:
    return decode_text(" ".join(words)).replace("\u00a0", " ")


_PARTS = {"given": "given", "family": "family", "prefix": "dropping-particle", "suffix": "suffix"}


def _named_parts(name: str) -> dict[str, Any]:
    """Return a name in biblatex's `given=…, family=…` notation; empty if it is not in it."""
    result: dict[str, Any] = {}
    for part in name.split(","):
        label, equals, value = part.partition("=")
        target = _PARTS.get(label.strip().lower())
        if not equals:
            return {}
        if target:
            result[target] = decode_text(value.strip().strip('"'))
        elif (
            label.strip().lower() == "useprefix" and value.strip() == "true" and "dropping-particle" in result
        ):
            result["non-dropping-particle"] = result.pop("dropping-particle")
    return result
