"""Run a fixture through the formatter."""

from __future__ import annotations

import re

from mkdocs_fieldguide.citations.csl.positions import set_positions
from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import StyleSource
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import CiteItem, Reference

from .fixtures import Fixture

_LOCALE = re.compile(r'<style [^>]*\bdefault-locale="([\w-]+)"')
_CITE_FIELDS = {"id", "locator", "label", "prefix", "suffix", "position", "near-note", "suppress-author"}
_POSITIONS = ("first", "subsequent", "ibid", "ibid-with-locator")


class NotExpressibleError(Exception):
    """The formatter has no way to ask for what the fixture asks; the message says for what."""


class EngineError(Exception):
    """The formatter reported an internal error."""


def run(fixture: Fixture) -> str:
    """Return the output for a fixture as HTML.

    Raises:
        NotExpressibleError: if the formatter has no way to express it.
        EngineError: if an exception occurred in the processor.
    """
    if fixture.abbreviations:
        raise NotExpressibleError("abbreviations of titles are read from the data only")
    locale = _LOCALE.search(fixture.style)
    findings = Findings()
    items = {str(item["id"]): item for item in fixture.items}
    if fixture.numbered:
        cited = dict.fromkeys(str(c["id"]) for _, cites, _ in fixture.citations for c in cites)
        items = {key: items[key] for key in cited}
    references = {key: Reference(key, item, Location("fixture")) for key, item in items.items()}
    formatter = Formatter(
        references,
        StyleSource("fixture", fixture.style.encode()),
        locale.group(1) if locale else "en-US",
        full_page_ranges=False,
        findings=findings,
    )
    output = _run_bibliography(formatter, list(items)) if fixture.mode == "bibliography" else ""
    output = output or _run_citations(formatter, fixture, list(items))
    if errors := list(findings):
        raise EngineError("; ".join(f"{error.message} {error.hint}" for error in errors))
    return output


def _run_bibliography(formatter: Formatter, keys: list[str]) -> str:
    entries = [entry.html for entry in formatter.list_entries(keys).values()]
    lines = "".join(f'  <div class="csl-entry">{html}</div>\n' for html in entries)
    return f'<div class="csl-bib-body">\n{lines}</div>'


def _run_citations(formatter: Formatter, fixture: Fixture, keys: list[str]) -> str:
    ordered = formatter.order(keys)
    numbers = {key: at for at, key in enumerate(ordered, 1)}
    citations = fixture.citations or [("", [{"id": key} for key in ordered], 0)]
    cites = [[_make_cite(cite) for cite in cites] for _, cites, _ in citations]
    if fixture.numbered:
        near = re.search(r'near-note-distance="(\d+)"', fixture.style)
        cites = set_positions(cites, [note for _, _, note in citations], int(near.group(1)) if near else 5)
    texts = ["".join(piece.html for piece in formatter.cite(one, numbers)) for one in cites]
    if not fixture.numbered:
        return "\n".join(texts)
    # The suite marks the citations that the last edit changed; that is not a property of the output.
    marks = re.findall(r"(?m)^(\.\.|>>)\[(\d+)\]", fixture.expected)
    return "\n".join(f"{mark}[{at}] {texts[int(at)]}" for mark, at in marks if int(at) < len(texts))


def _make_cite(cite: dict[str, object]) -> CiteItem:
    if unknown := cite.keys() - _CITE_FIELDS:
        raise NotExpressibleError(f"cites have no {', '.join(sorted(unknown))}")
    return CiteItem(
        str(cite["id"]),
        str(cite.get("locator", "")),
        str(cite.get("label", "page")),
        str(cite.get("prefix", "")),
        bool(cite.get("suppress-author")),
        suffix=str(cite.get("suffix", "")),
        position=_POSITIONS[int(str(cite.get("position", 0)))],
        near_note=bool(cite.get("near-note")),
    )
