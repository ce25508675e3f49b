"""Parse names in BibTeX's three notations and biblatex's extended one, and convert them to CSL-JSON."""

from __future__ import annotations

import re
from typing import Any

from pybtex.database import Person
from pybtex.exceptions import PybtexError

from mkdocs_fieldguide.citations.bibtex.latex import decode_text
from mkdocs_fieldguide.citations.csl.names import OTHERS
from mkdocs_fieldguide.citations.html_entities import decode_entities_in_latex
from mkdocs_fieldguide.findings.wording import shorten

_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_SPECIAL = re.compile(r"[{}\\~\"]")
_AND = re.compile(r"[{}]| and ", re.IGNORECASE)
_MAX_LENGTH = 1_000
"""Maximum length of a name, in characters; a longer text is not parsed, as that would be slow."""


def read_people(source: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the names in an `author` or `editor` field, and a message for each malformed one.

    A name enclosed in braces is an institution's and becomes a literal name. A final `others` becomes the
    literal name `others`, as in pandoc: CSL has no equivalent.
    """
    people: list[dict[str, Any]] = []
    faults: list[str] = []
    names = _split(decode_entities_in_latex(source))
    for name in names:
        stripped = name.strip().strip(",").strip()
        if not stripped or stripped == OTHERS:
            continue
        if len(stripped) > _MAX_LENGTH:
            faults.append(f"“{shorten(stripped)}” is too long for a name; it is not split into parts")
            people.append({"literal": decode_text(stripped)})
            continue
        if _is_literal(stripped):
            people.append({"literal": decode_text(stripped)})
            continue
        if "=" in stripped and (person := _parse_extended(stripped)):
            people.append(person)
            continue
        try:
            people.append(_parse_name(stripped))
        except (PybtexError, RecursionError, ValueError, IndexError):
            faults.append(f"the name “{decode_text(stripped)[:60]}” has too many commas")
            people.append({"literal": decode_text(stripped)})
    people = [person for person in people if any(person.values())]
    if people and names[-1].strip() == OTHERS:
        people.append({"literal": OTHERS})
    return people, faults


def _split(source: str) -> list[str]:
    """Split a list of names at each “and” outside of braces, as BibTeX does.

    pybtex has such a function, but it takes quadratic time in the number of braces.
    """
    names: list[str] = []
    start = depth = 0
    for match in _AND.finditer(source):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            names.append(source[start : match.start()].strip())
            start = match.end()
    return [*names, source[start:].strip()]


def _is_literal(name: str) -> bool:
    """Return whether a single pair of braces encloses the whole name."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for at, character in enumerate(name):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return at == len(name) - 1
    return False


def _parse_name(name: str) -> dict[str, Any]:
    given_names, particles, family_names, suffixes = _split_simple(name) or _split_with_pybtex(name)
    if not particles:
        # "Silva, Fernando Mira da": the particle follows the given names.
        while len(given_names) > 1 and given_names[-1][:1].islower():
            particles.insert(0, given_names.pop())
    given, particle = _INITIALS.sub(". ", _join_words(given_names)), _join_words(particles)
    result: dict[str, Any] = {}
    if particle:
        result["dropping-particle" if given else "non-dropping-particle"] = particle
    if family := _join_words(family_names):
        result["family"] = family
    if given:
        result["given"] = given
    if suffix := _join_words(suffixes):
        result["suffix"] = suffix
    return result


_Parts = tuple[list[str], list[str], list[str], list[str]]
"""Given names, particles, family names and suffixes."""


def _split_simple(name: str) -> _Parts | None:
    """Return the parts of a simple name such as `Rehm, Heidi L.`, without pybtex, which is slow."""
    family, comma, given = name.partition(",")
    words = family.split()
    if not comma or "," in given or not words or _SPECIAL.search(name):
        return None
    return (given.split(), [], words, []) if all(word[0].isupper() for word in words) else None


def _split_with_pybtex(name: str) -> _Parts:
    person = Person(name)
    given = [*person.first_names, *person.middle_names]
    return given, list(person.prelast_names), person.last_names, person.lineage_names


def _join_words(words: list[str]) -> str:
    return decode_text(" ".join(words)).replace("\u00a0", " ")


_CSL_PARTS = {"given": "given", "family": "family", "prefix": "dropping-particle", "suffix": "suffix"}


def _parse_extended(name: str) -> dict[str, Any]:
    """Return a name in biblatex's extended notation, `given=…, family=…`; empty for other notations."""
    result: dict[str, Any] = {}
    for part in name.split(","):
        label, equals, value = part.partition("=")
        target = _CSL_PARTS.get(label.strip().lower())
        if not equals:
            return {}
        if target:
            result[target] = decode_text(value.strip().strip('"'))
        elif (
            label.strip().lower() == "useprefix" and value.strip() == "true" and "dropping-particle" in result
        ):
            result["non-dropping-particle"] = result.pop("dropping-particle")
    return result
