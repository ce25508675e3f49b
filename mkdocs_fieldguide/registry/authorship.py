"""Authors, editors, contributors, funders and supporters of a page, for citations and metadata."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.roles import FUNDING
from mkdocs_fieldguide.registry.registry import Registry

AUTHORS = ("contributors", "authorship", "writing-original-draft")
"""Roles that count as authors of a page."""

EDITORS = ("editors", "editing", "writing-review-editing")
"""Roles that count as editors of a page."""


@dataclass(frozen=True, slots=True)
class Authorship:
    """Names of the people and organisations behind a page; each name is in one group, hidden people in none.

    Attributes:
        authors: the authors.
        editors: the editors.
        others: people and organisations in other roles.
        funders: the funders.
        supporters: supporting organisations; countries are left out.
    """

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()


def find_authorship(info: PageInfo, registry: Registry) -> Authorship:
    """Return the authorship of a page."""
    credits = info.credits
    seen: set[str] = set()

    def take_new(names: list[str]) -> tuple[str, ...]:
        new = []
        for name in names:
            person = registry.people.get(name)
            if name not in seen and not (person and person.hidden):
                seen.add(name)
                new.append(name)
        return tuple(new)

    def list_names(roles: tuple[str, ...]) -> list[str]:
        return [name for role in roles for name in credits.get(role, ())]

    organisations = registry.organisations
    supporters = [name for name in info.supported_by if name in organisations]
    funders = [name for name in supporters if (organisations[name].type or "").casefold() == "funder"]
    # The order of the arguments decides in which group a name with several roles ends up.
    return Authorship(
        authors=take_new(list_names(AUTHORS)),
        editors=take_new(list_names(EDITORS)),
        funders=take_new([*credits.get(FUNDING, ()), *funders]),
        others=take_new([name for names in credits.values() for name in names]),
        supporters=take_new(supporters),
    )
