"""HTML entities in bibliographies: in BibTeX, escaped for LaTeX, escaped twice, and in CSL-JSON."""

from __future__ import annotations

import json

import pytest

from mkdocs_fieldguide.citations.bibtex.latex import decode_text
from mkdocs_fieldguide.citations.html_entities import decode_entities


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;i&gt;E. coli&lt;/i&gt;", "<i>E. coli</i>"),
        (r"{\&}lt;i{\&}gt;E. coli{\&}lt;/i{\&}gt;", "<i>E. coli</i>"),
        ("R&amp;D, R&amp;amp;D, R\\&amp;D", "R&D, R&D, R&D"),
        ("&amp;lt;", "<"),
        ("M&uuml;ller &#233;t&#xE9; &beta;", "Müller été β"),
        (r"d{\&}{\#}39;Or, d\&\#39;Or", "d’Or, d’Or"),
        ("&quot;x&quot;&nbsp;&ndash;", '"x"\u00a0–'),
        ("&lbrace;&#92;&dollar;&percnt;&lowbar;&rbrace;", "{\\$%_}"),
        ("AT&T; Q&A, &unknown;", "AT&T; Q&A, &unknown;"),
    ],
)
def test_entities_in_latex(source, text):
    assert decode_text(source) == text


def test_entities_that_only_begin_like_a_known_one_are_text():
    assert decode_entities("&notit; &copy 2020 &lt &;") == "&notit; &copy 2020 &lt &;"


def test_entities_are_decoded_in_every_field_of_an_entry(read):
    references, findings = read(
        "@article{a, title={Growth of &lt;i&gt;E. coli&lt;/i&gt;},"
        "author={M&uuml;ller, J&ouml;rg and &Ouml;, A},"
        "journal={R&amp;D}, publisher={A &amp; B}, doi={10.1000/x&lt;1::y&gt;3},"
        "url={https://example.org/?a=1&amp;b=2}}"
    )
    assert findings == []
    csl = references["a"].csl
    assert csl["title"] == "Growth of <i>E. coli</i>"
    assert csl["author"] == [{"family": "Müller", "given": "Jörg"}, {"family": "Ö", "given": "A"}]
    assert (csl["container-title"], csl["publisher"]) == ("R&D", "A & B")
    assert (csl["DOI"], csl["URL"]) == ("10.1000/x<1::y>3", "https://example.org/?a=1&b=2")


def test_entities_cannot_hide_an_unsafe_url_or_a_character_that_no_page_may_contain(read):
    references, findings = read(
        "@misc{a, title={A&#x202e;B}, url={javascript&colon;alert(1)}, howpublished={x}}", "a.bib"
    )
    assert "\u202e" not in references["a"].csl["title"]
    assert "URL" not in references["a"].csl
    assert [finding.code.name for finding in findings] == ["UNSAFE_URL"]


def test_entities_in_csl_json(read):
    item = {
        "id": "a",
        "title": "&lt;i&gt;E. coli&lt;/i&gt; &amp; more",
        "author": [{"family": "M&uuml;ller"}],
    }
    references, findings = read(json.dumps([item]), "a.json")
    assert findings == []
    assert references["a"].csl["title"] == "<i>E. coli</i> & more"
    assert references["a"].csl["author"] == [{"family": "Müller"}]
