from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from unit.export import samples

from mkdocs_fieldguide.citations.bibliography_files import BibliographyFile, read_bibliography
from mkdocs_fieldguide.export.references.bibtex import to_bibtex, write_entry
from mkdocs_fieldguide.export.references.csl_values import Values
from mkdocs_fieldguide.findings.finding import Findings

ROOT = Path(__file__).parents[3]


def read_back(text):
    """Read a text with the guide's own reader; returns references and findings."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "written.bib")
        path.write_text(text, encoding="utf-8")
        findings = Findings()
        return read_bibliography([BibliographyFile(path, "written.bib")], findings), list(findings)


def test_source_text_is_unchanged():
    source = '@misc{a,\r\n  title = "A"  }'
    assert to_bibtex(samples.reference(bibtex=source, title="B")) == source


def test_article():
    assert (
        to_bibtex(samples.ARTICLE)
        == """\
@article{wilkinson_fair_2016,
  author = {Wilkinson, Mark D. and {da Silva Santos}, Luiz Bonino and Mons, Barend},
  title = {The {FAIR} {Guiding} {Principles} for scientific data management and stewardship},
  journal = {Scientific Data},
  shortjournal = {Sci Data},
  year = {2016},
  month = mar,
  day = {15},
  number = {1},
  pages = {160018},
  publisher = {Springer Science and Business Media LLC},
  volume = {3},
  issn = {2052-4463},
  doi = {10.1038/sdata.2016.18},
  url = {https://doi.org/10.1038/sdata.2016.18},
}"""
    )


def test_chapter():
    assert (
        to_bibtex(samples.CHAPTER)
        == r"""@incollection{church_dna_1990,
  author = {van Beethoven, Ludwig and {A \& B, Inc.}},
  editor = {King, Jr., Martin Luther},
  title = {On \textit{{E}. coli} \&{}amp; \textsuperscript{32}{P}: 50\% of \textbraceleft{}},
  booktitle = {Methods \& Molecules},
  year = {1990},
  date = {1990-21},
  pages = {12--34},
  publisher = {Oxford University Press},
  address = {Oxford},
  isbn = {9780198547723},
  keywords = {DNA, cloning},
}"""
    )


@pytest.mark.parametrize("sample", [samples.ARTICLE, samples.CHAPTER, samples.THESIS, samples.SOFTWARE])
def test_written_entry_reads_back_the_same(sample):
    references, findings = read_back(write_entry(sample))
    assert not findings
    read = dict(references[sample.key].csl)
    expected = dict(sample.csl)
    for made in ("title-short", "citation-label"):
        read.pop(made, None)
    expected["page"] = expected["page"].replace("–", "-") if "page" in expected else None
    expected["issue"] = str(expected["issue"]) if "issue" in expected else None
    expected.update({"issued": {"date-parts": [[1990, 13]]}} if sample is samples.CHAPTER else {})
    assert read == {name: value for name, value in expected.items() if value is not None}


@pytest.mark.parametrize("file", ["docs/_data/references.bib", "tests/unit/citations/sample.bib"])
def test_bibliographies_read_back_the_same(file):
    findings = Findings()
    references = read_bibliography([BibliographyFile(ROOT / file, file)], findings)
    assert len(references) > 10
    again, findings = read_back("\n\n".join(write_entry(one) for one in references.values()))
    assert not findings
    for key, reference in references.items():
        before, after = dict(reference.csl), dict(again[key].csl)
        assert _people(after.pop("author", [])) == _people(before.pop("author", []))
        # BibTeX programs have no common field for a short title.
        before.pop("title-short", None)
        after.pop("title-short", None)
        assert after == before


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ({"family": "van der Berg", "given": "Jan"}, "{van der Berg}, Jan"),
        ({"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}, "van der Berg, Jan"),
        ({"family": "Smith and Sons", "given": "Ann"}, "{Smith and Sons}, Ann"),
        ({"family": "Smith", "given": "maria jose"}, "Smith, {maria jose}"),
        ({"family": "王", "given": "伟"}, "{王}, {伟}"),
        ({"family": "Plato"}, "Plato"),
        ({"literal": "others"}, "{others}"),
        ({"family": "Doe, Jane", "given": "J."}, "{Doe, Jane}, J."),
    ],
)
def test_names(name, written):
    text = write_entry(samples.reference(title="T", author=[name]))
    assert f"  author = {{{written}}},\n" in text
    references, _ = read_back(text)
    assert _people(references["key"].csl["author"]) == _people([name])


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ({"date-parts": [[2020, 5]]}, ["year = {2020}", "month = may"]),
        ({"date-parts": [[2020], [2021]]}, ["year = {2020}", "date = {2020/2021}"]),
        ({"date-parts": [[1850]], "circa": True}, ["year = {1850}", "date = {1850~}"]),
        ({"literal": "in press"}, ["year = {in press}"]),
        ({"raw": "2020-05"}, ["year = {2020}", "month = may"]),
        ({"date-parts": [["2020", "13", "9"]]}, ["year = {2020}", "date = {2020-21}"]),
        ({"date-parts": [[None]]}, []),
        ({"date-parts": [[2020, 99]]}, ["year = {2020}"]),
    ],
)
def test_dates(date, fields):
    lines = write_entry(samples.reference(issued=date)).splitlines()[1:-1]
    assert [line.strip().removesuffix(",") for line in lines] == fields


def test_hostile_data_stays_in_its_field():
    text = write_entry(samples.HOSTILE)
    references, findings = read_back(text)
    assert list(references) == ["a_b_evil_x"]
    assert not findings
    assert "javascript" not in text
    assert references["a_b_evil_x"].csl["title"].endswith("}} {unbalanced \\input{/etc/passwd}")


def _plain(text):
    """Return a text in a form in which LaTeX equivalents are equal."""
    text = re.sub(r'<span class="nocase">(.*?)</span>', r"\1", text)
    for sign, other in (("'", "’"), ("`", "‘"), ("\u00a0", " ")):
        text = text.replace(sign, other)
    return " ".join(text.split())


def _people(names):
    return [
        _plain(" ".join(
            part
            for key in ("literal", "given", "dropping-particle", "non-dropping-particle", "family", "suffix")
            if (part := name.get(key))
        ))
        for name in names
    ]  # fmt: skip


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="<>"),
    min_size=1,
    max_size=30,
).filter(lambda text: any(sign.isalnum() for sign in text))
parts = st.one_of(
    words, st.sampled_from(["de la Cruz", "Smith, Jr", "and", "others", "X and Y", "O'Neil", "}{"])
)


@given(
    title=words,
    authors=st.lists(st.tuples(parts, parts), max_size=3),
    year=st.integers(1000, 2999),
    kind=samples.types,
)
@example(title="‘a", authors=[], year=2000, kind="")
@example(title="Why? because: of this", authors=[("others", "and")], year=2000, kind="")
@example(title="50 $ and 60 $: \\$ -- ''x'' &amp; @article{a,", authors=[], year=2000, kind="")
def test_titles_authors_and_years_read_back(title, authors, year, kind):
    csl = {
        "type": kind,
        "title": title,
        "author": [{"family": family, "given": given} for family, given in authors],
        "issued": {"date-parts": [[year]]},
    }
    references, findings = read_back(write_entry(samples.reference(**csl)))
    assert not findings
    read = references["key"].csl
    assert _plain(read["title"]) == _plain(Values(csl).text("title"))
    assert read["issued"] == {"date-parts": [[year]]}
    meant = [
        " ".join(part for part in (name.literal, name.given, name.family) if part)
        for name in Values(csl).names("author")
    ]
    assert _letters(_people(read.get("author", []))) == _letters(map(_plain, meant))


def _letters(names):
    # The reader separates initials: J.D. is J. D.
    return [name.replace(" ", "") for name in names]


@given(samples.hostile_references)
def test_any_reference_is_one_entry_with_balanced_braces(reference):
    text = write_entry(reference)
    text.encode("utf-8")
    depth = 0
    for at, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth > 0 or at == len(text) - 1 or "{" not in text[: at + 1]
    assert depth == 0
    references, _ = read_back(text)
    assert len(references) <= 1
