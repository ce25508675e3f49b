"""Kinds and years of references."""

import pytest

from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.rendering.references.filters import (
    MAX_YEARS,
    build_filters,
    publication_year,
    reference_kind,
)
from mkdocs_fieldguide.rendering.ui_strings import UiStrings


def reference(key="a", **csl):
    return Reference(key, csl, Location("references.bib", 1))


@pytest.mark.parametrize(
    ("csl", "kind"),
    [
        ({"type": "article-journal", "container-title": "Soil"}, "article"),
        ({"type": "article-journal", "container-title": "bioRxiv"}, "preprint"),
        ({"type": "article"}, "preprint"),
        ({"type": "", "URL": "https://arxiv.org/abs/2101.00001"}, "preprint"),
        ({"type": "book", "publisher": "arXiv"}, "book"),
        ({"type": "never heard of"}, "other"),
        ({}, "other"),
        ({"type": ["list"]}, "other"),
    ],
)
def test_kind_has_a_readable_label(csl, kind):
    assert reference_kind(reference(**csl)) == kind


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ({"date-parts": [[2020, 5]]}, 2020),
        ({"raw": "2019-01-02"}, 2019),
        ({"literal": "in press"}, None),
        ({"date-parts": [[-300]]}, None),
        (None, None),
        ("nonsense", None),
    ],
)
def test_year_is_from_the_date(issued, year):
    assert publication_year(reference(issued=issued)) == year


def years(count):
    return [reference(f"k{n}", type="book", issued={"date-parts": [[2000 + n]]}) for n in range(count)]


def options(references):
    filters = build_filters(references, lambda key: key == "k1", UiStrings())
    return {facet.name: [option.label for option in facet.options] for facet in filters.facets}


def test_few_years_are_listed_singly_and_many_by_decade():
    assert options(years(3))["year"] == ["2000", "2001", "2002"]
    assert options(years(MAX_YEARS + 1))["year"] == ["2000s", "2010s"]


def test_filter_with_one_value_is_omitted():
    assert set(options(years(3))) == {"cited", "year"}
