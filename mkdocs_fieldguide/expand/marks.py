"""Marks: what stands in a page's text for a tag until everything is known.

A mark is written as a token of word characters only, because that is the one thing no Markdown syntax, table
pipe, template engine or slug function changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from mkdocs_fieldguide.diagnostics import Code, Place
from mkdocs_fieldguide.expand.arguments import Call
from mkdocs_fieldguide.expand.directives.kinds import Makes
from mkdocs_fieldguide.records import record

TOKEN = re.compile(r"fgmark(\d{4,9})x")
TOKEN_START = "fgmark"  # noqa: S105 (no password)


class Kind(StrEnum):
    """What a mark turns into."""

    CALL = "call"
    """A directive."""

    LITERAL = "literal"
    """The author's own text, wherever it stands."""

    PROBLEM = "problem"
    """The author's own text, marked as not understood."""

    VALUE = "value"
    """Plain text."""

    GONE = "gone"
    """Nothing; in code, the author's own text."""


@record
class Problem:
    """Something wrong with a tag; a finding once its place is known to be seen."""

    code: Code
    message: str
    hint: str = ""
    repair: tuple[str, str] | None = None


@record
class Mark:
    """One tag of one page.

    Attributes:
        number: position among all marks of the build.
        kind: what it turns into.
        source: what the author wrote.
        page: source path of the page; empty for text outside pages.
        place: where it was written.
        plain: what it reads as where only plain text can stand: alt texts, titles, anchors.
        call: the directive, for `Kind.CALL`.
        path: the path that a `Kind.VALUE` stands for, from the site's root, when it stands for one.
        problems: what is wrong; reported only where the mark turns out to be seen by readers.
    """

    number: int
    kind: Kind
    source: str
    page: str
    place: Place
    plain: str = ""
    call: Call | None = None
    path: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def token(self) -> str:
        """Return the word that stands for the mark in text."""
        return f"fgmark{self.number:04d}x"

    @property
    def is_block(self) -> bool:
        """Return whether the mark cannot stand inside a paragraph."""
        if self.call is None or self.call.flag("inline"):
            return False
        return self.call.directive.makes in (Makes.BLOCK, Makes.CONTAINER)

    @property
    def is_empty(self) -> bool:
        """Return whether the mark shows nothing."""
        return self.kind is Kind.GONE or (
            self.call is not None and self.call.directive.makes is Makes.NOTHING
        )


class MarkBook:
    """All marks of one build, by number."""

    def __init__(self) -> None:
        self._marks: list[Mark] = []
        self.misplaced: list[tuple[Mark, str]] = []
        """Marks that stand where they cannot work, and where that is, in words."""
        self.written_out: list[Mark] = []
        """Callouts that became Markdown, and so are in no page any more; readers see them all the same."""
        self.too_much: list[tuple[str, str, str]] = []
        """Pages that nobody could have written in good faith: source path, what there is, the text there."""

    def add(
        self,
        kind: Kind,
        source: str,
        page: str,
        place: Place,
        *,
        plain: str = "",
        call: Call | None = None,
        path: str = "",
        problems: tuple[Problem, ...] = (),
    ) -> Mark:
        """Write a new mark and return it."""
        mark = Mark(len(self._marks), kind, source, page, place, plain, call, path, problems)
        self._marks.append(mark)
        return mark

    def title_of(self, mark: Mark, title: str) -> str:
        """Return a token that reads as `title`, for where a mark's text must not be taken for syntax."""
        return self.add(Kind.VALUE, title, mark.page, mark.place, plain=self.plain(title)).token

    def __len__(self) -> int:
        return len(self._marks)

    def since(self, number: int) -> list[Mark]:
        """Return the marks from this number on."""
        return self._marks[number:]

    def get(self, number: int) -> Mark | None:
        """Return the mark with this number, or None when there is none."""
        return self._marks[number] if number < len(self._marks) else None

    def restore(self, text: str) -> str:
        """Return `text` with each token replaced by what the author wrote there."""
        return self._replaced(text, lambda mark: mark.source)

    def plain(self, text: str) -> str:
        """Return `text` with each token replaced by its plain reading."""
        return self._replaced(text, lambda mark: mark.plain)

    def _replaced(self, text: str, written: Callable[[Mark], str]) -> str:
        """Return `text` with each token replaced; a number that no mark has stays as it is."""
        if TOKEN_START not in text:
            return text

        def replacement(match: re.Match[str]) -> str:
            mark = self.get(int(match[1]))
            return written(mark) if mark else match[0]

        return TOKEN.sub(replacement, text)
