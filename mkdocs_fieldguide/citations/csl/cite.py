"""One cite, and the parts that a citation is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.disambiguate import Disambiguation
from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.richtext import RichText
from mkdocs_fieldguide.citations.csl.sorting import sort_items
from mkdocs_fieldguide.citations.csl.style import Style
from mkdocs_fieldguide.model.references import CiteItem

NO_DISAMBIGUATION = Disambiguation()


@dataclass(slots=True)
class Cite:
    """One cite on its way into a citation.

    Attributes:
        asked: what the author wrote.
        item: the entry.
        number: its number; 0 in styles without.
        distinction: what tells it from others.
    """

    asked: CiteItem
    item: Item
    number: int
    distinction: Disambiguation = NO_DISAMBIGUATION


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a citation; `key` is None for punctuation."""

    runs: RichText
    key: str | None = None


def make_cite_context(cite: Cite, style: Style, *, hide: bool) -> Context:
    """Return what is needed to write a cite, with or without its names."""
    return Context(
        cite.item,
        style,
        style.citation,
        True,
        number=str(cite.number) if cite.number else "",
        suffix=cite.distinction.suffix,
        locator=cite.asked.locator,
        label=cite.asked.label or "page",
        hints=cite.distinction.hints,
        hide_names=hide,
    )


def sort_cites(cites: Sequence[Cite], style: Style) -> list[Cite]:
    """Return the cites in the order that the style wants within one citation."""
    if len(cites) < 2 or not style.citation.keys:
        return list(cites)
    numbers = {cite.item.key: cite.number for cite in cites}
    unique = {cite.item.key: cite.item for cite in cites}
    ranked = sort_items(list(unique.values()), style, style.citation, numbers)
    rank = {item.key: at for at, item in enumerate(ranked)}
    return sorted(cites, key=lambda cite: rank[cite.item.key])


def add_prefix(cite: Cite, runs: RichText) -> list[Part]:
    """Return a cite after the prefix that the author gave it."""
    parts = [Part(richtext.parse_inline(f"{cite.asked.prefix} "))] if cite.asked.prefix else []
    return [*parts, Part(runs, cite.item.key)]
