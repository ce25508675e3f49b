from __future__ import annotations

from urllib.parse import parse_qs, parse_qsl

import pytest
from hypothesis import given
from unit.export import samples

from mkdocs_fieldguide.export.references.coins import to_coins


def test_article():
    assert parse_qsl(to_coins(samples.ARTICLE), strict_parsing=True) == [
        ("ctx_ver", "Z39.88-2004"),
        ("rfr_id", "info:sid/mkdocs-fieldguide"),
        ("rft_id", "info:doi/10.1038/sdata.2016.18"),
        ("rft_id", "https://doi.org/10.1038/sdata.2016.18"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft.genre", "article"),
        ("rft.atitle", "The FAIR Guiding Principles for scientific data management and stewardship"),
        ("rft.jtitle", "Scientific Data"),
        ("rft.stitle", "Sci Data"),
        ("rft.volume", "3"),
        ("rft.issue", "1"),
        ("rft.pages", "160018"),
        ("rft.spage", "160018"),
        ("rft.issn", "2052-4463"),
        ("rft.au", "Wilkinson, Mark D."),
        ("rft.au", "da Silva Santos, Luiz Bonino"),
        ("rft.au", "Mons, Barend"),
        ("rft.date", "2016-03-15"),
    ]


@pytest.mark.parametrize(
    ("reference", "matrix", "said"),
    [
        (
            samples.CHAPTER,
            "book",
            {
                "rft.genre": ["bookitem"],
                "rft.btitle": ["Methods & Molecules"],
                "rft.au": ["van Beethoven, Ludwig"],
                "rft.aucorp": ["A & B, Inc."],
                "rft.pages": ["12-34"],
                "rft.isbn": ["9780198547723"],
                "rft.date": ["1990"],
            },
        ),
        (
            samples.THESIS,
            "dissertation",
            {"rft.inst": ["Faculté des sciences de Paris"], "rft.au": ["Curie, Marie"]},
        ),
        (
            samples.SOFTWARE,
            "dc",
            {
                "rft.type": ["computerProgram"],
                "rft.creator": ["Python Software Foundation"],
                "rft.identifier": ["https://www.python.org/"],
                "rft.date": ["2001-06"],
            },
        ),
    ],
)
def test_other_kinds(reference, matrix, said):
    found = parse_qs(to_coins(reference), strict_parsing=True)
    assert found["rft_val_fmt"] == [f"info:ofi/fmt:kev:mtx:{matrix}"]
    assert {name: found[name] for name in said} == said


def test_spaces_and_ampersands_are_percent_encoded():
    value = to_coins(samples.CHAPTER)
    assert "+" not in value
    assert "%20%26%20" in value


@given(samples.hostile_references)
def test_every_reference_has_a_valid_description(reference):
    value = to_coins(reference)
    assert value.isascii()
    assert not set(value) & set(" <>\"'\n\r")
    found = parse_qs(value, strict_parsing=True, errors="strict")
    assert found["ctx_ver"] == ["Z39.88-2004"]
    assert len(found["rft_val_fmt"]) == 1
    assert all(
        one.startswith(("info:", "http://", "https://", "HTTP")) or "://" in one
        for one in found.get("rft_id", [])
    )
