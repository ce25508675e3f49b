"""Pages that belong together without anybody having said so: they name the same tools, works or people."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.registry.mentions import MentionIndex
from mkdocs_fieldguide.registry.registry import Registry

TOO_COMMON = 64
"""What more pages than this share says nothing of any two of them. It also keeps the work linear: each
mention is compared with at most so many others."""

MIN_SCORE = 0.5
"""Least strength of a relation that readers are told of. One tool in common is enough if no more pages name
it than the root of all pages; of things that are more common it takes several."""

_WEIGHTS: Mapping[str, float] = {"tool": 1.0, "reference": 1.0, "person": 0.5}
"""How much having a thing of this kind in common says. People write about many things."""

_Thing = tuple[str, str]
"""Kind and id or name."""


@dataclass(frozen=True, slots=True)
class RelatedPage:
    """A page that is related to another.

    Attributes:
        page: the page.
        tools: ids of tools that both name, the rarest first.
        references: keys of works that both cite.
        people: names of people who worked on both.
    """

    page: PageInfo
    tools: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedPages:
    """What pages have in common, by an index from each thing to its pages.

    Args:
        registry: the whole guide.
        mentions: who mentions what.
    """

    registry: Registry
    mentions: MentionIndex
    _pages: dict[_Thing, dict[str, None]] = field(init=False, repr=False)
    _things: dict[str, list[_Thing]] = field(init=False, repr=False)
    _count: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        listed = {path for path, page in self.registry.pages.items() if _is_listed(page)}
        pages: dict[_Thing, dict[str, None]] = {}
        for thing, path in self._named():
            if path in listed:
                pages.setdefault(thing, {})[path] = None
        things: dict[str, list[_Thing]] = {}
        for thing, of_thing in pages.items():
            if 1 < len(of_thing) <= TOO_COMMON:
                for path in of_thing:
                    things.setdefault(path, []).append(thing)
        object.__setattr__(self, "_pages", pages)
        object.__setattr__(self, "_things", things)
        object.__setattr__(self, "_count", len(listed))

    def of(self, path: str, most: int, without: Iterable[str] = ()) -> list[RelatedPage]:
        """Return the pages that have most in common with a page, the nearest first.

        Args:
            path: the page's source path.
            most: how many at most.
            without: source paths of pages that are left out.
        """
        if most <= 0:
            return []
        left_out = {path, *without}
        strength: defaultdict[str, float] = defaultdict(float)
        shared: defaultdict[str, list[tuple[float, _Thing]]] = defaultdict(list)
        for thing in self._things.get(path, ()):
            weight = self._weight(thing)
            for other in self._pages[thing]:
                if other not in left_out:
                    strength[other] += weight
                    shared[other].append((weight, thing))
        near = [other for other, sum_of in strength.items() if sum_of >= MIN_SCORE - 1e-9]
        near.sort(key=lambda other: (-round(strength[other], 9), other))
        return [self._relation(other, shared[other]) for other in near[:most]]

    def _weight(self, thing: _Thing) -> float:
        """Return what a common thing says: nearly 0 for what every page has, nearly 1 for what two have."""
        rare = math.log((self._count + 1) / len(self._pages[thing])) / math.log(self._count + 1)
        return rare * _WEIGHTS[thing[0]]

    def _relation(self, path: str, shared: list[tuple[float, _Thing]]) -> RelatedPage:
        def named(kind: str) -> tuple[str, ...]:
            return tuple(name for _, (of_kind, name) in sorted(shared, reverse=True) if of_kind == kind)

        return RelatedPage(self.registry.pages[path], named("tool"), named("reference"), named("person"))

    def _named(self) -> Iterator[tuple[_Thing, str]]:
        for tool, pages in self.mentions.tools().items():
            for path in pages:
                yield ("tool", tool), path
        for key, pages in self.mentions.references().items():
            for path in pages:
                yield ("reference", key), path
        for page in self.registry.pages.values():
            for names in page.credits.values():
                for name in names:
                    person = self.registry.people.get(name)
                    if person is None or not person.hidden:
                        yield ("person", name), page.path


def _is_listed(page: PageInfo) -> bool:
    return (
        not page.generated
        and not page.search_exclude
        and page.path not in ("index.md", "README.md", "404.md")
    )
