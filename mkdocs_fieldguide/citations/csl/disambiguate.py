"""Disambiguate cites by more names, given names and year suffixes (CSL 1.0.2, "Disambiguation").

Cites are compared across the whole bibliography, so that an entry reads the same on every page. Only cites
are rendered for this, never entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.given_names import abbreviate_given_name
from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.names import (
    FULL,
    INITIALS,
    NO_HINTS,
    CslName,
    NameHints,
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


_MAX_CONDITIONS = 4
MAX_NAMES = 20
"""Maximum number of names that a cite shows for disambiguation."""


def disambiguate(items: Sequence[Item], style: Style) -> dict[str, Disambiguation]:
    """Return the disambiguation of each entry by key; entries that are unambiguous already are left out.

    Args:
        items: the whole bibliography.
        style: the style; the result is empty if it does not enable disambiguation.
    """
    get = style.citation.get
    add_names = get("disambiguate-add-names") == "true"
    add_given_names = get("disambiguate-add-givenname") == "true"
    add_suffixes = get("disambiguate-add-year-suffix") == "true"
    if not (add_names or add_given_names or add_suffixes or style.has_disambiguate_condition):
        return {}
    disambiguator = _Disambiguator(items, style)
    rule = get("givenname-disambiguation-rule", "by-cite")
    by_cite = add_given_names and rule == "by-cite"
    if add_given_names and not by_cite:
        disambiguator.expand_given_names(rule)
    for position in ("first", "subsequent") if style.has_subsequent_form else ("first",):
        if position != "first":
            disambiguator.use_subsequent_form()
        if add_names or by_cite:
            for group in disambiguator.find_groups():
                disambiguator.expand_names(group, add_names=add_names, add_given_names=by_cite)
    if style.has_disambiguate_condition:
        for group in disambiguator.find_groups():
            disambiguator.meet_conditions(group)
    suffixes = disambiguator.assign_suffixes() if add_suffixes else {}
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
        self._position = "first"
        self._people: dict[str, tuple[CslName, ...]] = {}
        self._texts: dict[str, str] = {}
        for item in items:
            self._texts[item.key] = self._render(item, NO_HINTS)

    def _render(self, item: Item, hints: NameHints) -> str:
        context = Context(item, self.style, self.style.citation, True, hints=hints, position=self._position)
        context.suppressed.add("accessed")  # when a work was read does not distinguish it from others
        text = to_plain_text(render_cite(context))
        if item.key not in self._people:
            self._people[item.key] = context.people[0] if context.people else ()
        return text

    def _set(self, item: Item, hints: NameHints) -> None:
        self.hints[item.key] = hints
        self._texts[item.key] = self._render(item, hints)

    def _hints(self, item: Item) -> NameHints:
        return self.hints.get(item.key, NO_HINTS)

    def use_subsequent_form(self) -> None:
        """Compare, from now on, cites of references that were cited before, which are often shorter."""
        self._position = "subsequent"
        for item in self.items:
            self._texts[item.key] = self._render(item, self._hints(item))

    def find_groups(self) -> list[list[Item]]:
        """Return the groups of entries whose cites are identical."""
        return [group for group in _partition(self.items, self._texts) if len(group) > 1]

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

    def expand_names(
        self, group: list[Item], *, add_names: bool, add_given_names: bool, start: tuple[int, int] = (0, 0)
    ) -> None:
        """Show the names and given names that distinguish the entries of a group, and no others.

        The steps are, for one name after the other: the name, its initials, its given name. A step that does
        not distinguish entries is undone, except that the names before a name are shown.

        Args:
            group: entries whose cites are identical.
            add_names: whether names may be added.
            add_given_names: whether given names may be added.
            start: the position of the name and the step to begin with.
        """
        people = [self._people[item.key] for item in group]
        # Beyond the limit, this is left to year suffixes: the time would grow faster than the length of
        # almost identical lists of names.
        limit = min(MAX_NAMES, max(map(len, people)))
        levels = (0, INITIALS, FULL) if add_given_names else (0,)
        for at in range(start[0], limit):
            for level in levels:
                if (at, level) < start or not _can_distinguish(people, at, level):
                    continue
                trials = {item.key: self._expand(item, at, level, add_names=add_names) for item in group}
                subgroups = _partition(
                    group, {item.key: self._render(item, trials[item.key]) for item in group}
                )
                if len(subgroups) == 1:
                    continue
                for item in group:
                    self._set(item, trials[item.key])
                for subgroup in subgroups:
                    if len(subgroup) > 1:
                        self.expand_names(
                            subgroup,
                            add_names=add_names,
                            add_given_names=add_given_names,
                            start=(at, level + 1),
                        )
                return

    def _expand(self, item: Item, at: int, level: int, *, add_names: bool) -> NameHints:
        """Return the hints of an entry with a name added, at a level of its given name."""
        hints = self._hints(item)
        if add_names and at:
            hints = replace(hints, shown=max(hints.shown, at + 1))
        people = self._people[item.key]
        if level and at < len(people):
            hints = replace(hints, givens={**hints.givens, people[at]: level})
        return hints

    def meet_conditions(self, group: list[Item], count: int = 1) -> None:
        """Meet as many `disambiguate="true"` conditions as distinguish the entries of a group."""
        texts = {item.key: self._render(item, replace(self._hints(item), conditions=count)) for item in group}
        subgroups = _partition(group, texts)
        if len(subgroups) == 1 and count < _MAX_CONDITIONS:
            self.meet_conditions(group, count + 1)
            return
        if len(subgroups) > 1:
            for item in group:
                self._set(item, replace(self._hints(item), conditions=count))
            for subgroup in subgroups:
                if len(subgroup) > 1 and count < _MAX_CONDITIONS:
                    self.meet_conditions(subgroup, count + 1)

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


def _can_distinguish(people: Sequence[tuple[CslName, ...]], at: int, level: int) -> bool:
    """Return whether lists of names differ at a position, or end there."""
    if level:
        return len({names[at].given if at < len(names) else None for names in people}) > 1
    ends = {(names[at] if at < len(names) else None, len(names) > at + 1) for names in people}
    return len(ends) > 1


def _choose_levels(people: Sequence[CslName], *, initials_only: bool) -> Mapping[CslName, int]:
    """Return for each person whether initials or full given names distinguish them from the others.

    People whose names differ in the spaces between initials only are the same.
    """
    if len({person.given.replace(" ", "") for person in people}) == 1:
        return {}
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
