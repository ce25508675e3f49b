from __future__ import annotations

import pytest
from hypothesis import given
from support import recorded
from support.answering import answering, respond
from unit.export.samples import anything

from mkdocs_fieldguide.lookup.identifiers import DOI, ISBN, PMID, Identifier
from mkdocs_fieldguide.lookup.normalise import normalise_item
from mkdocs_fieldguide.lookup.openlibrary import convert_book
from mkdocs_fieldguide.lookup.services import CSL_JSON, Services, look_up
from mkdocs_fieldguide.net.errors import LookupFailedError


@pytest.fixture
def service():
    with answering() as running:
        yield running


def ask(service, kind, value):
    return look_up(Identifier(kind, value), Services(service.url, service.url, service.url))


def test_doi(service):
    service.answers[f"/{recorded.DOI}"] = respond(recorded.CROSSREF, media_type=CSL_JSON)
    assert ask(service, DOI, recorded.DOI) == {
        "type": "article-journal",
        "title": "The FAIR Guiding Principles for scientific data management and stewardship",
        "container-title": "Scientific Data",
        "volume": "3",
        "issue": "1",
        "page": "160018",
        "DOI": recorded.DOI,
        "ISSN": "2052-4463",
        "author": [
            {"family": "Wilkinson", "given": "Mark D."},
            {"family": "Dumontier", "given": "Michel"},
            {"family": "da Silva Santos", "given": "Luiz Bonino"},
            {"literal": "Standards & Stewards Group"},
        ],
        "issued": {"date-parts": [[2016, 3, 15]]},
    }
    assert service.requests[0][1]["Accept"] == CSL_JSON


def test_doi_with_special_characters_is_percent_encoded(service):
    service.answers["/10.1002/(SICI)1096%3C1::AID%3E3.0.CO;2-%23?".rstrip("?") + "%3F"] = respond(
        {"title": "T"}
    )
    assert ask(service, DOI, "10.1002/(SICI)1096<1::AID>3.0.CO;2-#?")["title"] == "T"


def test_pmid(service):
    service.answers[recorded.PMID_PATH] = respond(recorded.PUBMED)
    item = ask(service, PMID, recorded.PMID)
    assert item["title"].endswith("stewardship")
    assert (item["PMID"], item["PMCID"], item["DOI"]) == (recorded.PMID, "PMC4792175", recorded.DOI)
    assert item["author"][0] == {"family": "Wilkinson", "given": "Mark D"}


def test_isbn(service):
    service.answers[recorded.ISBN_PATH] = respond(recorded.OPEN_LIBRARY)
    assert ask(service, ISBN, recorded.ISBN) == {
        "type": "book",
        "title": "Structure and Interpretation of Computer Programs",
        "author": [
            {"family": "Abelson", "given": "Harold"},
            {"family": "Sussman", "given": "Gerald Jay"},
            {"family": "Sussman", "given": "Julie"},
        ],
        "publisher": "MIT Press",
        "publisher-place": "Cambridge, Mass",
        "issued": {"date-parts": [[1996]]},
        "ISBN": recorded.ISBN,
    }


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ludwig van Beethoven", {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}),
        ("Martin Luther King Jr.", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
        ("Knuth, Donald E.", {"family": "Knuth", "given": "Donald E."}),
        ("UNESCO", {"literal": "UNESCO"}),
    ],
)
def test_names_of_open_library(name, parts):
    assert normalise_item(convert_book({"title": "T", "authors": [{"name": name}]}))["author"] == [parts]


@pytest.mark.parametrize(
    ("kind", "value", "path", "answer", "sentence"),
    [
        (DOI, "10.1/x", "/10.1/y", respond({}), "DOI 10.1/x was not found"),
        (DOI, "10.1/x", "/10.1/x", respond({"DOI": "10.1/x"}), "the response has no title"),
        (DOI, "10.1/x", "/10.1/x", respond([]), "not a record of one publication"),
        (DOI, "10.1/x", "/10.1/x", respond("7"), "not a record of one publication"),
        (DOI, "10.1/x", "/10.1/x", respond({"title": ["", None]}), "the response has no title"),
        (PMID, "7", "/?format=csl&id=7", respond({"error": "x"}), "PMID 7 was not found"),
        (PMID, "7", "/?format=csl&id=7", respond([]), "PMID 7 was not found"),
        (PMID, "7", "/?format=csl&id=7", respond("null"), "not a record"),
        (ISBN, recorded.ISBN, recorded.ISBN_PATH, respond({}), "^ISBN .* was not found"),
        (ISBN, recorded.ISBN, recorded.ISBN_PATH, respond({"other": 1}), "the response has no title"),
    ],
)
def test_missing_or_incomplete_records(service, kind, value, path, answer, sentence):
    service.answers[path] = answer
    with pytest.raises(LookupFailedError, match=sentence):
        ask(service, kind, value)


@pytest.mark.parametrize(
    ("sent", "title"),
    [
        ("A &amp; B", "A & B"),
        ("<jats:italic>E. coli</jats:italic> p &lt; 0.05", "<i>E. coli</i> p < 0.05"),
        ("CO<sub>2</sub> <mml:math><mml:mi>x</mml:mi></mml:math>", "CO<sub>2</sub> x"),
        ("Two\n   lines\x00\x1b", "Two lines"),
        (["First", "Second"], "First"),
        ("half \ud800", "half"),
    ],
)
def test_titles(sent, title):
    assert normalise_item({"title": sent})["title"] == title


def test_redundant_fields_are_omitted():
    item = normalise_item(
        {
            "title": "T",
            "DOI": "https://doi.org/10.1/x",
            "URL": "http://dx.doi.org/10.1/x",
            "language": "en-GB",
            "issued": {"date-parts": [[None]]},
            "published-online": {"date-parts": [["2020", "5"]]},
            "abstract": "long",
        }
    )
    assert item == {"type": "document", "title": "T", "DOI": "10.1/x", "issued": {"date-parts": [[2020, 5]]}}


@given(anything, anything, anything, anything)
def test_any_record_is_normalized_or_rejected(title, author, issued, rest):
    for found in ({"title": title, "author": author, "issued": issued, "page": rest}, rest):
        try:
            item = (
                normalise_item(found)
                if isinstance(found, dict)
                else normalise_item(convert_book({"title": found, "authors": rest}))
            )
        except LookupFailedError:
            continue
        assert isinstance(item["title"], str)
        assert str(item).encode("utf-8")
