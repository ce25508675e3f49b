"""Check that names in front matter and data refer to existing pages, tools, people and organisations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import (
    NameIndex,
    closest_match,
    suggest,
    suggest_name,
    unambiguous_match,
)
from mkdocs_fieldguide.findings.wording import HINT_UNPUBLISHED, shorten
from mkdocs_fieldguide.model.country_codes import COUNTRY_ALIASES
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.news_events import Event
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.roles import FUNDING
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.model.unicode_forms import normalise_name
from mkdocs_fieldguide.registry.registry import Registry

PERSON_LIKENESS = 0.85
"""The similarity from which an unknown name is reported as a misspelt person."""

_NAME_SEPARATOR = re.compile(r"[,;&]| and ")
"""Separates the names of people in a text."""

_FULL_NAME = re.compile(r"(?:[^\W\d_a-z][\w.'’-]* ){1,3}[^\W\d_a-z][\w.'’-]*")

_YAML_BOOLEANS = ("no", "off", "on", "yes")
"""Words that other YAML readers do not read as text; `NO` is a country."""

_Path = tuple[str | int, ...]


def check_references(registry: Registry, findings: Findings) -> None:
    """Report every unknown name in front matter and data, at its own line.

    Args:
        registry: the whole guide.
        findings: receives UNKNOWN_PAGE, AMBIGUOUS_PAGE, UNKNOWN_TOOL, MISSPELT_PERSON, UNLISTED_PERSON,
            UNKNOWN_ORGANISATION, WRONG_TYPE and PAGE_COLLISION.
    """
    checker = _Checker(registry, findings)
    for tool in registry.tools.values():
        checker.tool(tool, "")
    for event in registry.events:
        checker.event(event)
    for organisation in registry.organisations.values():
        checker.country(organisation.country, organisation.source.at("country"))
    for page in registry.pages.values():
        if not page.generated:
            checker.page(page)
    for person in registry.people.values():
        for number, name in enumerate(person.members):
            checker.person(name, person.source.at("members", number))
    _check_page_ids(registry, findings)


def _check_page_ids(registry: Registry, findings: Findings) -> None:
    for page in registry.pages.values():
        first = registry.page_index.by_id.get(page.page_id or "")
        if first is not None and first is not page:
            findings.add(
                Code.PAGE_COLLISION,
                page.source.at("page_id"),
                f"The page_id “{shorten(page.page_id)}” is already used by “{shorten(first.path)}”; "
                "links go to that page.",
            )
            continue
        for other in registry.page_index.by_base_name.get(page.page_id or "", ()):
            # Links find a page by its file name only if it has no page_id.
            if other is not page and not other.page_id and first is page:
                findings.add(
                    Code.PAGE_COLLISION,
                    page.source.at("page_id"),
                    f"The page_id “{shorten(page.page_id)}” is also the file name of “{shorten(other.path)}”;"
                    " links go to this page.",
                    "Give one of them another page_id.",
                )


class _Checker:
    """Looks up names; caches hints, because the same wrong name is often on many pages."""

    def __init__(self, registry: Registry, findings: Findings) -> None:
        self.registry = registry
        self.findings = findings
        self.pages = NameIndex(
            name for page in registry.pages.values() for name in (page.page_id, page.base_name) if name
        )
        self.tools = NameIndex(registry.tools)
        ids = registry.aliases
        self.people = NameIndex(
            (*registry.people, *registry.organisations, *ids.people, *ids.organisation_ids)
        )
        self.organisations = NameIndex((*registry.organisations, *ids.organisation_ids))
        self.supporters = registry.countries.keys() | registry.organisations.keys()
        self.codes: dict[str, str] = {}
        for code, name in registry.countries.items():
            for written in (code, name):
                self.codes.setdefault(written.casefold(), code)
        self.codes.update({alias.casefold(): code for alias, code in COUNTRY_ALIASES.items()})
        self._hints: dict[tuple[str, Code], str] = {}
        self._fixes: dict[tuple[str, Code], tuple[str, str] | None] = {}
        self._people: dict[str, str | None] = {}
        self._spent: set[int] = set()

    def tool(self, tool: Tool, from_path: str) -> None:
        what = f"Tool “{shorten(tool.id)}”"
        self._pages(tool, from_path, what)
        if "country" in tool.model_fields_set and ("country",) in tool.source.locations:
            self.country(tool.country, tool.source.at("country"))
        for number, name in enumerate(tool.organisation):
            meant = (
                None
                if name in self.organisations
                else closest_match(name, self.organisations, PERSON_LIKENESS)
            )
            # A name that resembles none is shown unchanged: tools may belong to any organisation.
            if meant is not None:
                self._supporter(name, tool.source.at("organisation", number))
        if tool.instance_of and tool.instance_of not in self.registry.tools:
            self._tool_id(
                tool.instance_of, tool.source.at("instance_of"), f"{what} is declared as an instance of"
            )

    def event(self, event: Event) -> None:
        self._pages(event, "", f"The event “{shorten(event.name)}”")

    def country(self, code: str | None, location: Location) -> None:
        """Report an unknown country code."""
        if not code or code.upper() in self.registry.countries:
            return
        message = f"“{shorten(code)}” is not a country code."
        known = self.codes.get(code.casefold())
        self.findings.add(
            Code.UNKNOWN_ORGANISATION,
            location,
            message,
            f"The country code is “{known}”." if known else "Expected a two-letter code of ISO 3166-1.",
            fix=(code, known) if known else None,
        )

    def page(self, page: PageInfo) -> None:
        self._pages(page, page.path, "This page")
        self.country(page.country_code, page.source.at("country_code"))
        for number, tool_id in enumerate(page.ref_to_main_resources):
            if tool_id not in self.registry.tools:
                self._tool_id(tool_id, page.source.at("ref_to_main_resources", number), "This page refers to")
        for tool in page.national_resources:
            self.tool(tool, page.path)
        for role, name, path in page.credited():
            if role != FUNDING:
                self.person(name, page.source.at(*path))
            elif name not in self.supporters and name not in self.registry.people:
                self._supporter(name, page.source.at(*path))
        for number, name in enumerate(page.supported_by):
            if name not in self.supporters:
                self._supporter(name, page.source.at("supported_by", number))

    def _supporter(self, name: str, location: Location) -> None:
        if self._is_several(name, location, lambda part: part in self.supporters):
            return
        message = f"“{shorten(name)}” is neither an organisation in the data nor a country code."
        code = self.codes.get(name.casefold())
        if code is not None:
            hint = f"The country code is “{code}”."
            self.findings.add(Code.UNKNOWN_ORGANISATION, location, message, hint, fix=(name, code))
        else:
            self._report_with_hint(Code.UNKNOWN_ORGANISATION, location, message, name, self.organisations)

    def _pages(self, entry: Tool | PageInfo | Event, from_path: str, what: str) -> None:
        for path, written in _ids(entry.related_pages, ("related_pages",)):
            match = self.registry.resolve_page(written, from_path)
            if match.page is not None:
                continue
            location = entry.source.at(*path)
            left_out = self.registry.resolve_unpublished(written, from_path)
            if not match.candidates and left_out is not None:
                message = f"{what} refers to “{shorten(written)}”, which is not part of the site."
                self.findings.add(Code.UNKNOWN_PAGE, location, message, HINT_UNPUBLISHED)
                continue
            if self._is_several(
                written, location, lambda part: self.registry.resolve_page(part, from_path).page is not None
            ):
                continue
            if match.candidates:
                listed = ", ".join(shorten(page.path) for page in match.candidates[:5])
                self.findings.add(
                    Code.AMBIGUOUS_PAGE,
                    location,
                    f"{what} refers to “{shorten(written)}”, which could be any of {listed}.",
                    "Write a `page_id` or a path.",
                )
            else:
                message = f"{what} refers to “{shorten(written)}”, which is not a page."
                self._report_with_hint(Code.UNKNOWN_PAGE, location, message, written, self.pages)

    def _tool_id(self, tool_id: str, location: Location, beginning: str) -> None:
        if self._is_several(tool_id, location, self.registry.tools.__contains__):
            return
        message = f"{beginning} “{shorten(tool_id)}”, which is not in the registry."
        self._report_with_hint(Code.UNKNOWN_TOOL, location, message, tool_id, self.tools)

    def person(self, name: str, location: Location) -> None:
        if name in self.registry.people or name in self.registry.organisations:
            return
        if self._is_several(name, location, self.people.__contains__):
            return
        if name not in self._people:
            self._people[name] = closest_match(name, self.people, PERSON_LIKENESS)
            self._report_spent(self.people, name, location)
        meant = self._people[name]
        if meant is not None:
            self.findings.add(
                Code.MISSPELT_PERSON,
                location,
                f"“{shorten(name)}” is not in the data.",
                suggest(name, meant),
                fix=unambiguous_match(name, self.people),
            )
        else:
            self.findings.add(
                Code.UNLISTED_PERSON,
                location,
                f"“{shorten(name)}” is not in the data, so only the name is shown.",
            )

    def _is_several(self, text: str, location: Location, is_known: Callable[[str], bool]) -> bool:
        """Report a text that contains several names or ids instead of a list; return whether it does."""
        parts = [part for part in map(str.strip, _NAME_SEPARATOR.split(text)) if part]
        # Names that are all unknown may be one name, such as “Department of Chemistry, University of Utopia”.
        are_people = (
            len(parts) > 1 and re.search("[,;]", text) is not None and all(map(_FULL_NAME.fullmatch, parts))
        )
        if not are_people and not any(map(is_known, parts)):
            return False
        listed = ", ".join(
            dict.fromkeys(f'"{part}"' if part.casefold() in _YAML_BOOLEANS else part for part in parts)
        )
        self.findings.add(
            Code.WRONG_TYPE,
            location,
            f"“{shorten(text)}” is one text that contains several names.",
            f"Expected a list: [{shorten(listed, 300)}].",
        )
        return True

    def _report_with_hint(
        self, code: Code, location: Location, message: str, name: str, known: NameIndex
    ) -> None:
        if (name, code) not in self._hints:
            self._hints[name, code] = suggest_name(name, known)
            self._fixes[name, code] = unambiguous_match(name, known)
            self._report_spent(known, name, location)
        self.findings.add(code, location, message, self._hints[name, code], fix=self._fixes[name, code])

    def _report_spent(self, known: NameIndex, name: str, location: Location) -> None:
        """Report once that there are too many names for suggestions."""
        if known.is_spent and id(known) not in self._spent:
            self._spent.add(id(known))
            self.findings.add(
                Code.TOO_LARGE,
                location,
                f"There are too many unknown names to compare them with all {len(known):,} known ones; "
                f"“{shorten(name)}” and all later ones get no suggestions.",
            )


def _ids(value: object, path: _Path) -> Iterator[tuple[_Path, str]]:
    """Yield each id in a list, a mapping of lists or a single text, with its path."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _ids(part, (*path, key))
    elif isinstance(value, (list, tuple)):
        for number, part in enumerate(value):
            yield from _ids(part, (*path, number))
    elif value is not None and (name := normalise_name(str(value))):
        yield path, name
