"""What the formatter keeps in its cache, to and from JSON; what comes back in another shape is not used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_fieldguide.citations.csl.disambiguate import Disambiguation
from mkdocs_fieldguide.citations.csl.names import CslName, NameHints, read_names


def encode_disambiguations(found: Mapping[str, Disambiguation]) -> dict[str, Any]:
    """Return what tells entries apart in a form that JSON can hold."""
    return {
        key: [
            one.suffix,
            one.hints.shown,
            one.hints.condition,
            [[_plain_person(person), level] for person, level in one.hints.givens.items()],
        ]
        for key, one in found.items()
    }


def _plain_person(person: CslName) -> dict[str, Any]:
    return {
        "family": person.family,
        "given": person.given,
        "dropping-particle": person.dropping,
        "non-dropping-particle": person.non_dropping,
        "suffix": person.suffix,
        "comma-suffix": person.comma_suffix,
    }


def decode_disambiguations(kept: Any) -> dict[str, Disambiguation] | None:
    """Return what the cache holds, or None where it is missing or not of this shape."""
    if not isinstance(kept, dict):
        return None
    try:
        return {
            key: Disambiguation(
                NameHints(
                    int(shown),
                    {read_names([person])[0]: int(level) for person, level in givens},
                    bool(condition),
                ),
                str(suffix),
            )
            for key, (suffix, shown, condition, givens) in kept.items()
        }
    except (TypeError, ValueError, IndexError):
        return None


def decode_pieces(kept: Any) -> list[tuple[str, str | None]] | None:
    """Return (text, key) pairs from the cache, or None where they are missing or not of this shape."""
    if not isinstance(kept, list):
        return None
    pairs: list[tuple[str, str | None]] = []
    for pair in kept:
        if not (isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str)):
            return None
        if not (pair[1] is None or isinstance(pair[1], str)):
            return None
        pairs.append((pair[0], pair[1]))
    return pairs
