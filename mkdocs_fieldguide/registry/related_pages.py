"""Related pages: pages that mention the same tools, cite the same references or credit the same people."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.registry.mentions import MentionIndex
from mkdocs_fieldguide.registry.registry import Registry

TOO_COMMON = 64
"""A tool, reference or person on more pages than this is ignored: it says little about any two of them, and
the limit keeps the work linear, as each mention is compared with at most this many others."""

MIN_SCORE = 0.5
"""Minimum score of a related page. One shared tool suffices if at most the square root of the number of pages
mention it; for more common ones it takes several."""

_WEIGHTS: Mapping[str, float] = {"tool": 1.0, "reference": 1.0, "person": 0.5}
"""Weight of a shared item by its kind. People count less, as they write about many topics."""

_Item = tuple[str, str]
"""Kind, and id, key or name."""


@dataclass(frozen=True, slots=True)
class RelatedPage:
    """A page that is related to another.

    Attributes:
        page: the page.
        tools: ids of the tools that both mention, the rarest first.
        references: keys of the references that both cite, the rarest first.
        people: names of the people credited on both, the rarest first.
    """

    page: PageInfo
    tools: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedPages:
    """Finds related pages with an inverted index from tools, references and people to pages.

    Args:
        registry: the registry.
        mentions: the mentions and citations on all pages.
    """

    registry: Registry
    mentions: MentionIndex
    _pages: dict[_Item, dict[str, None]] = field(init=False, repr=False)
    _items: dict[str, list[_Item]] = field(init=False, repr=False)
    _count: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        listed = {path for path, page in self.registry.pages.items() if _is_listed(page)}
        pages: dict[_Item, dict[str, None]] = {}
        for item, path in self._iterate_items():
            if path in listed:
                pages.setdefault(item, {})[path] = None
        items: dict[str, list[_Item]] = {}
        for item, paths in pages.items():
            if 1 < len(paths) <= TOO_COMMON:
                for path in paths:
                    items.setdefault(path, []).append(item)
        object.__setattr__(self, "_pages", pages)
        object.__setattr__(self, "_items", items)
        object.__setattr__(self, "_count", len(listed))

    def of(self, path: str, most: int, without: Iterable[str] = ()) -> list[RelatedPage]:
        """Return the pages most closely related to a page, the closest first.

        Args:
            path: the page's source path.
            most: maximum number of pages.
            without: source paths of pages to exclude.
        """
        if most <= 0:
            return []
        excluded = {path, *without}
        scores: defaultdict[str, float] = defaultdict(float)
        shared: defaultdict[str, list[tuple[float, _Item]]] = defaultdict(list)
        for item in self._items.get(path, ()):
            weight = self._weigh(item)
            for other in self._pages[item]:
                if other not in excluded:
                    scores[other] += weight
                    shared[other].append((weight, item))
        related = [other for other, score in scores.items() if score >= MIN_SCORE - 1e-9]
        related.sort(key=lambda other: (-round(scores[other], 9), other))
        return [self._make_related_page(other, shared[other]) for other in related[:most]]

    def _weigh(self, item: _Item) -> float:
        """Return the weight of a shared item: nearly 0 if all pages have it, nearly 1 if only two have."""
        rarity = math.log((self._count + 1) / len(self._pages[item])) / math.log(self._count + 1)
        return rarity * _WEIGHTS[item[0]]

    def _make_related_page(self, path: str, shared: list[tuple[float, _Item]]) -> RelatedPage:
        def select(kind: str) -> tuple[str, ...]:
            return tuple(name for _, (item_kind, name) in sorted(shared, reverse=True) if item_kind == kind)

        return RelatedPage(self.registry.pages[path], select("tool"), select("reference"), select("person"))

    def _iterate_items(self) -> Iterator[tuple[_Item, str]]:
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
        and not page.is_not_found
        and page.path not in ("index.md", "README.md")
    )
