"""Who a page is by: its credits, as machines and citations need them.

Floor 1: from the registry only.
"""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.roles import FUNDING
from mkdocs_fieldguide.registry.registry import Registry

AUTHORS = ("contributors", "authorship", "writing-original-draft")
"""Roles of those who are named as the authors of a page."""

EDITORS = ("editors", "editing", "writing-review-editing")
"""Roles of those who are named as its editors."""


@dataclass(frozen=True, slots=True)
class Authorship:
    """Names of people and organisations, each in one part only; the hidden ones are in none.

    Attributes:
        authors: who wrote the page.
        editors: who edited it.
        others: who helped in another way.
        funders: who paid for it.
        supporters: organisations that support it; countries are left out.
    """

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()


def find_authorship(info: PageInfo, registry: Registry) -> Authorship:
    """Return who a page is by."""
    credits = info.credits
    seen: set[str] = set()

    def part(names: list[str]) -> tuple[str, ...]:
        found = []
        for name in names:
            person = registry.people.get(name)
            if name not in seen and not (person and person.hidden):
                seen.add(name)
                found.append(name)
        return tuple(found)

    def of(roles: tuple[str, ...]) -> list[str]:
        return [name for role in roles for name in credits.get(role, ())]

    organisations = registry.organisations
    known = [name for name in info.supported_by if name in organisations]
    paying = [name for name in known if (organisations[name].type or "").casefold() == "funder"]
    return Authorship(
        authors=part(of(AUTHORS)),
        editors=part(of(EDITORS)),
        funders=part([*credits.get(FUNDING, ()), *paying]),
        others=part([name for names in credits.values() for name in names]),
        supporters=part(known),
    )
