"""Citations in the text: several cites as one, with ranges and shared authors collapsed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.disambiguate import Distinction
from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.leaves import formatted
from mkdocs_fieldguide.citations.csl.names import NameFormat
from mkdocs_fieldguide.citations.csl.processor import write_cite
from mkdocs_fieldguide.citations.csl.richtext import Rich, Run
from mkdocs_fieldguide.citations.csl.sorting import sort_items
from mkdocs_fieldguide.citations.csl.style import Style
from mkdocs_fieldguide.model import CiteItem

NOTHING = Distinction()
_IN_TEXT = {"form": "short", "and": "text", "et-al-min": "3", "et-al-use-first": "1"}


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
    distinction: Distinction = NOTHING


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a citation; `key` is None for punctuation."""

    runs: Rich
    key: str | None = None


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
    inner = _numeric(others, style) if style.numeric else _author_date(others, style)
    whole = [Part([Run(prefix)])] if prefix else []
    whole += inner
    if suffix:
        whole.append(Part([Run(suffix)]))
    return parts + [Part(formatted(layout, part.runs), part.key) for part in whole]


def _context(cite: Cite, style: Style, *, hide: bool) -> Context:
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


def _author_in_text(cite: Cite, style: Style) -> list[Part]:
    layout = style.citation.layout
    context = _context(cite, style, hide=True)
    rest = write_cite(context)
    names = context.first_names or _fallback_names(cite.item, style)
    rest = formatted(layout, richtext.wrap(rest, layout.get("prefix", ""), layout.get("suffix", "")))
    raised = any("sup" in run.marks for run in rest)
    space = [Run(" ")] if names and rest and not raised else []
    prefix = richtext.parse_inline(f"{cite.asked.prefix} ") if cite.asked.prefix else []
    parts = [Part(prefix)] if prefix else []
    return [*parts, Part([*names, *space, *rest], cite.item.key)]


def _fallback_names(item: Item, style: Style) -> Rich:
    """Return the names for a sentence in a style whose citations have none, such as a numeric one."""
    format_ = NameFormat(_IN_TEXT, None, None, style.locale, style.demote)
    for variable in ("author", "editor", "translator"):
        if people := item.names(variable):
            return format_.write(people, Context(item, style, style.citation, True).hints, False)
    return richtext.parse_inline(item.text("title-short") or item.text("title"))


def _sorted(cites: Sequence[Cite], style: Style) -> list[Cite]:
    if len(cites) < 2 or not style.citation.keys:
        return list(cites)
    numbers = {cite.item.key: cite.number for cite in cites}
    unique = {cite.item.key: cite.item for cite in cites}
    ranked = sort_items(list(unique.values()), style, style.citation, numbers)
    rank = {item.key: at for at, item in enumerate(ranked)}
    return sorted(cites, key=lambda cite: rank[cite.item.key])


def _prefixed(cite: Cite, runs: Rich) -> list[Part]:
    parts = [Part(richtext.parse_inline(f"{cite.asked.prefix} "))] if cite.asked.prefix else []
    return [*parts, Part(runs, cite.item.key)]


def _numeric(cites: Sequence[Cite], style: Style) -> list[Part]:
    delimiter = style.citation.layout.get("delimiter", "")
    collapse = style.citation.get("collapse") == "citation-number"
    dash = style.locale.term("citation-range-delimiter") or "–"
    parts: list[Part] = []
    ordered = _sorted(cites, style)
    at = 0
    while at < len(ordered):
        end = _run_end(ordered, at) if collapse else at
        if parts and delimiter:
            parts.append(Part([Run(delimiter)]))
        parts += _prefixed(ordered[at], write_cite(_context(ordered[at], style, hide=False)))
        if end - at >= 2:
            parts.append(Part([Run(dash)]))
            parts += [Part([], cite.item.key) for cite in ordered[at + 1 : end]]
            parts.append(Part(write_cite(_context(ordered[end], style, hide=False)), ordered[end].item.key))
            at = end
        at += 1
    return parts


def _run_end(cites: Sequence[Cite], at: int) -> int:
    """Return the index of the last cite of a run of numbers that begins at `at`."""
    end = at
    while (
        end + 1 < len(cites)
        and cites[end + 1].number == cites[end].number + 1
        and not (cites[end].asked.locator or cites[end + 1].asked.locator or cites[end + 1].asked.prefix)
    ):
        end += 1
    return end


def _author_date(cites: Sequence[Cite], style: Style) -> list[Part]:
    get = style.citation.get
    delimiter = style.citation.layout.get("delimiter", "")
    collapse = get("collapse", "")
    grouping = bool(collapse.startswith("year") or "cite-group-delimiter" in _attributes(style))
    inside = get("cite-group-delimiter", ", ")
    after = get("after-collapse-delimiter", delimiter)
    written: list[tuple[Cite, Rich, str]] = []
    for cite in _sorted(cites, style):
        context = _context(cite, style, hide=cite.asked.suppress_author)
        runs = write_cite(context)
        names = richtext.plain(context.first_names or [])
        written.append((cite, runs, names))
    groups = _by_author(written) if grouping else [[one] for one in written]
    parts: list[Part] = []
    collapsed = False
    for group in groups:
        if parts:
            parts.append(Part([Run(after if collapsed else delimiter)]))
        for at, (cite, runs, _) in enumerate(group):
            if at:
                parts.append(Part([Run(inside)]))
            short = at > 0 and collapse.startswith("year")
            parts += _prefixed(cite, write_cite(_context(cite, style, hide=True)) if short else runs)
        collapsed = len(group) > 1 and collapse.startswith("year")
    return parts


def _attributes(style: Style) -> Mapping[str, str]:
    return {name: value for name in ("cite-group-delimiter",) if (value := style.citation.get(name))}


def _by_author(written: Sequence[tuple[Cite, Rich, str]]) -> list[list[tuple[Cite, Rich, str]]]:
    """Bring cites of the same authors together, at the place of the first one."""
    groups: dict[str, list[tuple[Cite, Rich, str]]] = {}
    for at, one in enumerate(written):
        cite, _, names = one
        alone = not names or cite.asked.suppress_author or cite.asked.prefix
        groups.setdefault(f"\0{at}" if alone else names, []).append(one)
    return list(groups.values())
