from __future__ import annotations

import re

import pytest
from hypothesis import given
from unit.export import samples

from mkdocs_fieldguide.export.references.ris import to_ris

LINE = re.compile(r"[A-Z][A-Z0-9]  - [^\x00-\x1f\x7f-\x9f\u2028\u2029]*")


def test_article():
    assert to_ris(samples.ARTICLE).split("\r\n") == [
        "TY  - JOUR",
        "AU  - Wilkinson, Mark D.",
        "AU  - da Silva Santos, Luiz Bonino",
        "AU  - Mons, Barend",
        "TI  - The FAIR Guiding Principles for scientific data management and stewardship",
        "T2  - Scientific Data",
        "J2  - Sci Data",
        "PY  - 2016",
        "DA  - 2016/03/15/",
        "VL  - 3",
        "IS  - 1",
        "SP  - 160018",
        "SN  - 2052-4463",
        "DO  - 10.1038/sdata.2016.18",
        "UR  - https://doi.org/10.1038/sdata.2016.18",
        "PB  - Springer Science and Business Media LLC",
        "ID  - wilkinson_fair_2016",
        "ER  - ",
        "",
    ]


def test_chapter_has_plain_text_pages_and_editors():
    lines = to_ris(samples.CHAPTER).split("\r\n")
    assert lines[0] == "TY  - CHAP"
    assert "TI  - On E. coli &amp; 32P: 50% of {" in lines
    assert "AU  - van Beethoven, Ludwig" in lines
    assert "AU  - A & B, Inc." in lines
    assert "A2  - King, Martin Luther, Jr." in lines
    assert [line for line in lines if line[:2] in ("SP", "EP", "DA")] == [
        "DA  - 1990///",
        "SP  - 12",
        "EP  - 34",
    ]
    assert [line for line in lines if line.startswith("KW")] == ["KW  - DNA", "KW  - cloning"]


@pytest.mark.parametrize(
    ("kind", "url", "tag"),
    [("thesis", "", "THES"), ("", "https://example.org/", "ELEC"), ("", "", "GEN"), ("nonsense", "", "GEN")],
)
def test_types(kind, url, tag):
    assert to_ris(samples.reference(type=kind, URL=url)).startswith(f"TY  - {tag}\r\n")


def test_hostile_data_cannot_start_a_record():
    lines = to_ris(samples.HOSTILE).split("\r\n")
    assert [line for line in lines if line.startswith(("TY", "ER"))] == ["TY  - JOUR", "ER  - "]
    assert not [line for line in lines if line.startswith(("UR", "DO", "VL", "SP"))]
    assert "TI  - One ER - TY - JOUR [31m }} {unbalanced \\input{/etc/passwd}" in lines


@given(samples.hostile_references)
def test_every_line_is_a_tag_and_a_value(reference):
    text = to_ris(reference)
    assert text.encode("utf-8").endswith(b"\r\nER  - \r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert all(LINE.fullmatch(line) for line in lines)
    assert [line[:2] for line in lines].count("TY") == 1 == [line[:2] for line in lines].count("ER")
    assert lines[0].startswith("TY")
