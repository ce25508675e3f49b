"""Long texts of repeated fragments are parsed in linear time."""

import random

import pytest

from mkdocs_fieldguide.citations.bibliography_files import BibliographyFile, read_bibliography
from mkdocs_fieldguide.citations.bibtex import crossref, macros
from mkdocs_fieldguide.citations.bibtex.latex import decode
from mkdocs_fieldguide.citations.bibtex.names import read_people
from mkdocs_fieldguide.citations.bibtex.split import split_entries
from mkdocs_fieldguide.citations.csl.punctuation import collapse_punctuation
from mkdocs_fieldguide.citations.csl.quotes import CLOSE
from mkdocs_fieldguide.citations.csl.run import Run
from mkdocs_fieldguide.findings import suggestions as likeness
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.unicode_forms import normalise
from tests.fuzz.long_texts import LONG_READERS, alphabet
from tests.support.growth import Shape, shapes
from tests.support.hanging import QUICK, must_end

FIXED = [
    ("yaml", Shape("", "\u0316\u0301", ""), 600_000),
    ("tables", Shape("", "<table ", ""), 1_000_000),
    ("listings", Shape("", "{{ bibliography ", ""), 400_000),
    ("listings", Shape("", "{{ section_tiles(", ""), 1_000_000),
    ("listings", Shape("", " ", ""), 200_000),
    ("history", Shape("", "a", ""), 400_000),
    ("page_source", Shape("", "````", ""), 200_000),
    ("ignoring", Shape("", "fieldguide: ignore=FG001\n# ", ""), 1_200_000),
]


@pytest.mark.parametrize(("reader", "shape", "length"), FIXED)
def test_known_quadratic_inputs_terminate(reader, shape, length):
    with must_end():
        LONG_READERS[reader](shape.text(length))


@pytest.mark.parametrize("reader", LONG_READERS)
def test_sampled_input_shapes_terminate(reader):
    stream = shapes(alphabet(reader), random.Random(1))
    few = random.Random(2).sample([next(stream) for _ in range(200)], 4)
    with must_end():
        for shape in few:
            LONG_READERS[reader](shape.text(4_000))


@pytest.mark.parametrize("unit", ["@article{a,\n", "@misc(a,\n", "@comment{"])
def test_unclosed_entries_are_separated(unit):
    with must_end(QUICK):
        found = list(split_entries(unit * 33_000))
    assert all(not chunk.closed for chunk in found)


@pytest.mark.parametrize("unit", ["$", "$a", "{$", "\\textit", "$^"])
def test_any_number_of_latex_commands_is_read(unit):
    with must_end(QUICK):
        decode(unit * 100_000)


def test_any_number_of_combining_marks_is_normalized():
    assert normalise("NFC", "e\u0301") == "é"
    with must_end():
        text = normalise("NFC", "a" + "\u0316\u0301" * 400_000)
    assert text.count("\u0301") + text.count("á") == 400_000


def read(tmp_path, text):
    path = tmp_path / "a.bib"
    path.write_text(text, encoding="utf-8")
    findings = Findings()
    return read_bibliography([BibliographyFile(path, "a.bib")], findings), list(findings)


def test_abbreviations_cannot_exhaust_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(macros, "MAX_EXPANDED", 1_000)
    long = f'@string{{a = "{"x" * 400}"}}\n'
    references, findings = read(
        tmp_path, f"{long}@book{{b, title = a # a # a # a}}\n@book{{c, title={{C}}}}\n"
    )
    assert len(references["b"].csl["title"]) == 1_000
    assert references["c"].csl["title"] == "C"
    assert [(f.code, f.location.line) for f in findings] == [(Code.TOO_LARGE, 2)]


def test_inherited_fields_are_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(crossref, "MAX_INHERITED", 1_000)
    parent = f"@book{{p, title={{P}}, note={{{'x' * 400}}}}}\n"
    children = "".join(f"@misc{{c{n}, title={{C}}, xdata={{p}}}}\n" for n in range(4))
    references, findings = read(tmp_path, parent + children)
    assert len(references) == 5
    assert [(f.code, f.location.line) for f in findings] == [(Code.TOO_LARGE, 4)]


def test_unparsable_name_is_used_and_reported():
    people, faults = read_people(f"Ada Example and {'b {c} ' * 50_000}")
    assert people[0] == {"family": "Example", "given": "Ada"}
    assert "literal" in people[1]
    assert len(faults) == 1


def test_name_comparisons_are_limited(monkeypatch):
    monkeypatch.setattr(likeness, "MAX_COMPARISONS", 5_000)
    names = likeness.NameIndex(f"Person {number}" for number in range(2_000))
    assert names.closest_match("Persn 1234", 0.75)
    assert not names.is_spent
    for _ in range(2):
        names.closest_match("Persn 12", 0.75)
    assert names.is_spent
    assert names.closest_match("Persn 12", 0.75) is None
    assert names.closest_match("person-12", 0.75) == "Person 12"


@pytest.mark.parametrize("texts", [[CLOSE] * 33_000 + ["."] * 33_000, [CLOSE, "."] * 33_000])
def test_any_number_of_full_stops_after_closing_quotes_is_normalized(texts):
    with must_end(QUICK):
        tidied = collapse_punctuation([Run("x"), *map(Run, texts)], punctuation_in_quote=True)
    assert "".join(run.text for run in tidied) == "x." + CLOSE * 33_000
