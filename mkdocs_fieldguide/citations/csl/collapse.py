"""Cite grouping and collapsing: ranges of numbers, and years and year suffixes of the same author.

See "Cite Grouping" and "Cite Collapsing" in the CSL specification.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.cite import Cite, Part, add_prefix, make_cite_context, sort_cites
from mkdocs_fieldguide.citations.csl.processor import render_cite
from mkdocs_fieldguide.citations.csl.richtext import RichText, Run
from mkdocs_fieldguide.citations.csl.style import Style


@dataclass(frozen=True, slots=True)
class _RenderedCite:
    cite: Cite
    runs: RichText
    names: str


def collapse_numeric(cites: Sequence[Cite], style: Style) -> list[Part]:
    """Return the cites of a numeric style; three or more consecutive numbers become a range.

    The cites within a range become parts without text, so that their keys are not lost.
    """
    delimiter = style.citation.layout.get("delimiter", "")
    collapse = style.citation.get("collapse") == "citation-number" or _sorts_by_number(style)
    dash = style.locale.term("citation-range-delimiter") or "–"
    parts: list[Part] = []
    ordered = sort_cites(cites, style)
    at = 0
    while at < len(ordered):
        end = _find_range_end(ordered, at) if collapse else at
        if parts and delimiter:
            parts.append(Part([Run(delimiter)]))
        parts += add_prefix(ordered[at], render_cite(make_cite_context(ordered[at], style, hide=False)))
        if end - at >= 2:
            parts.append(Part([Run(dash)]))
            parts += [Part([], cite.item.key) for cite in ordered[at + 1 : end]]
            parts.append(
                Part(render_cite(make_cite_context(ordered[end], style, hide=False)), ordered[end].item.key)
            )
            at = end
        at += 1
    return parts


def _sorts_by_number(style: Style) -> bool:
    """Return whether a style sorts cites by number.

    Consecutive numbers then become ranges even without `collapse`: the bundled IEEE style lacks it, although
    the IEEE reference guide requires [1]–[4].
    """
    return [key.get("variable") for key in style.citation.keys] == ["citation-number"]


def _find_range_end(cites: Sequence[Cite], at: int) -> int:
    """Return the index of the last of the consecutive numbers that begin at `at`."""
    end = at
    while (
        end + 1 < len(cites)
        and cites[end + 1].number == cites[end].number + 1
        and not (
            cites[end].request.locator or cites[end + 1].request.locator or cites[end + 1].request.prefix
        )
    ):
        end += 1
    return end


def collapse_author_date(cites: Sequence[Cite], style: Style) -> list[Part]:
    """Return the cites of an author-date style; cites of the same author are grouped."""
    get = style.citation.get
    delimiter = style.citation.layout.get("delimiter", "")
    collapse = get("collapse", "")
    rendered = []
    for cite in sort_cites(cites, style):
        context = make_cite_context(cite, style, hide=cite.request.suppress_author)
        runs = render_cite(context)
        rendered.append(_RenderedCite(cite, runs, richtext.to_plain_text(context.first_names or [])))
    if not collapse.startswith("year") and get("cite-group-delimiter") is None:
        groups = [[one] for one in rendered]
    else:
        groups = _group_by_author(rendered)
    parts: list[Part] = []
    group_delimiter = delimiter
    for group in groups:
        if parts:
            parts.append(Part([Run(group_delimiter)]))
        is_collapsed = len(group) > 1 and collapse.startswith("year")
        parts += _collapse_group(group, style) if is_collapsed else _join_group(group, style)
        group_delimiter = get("after-collapse-delimiter", delimiter) if is_collapsed else delimiter
    return parts


def _group_by_author(rendered: Sequence[_RenderedCite]) -> list[list[_RenderedCite]]:
    """Group cites of the same authors, at the position of the first one."""
    groups: dict[str, list[_RenderedCite]] = {}
    for at, one in enumerate(rendered):
        is_alone = not one.names or one.cite.request.suppress_author or one.cite.request.prefix
        groups.setdefault(f"\0{at}" if is_alone else one.names, []).append(one)
    return list(groups.values())


def _join_group(group: Sequence[_RenderedCite], style: Style) -> list[Part]:
    parts: list[Part] = []
    for one in group:
        if parts:
            parts.append(Part([Run(style.citation.get("cite-group-delimiter", ", "))]))
        parts += add_prefix(one.cite, one.runs)
    return parts


def _collapse_group(group: Sequence[_RenderedCite], style: Style) -> list[Part]:
    """Return cites of the same author with the names once, followed by years or, if possible, suffixes."""
    get = style.citation.get
    by_suffix = get("collapse", "").startswith("year-suffix")
    suffix_delimiter = get("year-suffix-delimiter", style.citation.layout.get("delimiter", ""))
    parts = add_prefix(group[0].cite, group[0].runs)
    at = 1
    while at < len(group):
        cite = group[at].cite
        if by_suffix and _has_same_year(group[at - 1].cite, cite, style):
            end = _find_suffix_range_end(group, at, style) if get("collapse") == "year-suffix-ranged" else at
            if end > at:
                # In the range a–c, the suffix a is already written: it belongs to the cite at - 1.
                parts += [Part([], one.cite.item.key) for one in group[at:end]]
                parts.append(Part([Run("–")]))
            else:
                parts.append(Part([Run(suffix_delimiter)]))
            parts.append(Part([Run(group[end].cite.disambiguation.suffix)], group[end].cite.item.key))
            at = end + 1
            continue
        parts.append(Part([Run(get("cite-group-delimiter", ", "))]))
        parts += add_prefix(cite, render_cite(make_cite_context(cite, style, hide=True)))
        at += 1
    return parts


def _render_without_suffix(cite: Cite, style: Style) -> str:
    text = richtext.to_plain_text(render_cite(make_cite_context(cite, style, hide=True)))
    return text.removesuffix(cite.disambiguation.suffix) if cite.disambiguation.suffix else text


def _has_same_year(previous: Cite, cite: Cite, style: Style) -> bool:
    """Return whether two cites, neither with a locator, differ in the year suffix only."""
    if not (previous.disambiguation.suffix and cite.disambiguation.suffix):
        return False
    if previous.request.locator or cite.request.locator or cite.request.prefix:
        return False
    return _render_without_suffix(previous, style) == _render_without_suffix(cite, style)


def _find_suffix_range_end(group: Sequence[_RenderedCite], at: int, style: Style) -> int:
    """Return the index of the last of the consecutive suffixes from `at` - 1 on; `at` if they are too few."""
    end = at
    while (
        end < len(group)
        and _is_next(group[end - 1].cite.disambiguation.suffix, group[end].cite.disambiguation.suffix)
        and _has_same_year(group[end - 1].cite, group[end].cite, style)
    ):
        end += 1
    return end - 1 if end - at >= 2 else at


def _is_next(previous: str, suffix: str) -> bool:
    return len(previous) == len(suffix) == 1 and ord(suffix) == ord(previous) + 1
