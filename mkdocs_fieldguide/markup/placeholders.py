"""Marks: what stands in a page's text for a tag until everything is known.

A mark is written as a token of word characters only, because that is the one thing no Markdown syntax, table
pipe, template engine or slug function changes.

A token holds a key that is drawn at random for each build. Nobody who writes a page, a data file, a snippet
or a commit message can know it, so text that looks like a token never is one. A key derived from the guide's
files would be the same for the same files, but whoever writes a text that is not among those files could
compute it. Nothing in the output depends on the key: all tokens have the same length, and caches hold none.
"""

from __future__ import annotations

import re
import secrets
import string
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from mkdocs_fieldguide.markup.directive import Call, Output
from mkdocs_fieldguide.markup.problem import Problem
from mkdocs_fieldguide.model.location import Location

_KEY_LENGTH = 16
"""Letters of a key: 75 random bits. In lower case, which slug functions leave as it is."""

TOKEN = re.compile(rf"fgmark([a-z]{{{_KEY_LENGTH}}}[0-9]{{8}})x")
"""What has the form of a token. Only `PlaceholderTable.find` tells whether it is one."""


MOST_PLAIN = 2_000_000
"""Characters that the names and values put into one page may have together."""

TOO_MANY_NAMES = (
    "Names and values fill more than two million characters of this page; the others are left out"
)


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


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One tag of one page.

    Attributes:
        number: position among all marks of the build.
        kind: what it turns into.
        source: what the author wrote.
        page: source path of the page; empty for text outside pages.
        location: where it was written.
        plain: what it reads as where only plain text can stand: alt texts, titles, anchors.
        call: the directive, for `Kind.CALL`.
        path: the path that a `Kind.VALUE` stands for, from the site's root, when it stands for one.
        problems: what is wrong; reported only where the mark turns out to be seen by readers.
        token: the word that stands for the mark in text; empty for a mark that is in no text.
    """

    number: int
    kind: Kind
    source: str
    page: str
    location: Location
    plain: str = ""
    call: Call | None = None
    path: str = ""
    problems: tuple[Problem, ...] = ()
    token: str = ""

    @property
    def is_block(self) -> bool:
        """Return whether the mark cannot stand inside a paragraph."""
        if self.call is None or self.call.flag("inline"):
            return False
        return self.call.directive.output in (Output.BLOCK, Output.CONTAINER)

    @property
    def is_empty(self) -> bool:
        """Return whether the mark shows nothing."""
        return self.kind is Kind.GONE or (
            self.call is not None and self.call.directive.output is Output.NOTHING
        )


class PlaceholderTable:
    """All marks of one build, by number.

    Args:
        key: letters that the tokens of the build hold; drawn at random by default.

    Attributes:
        start: what all tokens of the build begin with, and no other text does.
    """

    def __init__(self, key: str = "") -> None:
        self._marks: list[Placeholder] = []
        self._key = key or _drawn()
        self.start = f"fgmark{self._key}"
        self._plain: Counter[str] = Counter()
        self.misplaced: list[tuple[Placeholder, str]] = []
        """Marks that stand where they cannot work, and where that is, in words."""
        self.written_out: list[Placeholder] = []
        """Callouts that became Markdown, and so are in no page any more; readers see them all the same."""
        self.too_much: list[tuple[str, str, str]] = []
        """Pages that nobody could have written in good faith: source path, what there is, the text there."""

    def avoid(self, texts: Collection[str]) -> None:
        """Draw another key as long as one of the texts holds it; to be called before there are marks."""
        while any(self.start in text for text in texts):
            self._key = _drawn()
            self.start = f"fgmark{self._key}"

    def add(
        self,
        kind: Kind,
        source: str,
        page: str,
        location: Location,
        *,
        plain: str = "",
        call: Call | None = None,
        path: str = "",
        problems: tuple[Problem, ...] = (),
    ) -> Placeholder:
        """Write a new mark and return it.

        `source` and `plain` go into output and findings as they are, so tokens in them are replaced here.
        """
        number = len(self._marks)
        source = self.restore(source)
        if kind in (Kind.CALL, Kind.VALUE):
            plain = self._within_bounds(self.plain(plain), source, page)
        else:
            plain = self.restore(plain)
        token = self._token(number)
        mark = Placeholder(number, kind, source, page, location, plain, call, path, problems, token)
        self._marks.append(mark)
        return mark

    def title_of(self, mark: Placeholder, title: str) -> str:
        """Return a token that reads as `title`, for where a mark's text must not be taken for syntax."""
        return self.add(Kind.VALUE, title, mark.page, mark.location, plain=title).token

    def __len__(self) -> int:
        return len(self._marks)

    def since(self, number: int) -> list[Placeholder]:
        """Return the marks from this number on."""
        return self._marks[number:]

    def get(self, number: int) -> Placeholder | None:
        """Return the mark with this number, or None when there is none."""
        return self._marks[number] if 0 <= number < len(self._marks) else None

    def find(self, held: str) -> Placeholder | None:
        """Return the mark of a token.

        Args:
            held: what the group of `TOKEN` has matched.

        Returns:
            The mark; None for text that only has the form of a token.
        """
        if not held.startswith(self._key):
            return None
        return self.get(int(held[_KEY_LENGTH:]))

    def restore(self, text: str) -> str:
        """Return `text` with each token replaced by what the author wrote there."""
        return self._replaced(text, lambda mark: mark.source)

    def plain(self, text: str) -> str:
        """Return `text` with each token replaced by its plain reading."""
        return self._replaced(text, lambda mark: mark.plain)

    def relative(self, text: str, base: int) -> list[str | int]:
        """Return `text` cut at its tokens, in a form that is the same in every build.

        Args:
            text: Markdown or HTML.
            base: the number that numbers count from.

        Returns:
            Pieces of text, and numbers in place of the tokens.
        """
        pieces: list[str | int] = []
        done = 0  # pragma: no mutate (None would mean the start as well)
        for match in TOKEN.finditer(text):
            if mark := self.find(match[1]):
                pieces += (text[done : match.start()], mark.number - base)
                done = match.end()
        return [*pieces, text[done:]]

    def absolute(self, pieces: Iterable[str | int], base: int) -> str:
        """Return the text from which `relative` has made these pieces, with tokens of this build."""
        return "".join(piece if isinstance(piece, str) else self._token(piece + base) for piece in pieces)

    def _within_bounds(self, plain: str, source: str, page: str) -> str:
        """Return a plain reading; an empty one once the page is full: a few letters may name a long one."""
        before = self._plain[page]
        self._plain[page] += len(plain)
        if self._plain[page] <= MOST_PLAIN:
            return plain
        if before <= MOST_PLAIN:
            self.too_much.append((page, TOO_MANY_NAMES, source))
        return ""

    def _token(self, number: int) -> str:
        return f"{self.start}{number:08d}x"

    def _replaced(self, text: str, written: Callable[[Placeholder], str]) -> str:
        """Return `text` with each token replaced; what only has the form of a token stays as it is."""
        if self.start not in text:
            return text

        def replacement(match: re.Match[str]) -> str:
            mark = self.find(match[1])
            return written(mark) if mark else match[0]

        return TOKEN.sub(replacement, text)


def _drawn() -> str:
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(_KEY_LENGTH))
