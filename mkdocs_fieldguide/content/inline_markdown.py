r"""Inline Markdown in data: emphasis, code, links and line breaks, and nothing else.

The rules are those of CommonMark (https://spec.commonmark.org/0.31.2/#inlines), with three exceptions that
authors know from Python-Markdown: `**Note:**text` is strong, a URL may contain spaces, and white space around
code is removed. Pictures, raw HTML and reference links remain text.

The HTML is safe by construction: all tags and attributes are generated here, every character of the text is
escaped, and a URL is first decoded, then checked, then escaped, so that a browser sees exactly what was
checked. The time is linear in the length of the text: no part is scanned twice, except for unclosed URLs,
which `link_target` scans a limited number of times.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property

from markupsafe import Markup, escape

from mkdocs_fieldguide.content.link_target import ENTITY, ESCAPE, decode, parse_target
from mkdocs_fieldguide.model.urls import safe_url

MAX_MARKDOWN_LENGTH = 20_000
"""Characters of a text; longer ones are displayed as plain text. No description is that long."""

Address = Callable[[str], str | None]
"""Returns the value of `href` for a URL; None or an empty text if it is not allowed."""

_SPECIAL = re.compile(r"[*_`\[<\\&]")

_TOKEN = re.compile(
    rf"""{ESCAPE}
    | (?P<ticks>`+)
    | <(?P<web>[A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>
    | <(?:mailto:)?(?P<mail>[^<>@\s!:]+@[^<>@\s]+)>
    | {ENTITY}
    | (?P<run>\*+|_+)
    | (?P<opening>!?\[)
    | (?P<closing>\])
    | (?P<spaces>[ ]{{2,}}\n?)
    """,
    re.VERBOSE,
)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+[ \t]*")
_TICKS = re.compile("`+")

_OPENING = "([{“‘„‚«‹¿¡"
_CLOSING = ")]},.;:!?”’»›…"
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def to_html(text: str, address: Address = safe_url) -> Markup:
    """Convert a text to inline HTML; paragraphs are separated by line breaks.

    Args:
        text: the Markdown; a text longer than `MAX_MARKDOWN_LENGTH` is only escaped.
        address: called with each URL; if it returns nothing, the link becomes a `span`.
    """
    if len(text) > MAX_MARKDOWN_LENGTH or ("\n" not in text and not _SPECIAL.search(text)):
        return escape(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return Markup("<br>".join(_Paragraph(part, address).html() for part in _BLANK_LINES.split(text)))


def find_links(text: str) -> list[str]:
    """Return the decoded URLs of all links in a text, in the order in which the links end."""
    found: list[str] = []
    if "](" in text or "<" in text:
        to_html(text, found.append)
    return found


class _Run:
    """A delimiter run of `*` or `_`, which may open emphasis, close it, or both."""

    __slots__ = ("after", "before", "closes", "left", "length", "opens", "piece", "sign")

    def __init__(self, signs: str, before: str, after: str, piece: int) -> None:
        self.sign = signs[0]
        self.length = self.left = len(signs)
        self.piece = piece
        self.before: list[str] = []
        self.after: list[str] = []
        word_before, word_after = before.isalnum(), after.isalnum()
        self.opens = not after.isspace() and (after not in _CLOSING or not word_before)
        self.closes = not before.isspace() and (before not in _OPENING or not word_after)
        if self.sign == "_":
            self.opens = self.opens and not word_before
            self.closes = self.closes and not word_after

    def fits(self, closer: _Run) -> bool:
        """Return whether this run and `closer` may enclose emphasis (rules 9 and 10 of CommonMark)."""
        if self.sign != closer.sign:
            return False
        both = self.closes or closer.opens
        return not both or (self.length + closer.length) % 3 != 0 or self.length % 3 == closer.length % 3 == 0

    def html(self) -> str:
        return "".join([*self.before, self.sign * self.left, *reversed(self.after)])


class _Paragraph:
    """Converts one paragraph, from start to end."""

    def __init__(self, text: str, address: Address) -> None:
        self._text = text
        self._address = address
        self._pieces: list[str] = []
        self._runs: list[_Run] = []
        self._openers: list[tuple[int, int, bool]] = []
        """For each unclosed `[`: its piece, the number of runs before it, and whether it is `![`."""

    def html(self) -> str:
        text, position = self._text, 0
        while match := _TOKEN.search(text, position):
            self._pieces.append(_escape(text[position : match.start()]))
            position = self._convert_token(match)
        self._pieces.append(_escape(text[position:]))
        self._pair_runs()
        return "".join(self._pieces)

    def _convert_token(self, match: re.Match[str]) -> int:
        """Convert a token; return the position after it."""
        kind, end = str(match.lastgroup), match.end()
        found = match[kind]
        pieces = self._pieces
        if kind == "ticks":
            return self._convert_code(found, end)
        if kind == "closing":
            return self._close_bracket(end)
        if kind == "run":
            before = self._text[match.start() - 1 : match.start()] or " "
            self._runs.append(_Run(found, before, self._text[end : end + 1] or " ", len(pieces)))
            pieces.append("")  # pragma: no mutate: `_pair_runs` replaces it with the run
        elif kind == "opening":
            self._openers.append((len(pieces), len(self._runs), found[0] == "!"))
            pieces.append(found)
        elif kind == "web":
            address = decode(found)
            pieces.append(_escape(address).join(self._build_tags(address)))
        elif kind == "mail":
            pieces.append(_escape(found).join(self._build_tags(f"mailto:{found}")))
        elif kind == "spaces":
            pieces.append("<br />\n" if found[-1] == "\n" else found)
        elif kind == "entity":
            decoded = decode(match[0])
            # Control and bidirectional characters remain visible as entities.
            hidden = any(unicodedata.category(c) == "Cc" or c in _DIRECTIONS for c in decoded)
            pieces.append(_escape(match[0] if hidden or not decoded else decoded))
        else:
            pieces.append(_escape(found))
        return end

    def _convert_code(self, ticks: str, end: int) -> int:
        """Convert code, which ends at the next run of the same number of backticks."""
        starts = self._ticks.get(len(ticks), [])
        at = bisect_left(starts, end)
        if at == len(starts):
            self._pieces.append(ticks)
            return end
        self._pieces.append(f"<code>{_escape(self._text[end : starts[at]].strip())}</code>")
        return starts[at] + len(ticks)

    @cached_property
    def _ticks(self) -> dict[int, list[int]]:
        """Positions of the runs of backticks, by the length of the run."""
        ticks: dict[int, list[int]] = {}
        for match in _TICKS.finditer(self._text):
            ticks.setdefault(len(match[0]), []).append(match.start())
        return ticks

    def _close_bracket(self, end: int) -> int:
        """Close a link, if a URL follows the bracket that ends at `end`."""
        if self._openers:
            piece, runs, is_picture = self._openers.pop()
            target = None if is_picture else parse_target(self._text, end)
            if target is not None:
                address, title, end = target
                self._pair_runs(runs)
                self._pieces[piece], end_tag = self._build_tags(address, title)
                self._pieces.append(end_tag)
                # Links cannot be nested.
                self._openers.clear()
                return end
        self._pieces.append("]")
        return end

    def _build_tags(self, address: str, title: str = "") -> tuple[str, str]:
        """Return start and end tag of a link."""
        safe = self._address(address)
        if not safe:
            return "<span>", "</span>"
        title_attribute = f' title="{_escape_attribute(title)}"' if title else ""
        return f'<a href="{_escape_attribute(safe)}"{title_attribute}>', "</a>"

    def _pair_runs(self, first: int = 0) -> None:
        """Pair the delimiter runs from number `first` on; those without a partner remain text.

        This is CommonMark's algorithm (https://spec.commonmark.org/0.31.2/#phase-2-inline-structure): openers
        that do not match one kind of closer are not searched again for that kind.
        """
        runs = self._runs[first:]
        del self._runs[first:]
        waiting: list[_Run] = []
        searched: dict[tuple[str, bool, int], int] = {}
        for run in runs:
            # The remainder distinguishes the kinds; the whole length would only share fewer searches.
            sort = (run.sign, run.opens, run.length % 3)  # pragma: no mutate
            while run.closes and run.left:
                lowest = searched.get(sort, 0)  # pragma: no mutate: it only shortens the search
                at = _find_opener(waiting, lowest, run)
                if at is None:
                    searched[sort] = len(waiting)
                    break
                del waiting[at + 1 :]
                searched = {key: min(number, at) for key, number in searched.items()}
                opener = waiting[at]
                # Of three and three, the inner pair is emphasis.
                two = min(opener.left, run.left) > 1 and not opener.left == run.left == 3
                tag = "strong" if two else "em"
                opener.after.append(f"<{tag}>")
                run.before.append(f"</{tag}>")
                opener.left -= 1 + two
                run.left -= 1 + two
                if not opener.left:
                    waiting.pop()
            if run.opens and run.left:
                waiting.append(run)
        for run in runs:
            self._pieces[run.piece] = run.html()


def _find_opener(waiting: Sequence[_Run], lowest: int, closer: _Run) -> int | None:
    numbers = range(len(waiting) - 1, lowest - 1, -1)
    return next((number for number in numbers if waiting[number].fits(closer)), None)


def _escape(text: str) -> str:
    return html.escape(text, quote=False)  # pragma: no mutate (None means the same as False)


def _escape_attribute(text: str) -> str:
    return _escape(text).replace('"', "&quot;")
