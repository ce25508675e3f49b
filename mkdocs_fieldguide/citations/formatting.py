"""References in a citation style: entries, citations in the text, and their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.citations.cache import Cache, digest
from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.cite import NOTHING, Cite, Part
from mkdocs_fieldguide.citations.csl.cites import write_citation
from mkdocs_fieldguide.citations.csl.disambiguate import Distinction, tell_apart
from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.names import Hints, read_names
from mkdocs_fieldguide.citations.csl.processor import text_of, write_entry
from mkdocs_fieldguide.citations.csl.sorting import sort_items
from mkdocs_fieldguide.citations.csl.style import Style
from mkdocs_fieldguide.citations.style import StyleSource
from mkdocs_fieldguide.model import CiteItem, Reference


@dataclass(frozen=True, slots=True)
class Entry:
    """A formatted reference, without a leading number.

    Attributes:
        html: for the page; everything from data is escaped, links are to http(s) only.
        text: the same as plain text.
    """

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a citation in the text.

    Attributes:
        html: for the page, safe like `Entry.html`; empty for a reference swallowed by a range.
        key: the reference it belongs to; None for punctuation.
    """

    html: str
    key: str | None = None


class Formatter:
    """Formats the references of one bibliography in one style, each only when it is asked for.

    Args:
        references: the whole bibliography by key: year suffixes depend on all of it.
        style: what `find_style` gave.
        locale: a language such as `en-US`; it holds over the style's own.
        cache_dir: where formatted entries live between builds; None for nowhere.
        full_page_ranges: write `119–121` where a Chicago style would write `119–21`.

    Attributes:
        numeric: the style numbers its references.
        note_or_superscript: citations are superscript, or meant for footnotes.
    """

    def __init__(
        self,
        references: Mapping[str, Reference],
        style: StyleSource,
        locale: str = "en-US",
        cache_dir: Path | None = None,
        *,
        full_page_ranges: bool = True,
    ) -> None:
        self._references = references
        self._style = Style(style.data, locale)
        self._full_pages = full_page_ranges
        self._items: dict[str, Item] = {}
        self._entries: dict[str, Entry] = {}
        self._seed = digest(style.data.decode("utf-8", "replace"), locale, full_page_ranges)
        self._cache = Cache(cache_dir / f"citations-{self._seed[:16]}.json" if cache_dir else None)
        self.numeric = self._style.numeric
        self.note_or_superscript = self._style.superscript or self._style.note

    def _item(self, key: str) -> Item:
        item = self._items.get(key)
        if item is None:
            item = self._items[key] = Item(key, self._references[key].csl)
        return item

    @cached_property
    def _distinctions(self) -> Mapping[str, Distinction]:
        if self.numeric:
            return {}
        name = digest(self._seed, [[key, reference.csl] for key, reference in self._references.items()])
        kept = _read_distinctions(self._cache.get(name))
        if kept is not None:
            return kept
        found = tell_apart([self._item(key) for key in self._references], self._style)
        self._cache.put(name, _plain_distinctions(found))
        return found

    def entry(self, key: str) -> Entry:
        """Return a formatted reference.

        Raises:
            KeyError: if the bibliography has no such key.
        """
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = self._entry(key)
        return found

    def _entry(self, key: str) -> Entry:
        csl = self._references[key].csl
        distinction = self._distinctions.get(key, NOTHING)
        name = digest(self._seed, csl, _plain_distinctions({"": distinction}))
        kept = self._cache.get(name)
        if isinstance(kept, list) and len(kept) == 2 and all(isinstance(one, str) for one in kept):
            return Entry(kept[0], kept[1])
        runs = write_entry(
            self._item(key), self._style, distinction.hints, distinction.suffix, self._full_pages
        )
        entry = Entry(richtext.to_html(runs), text_of(runs))
        self._cache.put(name, [entry.html, entry.text])
        return entry

    def order(self, keys: Sequence[str]) -> list[str]:
        """Return the keys in the order of the style's bibliography; each once, unknown ones left out.

        Author-date styles sort; numeric ones mostly keep the order of citation.
        """
        known = [key for key in dict.fromkeys(keys) if key in self._references]
        section = self._style.bibliography
        if section is None or not section.keys:
            return known
        numbers = {key: at for at, key in enumerate(known, 1)}
        items = sort_items([self._item(key) for key in known], self._style, section, numbers)
        return [item.key for item in items]

    def cite(self, items: Sequence[CiteItem], numbers: Mapping[str, int]) -> list[Piece]:
        """Return a citation in the text, piece by piece.

        Args:
            items: what is cited together; keys that are not in the bibliography are left out.
            numbers: the page's numbers by key, for numeric styles.
        """
        cites = [
            Cite(
                item,
                self._item(item.key),
                numbers.get(item.key, 0),
                self._distinctions.get(item.key, NOTHING),
            )
            for item in items
            if item.key in self._references
        ]
        if not cites:
            return []
        return self._pieces(write_citation(cites, self._style))

    def _pieces(self, parts: Sequence[Part]) -> list[Piece]:
        """Set punctuation right over the whole citation, then cut it into its parts again."""
        locale = self._style.locale
        owned = [
            richtext.Run(run.text, run.marks | {f"part:{at}"}, run.link)
            for at, part in enumerate(parts)
            for run in part.runs
        ]
        tidied = richtext.with_quotes(richtext.tidy(owned, locale.punctuation_in_quote), locale.quotes)
        pieces = []
        for at, part in enumerate(parts):
            mine = [richtext.Run(run.text, run.marks) for run in tidied if f"part:{at}" in run.marks]
            text = richtext.to_html(mine)
            if text or part.key:
                pieces.append(Piece(text, part.key))
        return pieces

    def save(self) -> None:
        """Write the cache, if there is one; call it once when a build is done."""
        self._cache.save()


def _plain_distinctions(found: Mapping[str, Distinction]) -> dict[str, Any]:
    return {
        key: [
            one.suffix,
            one.hints.shown,
            one.hints.condition,
            [[_plain_person(person), level] for person, level in one.hints.givens.items()],
        ]
        for key, one in found.items()
    }


def _plain_person(person: Any) -> dict[str, Any]:
    return {
        "family": person.family,
        "given": person.given,
        "dropping-particle": person.dropping,
        "non-dropping-particle": person.non_dropping,
        "suffix": person.suffix,
        "comma-suffix": person.comma_suffix,
    }


def _read_distinctions(kept: Any) -> dict[str, Distinction] | None:
    """Return what the cache holds, or None where it is missing or not of this shape."""
    if not isinstance(kept, dict):
        return None
    try:
        return {
            key: Distinction(
                Hints(
                    int(shown),
                    {read_names([person])[0]: int(level) for person, level in givens},
                    bool(condition),
                ),
                str(suffix),
            )
            for key, (suffix, shown, condition, givens) in kept.items()
        }
    except (TypeError, ValueError, IndexError):
        return None
