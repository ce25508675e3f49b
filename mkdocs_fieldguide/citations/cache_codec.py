"""Encode and decode the values in the formatter's JSON cache; values of an unexpected shape are rejected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_fieldguide.citations.csl.disambiguate import Disambiguation
from mkdocs_fieldguide.citations.csl.names import CslName, NameHints, read_names


def encode_disambiguations(disambiguations: Mapping[str, Disambiguation]) -> dict[str, Any]:
    """Return disambiguations as JSON-compatible values."""
    return {
        key: [
            one.suffix,
            one.hints.shown,
            one.hints.conditions,
            [[_encode_name(person), level] for person, level in one.hints.givens.items()],
        ]
        for key, one in disambiguations.items()
    }


def _encode_name(person: CslName) -> dict[str, Any]:
    return {
        "family": person.family,
        "given": person.given,
        "dropping-particle": person.dropping,
        "non-dropping-particle": person.non_dropping,
        "suffix": person.suffix,
        "comma-suffix": person.comma_suffix,
    }


def decode_disambiguations(value: Any) -> dict[str, Disambiguation] | None:
    """Return the disambiguations in a cached value, or None if it is missing or malformed."""
    if not isinstance(value, dict):
        return None
    try:
        return {
            key: Disambiguation(
                NameHints(
                    int(shown),
                    {read_names([person])[0]: int(level) for person, level in givens},
                    int(conditions),
                ),
                str(suffix),
            )
            for key, (suffix, shown, conditions, givens) in value.items()
        }
    except (TypeError, ValueError, IndexError):
        return None


def decode_pieces(value: Any) -> list[tuple[str, str | None]] | None:
    """Return the (html, key) pairs in a cached value, or None if it is missing or malformed."""
    if not isinstance(value, list):
        return None
    pairs: list[tuple[str, str | None]] = []
    for pair in value:
        if not (isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str)):
            return None
        if not (pair[1] is None or isinstance(pair[1], str)):
            return None
        pairs.append((pair[0], pair[1]))
    return pairs
