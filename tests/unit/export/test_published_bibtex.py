"""The exported `references.bib` is valid for other BibTeX programs, regardless of its sources."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import BibliographyData
from pybtex.database.input.bibtex import Parser

from mkdocs_fieldguide.citations.bibliography_files import BibliographyFile, read_bibliography
from mkdocs_fieldguide.export.references.bibtex import assign_bibtex_keys, to_bibtex
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference


def published(tmp_path, text, name="a.bib"):
    """Return the references in a file, and their export."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    references = read_bibliography([BibliographyFile(path, name)], Findings())
    keys = assign_bibtex_keys(references.values())
    return references, "\n".join(to_bibtex(one, keys[one.key]) for one in references.values())


def read_with_other_parser(text) -> BibliographyData:
    """Read a bibliography strictly: any problem is an error."""
    return Parser(encoding="utf-8").parse_stream(io.StringIO(text))


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a{, title={X}} @misc{evil, title={E}} }",
        "@misc(a{, title={X}) @misc(evil, title={E}) }  )",
        "@misc{a, title={x}, note={y}\n@misc{b, title={B}}",
        "@misc{a, title={x}, abc}",
        "@misc{a, title={x} note={y}}",
        "@misc{a b, title={x}}",
        "@string{j = {Journal}}\n@article{a, title={x}, journal=j}",
        "@string{e = {@misc{evil, title={E}}}}\n@misc{a, title={x}, note=e}",
        "@misc{a, title={\\input{/etc/passwd} ^^5cinput{x}}}",
        "@misc{a, title={x}, note={},\n@misc{evil, title={E}}}",
        "@misc{a, title={x}}}}\n@misc{b, title={y}}",
        "@misc{a, title={x \u2066 y}}\n@misc{b, title={z \u2069 \u05d0}}",
        '@misc{a, title="x } @misc{evil, title={E}}"}\n@misc{b, title={y}}',
    ],
)
def test_other_parsers_find_exactly_the_exported_entries(tmp_path, text):
    references, written = published(tmp_path, text)
    assert references
    assert sorted(read_with_other_parser(written).entries) == sorted(references)
    assert "\\input{" not in written
    assert "^^" not in written


def test_valid_entry_is_published_unchanged(tmp_path):
    text = (
        "@article{a,\n  title = {On {DNA} and \\emph{more}},\n  author = {Example, Ada},\n  month = jan,\n}"
    )
    _, written = published(tmp_path, text)
    assert written == text


def test_keys_differing_in_case_are_reported_and_published_separately(tmp_path):
    keys = ["Knuth1984", "knuth1984", "KNUTH1984", "knuth1984-2", "STRASSE", "straße", "other"]
    text = "\n".join(f"@misc{{{key}, title={{Title of {key}}}}}" for key in keys)
    (tmp_path / "a.bib").write_text(text)
    findings = Findings()
    read_bibliography([BibliographyFile(tmp_path / "a.bib", "a.bib")], findings)
    assert [(found.code, found.location.line) for found in findings] == [
        (Code.DUPLICATE_REFERENCE, line) for line in (2, 3, 6)
    ]
    references, written = published(tmp_path, text)
    assert list(references) == keys
    entries = read_with_other_parser(written).entries
    assert {
        key: entry.fields["title"].replace("{", "").replace("}", "") for key, entry in entries.items()
    } == {
        "Knuth1984": "Title of Knuth1984",
        "knuth1984-3": "Title of knuth1984",
        "KNUTH1984-4": "Title of KNUTH1984",
        "knuth1984-2": "Title of knuth1984-2",
        "STRASSE": "Title of STRASSE",
        "straße-2": "Title of straße",
        "other": "Title of other",
    }


def test_keys_equal_only_after_escaping_are_published_separately(tmp_path):
    items = '[{"id": "a b", "title": "X"}, {"id": "a_b", "title": "Y"}, {"id": "A{b", "title": "Z"}]'
    _, written = published(tmp_path, items, "a.json")
    assert sorted(read_with_other_parser(written).entries) == ["A_b-3", "a_b", "a_b-2"]


@given(st.lists(st.text(st.sampled_from("aAbB-2 _ſßé"), min_size=1, max_size=5), unique=True))
def test_published_keys_are_unique_for_bibtex(keys):
    found = assign_bibtex_keys([Reference(key, {}, Location("")) for key in keys])
    assert list(found) == keys
    assert len({key.casefold() for key in found.values()}) == len(keys)
