"""Render bibliography entries and cites in a style."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.blocks import find_blocks, mark_block, remove_lone_blocks
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.names import NO_HINTS, NameHints
from mkdocs_fieldguide.citations.csl.punctuation import collapse_punctuation
from mkdocs_fieldguide.citations.csl.quotes import insert_quotes
from mkdocs_fieldguide.citations.csl.render import render_all
from mkdocs_fieldguide.citations.csl.run import RichText, Run
from mkdocs_fieldguide.citations.csl.style import Style, StyleSection
from mkdocs_fieldguide.citations.csl.xml import XmlNode


@dataclass(frozen=True, slots=True)
class EntryRequest:
    """What an entry of a list depends on, besides the item and the style.

    Attributes:
        hints: changes to names for disambiguation.
        suffix: the year suffix.
        full_pages: write page ranges in full where the style has a Chicago format.
        number: the number of the entry, if it is part of the entry.
        previous_names: the names at the beginning of the previous entry.
    """

    hints: NameHints = NO_HINTS
    suffix: str = ""
    full_pages: bool = True
    number: str = ""
    previous_names: tuple[str, ...] = ()


def render_entry(item: Item, style: Style, request: EntryRequest) -> tuple[RichText, tuple[str, ...]]:
    """Return a bibliography entry, and the names at its beginning."""
    section = style.bibliography or style.citation
    context = Context(
        item,
        style,
        section,
        False,
        number=request.number,
        suffix=request.suffix,
        hints=request.hints,
        full_pages=request.full_pages,
        previous_names=request.previous_names,
    )
    runs = _add_layout_affixes(section.layout, _render_fields(section, context))
    runs = collapse_punctuation(runs, style.locale.punctuation_in_quote)
    return insert_quotes(runs, style.locale.quotes), context.listed_names


def _render_fields(section: StyleSection, context: Context) -> RichText:
    """Return the content of an entry, with its first field in a block if the style aligns the second one."""
    nodes = section.layout.children
    if section.get("second-field-align") is None or len(nodes) < 2:
        return remove_lone_blocks(render_all(nodes, context).runs)
    first = render_all(nodes[:1], context).runs
    rest = render_all(nodes[1:], context).runs
    if not first:
        return rest
    return [*mark_block(first, "left-margin", context), *mark_block(rest, "right-inline", context)]


def _add_layout_affixes(layout: XmlNode, runs: RichText) -> RichText:
    """Apply the affixes of a layout; the suffix belongs to the last block, which has no space around it."""
    result = render_layout_affixes(layout, runs)
    if runs and (blocks := find_blocks(runs[-1])):
        last = result.pop()
        result.append(Run(last.text.rstrip(), last.marks | blocks, last.link))
        first = result[0]
        result[0] = Run(first.text.lstrip(), first.marks, first.link)
    return [run for run in result if run.text]


def render_cite(context: Context) -> RichText:
    """Return a cite, without the affixes and delimiter of the layout."""
    return render_all(context.section.layout.children, context).runs


def render_layout_affixes(layout: XmlNode, runs: RichText) -> RichText:
    """Return the runs with the affixes and formatting of a `<layout>`."""
    runs = richtext.wrap(runs, layout.get("prefix", ""), layout.get("suffix", ""))
    return richtext.apply_font(layout.attributes, runs)
