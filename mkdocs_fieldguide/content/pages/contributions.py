"""Loader of the front-matter key `contributions`: names by role."""

from __future__ import annotations

from typing import Any

from mkdocs_fieldguide.content.validation import MIN_SIMILARITY
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.findings.wording import describe_value, shorten
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.roles import KNOWN_ROLES, PAGE_ROLES, role_id
from mkdocs_fieldguide.model.unicode_forms import normalise_name

KEY = "contributions"
_ROLES = NameIndex((*KNOWN_ROLES, *PAGE_ROLES))


def extract_contributions(
    data: dict[str, Any], source: SourceMap, findings: Findings, label: str
) -> tuple[dict[str, list[str]], SourceMap]:
    """Remove the contributions from a page's front matter, and return them.

    Args:
        data: the front matter; the key is removed.
        source: its locations.
        findings: receives WRONG_TYPE, MALFORMED_ID, and MISSPELT_KEY for a misspelt role.
        label: description of the page.

    Returns:
        The names by role id, and the locations with role ids instead of the roles as written.
    """
    value = data.pop(KEY, None)
    if value is None:
        return {}, source
    if not isinstance(value, dict):
        findings.add(
            Code.WRONG_TYPE,
            source.at(KEY),
            f"“{KEY}” of {label} is {describe_value(value)}; it is left out.",
            "Expected a mapping of roles to lists of names, such as `authorship: [Ada Example]`.",
        )
        return {}, source
    found: dict[str, list[str]] = {}
    locations: dict[tuple[str | int, ...], Location] = {}
    for written, names in value.items():
        role = _read_role(str(written), source, findings, label)
        if not role:
            continue
        role_label = f"“{shorten(written)}” in “{KEY}” of {label}"
        for item, location in _read_names(names, (KEY, written), source, findings, role_label):
            known = found.setdefault(role, [])
            locations[KEY, role, len(known)] = location
            known.append(item)
    others = {path: location for path, location in source.locations.items() if path[:1] != (KEY,)}
    return found, SourceMap(source.start, {**others, **locations}, source.keys)


def _read_role(written: str, source: SourceMap, findings: Findings, label: str) -> str:
    role = role_id(written)
    if not role:
        findings.add(
            Code.MALFORMED_ID,
            source.key_at(KEY, written),
            f"The role “{shorten(written)}” of {label} contains no letters or digits; it is left out.",
        )
        return ""
    suggestion = _ROLES.closest_match(role, MIN_SIMILARITY) if role not in _ROLES else None
    if suggestion is not None:
        findings.add(
            Code.MISSPELT_KEY,
            source.key_at(KEY, written),
            f"The role “{shorten(written)}” of {label} is unknown and is shown as written.",
            f"Did you mean “{suggestion}”?",
            fix=(written, suggestion),
        )
    return role


def _read_names(
    value: Any, path: tuple[str | int, ...], source: SourceMap, findings: Findings, label: str
) -> list[tuple[str, Location]]:
    """Return the names of one role with their locations; a single name need not be a list."""
    if value is None:
        return []
    if isinstance(value, dict):
        findings.add(
            Code.WRONG_TYPE,
            source.at(*path),
            f"{label} is {describe_value(value)}; it is left out.",
            "Expected a list of names.",
        )
        return []
    found = []
    for number, item in enumerate(value if isinstance(value, list) else [value]):
        location = source.at(*path, number)
        if isinstance(item, (dict, list)):
            findings.add(
                Code.WRONG_TYPE,
                location,
                f"An item of {label} is {describe_value(item)}; it is left out.",
                "Expected a name.",
            )
        elif item is not None and (text := normalise_name(str(item))):
            found.append((text, location))
    return found
