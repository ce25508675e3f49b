"""Telling cites apart: more names, given names, year suffixes (CSL 1.0.2, "Disambiguation").

It looks at the whole bibliography, so that an entry reads the same on every page. Only the short cites are
written for that, never the entries.
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
from mkdocs_fieldguide.citations.csl.processor import write_cite
from mkdocs_fieldguide.citations.csl.richtext import to_plain_text
from mkdocs_fieldguide.citations.csl.sorting import sort_items
from mkdocs_fieldguide.citations.csl.style import Style


@dataclass(frozen=True, slots=True)
class Disambiguation:
    """What tells an entry's cites from those of others.

    Attributes:
        hints: names and given names to write.
        suffix: the year suffix; empty for most.
    """

    hints: NameHints = NO_HINTS
    suffix: str = ""


Hinted = dict[str, NameHints]
MAX_NAMES = 20
"""Names that a cite shows to be told from others."""


def disambiguate(items: Sequence[Item], style: Style) -> dict[str, Disambiguation]:
    """Return what each entry needs, by key; entries that need nothing are left out.

    Args:
        items: the whole bibliography.
        style: a style; one that does not ask for disambiguation gives nothing.
    """
    get = style.citation.get
    if not any(get(f"disambiguate-add-{what}") == "true" for what in ("names", "givenname", "year-suffix")):
        return {}
    work = _Work(items, style)
    rule = get("givenname-disambiguation-rule", "by-cite")
    givens = get("disambiguate-add-givenname") == "true"
    if givens and rule != "by-cite":
        work.expand_given_names(rule)
    if get("disambiguate-add-names") == "true":
        work.each_group(work.add_names)
    if givens and rule == "by-cite":
        work.each_group(work.add_given_names)
    work.each_group(work.try_condition)
    suffixes: dict[str, str] = {}
    if get("disambiguate-add-year-suffix") == "true":
        suffixes = work.suffixes()
    return {
        item.key: Disambiguation(work.hints.get(item.key, NO_HINTS), suffixes.get(item.key, ""))
        for item in items
        if item.key in work.hints or item.key in suffixes
    }


class _Work:
    def __init__(self, items: Sequence[Item], style: Style) -> None:
        self.items = items
        self.style = style
        self.hints: Hinted = {}
        self._people: dict[str, tuple[CslName, ...]] = {}
        self._texts: dict[str, str] = {}
        for item in items:
            self._texts[item.key] = self._write(item, NO_HINTS)

    def _write(self, item: Item, hints: NameHints) -> str:
        context = Context(item, self.style, self.style.citation, True, hints=hints)
        text = to_plain_text(write_cite(context))
        if item.key not in self._people:
            self._people[item.key] = context.people[0] if context.people else ()
        return text

    def _set(self, item: Item, hints: NameHints) -> None:
        self.hints[item.key] = hints
        self._texts[item.key] = self._write(item, hints)

    def _hints(self, item: Item) -> NameHints:
        return self.hints.get(item.key, NO_HINTS)

    def groups(self) -> list[list[Item]]:
        """Return the entries whose cites read the same, group by group."""
        return [group for group in _partition(self.items, self._texts) if len(group) > 1]

    def each_group(self, step: Callable[[list[Item]], None]) -> None:
        for group in self.groups():
            step(group)

    def expand_given_names(self, rule: str) -> None:
        """Give people of one family name their initials or given names, in all cites."""
        primary = rule.startswith("primary")
        seen: dict[str, dict[CslName, None]] = {}
        for item in self.items:
            for person in self._people[item.key][: 1 if primary else None]:
                if person.family:
                    seen.setdefault(person.short.casefold(), {})[person] = None
        levels: dict[CslName, int] = {}
        for people in seen.values():
            if len(people) > 1:
                levels.update(_levels(list(people), with_initials=rule.endswith("initials")))
        for item in self.items:
            shown = self._people[item.key][: 1 if primary else None]
            needed = {person: levels[person] for person in shown if person in levels}
            if needed:
                self._set(item, replace(self._hints(item), givens=needed))

    def add_names(self, group: list[Item], shown: int = 1) -> None:
        """Write as many names as are needed, and no more, to tell the entries of a group apart.

        Where that would be more than `MOST_NAMES`, year suffixes do it: long lists of names that are almost
        the same would take time that grows faster than their length.
        """
        people = [self._people[item.key] for item in group]
        most = min(MAX_NAMES, max(map(len, people)))
        for count in range(shown + 1, most + 1):
            ends = {
                (names[count - 1] if count <= len(names) else None, len(names) > count) for names in people
            }
            if len(ends) == 1:
                continue
            trial = {item.key: self._write(item, replace(self._hints(item), shown=count)) for item in group}
            parts = _partition(group, trial)
            if len(parts) > 1:
                for item in group:
                    self._set(item, replace(self._hints(item), shown=count))
                for part in parts:
                    if len(part) > 1:
                        self.add_names(part, count)
                return

    def add_given_names(self, group: list[Item]) -> None:
        """Write given names within a group, where that tells its entries apart."""
        before = len(_partition(group, self._texts))
        for level in (INITIALS, FULL):
            trial = {}
            for item in group:
                hints = replace(self._hints(item), givens=dict.fromkeys(self._people[item.key], level))
                trial[item.key] = (hints, self._write(item, hints))
            parts = _partition(group, {key: text for key, (_, text) in trial.items()})
            if len(parts) > before:
                before = len(parts)
                for item in group:
                    self._set(item, trial[item.key][0])

    def try_condition(self, group: list[Item]) -> None:
        """Let the style write what it keeps for ambiguous cites, where that helps."""
        trial = {item.key: self._write(item, replace(self._hints(item), condition=True)) for item in group}
        if len(set(trial.values())) > 1:
            for item in group:
                self._set(item, replace(self._hints(item), condition=True))

    def suffixes(self) -> dict[str, str]:
        """Return year suffixes for what is still the same, in the order of the bibliography."""
        groups = self.groups()
        wanted = {item.key for group in groups for item in group}
        if not wanted:
            return {}
        section = self.style.bibliography or self.style.citation
        numbers = {item.key: at for at, item in enumerate(self.items, 1)}
        listed = sort_items([item for item in self.items if item.key in wanted], self.style, section, numbers)
        rank = {item.key: at for at, item in enumerate(listed)}
        return {
            item.key: format_year_suffix(at)
            for group in groups
            for at, item in enumerate(sorted(group, key=lambda item: rank[item.key]))
        }


def _levels(people: Sequence[CslName], *, with_initials: bool) -> Mapping[CslName, int]:
    """Return how much of their given names tells people of one family name apart."""
    short = {person: abbreviate_given_name(person.given, ". ", everything=True) for person in people}
    counts: dict[str, int] = {}
    for text in short.values():
        counts[text] = counts.get(text, 0) + 1
    if with_initials:
        return dict.fromkeys(people, INITIALS) if len(counts) > 1 else {}
    return {person: INITIALS if counts[short[person]] == 1 else FULL for person in people}


def _partition(items: Iterable[Item], texts: Mapping[str, str]) -> list[list[Item]]:
    """Return the items in groups that have the same text."""
    parts: dict[str, list[Item]] = {}
    for item in items:
        parts.setdefault(texts[item.key], []).append(item)
    return list(parts.values())


def format_year_suffix(at: int) -> str:
    """Return a year suffix for a rank: a for 0, b for 1, aa for 26."""
    result = ""
    at += 1
    while at:
        at, digit = divmod(at - 1, 26)
        result = chr(97 + digit) + result
    return result
