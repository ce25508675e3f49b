"""Reading CITATION.cff, and its problems."""

import textwrap
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.content.citation_cff import read_citation_file
from mkdocs_fieldguide.findings.finding import Findings

WHOLE = """
    cff-version: 1.2.0
    message: Please cite it.
    type: software
    title: The guide
    version: 1.2.0
    doi: https://doi.org/10.5281/zenodo.1234567
    date-released: 2026-05-31
    url: https://example.org/guide
    repository-code: https://github.com/example/guide
    authors:
      - family-names: Berg
        given-names: Ada
        name-particle: van den
        orcid: https://orcid.org/0000-0002-1825-0097
        email: ada@example.org
      - name: The guide's friends
      - alias: digger
    """


@pytest.fixture
def read(tmp_path):
    def reading(text):
        path = tmp_path / "CITATION.cff"
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        findings = Findings()
        reference = read_citation_file(path, "CITATION.cff", findings)
        return (reference.csl if reference else None), [
            (finding.code.number, finding.location.line) for finding in findings
        ]

    return reading


def test_complete_file(read):
    item, findings = read(WHOLE)
    assert findings == []
    assert item == {
        "type": "software",
        "title": "The guide",
        "version": "1.2.0",
        "DOI": "10.5281/zenodo.1234567",
        "issued": {"date-parts": [[2026, 5, 31]]},
        "URL": "https://example.org/guide",
        "author": [
            {"family": "Berg", "given": "Ada", "non-dropping-particle": "van den"},
            {"literal": "The guide's friends"},
            {"literal": "digger"},
        ],
    }


def test_preferred_citation_is_preferred(read):
    item, findings = read(
        textwrap.dedent(WHOLE)
        + textwrap.dedent("""
    preferred-citation:
      type: article
      title: On the guide
      authors: [{family-names: Berg, given-names: Ada}]
      journal: Journal of Guides
      volume: 3
      issue: 2
      start: 12
      end: 19
      year: 2025
      month: 4
      doi: 10.1234/guide
      publisher: {name: House of Guides}
    """)
    )
    assert findings == []
    assert item == {
        "type": "article-journal",
        "title": "On the guide",
        "author": [{"family": "Berg", "given": "Ada"}],
        "container-title": "Journal of Guides",
        "volume": "3",
        "issue": "2",
        "page": "12-19",
        "issued": {"date-parts": [[2025, 4]]},
        "DOI": "10.1234/guide",
        "publisher": "House of Guides",
    }


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("title: The guide\n", "", ("FG006", 1)),
        ("message: Please cite it.\n", "", ("FG006", 1)),
        ("title: The guide", "titel: The guide", ("FG005", 4)),
        ("title: The guide", "title: [The, guide]", ("FG004", 4)),
        ("doi: https://doi.org/10.5281/zenodo.1234567", "doi: zenodo", ("FG013", 6)),
        ("2026-05-31", "2026-02-31", ("FG015", 7)),
        ("url: https://example.org/guide", "url: javascript:alert(1)", ("FG012", 8)),
        ("0000-0002-1825-0097", "0000-0002-1825-0098", ("FG013", 14)),
        ("  - alias: digger", "  - digger", ("FG004", 17)),
        ("  - alias: digger", "  - email: x@example.org", ("FG006", 17)),
        ("type: software", "preferred-citation: me", ("FG004", 3)),
    ],
)
def test_faults_have_locations(read, old, new, found):
    text = textwrap.dedent(WHOLE)
    assert old in text
    item, findings = read(text.replace(old, new))
    assert found in findings
    assert (item is None) == (old.startswith("title"))


@pytest.mark.parametrize("text", ["", "- a\n", "title: [\n", "authors: []\n"])
def test_invalid_citation_file_is_reported(read, text):
    item, findings = read(text)
    assert item is None
    assert findings


def test_missing_file_is_reported(tmp_path):
    findings = Findings()
    assert read_citation_file(tmp_path / "none.cff", "none.cff", findings) is None
    assert [finding.code.number for finding in findings] == ["FG001"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ("title", "authors", "doi", "identifiers", "date-released", "url", "type", "publisher",
     "preferred-citation", "year", "start", "editors")
)  # fmt: skip


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_no_file_content_raises(tmp_path_factory, values):
    path = Path(tmp_path_factory.mktemp("cff")) / "CITATION.cff"
    path.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8", errors="replace")
    reference = read_citation_file(path, "CITATION.cff", Findings())
    assert reference is None or reference.csl["title"]
