"""A single cite, and the parts of a citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.disambiguate import Disambiguation
from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.run import RichText, Run
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
        full_pages: write page ranges in full where the style has a Chicago format.
    """

    request: CiteItem
    item: Item
    number: int
    disambiguation: Disambiguation = NO_DISAMBIGUATION
    full_pages: bool = True


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
        full_pages=cite.full_pages,
        hide_names=hide,
        position=cite.request.position,
        near_note=cite.request.near_note,
        first_note=str(cite.request.first_note or ""),
    )


def sort_cites(cites: Sequence[Cite], style: Style) -> list[Cite]:
    """Return the cites sorted as the style requires within a citation.

    As in pandoc, cites with prefixes or suffixes keep their order, because these depend on it: "and Baker".
    """
    has_text = any(cite.request.prefix or cite.request.suffix for cite in cites)
    if len(cites) < 2 or has_text or not style.citation.keys:
        return list(cites)
    numbers = {cite.item.key: cite.number for cite in cites}
    unique = {cite.item.key: cite.item for cite in cites}
    sorted_items = sort_items(list(unique.values()), style, style.citation, numbers)
    rank = {item.key: at for at, item in enumerate(sorted_items)}
    return sorted(cites, key=lambda cite: rank[cite.item.key])


def add_affixes(cite: Cite, runs: RichText) -> list[Part]:
    """Return a cite with the author's prefix and suffix, if there are any."""
    prefix, suffix = cite.request.prefix, cite.request.suffix
    parts = [Part(richtext.parse_inline(join_prefix(prefix)))] if prefix else []
    parts.append(Part(runs, cite.item.key))
    if suffix:
        # A suffix that begins with a letter is a word of its own.
        space = " " if suffix[0].isalnum() or suffix[0] in "([“‘\"'" else ""
        parts.append(Part(richtext.parse_inline(space + suffix)))
    return parts


def join_prefix(prefix: str) -> str:
    """Return a prefix with the space that separates it from the cite."""
    return prefix if prefix[-1].isspace() or prefix[-1] in "([“‘’'-–—/" else f"{prefix} "


def append_cite(parts: list[Part], cite: Sequence[Part], delimiter: str) -> None:
    """Append a cite with a delimiter before it.

    A cite without text has no delimiter, but a part with its key. Punctuation at the end of the suffix of the
    previous cite, or at the beginning of the prefix, takes the place of the delimiter.
    """
    text = next((part.runs[0].text for part in cite if part.runs), "")
    before = next((part for part in reversed(parts) if part.runs), None)
    if text and before and delimiter:
        last = before.runs[-1].text[-1] if before.key is None else ""
        if text[0] in ",;:." and cite[0].key is None:
            pass
        elif last and last in ",;:.":
            parts.append(Part([Run(" ")]))
        else:
            parts.append(Part([Run(delimiter)]))
    parts += cite
