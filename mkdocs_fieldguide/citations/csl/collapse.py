"""Cite grouping and collapsing: ranges of numbers, and years and year suffixes of the same author.

See "Cite Grouping" and "Cite Collapsing" in the CSL specification.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.cite import (
    Cite,
    Part,
    add_affixes,
    append_cite,
    make_cite_context,
    sort_cites,
)
from mkdocs_fieldguide.citations.csl.processor import render_cite
from mkdocs_fieldguide.citations.csl.run import RichText, Run
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
    collapse = style.citation.get("collapse") == "citation-number" or style.wants_ranges
    dash = style.locale.term("citation-range-delimiter") or "–"
    parts: list[Part] = []
    ordered = sort_cites(cites, style)
    at = 0
    while at < len(ordered):
        end = _find_range_end(ordered, at) if collapse else at
        one = add_affixes(ordered[at], render_cite(make_cite_context(ordered[at], style, hide=False)))
        if end - at >= 2:
            last = render_cite(make_cite_context(ordered[end], style, hide=False))
            one.append(Part([Run(dash)]))
            one += [Part([], cite.item.key) for cite in ordered[at + 1 : end]]
            one.append(Part(last, ordered[end].item.key))
            at = end
        append_cite(parts, one, style.citation.layout.get("delimiter", ""))
        at += 1
    return parts


def _find_range_end(cites: Sequence[Cite], at: int) -> int:
    """Return the index of the last of the consecutive numbers that begin at `at`."""
    end = at
    while (
        end + 1 < len(cites)
        and cites[end + 1].number == cites[end].number + 1
        and not (_has_affix_after(cites[end]) or cites[end + 1].request.locator)
        and not (cites[end + 1].request.prefix or cites[end + 1].request.suffix)
    ):
        end += 1
    return end


def _has_affix_after(cite: Cite) -> bool:
    return bool(cite.request.locator or cite.request.suffix)


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
        groups = _group_by_author(rendered, style)
    after_collapse = get("after-collapse-delimiter", delimiter)
    parts: list[Part] = []
    group_delimiter = delimiter
    for group in groups:
        is_collapsed = len(group) > 1 and collapse.startswith("year")
        joined = _collapse_group(group, style) if is_collapsed else _join_group(group, style)
        append_cite(parts, joined, group_delimiter)
        # In the text, the delimiter after a collapsed group separates all groups, so that it is the same
        # whether or not an author is cited with several works.
        group_delimiter = after_collapse if is_collapsed or not style.note else delimiter
    return parts


def _group_by_author(rendered: Sequence[_RenderedCite], style: Style) -> list[list[_RenderedCite]]:
    """Group cites of the same authors, at the position of the first one."""
    groups: dict[str, list[_RenderedCite]] = {}
    for at, one in enumerate(rendered):
        names = one.names or _render_without_suffix(one.cite, style)
        is_alone = not names or one.cite.request.suppress_author or one.cite.request.prefix
        groups.setdefault(f"\0{at}" if is_alone else names, []).append(one)
    return list(groups.values())


def _join_group(group: Sequence[_RenderedCite], style: Style) -> list[Part]:
    parts: list[Part] = []
    for one in group:
        append_cite(parts, add_affixes(one.cite, one.runs), _find_group_delimiter(style))
    return parts


def _find_group_delimiter(style: Style) -> str:
    """Return the delimiter of cites of the same author; in footnotes, by default, that of all cites."""
    default = style.citation.layout.get("delimiter", "") if style.note else ", "
    return style.citation.get("cite-group-delimiter", default)


def _collapse_group(group: Sequence[_RenderedCite], style: Style) -> list[Part]:
    """Return cites of the same author with the names once, followed by years or, if possible, suffixes."""
    get = style.citation.get
    by_suffix = get("collapse", "").startswith("year-suffix")
    delimiter = _find_group_delimiter(style)
    default = get("cite-group-delimiter", style.citation.layout.get("delimiter", ""))
    suffix_delimiter = get("year-suffix-delimiter", default)
    parts = add_affixes(group[0].cite, group[0].runs)
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
        has_locator = bool(group[at - 1].cite.request.locator)
        rest = render_cite(make_cite_context(cite, style, hide=True))
        append_cite(
            parts,
            add_affixes(cite, rest),
            get("after-collapse-delimiter", delimiter) if has_locator else delimiter,
        )
        at += 1
    return parts


def _render_without_suffix(cite: Cite, style: Style) -> str:
    text = richtext.to_plain_text(render_cite(make_cite_context(cite, style, hide=True)))
    return text.removesuffix(cite.disambiguation.suffix) if cite.disambiguation.suffix else text


def _has_same_year(previous: Cite, cite: Cite, style: Style) -> bool:
    """Return whether two cites, neither with a locator, differ in the year suffix only."""
    if not (previous.disambiguation.suffix and cite.disambiguation.suffix):
        return False
    if _has_affix_after(previous) or _has_affix_after(cite) or cite.request.prefix:
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
