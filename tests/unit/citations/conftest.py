from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_fieldguide.citations.bibliography_files import BibliographyFile, read_bibliography
from mkdocs_fieldguide.findings.finding import Findings

SAMPLE = Path(__file__).parent / "sample.bib"


@pytest.fixture(scope="session")
def sample():
    findings = Findings()
    references = read_bibliography([BibliographyFile(SAMPLE, "sample.bib")], findings)
    assert not list(findings)
    return references


@pytest.fixture
def read(tmp_path):
    """Read a text as a bibliography: returns references and findings."""

    def reader(text, name="a.bib"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        findings = Findings()
        return read_bibliography([BibliographyFile(path, name)], findings), list(findings)

    return reader
