"""Looking over the entries of data files for what may have been forgotten or written twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.entries import NULL_STRINGS
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.roles import FUNDING
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.model.unicode_forms import normalise
from mkdocs_fieldguide.registry.registry import Registry

PERSON_LIKENESS = 0.9
"""How like each other two people's names must be to be taken for one."""


def check_entries(registry: Registry, findings: Findings) -> None:
    """Report what single entries and their names show.

    Args:
        registry: the whole guide.
        findings: receives NO_DESCRIPTION, MALFORMED_IDENTIFIER and NEAR_DUPLICATE.
    """
    for tool in registry.tools.values():
        if not tool.description.strip():
            findings.add(
                Code.NO_DESCRIPTION,
                tool.source.at("description"),
                f"Tool “{shorten(tool.id)}” has no description; its card says nothing of what it is for.",
            )
    for tool in (*registry.tools.values(), *registry.national_resources):
        _check_registry(tool, registry, findings)
    _check_tool_names(registry, findings)
    organisations = ((entry.name, entry.source.at("name")) for entry in registry.organisations.values())
    for name, location, first, there in _same(organisations, _bare):
        _report(findings, location, f"Organisation “{shorten(name)}”", first, there)
    _check_people(registry, findings)


def _check_registry(tool: Tool, registry: Registry, findings: Findings) -> None:
    for key, value in tool.registry.items():
        outside = registry.external_registries.get(key)
        if outside is None or value.strip() in NULL_STRINGS or outside.matches(value):
            continue
        hint = f"Expected is {outside.example}"
        findings.add(
            Code.MALFORMED_IDENTIFIER,
            tool.source.at("registry", key),
            f"“{key}” of tool “{shorten(tool.id)}” is “{shorten(value)}”; the link will lead nowhere.",
            f"{hint}: the id alone, not its address." if "/" in value else f"{hint}.",
        )


def _check_tool_names(registry: Registry, findings: Findings) -> None:
    names = ((tool.name, tool.source.at("name")) for tool in registry.tools.values())
    for name, location, first, there in _same(names, _bare):
        _report(findings, location, f"A tool’s name, “{shorten(name)}”,", first, there)
    ids = ((tool.id, tool.source.at("id")) for tool in registry.tools.values())
    for name, location, first, there in _same(ids, str.casefold):
        _report(findings, location, f"The id “{shorten(name)}”", first, there)


def _check_people(registry: Registry, findings: Findings) -> None:
    """Compare the people of the data, and those who are only named on pages, with each other."""
    places: dict[str, Location] = {
        person.name: person.source.at("name") for person in registry.people.values()
    }
    listed = len(places)
    for page in registry.pages.values():
        for role, name, path in page.credited():
            if role != FUNDING and name not in registry.organisations:
                places.setdefault(name, page.source.at(*path))
    order = {name: number for number, name in enumerate(places)}
    known = NameIndex(places)
    for name, number in order.items():
        other = known.closest_match(name, PERSON_LIKENESS, besides=name)
        if known.is_spent:
            findings.add(
                Code.TOO_LARGE,
                places[name],
                f"There are {len(known):,} people; from “{shorten(name)}” on names are not compared with "
                "each other.",
                "Two that differ so little that they may be one are not found.",
            )
            break
        # One finding for two names; one that is almost a known person's is reported as that.
        if other is None or order[other] > number or (number >= listed and order[other] < listed):
            continue
        _report(findings, places[name], f"“{shorten(name)}”", other, places[other])


def _report(findings: Findings, location: Location, what: str, first: str, there: Location) -> None:
    findings.add(
        Code.NEAR_DUPLICATE,
        location,
        f"{what} is almost the same as “{shorten(first)}”.",
        f"That one stands in {there}. If they are one, write the same.",
    )


def _same(
    names: Iterable[tuple[str, Location]], form: Callable[[str], str]
) -> Iterator[tuple[str, Location, str, Location]]:
    """Give each name that another before it has the same form as, with that one."""
    first: dict[str, tuple[str, Location]] = {}
    for name, location in names:
        before = first.setdefault(form(name), (name, location))
        if before != (name, location):
            yield name, location, *before


def _bare(name: str) -> str:
    """Return a name without what is easily written otherwise: case, accents, spaces and hyphens."""
    folded = normalise("NFKD", name).casefold()
    kept = "".join(c for c in folded if not unicodedata.combining(c) and c not in " -_.,’'")
    return kept or name
