"""Render a citation, which may consist of several cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.cite import Cite, Part, join_prefix, make_cite_context
from mkdocs_fieldguide.citations.csl.collapse import collapse_author_date, collapse_numeric
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.name_format import NameFormat
from mkdocs_fieldguide.citations.csl.processor import render_cite, render_layout_affixes
from mkdocs_fieldguide.citations.csl.quotes import CLOSE
from mkdocs_fieldguide.citations.csl.richtext import apply_font
from mkdocs_fieldguide.citations.csl.run import TERM, RichText, Run
from mkdocs_fieldguide.citations.csl.style import Style
from mkdocs_fieldguide.model.references import CiteForm

_IN_TEXT_OPTIONS = {"form": "short", "and": "text", "et-al-min": "3", "et-al-use-first": "1"}


def render_citation(cites: Sequence[Cite], style: Style, form: CiteForm = CiteForm.WHOLE) -> list[Part]:
    """Return a citation as parts, before punctuation is collapsed.

    Narrative cites, whose authors are part of the sentence, come first: "Rehm et al. (2021)".
    """
    if form is not CiteForm.WHOLE:
        return _render_for_note(cites, style, form)
    in_text = [cite for cite in cites if cite.request.author_in_text]
    others = [cite for cite in cites if not cite.request.author_in_text]
    if not in_text:
        return _render_cluster(others, style)
    parts: list[Part] = []
    for cite in in_text:
        if parts:
            parts.append(Part([Run("; ")]))
        if cite.request.suffix or (others and cite is in_text[-1]):
            parts += _render_author_and_cluster(cite, others if cite is in_text[-1] else [], style)
        else:
            parts += _render_author_in_text(cite, style)
    return parts


def _render_for_note(cites: Sequence[Cite], style: Style, form: CiteForm) -> list[Part]:
    """Return the parts of a citation in a style for notes, as pandoc divides them: "Rehm¹", "¹ A Title"."""
    narrative = [cite for cite in cites if cite.request.author_in_text]
    if form is CiteForm.AUTHORS:
        parts: list[Part] = []
        for cite in narrative:
            parts += [Part([Run("; ")])] if parts else []
            parts.append(Part(_render_authors(cite, style)))
        return parts
    others = [cite for cite in cites if not cite.request.author_in_text]
    if form is CiteForm.NOTE:
        return _begin_sentence(
            _render_cluster([*(_without_authors(cite) for cite in narrative), *others], style)
        )
    cluster = _join_cites([*narrative, *others], style)
    if narrative or not any(part.runs for part in cluster):
        return cluster
    return [Part([Run("(")]), *cluster, Part([Run(")")])]


def _begin_sentence(parts: list[Part]) -> list[Part]:
    """Capitalise the prefix of the first cite, with which the note begins: "See Rehm"."""
    if parts and parts[0].key is None and parts[0].runs:
        first, *runs = parts[0].runs
        parts[0] = Part([replace(first, text=first.text[:1].upper() + first.text[1:]), *runs])
    return parts


def _render_cluster(cites: Sequence[Cite], style: Style) -> list[Part]:
    """Return cites within the brackets or whatever else surrounds a citation."""
    layout = style.citation.layout
    cluster = _join_cites(cites, style)
    if not any(part.runs for part in cluster):
        return cluster
    if style.note:
        cluster = capitalize_terms(cluster)
    if prefix := layout.get("prefix", ""):
        cluster.insert(0, Part([Run(prefix)]))
    if suffix := layout.get("suffix", ""):
        cluster.append(Part([Run(suffix)]))
    return [Part(apply_font(layout.attributes, part.runs), part.key) for part in cluster]


def _join_cites(cites: Sequence[Cite], style: Style) -> list[Part]:
    return (collapse_numeric if style.numeric else collapse_author_date)(cites, style)


def _render_author_and_cluster(cite: Cite, others: Sequence[Cite], style: Style) -> list[Part]:
    """Return a narrative cite with further text in its brackets: "Rehm et al. (2021, and others)"."""
    authors = _render_authors(cite, style)
    cluster = _render_cluster([_without_authors(cite), *others], style)
    is_superscript = any("sup" in run.marks for part in cluster for run in part.runs)
    space = [Run(" ")] if authors and not is_superscript else []
    return [Part([*authors, *space]), *cluster]


def _without_authors(cite: Cite) -> Cite:
    """Return a narrative cite without its authors and prefix, which are in the sentence."""
    request = replace(cite.request, prefix="", suppress_author=True, author_in_text=False)
    return replace(cite, request=request)


def _render_authors(cite: Cite, style: Style) -> RichText:
    context = make_cite_context(cite, style, hide=True)
    render_cite(context)
    names = context.first_names or _render_fallback_names(cite.item, style)
    prefix = richtext.parse_inline(join_prefix(cite.request.prefix)) if cite.request.prefix else []
    return [*prefix, *names]


def _render_author_in_text(cite: Cite, style: Style) -> list[Part]:
    layout = style.citation.layout
    context = make_cite_context(cite, style, hide=True)
    rest = render_cite(context)
    names = context.first_names or _render_fallback_names(cite.item, style)
    rest = render_layout_affixes(layout, rest)
    is_superscript = any("sup" in run.marks for run in rest)
    space = [Run(" ")] if names and rest and not is_superscript else []
    prefix = richtext.parse_inline(join_prefix(cite.request.prefix)) if cite.request.prefix else []
    parts = [Part(prefix)] if prefix else []
    return [*parts, Part([*names, *space, *rest], cite.item.key)]


def _render_fallback_names(item: Item, style: Style) -> RichText:
    """Return the names for a narrative citation in a style without names, such as a numeric one."""
    format_ = NameFormat(_IN_TEXT_OPTIONS, None, None, style.locale, style.demote)
    for variable in ("author", "editor", "translator"):
        if people := item.names(variable):
            return format_.format_list(people, Context(item, style, style.citation, True).hints, False)
    return richtext.parse_inline(item.text("title-short") or item.text("title"))


def capitalize_terms(parts: list[Part]) -> list[Part]:
    """Capitalise a term at the beginning of a footnote, or after a prefix that ends a sentence: "Ibid."."""
    before = ""
    for at, part in enumerate(parts):
        if not part.runs:
            continue
        first = part.runs[0]
        if part.key is None:
            before = richtext.to_plain_text(part.runs).rstrip(CLOSE + " ")
            continue
        begins_sentence = not before or (before[-1] in ".?!" and " " in before)
        if TERM in first.marks and begins_sentence:
            run = replace(first, text=first.text[:1].upper() + first.text[1:])
            parts[at] = Part([run, *part.runs[1:]], part.key)
        before = "-"
    return parts
