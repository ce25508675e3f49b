"""Cites that belong together, written shorter: number ranges, years and year suffixes of one author.

CSL 1.0.2, "Cite Grouping" and "Cite Collapsing".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.cite import Cite, Part, add_prefix, make_cite_context, sort_cites
from mkdocs_fieldguide.citations.csl.processor import write_cite
from mkdocs_fieldguide.citations.csl.richtext import RichText, Run
from mkdocs_fieldguide.citations.csl.style import Style


@dataclass(frozen=True, slots=True)
class _Written:
    cite: Cite
    runs: RichText
    names: str


def collapse_numeric(cites: Sequence[Cite], style: Style) -> list[Part]:
    """Return the cites of a numeric style; runs of three and more numbers become a range.

    A cite that a range swallows is a part without text, so that its key is not lost.
    """
    delimiter = style.citation.layout.get("delimiter", "")
    collapse = style.citation.get("collapse") == "citation-number" or _sorts_by_number(style)
    dash = style.locale.term("citation-range-delimiter") or "–"
    parts: list[Part] = []
    ordered = sort_cites(cites, style)
    at = 0
    while at < len(ordered):
        end = _run_end(ordered, at) if collapse else at
        if parts and delimiter:
            parts.append(Part([Run(delimiter)]))
        parts += add_prefix(ordered[at], write_cite(make_cite_context(ordered[at], style, hide=False)))
        if end - at >= 2:
            parts.append(Part([Run(dash)]))
            parts += [Part([], cite.item.key) for cite in ordered[at + 1 : end]]
            parts.append(
                Part(write_cite(make_cite_context(ordered[end], style, hide=False)), ordered[end].item.key)
            )
            at = end
        at += 1
    return parts


def _sorts_by_number(style: Style) -> bool:
    """Tell whether a style puts cites in the order of their numbers.

    Then runs become ranges even if the style does not ask for it: the shipped IEEE style does not, but
    IEEE's own guide writes [1]–[4].
    """
    return [key.get("variable") for key in style.citation.keys] == ["citation-number"]


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


def collapse_author_date(cites: Sequence[Cite], style: Style) -> list[Part]:
    """Return the cites of a style with authors and years; those of one author are brought together."""
    get = style.citation.get
    delimiter = style.citation.layout.get("delimiter", "")
    collapse = get("collapse", "")
    written = []
    for cite in sort_cites(cites, style):
        context = make_cite_context(cite, style, hide=cite.asked.suppress_author)
        runs = write_cite(context)
        written.append(_Written(cite, runs, richtext.to_plain_text(context.first_names or [])))
    if not collapse.startswith("year") and get("cite-group-delimiter") is None:
        groups = [[one] for one in written]
    else:
        groups = _by_author(written)
    parts: list[Part] = []
    after = delimiter
    for group in groups:
        if parts:
            parts.append(Part([Run(after)]))
        collapsed = len(group) > 1 and collapse.startswith("year")
        parts += _collapsed(group, style) if collapsed else _side_by_side(group, style)
        after = get("after-collapse-delimiter", delimiter) if collapsed else delimiter
    return parts


def _by_author(written: Sequence[_Written]) -> list[list[_Written]]:
    """Bring cites of the same authors together, at the place of the first one."""
    groups: dict[str, list[_Written]] = {}
    for at, one in enumerate(written):
        alone = not one.names or one.cite.asked.suppress_author or one.cite.asked.prefix
        groups.setdefault(f"\0{at}" if alone else one.names, []).append(one)
    return list(groups.values())


def _side_by_side(group: Sequence[_Written], style: Style) -> list[Part]:
    parts: list[Part] = []
    for one in group:
        if parts:
            parts.append(Part([Run(style.citation.get("cite-group-delimiter", ", "))]))
        parts += add_prefix(one.cite, one.runs)
    return parts


def _collapsed(group: Sequence[_Written], style: Style) -> list[Part]:
    """Return cites of one author: the names once, then years, and where the style wants it suffixes only."""
    get = style.citation.get
    by_suffix = get("collapse", "").startswith("year-suffix")
    between_suffixes = get("year-suffix-delimiter", style.citation.layout.get("delimiter", ""))
    parts = add_prefix(group[0].cite, group[0].runs)
    at = 1
    while at < len(group):
        cite = group[at].cite
        if by_suffix and _same_year(group[at - 1].cite, cite, style):
            end = _suffix_run(group, at, style) if get("collapse") == "year-suffix-ranged" else at
            if end > at:
                # a–c: the suffix before it, at - 1, begins the range.
                parts += [Part([], one.cite.item.key) for one in group[at:end]]
                parts.append(Part([Run("–")]))
            else:
                parts.append(Part([Run(between_suffixes)]))
            parts.append(Part([Run(group[end].cite.distinction.suffix)], group[end].cite.item.key))
            at = end + 1
            continue
        parts.append(Part([Run(get("cite-group-delimiter", ", "))]))
        parts += add_prefix(cite, write_cite(make_cite_context(cite, style, hide=True)))
        at += 1
    return parts


def _stem(cite: Cite, style: Style) -> str:
    text = richtext.to_plain_text(write_cite(make_cite_context(cite, style, hide=True)))
    return text.removesuffix(cite.distinction.suffix) if cite.distinction.suffix else text


def _same_year(before: Cite, cite: Cite, style: Style) -> bool:
    """Tell whether two cites differ in their year suffix only, and neither names a part."""
    if not (before.distinction.suffix and cite.distinction.suffix):
        return False
    if before.asked.locator or cite.asked.locator or cite.asked.prefix:
        return False
    return _stem(before, style) == _stem(cite, style)


def _suffix_run(group: Sequence[_Written], at: int, style: Style) -> int:
    """Return the last index of suffixes that follow one another from `at` - 1 on; `at` if too few do."""
    end = at
    while (
        end < len(group)
        and _follows(group[end - 1].cite.distinction.suffix, group[end].cite.distinction.suffix)
        and _same_year(group[end - 1].cite, group[end].cite, style)
    ):
        end += 1
    return end - 1 if end - at >= 2 else at


def _follows(before: str, suffix: str) -> bool:
    return len(before) == len(suffix) == 1 and ord(suffix) == ord(before) + 1
