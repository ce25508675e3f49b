"""Parse names in BibTeX's three notations and biblatex's extended one, and convert them to CSL-JSON."""

from __future__ import annotations

import re
from typing import Any

from pybtex.database import Person
from pybtex.exceptions import PybtexError

from mkdocs_fieldguide.citations.bibtex.latex import decode_text
from mkdocs_fieldguide.citations.bibtex.name_lists import separate_suffix, split_names
from mkdocs_fieldguide.citations.csl.names import OTHERS
from mkdocs_fieldguide.findings.wording import shorten

_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_SPECIAL = re.compile(r"[{}\\~\"]")
_MAX_LENGTH = 1_000
"""Maximum length of a name, in characters; a longer text is not parsed, as that would be slow."""


def read_people(source: str, *, use_prefix: bool = False) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the names in an `author` or `editor` field, and a message for each malformed one.

    A name enclosed in braces is an institution's and becomes a literal name. A final `others` becomes the
    literal name `others`, as in pandoc: CSL has no equivalent.

    Args:
        source: the field.
        use_prefix: whether particles are part of the family name, as with biblatex's option `useprefix`.
    """
    people: list[dict[str, Any]] = []
    found = split_names(source)
    faults = found.faults
    for name in found.names:
        if len(name) > _MAX_LENGTH:
            faults.append(f"“{shorten(name)}” is too long for a name; it is not split into parts")
            people.append({"literal": decode_text(name)})
        elif not name.strip(" ~"):
            continue  # pybtex 0.25 fails on a name of blanks
        elif _is_literal(name):
            people.append({"literal": decode_text(name)})
        elif "=" in name and _EXTENDED.match(name):
            people.append(_parse_extended(name, use_prefix, faults))
        else:
            people.append(_parse_plain(name, use_prefix, faults))
    people = [person for person in people if any(person.values())]
    if people and found.has_others:
        people.append({"literal": OTHERS})
    return people, faults


def _parse_plain(name: str, use_prefix: bool, faults: list[str]) -> dict[str, Any]:
    """Return a name in one of BibTeX's notations."""
    parsed, suffix, fault = separate_suffix(name) if "," in name else (name, "", "")
    if fault:
        faults.append(fault)
    try:
        person = _parse_name(parsed, use_prefix)
    except (PybtexError, RecursionError, ValueError, IndexError):
        faults.append(f"the name “{decode_text(name)[:60]}” has too many commas")
        return {"literal": decode_text(name)}
    return {**person, "suffix": decode_text(suffix)} if suffix else person


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


def _parse_name(name: str, use_prefix: bool) -> dict[str, Any]:
    given_names, particles, family_names, suffixes = _split_simple(name) or _split_with_pybtex(name)
    if not particles:
        # "Silva, Fernando Mira da": the particle follows the given names.
        while len(given_names) > 1 and given_names[-1].lstrip("'’")[:1].islower():
            particles.insert(0, given_names.pop())
    given, particle = _INITIALS.sub(". ", _join_words(given_names)), _join_words(particles)
    result: dict[str, Any] = {}
    if particle:
        result["dropping-particle" if given and not use_prefix else "non-dropping-particle"] = particle
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


_PARTS = {"given": "given", "family": "family", "prefix": "dropping-particle", "suffix": "suffix"}
_OPTIONS = (
    "useprefix",
    "id",
    "hash",
    "nosort",
    "sortingnamekeytemplatename",
    "sortingnamekeyscheme",
    "uniquename",
)
_INITIALS_OF = re.compile(r"(?:given|family|prefix|suffix)-i")
_EXTENDED = re.compile(rf"\s*(?:{'|'.join((*_PARTS, *_OPTIONS))})(?:-i)?\s*=", re.IGNORECASE)


def _parse_extended(name: str, use_prefix: bool, faults: list[str]) -> dict[str, Any]:
    """Return a name in biblatex's extended notation, `given=…, family=…` (biblatex manual, "Name lists")."""
    result: dict[str, Any] = {}
    for part in _split_at_commas(name):
        label, _, value = (text.strip() for text in part.partition("="))
        label = label.lower()
        if label in _PARTS:
            result[_PARTS[label]] = _join_words([value.strip('"')])
        elif label == "useprefix":
            use_prefix = read_flag(value)
        elif label and label not in _OPTIONS and not _INITIALS_OF.fullmatch(label):
            faults.append(f"“{shorten(part.strip())}” in “{shorten(name)}” is not a part of a name")
    if use_prefix and "dropping-particle" in result:
        result["non-dropping-particle"] = result.pop("dropping-particle")
    return result


def read_flag(value: str) -> bool:
    """Return whether an option of biblatex is set; an option without a value is."""
    return value.strip('{}" ').lower() in ("true", "1", "yes", "")


def _split_at_commas(name: str) -> list[str]:
    """Split at commas outside of braces and quotation marks."""
    parts, start, depth, is_quoted = [], 0, 0, False
    for match in re.finditer(r'[{}",]', name):
        sign = match[0]
        if sign == '"' and depth == 0:
            is_quoted = not is_quoted
        elif sign in "{}":
            depth = max(0, depth + (1 if sign == "{" else -1))
        elif sign == "," and depth == 0 and not is_quoted:
            parts.append(name[start : match.start()])
            start = match.end()
    return [*parts, name[start:]]
