"""A single cite, and the parts of a citation."""

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
    """A cite within a citation.

    Attributes:
        request: what the author wrote.
        item: the entry.
        number: the citation number; 0 in styles without numbers.
        disambiguation: what makes the cite unambiguous.
    """

    request: CiteItem
    item: Item
    number: int
    disambiguation: Disambiguation = NO_DISAMBIGUATION


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a citation; `key` is None for punctuation."""

    runs: RichText
    key: str | None = None


def make_cite_context(cite: Cite, style: Style, *, hide: bool) -> Context:
    """Return the context for rendering a cite, with or without its names."""
    return Context(
        cite.item,
        style,
        style.citation,
        True,
        number=str(cite.number) if cite.number else "",
        suffix=cite.disambiguation.suffix,
        locator=cite.request.locator,
        label=cite.request.label or "page",
        hints=cite.disambiguation.hints,
        hide_names=hide,
    )


def sort_cites(cites: Sequence[Cite], style: Style) -> list[Cite]:
    """Return the cites sorted as the style requires within a citation."""
    if len(cites) < 2 or not style.citation.keys:
        return list(cites)
    numbers = {cite.item.key: cite.number for cite in cites}
    unique = {cite.item.key: cite.item for cite in cites}
    sorted_items = sort_items(list(unique.values()), style, style.citation, numbers)
    rank = {item.key: at for at, item in enumerate(sorted_items)}
    return sorted(cites, key=lambda cite: rank[cite.item.key])


def add_prefix(cite: Cite, runs: RichText) -> list[Part]:
    """Return a cite with the author's prefix, if there is one."""
    parts = [Part(richtext.parse_inline(f"{cite.request.prefix} "))] if cite.request.prefix else []
    return [*parts, Part(runs, cite.item.key)]
