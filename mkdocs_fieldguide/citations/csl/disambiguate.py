"""Disambiguate cites by more names, given names and year suffixes (CSL 1.0.2, "Disambiguation").

Cites are compared across the whole bibliography, so that an entry reads the same on every page. Only cites
are rendered for this, never entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.names import (
    FULL,
    INITIALS,
    NO_HINTS,
    CslName,
    NameHints,
    abbreviate_given_name,
)
from mkdocs_fieldguide.citations.csl.processor import render_cite
from mkdocs_fieldguide.citations.csl.richtext import to_plain_text
from mkdocs_fieldguide.citations.csl.sorting import sort_items
from mkdocs_fieldguide.citations.csl.style import Style


@dataclass(frozen=True, slots=True)
class Disambiguation:
    """What makes the cites of an entry unambiguous.

    Attributes:
        hints: names and given names to add.
        suffix: the year suffix; usually empty.
    """

    hints: NameHints = NO_HINTS
    suffix: str = ""


MAX_NAMES = 20
"""Maximum number of names that a cite shows for disambiguation."""


def disambiguate(items: Sequence[Item], style: Style) -> dict[str, Disambiguation]:
    """Return the disambiguation of each entry by key; entries that are unambiguous already are left out.

    Args:
        items: the whole bibliography.
        style: the style; the result is empty if it does not enable disambiguation.
    """
    get = style.citation.get
    methods = ("names", "givenname", "year-suffix")
    if not any(get(f"disambiguate-add-{method}") == "true" for method in methods):
        return {}
    disambiguator = _Disambiguator(items, style)
    rule = get("givenname-disambiguation-rule", "by-cite")
    add_given_names = get("disambiguate-add-givenname") == "true"
    if add_given_names and rule != "by-cite":
        disambiguator.expand_given_names(rule)
    if get("disambiguate-add-names") == "true":
        disambiguator.apply_to_groups(disambiguator.add_names)
    if add_given_names and rule == "by-cite":
        disambiguator.apply_to_groups(disambiguator.add_given_names)
    disambiguator.apply_to_groups(disambiguator.try_condition)
    suffixes: dict[str, str] = {}
    if get("disambiguate-add-year-suffix") == "true":
        suffixes = disambiguator.assign_suffixes()
    return {
        item.key: Disambiguation(disambiguator.hints.get(item.key, NO_HINTS), suffixes.get(item.key, ""))
        for item in items
        if item.key in disambiguator.hints or item.key in suffixes
    }


class _Disambiguator:
    def __init__(self, items: Sequence[Item], style: Style) -> None:
        self.items = items
        self.style = style
        self.hints: dict[str, NameHints] = {}
        self._people: dict[str, tuple[CslName, ...]] = {}
        self._texts: dict[str, str] = {}
        for item in items:
            self._texts[item.key] = self._render(item, NO_HINTS)

    def _render(self, item: Item, hints: NameHints) -> str:
        context = Context(item, self.style, self.style.citation, True, hints=hints)
        text = to_plain_text(render_cite(context))
        if item.key not in self._people:
            self._people[item.key] = context.people[0] if context.people else ()
        return text

    def _set(self, item: Item, hints: NameHints) -> None:
        self.hints[item.key] = hints
        self._texts[item.key] = self._render(item, hints)

    def _hints(self, item: Item) -> NameHints:
        return self.hints.get(item.key, NO_HINTS)

    def find_groups(self) -> list[list[Item]]:
        """Return the groups of entries whose cites are identical."""
        return [group for group in _partition(self.items, self._texts) if len(group) > 1]

    def apply_to_groups(self, method: Callable[[list[Item]], None]) -> None:
        for group in self.find_groups():
            method(group)

    def expand_given_names(self, rule: str) -> None:
        """Show initials or given names, in all cites, for different people with the same family name."""
        limit = 1 if rule.startswith("primary") else None
        by_family: dict[str, dict[CslName, None]] = {}
        for item in self.items:
            for person in self._people[item.key][:limit]:
                if person.family:
                    by_family.setdefault(person.short.casefold(), {})[person] = None
        levels: dict[CslName, int] = {}
        for people in by_family.values():
            if len(people) > 1:
                levels.update(_choose_levels(list(people), initials_only=rule.endswith("initials")))
        for item in self.items:
            shown = self._people[item.key][:limit]
            givens = {person: levels[person] for person in shown if person in levels}
            if givens:
                self._set(item, replace(self._hints(item), givens=givens))

    def add_names(self, group: list[Item], shown: int = 1) -> None:
        """Show the minimum number of names that distinguishes the entries of a group.

        Beyond `MAX_NAMES`, this is left to year suffixes: the time would grow faster than the length of
        almost identical lists of names.
        """
        people = [self._people[item.key] for item in group]
        limit = min(MAX_NAMES, max(map(len, people)))
        for count in range(shown + 1, limit + 1):
            ends = {
                (names[count - 1] if count <= len(names) else None, len(names) > count) for names in people
            }
            if len(ends) == 1:
                continue
            texts = {item.key: self._render(item, replace(self._hints(item), shown=count)) for item in group}
            subgroups = _partition(group, texts)
            if len(subgroups) > 1:
                for item in group:
                    self._set(item, replace(self._hints(item), shown=count))
                for subgroup in subgroups:
                    if len(subgroup) > 1:
                        self.add_names(subgroup, count)
                return

    def add_given_names(self, group: list[Item]) -> None:
        """Show given names in a group if that distinguishes its entries."""
        count = len(_partition(group, self._texts))
        for level in (INITIALS, FULL):
            trials = {}
            for item in group:
                hints = replace(self._hints(item), givens=dict.fromkeys(self._people[item.key], level))
                trials[item.key] = (hints, self._render(item, hints))
            subgroups = _partition(group, {key: text for key, (_, text) in trials.items()})
            if len(subgroups) > count:
                count = len(subgroups)
                for item in group:
                    self._set(item, trials[item.key][0])

    def try_condition(self, group: list[Item]) -> None:
        """Satisfy `disambiguate="true"` conditions in a group if that distinguishes its entries."""
        texts = {item.key: self._render(item, replace(self._hints(item), condition=True)) for item in group}
        if len(set(texts.values())) > 1:
            for item in group:
                self._set(item, replace(self._hints(item), condition=True))

    def assign_suffixes(self) -> dict[str, str]:
        """Return year suffixes for entries that are still ambiguous, in the order of the bibliography."""
        groups = self.find_groups()
        keys = {item.key for group in groups for item in group}
        if not keys:
            return {}
        ambiguous = [item for item in self.items if item.key in keys]
        section = self.style.bibliography or self.style.citation
        numbers = {item.key: at for at, item in enumerate(self.items, 1)}
        rank = {item.key: at for at, item in enumerate(sort_items(ambiguous, self.style, section, numbers))}
        return {
            item.key: format_year_suffix(at)
            for group in groups
            for at, item in enumerate(sorted(group, key=lambda item: rank[item.key]))
        }


def _choose_levels(people: Sequence[CslName], *, initials_only: bool) -> Mapping[CslName, int]:
    """Return for each person whether initials or full given names distinguish them from the others."""
    short = {person: abbreviate_given_name(person.given, ". ", words=True) for person in people}
    counts: dict[str, int] = {}
    for text in short.values():
        counts[text] = counts.get(text, 0) + 1
    if initials_only:
        return dict.fromkeys(people, INITIALS) if len(counts) > 1 else {}
    return {person: INITIALS if counts[short[person]] == 1 else FULL for person in people}


def _partition(items: Iterable[Item], texts: Mapping[str, str]) -> list[list[Item]]:
    """Return the items grouped by their text."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(texts[item.key], []).append(item)
    return list(groups.values())


def format_year_suffix(at: int) -> str:
    """Return the year suffix for an index: a for 0, b for 1, aa for 26."""
    result = ""
    at += 1
    while at:
        at, digit = divmod(at - 1, 26)
        result = chr(97 + digit) + result
    return result
