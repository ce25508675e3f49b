"""Placeholders for tags in the text of pages, until the whole site is known.

In text a placeholder is a token of word characters only, because no Markdown syntax, table pipe, template
engine or slug function changes these.

A token contains a random key, which is new in each build. The authors of pages, data files, snippets and
commit messages cannot know it, so they cannot forge a token. A key derived from the guide's files would be
reproducible, but the author of a text that is not among those files could compute it. The output does not
depend on the key: all tokens have the same length, and caches contain none.
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
"""Letters of a key, which has 75 random bits. Slug functions do not change lower case."""

TOKEN = re.compile(rf"fgmark([a-z]{{{_KEY_LENGTH}}}[0-9]{{8}})x")
"""Text in the form of a token. Only `PlaceholderTable.find` knows whether it is one."""


MOST_PLAIN = 2_000_000
"""The limit of characters that names and values insert into one page."""

TOO_MANY_NAMES = (
    "Names and values insert more than two million characters into this page; the rest is left out"
)


class Kind(StrEnum):
    """What a placeholder is replaced by."""

    CALL = "call"
    """The output of a directive."""

    LITERAL = "literal"
    """The source text, in any context."""

    PROBLEM = "problem"
    """The source text, highlighted as invalid."""

    VALUE = "value"
    """Plain text."""

    EMPTY = "empty"
    """Nothing; in code, the source text."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """The placeholder of one tag.

    Attributes:
        number: its number in the build, from 0.
        kind: what it is replaced by.
        source: the tag as written.
        page: source path of the page; empty for text outside pages.
        location: location of the tag.
        plain: the plain text for contexts that allow no HTML: alt texts, titles, anchors.
        call: the call, for `Kind.CALL`.
        path: the path from the site's root, for a `Kind.VALUE` that is one.
        problems: what is wrong; reported only if readers see the tag.
        token: the token that represents it in text; empty for one that is in no text.
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
        """Return whether it is replaced by a block, which a paragraph cannot contain."""
        if self.call is None or self.call.flag("inline"):
            return False
        return self.call.directive.output in (Output.BLOCK, Output.CONTAINER)

    @property
    def is_empty(self) -> bool:
        """Return whether it is replaced by nothing."""
        return self.kind is Kind.EMPTY or (
            self.call is not None and self.call.directive.output is Output.NOTHING
        )


class PlaceholderTable:
    """All placeholders of one build, by number.

    Args:
        key: the key of the build's tokens; random by default.

    Attributes:
        start: the prefix of all tokens of the build, which no other text has.
    """

    def __init__(self, key: str = "") -> None:
        self._marks: list[Placeholder] = []
        self._key = key or _random_key()
        self.start = f"fgmark{self._key}"
        self._plain: Counter[str] = Counter()
        self.misplaced: list[tuple[Placeholder, str]] = []
        """Placeholders where a tag cannot work, with a description of the context."""
        self.written_out: list[Placeholder] = []
        """Callouts converted to Markdown: no longer placeholders in a page, but seen by readers."""
        self.too_much: list[tuple[str, str, str]] = []
        """Pages that exceed a limit: source path, message, and the text at that place."""

    def avoid(self, texts: Collection[str]) -> None:
        """Change the key until none of the texts contains it; to be called before `add`."""
        while any(self.start in text for text in texts):
            self._key = _random_key()
            self.start = f"fgmark{self._key}"

    # The parameters are the fields of a placeholder; most calls need four of them.
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
        """Create a placeholder and return it.

        `source` and `plain` go into output and findings unchanged, so tokens in them are replaced here.
        """
        number = len(self._marks)
        source = self.restore(source)
        if kind in (Kind.CALL, Kind.VALUE):
            plain = self._within_limit(self.plain(plain), source, page)
        else:
            plain = self.restore(plain)
        token = self._token(number)
        mark = Placeholder(number, kind, source, page, location, plain, call, path, problems, token)
        self._marks.append(mark)
        return mark

    def title_of(self, mark: Placeholder, title: str) -> str:
        """Return a token for a title of `mark`, so that the title is not parsed as Markdown."""
        return self.add(Kind.VALUE, title, mark.page, mark.location, plain=title).token

    def __len__(self) -> int:
        return len(self._marks)

    def since(self, number: int) -> list[Placeholder]:
        """Return the placeholders from this number on."""
        return self._marks[number:]

    def get(self, number: int) -> Placeholder | None:
        """Return the placeholder with this number, or None."""
        return self._marks[number] if 0 <= number < len(self._marks) else None

    def find(self, held: str) -> Placeholder | None:
        """Return the placeholder of a token.

        Args:
            held: the key and number in the token: the group of `TOKEN`.

        Returns:
            The placeholder; None for text that only looks like a token.
        """
        if not held.startswith(self._key):
            return None
        return self.get(int(held[_KEY_LENGTH:]))

    def restore(self, text: str) -> str:
        """Return `text` with each token replaced by the source text of its tag."""
        return self.replace(text, lambda mark: mark.source)

    def plain(self, text: str) -> str:
        """Return `text` with each token replaced by its plain text."""
        return self.replace(text, lambda mark: mark.plain)

    def replace(self, text: str, written: Callable[[Placeholder], str]) -> str:
        """Return `text` with each token replaced; text that only looks like a token is unchanged.

        Args:
            text: Markdown, or other text with tokens.
            written: returns the text for a placeholder.
        """
        if self.start not in text:
            return text

        def replacement(match: re.Match[str]) -> str:
            mark = self.find(match[1])
            return written(mark) if mark else match[0]

        return TOKEN.sub(replacement, text)

    def of_token(self, text: str) -> Placeholder | None:
        """Return the placeholder if a text is its token and nothing else."""
        match = TOKEN.fullmatch(text)
        return self.find(match[1]) if match else None

    def repair(self, text: str, report: Callable[[Placeholder | None], None]) -> str:
        """Return a text without tokens that a template engine has cut or written in other letter case.

        Args:
            text: the output of a template engine.
            report: receives the placeholder of each cut token; None if that is unknown.
        """
        beginning = self.start[: len("fgmark") + 4]
        if beginning not in text.casefold():
            return text
        whole = rf"(?P<whole>{self.start}(?P<number>[0-9]{{8}})x)"

        def replacement(match: re.Match[str]) -> str:
            mark = self.get(int(match["number"])) if match["whole"] else None
            if mark is not None and match[0] == mark.token:
                return mark.token
            if mark is None or not mark.plain:
                report(mark)
                return ""
            return self.title_of(mark, mark.plain.upper() if match[0].isupper() else mark.plain)

        pattern = rf"{whole}|{beginning}[a-z]{{0,{_KEY_LENGTH}}}[0-9]{{0,8}}"
        return re.sub(pattern, replacement, text, flags=re.IGNORECASE)

    def relative(self, text: str, base: int) -> list[str | int]:
        """Return `text` split at its tokens, in a form without the key, which can be cached.

        Args:
            text: Markdown or HTML.
            base: the number that is subtracted from the placeholders' numbers.

        Returns:
            Pieces of text, and relative numbers in place of the tokens.
        """
        pieces: list[str | int] = []
        done = 0  # pragma: no mutate (None would mean the start as well)
        for match in TOKEN.finditer(text):
            if mark := self.find(match[1]):
                pieces += (text[done : match.start()], mark.number - base)
                done = match.end()
        return [*pieces, text[done:]]

    def absolute(self, pieces: Iterable[str | int], base: int) -> str:
        """Undo `relative`, with tokens of this build."""
        return "".join(piece if isinstance(piece, str) else self._token(piece + base) for piece in pieces)

    def _within_limit(self, plain: str, source: str, page: str) -> str:
        """Return `plain`, or nothing once the page exceeds the limit: a short tag may insert a long name."""
        before = self._plain[page]
        self._plain[page] += len(plain)
        if self._plain[page] <= MOST_PLAIN:
            return plain
        if before <= MOST_PLAIN:
            self.too_much.append((page, TOO_MANY_NAMES, source))
        return ""

    def _token(self, number: int) -> str:
        return f"{self.start}{number:08d}x"


def _random_key() -> str:
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(_KEY_LENGTH))
