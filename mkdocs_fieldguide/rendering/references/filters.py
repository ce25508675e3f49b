"""Filters of reference lists: whether a reference is cited, its kind, and its year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from mkdocs_fieldguide.citations.csl.dates import read_csl_date
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.rendering.tables.facets import Facet, build_facets
from mkdocs_fieldguide.rendering.ui_strings import UiStrings

MAX_YEARS = 12
"""With more different years, the filter offers decades."""

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "article": "preprint",
        "article-journal": "article",
        "article-magazine": "article",
        "article-newspaper": "article",
        "book": "book",
        "chapter": "chapter",
        "dataset": "dataset",
        "paper-conference": "conference",
        "post-weblog": "web",
        "report": "report",
        "review": "article",
        "software": "software",
        "standard": "standard",
        "thesis": "thesis",
        "webpage": "web",
    }
)
"""The kinds that CSL types belong to; the end of the key of a UI string."""

_PREPRINT_SERVERS = ("arxiv", "biorxiv", "medrxiv", "chemrxiv", "psyarxiv", "research square")


@dataclass(frozen=True, slots=True)
class ReferenceFilters:
    """The filters of a list, and the values of its references.

    Attributes:
        facets: the filters.
        values: the values of each reference by filter, by citation key.
    """

    facets: tuple[Facet, ...]
    values: Mapping[str, Mapping[str, Sequence[str]]]


def build_filters(
    references: Sequence[Reference], is_cited: Callable[[str], bool], words: UiStrings
) -> ReferenceFilters:
    """Return the filters of a list of references.

    Args:
        references: the references.
        is_cited: returns whether a page cites the reference with a key.
        words: the UI strings.
    """
    years = {reference.key: publication_year(reference) for reference in references}
    by_decade = len(set(years.values())) > MAX_YEARS
    rows: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for reference in references:
        key, year, kind = reference.key, years[reference.key], reference_kind(reference)
        cited = "yes" if is_cited(key) else "no"
        rows[key] = {
            "cited": [(cited, words(f"cited_{cited}"))],
            "kind": [(kind, words(f"kind_{kind}"))],
            "year": _year_option(year, words, by_decade=by_decade),
        }
    labels = {"cited": words("cited"), "kind": words("kind"), "year": words("year")}
    return ReferenceFilters(
        tuple(build_facets(labels, rows.values())),
        {key: {name: _values(pairs) for name, pairs in row.items()} for key, row in rows.items()},
    )


def _year_option(year: int | None, words: UiStrings, *, by_decade: bool) -> list[tuple[str, str]]:
    if year is None:
        return []
    if not by_decade:
        return [(str(year), str(year))]
    decade = str(year - year % 10)
    return [(decade, words("decade", year=decade))]


def reference_kind(reference: Reference) -> str:
    """Return the kind of a reference: `article`, `preprint`, …; `other` if its CSL type has none."""
    csl = reference.csl
    kind = _KINDS.get(str(csl.get("type") or ""), "other")
    if kind in ("article", "other", "web", "report") and _is_preprint(csl):
        return "preprint"
    return kind


def publication_year(reference: Reference) -> int | None:
    """Return the year of publication; None if unknown."""
    parts = read_csl_date(reference.csl.get("issued")).parts
    return parts[0][0] if parts and parts[0][0] > 0 else None


def _is_preprint(csl: Mapping[str, Any]) -> bool:
    places = (str(csl.get(name) or "").casefold() for name in ("container-title", "publisher", "archive"))
    on_arxiv = str(csl.get("URL") or "").startswith(("https://arxiv.org/", "http://arxiv.org/"))
    return on_arxiv or any(place.startswith(_PREPRINT_SERVERS) for place in places)


def _values(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [value for value, _ in pairs]
