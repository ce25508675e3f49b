"""Run a fixture through the formatter."""

from __future__ import annotations

import re

from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import StyleSource
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import CiteItem, Reference

from .fixtures import Fixture

_LOCALE = re.compile(r'<style [^>]*\bdefault-locale="([\w-]+)"')
_CITE_FIELDS = {"id", "locator", "label", "prefix", "suppress-author", "author-only"}


class NotExpressible(Exception):
    """The formatter has no way to ask for what the fixture asks; the message says for what."""


class EngineError(Exception):
    """The formatter reported an internal error."""


def run(fixture: Fixture) -> str:
    """Return the output for a fixture as HTML.

    Raises:
        NotExpressible: if the formatter has no way to express it.
        EngineError: if an exception occurred in the processor.
    """
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
    output = _run_bibliography(formatter, fixture, list(items)) if fixture.mode == "bibliography" else ""
    output = output or _run_citations(formatter, fixture, list(items))
    if errors := list(findings):
        raise EngineError("; ".join(f"{error.message} {error.hint}" for error in errors))
    return output


def _run_bibliography(formatter: Formatter, fixture: Fixture, keys: list[str]) -> str:
    entries = [formatter.entry(key).html for key in formatter.order(keys)]
    lines = "".join(f'  <div class="csl-entry">{html}</div>\n' for html in entries)
    return f'<div class="csl-bib-body">\n{lines}</div>'


def _run_citations(formatter: Formatter, fixture: Fixture, keys: list[str]) -> str:
    numbers = {key: at for at, key in enumerate(formatter.order(keys), 1)}
    if fixture.numbered:
        raise NotExpressible("positions")
    citations = fixture.citations or [("", [{"id": key} for key in keys], 0)]
    lines = []
    for _, cites, _ in citations:
        pieces = formatter.cite([_make_cite(cite) for cite in cites], numbers)
        lines.append("".join(piece.html for piece in pieces))
    return "\n".join(lines)


def _make_cite(cite: dict[str, object]) -> CiteItem:
    if unknown := cite.keys() - _CITE_FIELDS:
        raise NotExpressible(", ".join(sorted(unknown)))
    return CiteItem(
        str(cite["id"]),
        str(cite.get("locator", "")),
        str(cite.get("label", "page")),
        str(cite.get("prefix", "")).strip(),
        bool(cite.get("suppress-author")),
    )
