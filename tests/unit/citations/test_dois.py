"""DOIs with characters that have a meaning in URLs, HTML or BibTeX."""

from __future__ import annotations

import pytest
from support.citing import formatter, made

from mkdocs_fieldguide.export.references.bibtex import write_entry
from mkdocs_fieldguide.model.urls import doi_url

OLD = "10.1002/(SICI)1097-0258(19980815)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
ENCODED = "10.1002/(SICI)1097-0258(19980815)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2"


@pytest.mark.parametrize("style", ["apa", "vancouver"])
def test_the_link_of_a_doi_is_percent_encoded_and_its_text_is_not(style):
    html = formatter(style, made("a", ["Example"], 1998, DOI=OLD)).entry("a").html
    assert f'href="https://doi.org/{ENCODED}"' in html
    assert OLD.replace("<", "&lt;").replace(">", "&gt;") in html


@pytest.mark.parametrize(
    ("doi", "url"),
    [
        ("10.1000/a#b?c", "10.1000/a%23b%3Fc"),
        ("10.1000/a%3Cb", "10.1000/a%3Cb"),
        ("10.1000/a[b]'c\"d", "10.1000/a%5Bb%5D%27c%22d"),
        ("10.1000/plms/s2-42.1_230", "10.1000/plms/s2-42.1_230"),
    ],
)
def test_characters_of_dois(doi, url):
    assert doi_url(doi) == f"https://doi.org/{url}"


@pytest.mark.parametrize(
    "prefix", ["", "doi:", "https://doi.org/", "http://dx.doi.org/", "https://www.doi.org/"]
)
def test_a_doi_in_any_notation_is_the_same_doi(read, prefix):
    doi = ENCODED if prefix.startswith("http") else OLD
    references, findings = read(f"@article{{a, title={{A}}, doi={{{prefix}{doi}}}}}")
    assert (references["a"].csl["DOI"], findings) == (OLD, [])


def test_the_generated_entry_has_the_same_doi_and_particle(read):
    name = {"family": "Example", "given": "Ada", "non-dropping-particle": "van der"}
    entry = write_entry(made("a", [name], 1998, DOI=OLD))
    references, findings = read(entry)
    assert references["a"].csl["DOI"] == OLD
    assert references["a"].csl["author"] == [name]
    assert findings == []
