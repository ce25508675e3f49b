"""`and others` in a .bib file: omitted names are shown as such."""

import pytest

from mkdocs_fieldguide.citations.bibliography_files import BibliographyFile, read_bibliography
from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import find_style
from mkdocs_fieldguide.export.references.ris import to_ris
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.references import CiteItem

BIB = """
@article{two, author = {Example, Ada and Beispiel, Ben and others}, title = {Many hands},
  journal = {Journal}, year = {2020}}
@article{one, author = {Example, Ada and others}, title = {More hands}, journal = {Journal}, year = {2021}}
"""


@pytest.fixture
def references(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text(BIB, encoding="utf-8")
    findings = Findings()
    read = read_bibliography([BibliographyFile(path, "references.bib")], findings)
    assert list(findings) == []
    return read


@pytest.mark.parametrize(
    ("style", "beginning"),
    [
        ("apa", "Example, A., Beispiel, B., et al. (2020)"),
        ("ieee", "A. Example, B. Beispiel, et al."),
        ("nature", "Example, A., Beispiel, B., et al."),
        ("chicago-author-date", "Example, Ada, Ben Beispiel, et al. 2020"),
    ],
)
def test_list_of_authors_ends_with_et_al(references, style, beginning):
    text = Formatter(references, find_style(style)).entry("two").text
    assert text.startswith(beginning), text


def test_one_author_and_others_is_cited_with_et_al(references):
    pieces = Formatter(references, find_style("apa")).cite([CiteItem("one")], {})
    assert "".join(piece.html for piece in pieces) == "(Example et al., 2021)"


def test_reference_managers_get_no_author_called_others(references):
    assert "others" not in to_ris(references["two"])
