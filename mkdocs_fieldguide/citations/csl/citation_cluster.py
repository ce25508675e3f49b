"""Citations in the text: several cites as one."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.cite import Cite, Part, make_cite_context
from mkdocs_fieldguide.citations.csl.collapse import collapse_author_date, collapse_numeric
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.elements import apply_font
from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.names import NameFormat
from mkdocs_fieldguide.citations.csl.processor import write_cite
from mkdocs_fieldguide.citations.csl.richtext import RichText, Run
from mkdocs_fieldguide.citations.csl.style import Style

_IN_TEXT = {"form": "short", "and": "text", "et-al-min": "3", "et-al-use-first": "1"}


def write_citation(cites: Sequence[Cite], style: Style) -> list[Part]:
    """Return a citation as parts, before punctuation is set right.

    Cites whose author stands in the text come first, each on its own: "Rehm et al. (2021)".
    """
    layout = style.citation.layout
    in_text = [cite for cite in cites if cite.asked.author_in_text]
    others = [cite for cite in cites if not cite.asked.author_in_text]
    parts: list[Part] = []
    for cite in in_text:
        if parts:
            parts.append(Part([Run("; ")]))
        parts += _author_in_text(cite, style)
    if not others:
        return parts
    if parts:
        parts.append(Part([Run(" ")]))
    prefix, suffix = layout.get("prefix", ""), layout.get("suffix", "")
    inner = collapse_numeric(others, style) if style.numeric else collapse_author_date(others, style)
    whole = [Part([Run(prefix)])] if prefix else []
    whole += inner
    if suffix:
        whole.append(Part([Run(suffix)]))
    return parts + [Part(apply_font(layout, part.runs), part.key) for part in whole]


def _author_in_text(cite: Cite, style: Style) -> list[Part]:
    layout = style.citation.layout
    context = make_cite_context(cite, style, hide=True)
    rest = write_cite(context)
    names = context.first_names or _fallback_names(cite.item, style)
    rest = apply_font(layout, richtext.wrap(rest, layout.get("prefix", ""), layout.get("suffix", "")))
    raised = any("sup" in run.marks for run in rest)
    space = [Run(" ")] if names and rest and not raised else []
    prefix = richtext.parse_inline(f"{cite.asked.prefix} ") if cite.asked.prefix else []
    parts = [Part(prefix)] if prefix else []
    return [*parts, Part([*names, *space, *rest], cite.item.key)]


def _fallback_names(item: Item, style: Style) -> RichText:
    """Return the names for a sentence in a style whose citations have none, such as a numeric one."""
    format_ = NameFormat(_IN_TEXT, None, None, style.locale, style.demote)
    for variable in ("author", "editor", "translator"):
        if people := item.names(variable):
            return format_.write(people, Context(item, style, style.citation, True).hints, False)
    return richtext.parse_inline(item.text("title-short") or item.text("title"))
