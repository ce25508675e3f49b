"""Check entries of data files for missing descriptions, malformed identifiers and near duplicates."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex, describe_difference
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.entries import NULL_STRINGS
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.roles import FUNDING
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.model.unicode_forms import normalise
from mkdocs_fieldguide.registry.registry import Registry

PERSON_LIKENESS = 0.9
"""The similarity from which two names are reported as probably the same person."""


def check_entries(registry: Registry, findings: Findings) -> None:
    """Report problems of entries, and entries with similar names.

    Args:
        registry: the whole guide.
        findings: receives NO_DESCRIPTION, MALFORMED_IDENTIFIER and NEAR_DUPLICATE.
    """
    for tool in registry.tools.values():
        if not tool.description.strip():
            findings.add(
                Code.NO_DESCRIPTION,
                tool.source.at("description"),
                f"Tool “{shorten(tool.id)}” has no description, so its card does not explain it.",
            )
    for tool in (*registry.tools.values(), *registry.national_resources):
        _check_registry(tool, registry, findings)
    _check_tool_names(registry, findings)
    organisations = ((entry.name, entry.source.at("name")) for entry in registry.organisations.values())
    for name, location, first, first_location in _find_duplicates(organisations, _normalise_name):
        _report_duplicate(findings, location, f"Organisation “{shorten(name)}”", name, first, first_location)
    _check_people(registry, findings)


def _check_registry(tool: Tool, registry: Registry, findings: Findings) -> None:
    for key, value in tool.registry.items():
        external = registry.external_registries.get(key)
        if external is None or value.strip() in NULL_STRINGS or external.matches(value):
            continue
        hint = f"Expected {external.example}"
        findings.add(
            Code.MALFORMED_IDENTIFIER,
            tool.source.at("registry", key),
            f"“{key}” of tool “{shorten(tool.id)}” is “{shorten(value)}”, so the link will not work.",
            f"{hint}: only the id, not its URL." if "/" in value else f"{hint}.",
        )


def _check_tool_names(registry: Registry, findings: Findings) -> None:
    names = ((tool.name, tool.source.at("name")) for tool in registry.tools.values())
    for name, location, first, first_location in _find_duplicates(names, _normalise_name):
        _report_duplicate(findings, location, f"The tool name “{shorten(name)}”", name, first, first_location)
    ids = ((tool.id, tool.source.at("id")) for tool in registry.tools.values())
    for name, location, first, first_location in _find_duplicates(ids, str.casefold):
        _report_duplicate(findings, location, f"The id “{shorten(name)}”", name, first, first_location)


def _check_people(registry: Registry, findings: Findings) -> None:
    """Compare the names of all people: those in the data, and those who are only credited on pages."""
    locations: dict[str, Location] = {
        person.name: person.source.at("name") for person in registry.people.values()
    }
    listed = len(locations)
    for page in registry.pages.values():
        for role, name, path in page.credited():
            if role != FUNDING and name not in registry.organisations:
                locations.setdefault(name, page.source.at(*path))
    similar, skipped = _find_similar(tuple(locations), listed)
    for name, other in similar:
        _report_duplicate(findings, locations[name], f"“{shorten(name)}”", name, other, locations[other])
    if skipped is not None:
        findings.add(
            Code.TOO_LARGE,
            locations[skipped],
            f"There are {len(locations):,} people, too many to compare all names; "
            f"“{shorten(skipped)}” and all later names are skipped.",
            "Near duplicates among the skipped names are not reported.",
        )


@functools.lru_cache(maxsize=1)
def _find_similar(names: tuple[str, ...], listed: int) -> tuple[tuple[tuple[str, str], ...], str | None]:
    """Return names that are similar to earlier ones, and the first name that was not compared.

    The result is cached for `mkdocs serve`, as few changes add names.

    Args:
        names: the names of all people.
        listed: how many of them are in the data.
    """
    order = {name: number for number, name in enumerate(names)}
    known = NameIndex(names)
    same: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    for name, number in order.items():
        # Accents count as letters in the comparison, but are often left out.
        other: str | None = same.setdefault(_normalise_name(name), name)
        if other == name:
            other = known.closest_match(name, PERSON_LIKENESS, besides=name)
        if known.is_spent:
            return tuple(found), name
        # Each pair is reported once; a name similar to that of a person in the data is another finding.
        if other is not None and order[other] <= number and (number < listed or order[other] >= listed):
            found.append((name, other))
    return tuple(found), None


def _report_duplicate(
    findings: Findings, location: Location, what: str, name: str, first: str, first_location: Location
) -> None:
    findings.add(
        Code.NEAR_DUPLICATE,
        location,
        f"{what} is almost the same as “{shorten(first)}”. {describe_difference(name, first)}",
        f"The other is in {first_location}. If both mean the same, use the same spelling.",
    )


def _find_duplicates(
    names: Iterable[tuple[str, Location]], key_of: Callable[[str], str]
) -> Iterator[tuple[str, Location, str, Location]]:
    """Yield each name that has the same key as an earlier one, and the earlier one."""
    first: dict[str, tuple[str, Location]] = {}
    for name, location in names:
        before = first.setdefault(key_of(name), (name, location))
        if before != (name, location):
            yield name, location, *before


def _normalise_name(name: str) -> str:
    """Return a name without case, accents, spaces and punctuation, which are often spelt differently."""
    folded = normalise("NFKD", name).casefold()
    kept = "".join(c for c in folded if not unicodedata.combining(c) and c not in " -_.,’'")
    return kept or name
