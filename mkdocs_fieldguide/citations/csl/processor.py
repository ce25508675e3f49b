"""Render bibliography entries and cites in a style."""

from __future__ import annotations

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.names import NO_HINTS, NameHints
from mkdocs_fieldguide.citations.csl.render import render_all
from mkdocs_fieldguide.citations.csl.richtext import RichText
from mkdocs_fieldguide.citations.csl.style import Style
from mkdocs_fieldguide.citations.csl.xml import XmlNode


def render_entry(
    item: Item, style: Style, hints: NameHints = NO_HINTS, suffix: str = "", full_pages: bool = True
) -> RichText:
    """Return a bibliography entry, without its number."""
    section = style.bibliography or style.citation
    context = Context(item, style, section, False, suffix=suffix, hints=hints, full_pages=full_pages)
    runs = render_layout_affixes(section.layout, render_all(section.layout.children, context).runs)
    runs = richtext.trim(richtext.collapse_punctuation(runs, style.locale.punctuation_in_quote))
    return richtext.insert_quotes(runs, style.locale.quotes)


def render_cite(context: Context) -> RichText:
    """Return a cite, without the affixes and delimiter of the layout."""
    return render_all(context.section.layout.children, context).runs


def render_layout_affixes(layout: XmlNode, runs: RichText) -> RichText:
    """Return the runs with the affixes and formatting of a `<layout>`."""
    runs = richtext.wrap(runs, layout.get("prefix", ""), layout.get("suffix", ""))
    return richtext.apply_font(layout.attributes, runs)
