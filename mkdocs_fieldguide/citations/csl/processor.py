"""A style and a bibliography together: entries, cites, order, and what tells cites apart."""

from __future__ import annotations

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.elements import apply_font
from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.names import NO_HINTS, NameHints
from mkdocs_fieldguide.citations.csl.render import render_all
from mkdocs_fieldguide.citations.csl.richtext import RichText
from mkdocs_fieldguide.citations.csl.style import Style, StyleSection


def write_entry(
    item: Item, style: Style, hints: NameHints = NO_HINTS, suffix: str = "", full_pages: bool = True
) -> RichText:
    """Return an entry of the list, without its number, finished but for writing it out."""
    section = style.bibliography or style.citation
    context = Context(item, style, section, False, suffix=suffix, hints=hints, full_pages=full_pages)
    return finish(_layout(section, context), style)


def _layout(section: StyleSection, context: Context) -> RichText:
    layout = section.layout
    out = render_all(layout.children, context)
    return apply_font(layout, richtext.wrap(out.runs, layout.get("prefix", ""), layout.get("suffix", "")))


def write_cite(context: Context) -> RichText:
    """Return one cite, without the layout's affixes and delimiter."""
    return render_all(context.section.layout.children, context).runs


def finish(runs: RichText, style: Style) -> RichText:
    """Return the runs with punctuation and quotation marks set right."""
    locale = style.locale
    return richtext.insert_quotes(
        richtext.trim(richtext.collapse_punctuation(runs, locale.punctuation_in_quote)), locale.quotes
    )


def text_of(runs: RichText) -> str:
    """Return plain text."""
    return "".join(run.text for run in runs)
