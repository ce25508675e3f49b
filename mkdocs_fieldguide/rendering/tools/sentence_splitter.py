"""Splits text into sentences, and shortens them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MAX_LENGTH = 260
"""Maximum length of a sentence; longer ones are cut around the name."""

MAX_BEFORE = 110
"""Maximum length of the text before the name if the beginning is cut."""

_SPACE = re.compile(r"\s+")
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*\s+(?=\S)|[。！？]+")
_SHORT_FORM = re.compile(
    r"(?:\b(?:e\.\s?g|i\.\s?e|etc|cf|vs|al|ca|approx|resp|incl|Dr|Prof|Mr|Mrs|Ms|St|Fig|Tab|Eq|Sect|Vol|No|pp?)"
    r"|\b[A-Z])\.$"
)
_CLOSING = (".", ",", ";", ":", "!", "?", ")", "]", "…", "”", "’")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence.

    Attributes:
        text: plain text.
        anchor: id of the mention, if it is the tool's name; otherwise empty.
    """

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ToolName:
    """The name of a tool in a text.

    Attributes:
        tool: id of the tool.
        text: its name.
        start: its position in the text.
        anchor: id of the mention.
    """

    tool: str
    text: str
    start: int
    anchor: str

    @property
    def end(self) -> int:
        """Return the position after the name."""
        return self.start + len(self.text)


class BlockText:
    """The text of one block, with the names of tools in it."""

    def __init__(self) -> None:
        self.names: list[ToolName] = []
        self._pieces: list[str] = []
        self._length = 0
        self._breaks: list[int] = []

    def add(self, text: str) -> None:
        """Add text with whitespace collapsed; a removed citation leaves no space before punctuation."""
        text = _SPACE.sub(" ", text)
        if not text:
            return
        last = self._pieces[-1] if self._pieces else " "
        if last.endswith(" "):
            text = text.removeprefix(" ")
            if text.startswith(_CLOSING) and len(last) > 1 and not self._ends_in_name():
                self._pieces[-1] = last[:-1]
                self._length -= 1
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def name(self, tool: str, text: str, anchor: str) -> None:
        """Add the name of a tool."""
        text = _SPACE.sub(" ", text).strip() or tool
        self.names.append(ToolName(tool, text, self._length, anchor))
        self._pieces.append(text)
        self._length += len(text)

    def cell(self) -> None:
        """Start a table cell."""
        if self._length:
            self.add(" · ")
            self._breaks.append(self._length)

    def whole(self) -> str:
        """Return the text, cut to the maximum length."""
        return _cut("".join(self._pieces).strip(), 0, 0)[0].strip()

    def sentences(self) -> Iterator[tuple[ToolName, tuple[Piece, ...]]]:
        """Yield each sentence with a tool, once for each tool in it: its first name, and the pieces.

        There are no pieces if the sentence contains nothing but the name.
        """
        text = "".join(self._pieces)
        starts = [0, *self._starts(text), len(text)]
        groups: dict[tuple[int, str], list[ToolName]] = {}
        for named in self.names:
            groups.setdefault((bisect.bisect_right(starts, named.start) - 1, named.tool), []).append(named)
        for (number, _), names in groups.items():
            first = names[0]
            start, end = starts[number], starts[min(number + 1, len(starts) - 1)]
            last = names[-1].end
            if not _says_more(text, start, first.start, last, end):
                # The sentence is only the name, as in a table cell: take the text around it.
                start, end = max(0, first.start - MAX_LENGTH), min(len(text), last + MAX_LENGTH)
            more = _says_more(text, start, first.start, last, end)
            yield first, _parts(text, start, end, names) if more else ()

    def _starts(self, text: str) -> list[int]:
        """Return the start positions of sentences in order; names are never split."""
        found = set(self._breaks)
        number = 0
        for match in _END.finditer(text):
            while number < len(self.names) and self.names[number].end <= match.start():
                number += 1
            inside = number < len(self.names) and self.names[number].start < match.end() - 1
            following = text[match.end() : match.end() + 1]
            before = text[max(0, match.start() - 8) : match.start() + 1]
            if not (inside or following.islower() or _SHORT_FORM.search(before)):
                found.add(match.end())
        return sorted(found - {0, len(text)})

    def _ends_in_name(self) -> bool:
        return bool(self.names) and self.names[-1].end == self._length


def _says_more(text: str, start: int, name: int, behind: int, end: int) -> bool:
    """Return whether there are words near the name, within the maximum length."""
    before = text[max(start, name - MAX_LENGTH) : name]
    return any(c.isalnum() for c in before + text[behind : min(end, behind + MAX_LENGTH)])


def _parts(text: str, start: int, end: int, names: Sequence[ToolName]) -> tuple[Piece, ...]:
    """Return a sentence split at its names."""
    first = names[0]
    # A sentence may be as long as the page and contain thousands of names, so copy only what remains.
    start = max(start, first.start - 2 * MAX_LENGTH)
    end = min(end, first.end + 2 * MAX_LENGTH)
    sentence, shift = _cut(text[start:end].rstrip(" ·"), first.start - start, first.end - start)
    parts: list[Piece] = []
    done = 0
    for named in names:
        at, to = named.start - start + shift, named.end - start + shift
        if to > len(sentence):
            break
        if at < done:
            continue
        parts += [Piece(sentence[done:at]), Piece(sentence[at:to], named.anchor)]
        done = to
    return tuple(piece for piece in (*parts, Piece(sentence[done:])) if piece.text)


def _cut(text: str, start: int, end: int) -> tuple[str, int]:
    """Cut a text at word boundaries, around the part from `start` to `end`.

    Returns:
        The shortened text, and the offset by which positions in it have moved.
    """
    if len(text) <= MAX_LENGTH:
        return text, 0
    first = 0
    if start > MAX_BEFORE and end > MAX_LENGTH - MAX_BEFORE:
        first = text.find(" ", start - MAX_BEFORE, start) + 1 or start - MAX_BEFORE
    last = min(len(text), max(end, first + MAX_LENGTH))
    if last < len(text):
        last = max(end, text.rfind(" ", end, last)) if " " in text[end:last] else last
    cut = f"{'… ' if first else ''}{text[first:last].rstrip() if last < len(text) else text[first:]}"
    return (f"{cut} …" if last < len(text) else cut), (2 - first if first else 0)
