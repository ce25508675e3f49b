"""Read the fixtures of the CSL test suite.

A fixture is a text file with sections such as `>>===== CSL =====>>` … `<<===== CSL =====<<`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SECTION = re.compile(r"(?ms)^>>=+\s*([A-Z0-9-]+)\s*=+(?:>>)?[^\n]*\n(.*?)\n?<<=+\s*\1\s*=+<*")


@dataclass(frozen=True, slots=True)
class Fixture:
    """A fixture.

    Attributes:
        name: its file name without the extension, such as `name_AfterInvertedName`.
        mode: `citation` or `bibliography`.
        style: the style as XML.
        items: the references as CSL-JSON.
        expected: the expected output.
        citations: for each citation its id, its cites and its note number; empty if all items are cited once.
        numbered: whether the citations are a document, so that each is printed with its index.
        abbreviations: the abbreviations by variable and value.
    """

    name: str
    mode: str
    style: str
    items: list[dict[str, Any]]
    expected: str
    citations: list[tuple[str, list[dict[str, Any]], int]]
    numbered: bool
    abbreviations: Mapping[str, Mapping[str, str]]

    @property
    def category(self) -> str:
        """Return the category, such as `name`."""
        return self.name.partition("_")[0]


def read_fixtures(folder: Path) -> Iterator[Fixture]:
    """Yield the fixtures of a copy of the suite in the order of their names."""
    humans = folder / "processor-tests" / "humans"
    for path in sorted(humans.glob("*.txt")):
        text = path.read_text("utf-8-sig").replace("\r\n", "\n")
        yield _make_fixture(path.stem, dict(_SECTION.findall(text)))


def _make_fixture(name: str, sections: Mapping[str, str]) -> Fixture:
    numbered = "CITATIONS" in sections
    citations: list[tuple[str, list[dict[str, Any]], int]] = []
    if numbered:
        citations = _replay(json.loads(sections["CITATIONS"]))
    elif "CITATION-ITEMS" in sections:
        citations = [("", cites, 0) for cites in json.loads(sections["CITATION-ITEMS"])]
    abbreviations = json.loads(sections.get("ABBREVIATIONS", "{}"))
    return Fixture(
        name,
        sections["MODE"].strip(),
        sections["CSL"].strip(),
        [{"id": f"item-{at}", **item} for at, item in enumerate(json.loads(sections["INPUT"]))],
        sections["RESULT"].strip("\n"),
        citations,
        numbered,
        abbreviations.get("default", abbreviations),
    )


def _replay(steps: list[Any]) -> list[tuple[str, list[dict[str, Any]], int]]:
    """Return the document after the last of a series of edits, with the index of the last change first."""
    known: dict[str, tuple[list[dict[str, Any]], int]] = {}
    order: list[str] = []
    for citation, before, after in steps:
        key = citation["citationID"]
        note = citation.get("properties", {}).get("noteIndex", 0)
        notes = dict([*before, *after])
        known[key] = (citation["citationItems"], note)
        for name, number in notes.items():
            if name in known:
                known[name] = (known[name][0], number)
        order = [*(name for name, _ in before), key, *(name for name, _ in after)]
    return [(name, *known[name]) for name in order if name in known]
