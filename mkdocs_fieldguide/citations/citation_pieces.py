"""Divide a formatted citation into pieces, one for each cited reference and the punctuation between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_fieldguide.citations.csl.cite import Part
from mkdocs_fieldguide.citations.csl.html_output import to_html
from mkdocs_fieldguide.citations.csl.locales import Locale
from mkdocs_fieldguide.citations.csl.punctuation import collapse_punctuation
from mkdocs_fieldguide.citations.csl.quotes import insert_quotes
from mkdocs_fieldguide.citations.csl.run import Run


@dataclass(frozen=True, slots=True)
class CitationPiece:
    """A part of a citation.

    Attributes:
        html: safe HTML: data is escaped, and links are http(s) only; empty for a reference within a range of
            numbers.
        key: key of the cited reference; None for punctuation.
    """

    html: str
    key: str | None = None


def make_pieces(parts: Sequence[Part], locale: Locale) -> list[CitationPiece]:
    """Collapse punctuation across the whole citation, then split it into its parts again."""
    runs = [
        Run(run.text, run.marks | {f"part:{at}"}, run.link)
        for at, part in enumerate(parts)
        for run in part.runs
    ]
    runs = collapse_punctuation(runs, locale.punctuation_in_quote)
    runs_by_part: dict[str, list[Run]] = {}
    for run in insert_quotes(runs, locale.quotes):
        name = next(mark for mark in run.marks if mark.startswith("part:"))
        runs_by_part.setdefault(name, []).append(Run(run.text, run.marks))
    pieces = []
    for at, part in enumerate(parts):
        html = to_html(runs_by_part.get(f"part:{at}", []))
        if html or part.key:
            pieces.append(CitationPiece(html, part.key))
    return pieces
