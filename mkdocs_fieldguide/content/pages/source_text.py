"""Source of a page, and the locations of tags, links and macro calls in it."""

from __future__ import annotations

import bisect
import copy
import re
from collections import Counter
from collections.abc import Callable
from functools import cached_property

from mkdocs_fieldguide.content.code_spans import CodeSpans
from mkdocs_fieldguide.content.pages.front_matter import split_front_matter
from mkdocs_fieldguide.model.location import Location

_MAX_TAG_LENGTH = 2_000
_WHOLE_TAG = rf"\{{%.{{0,{_MAX_TAG_LENGTH}}}?%\}}|\{{\{{.{{0,{_MAX_TAG_LENGTH}}}?\}}\}}"
_TAG = re.compile(rf"{_WHOLE_TAG}|[^\n]*", re.DOTALL)
_TAGS = re.compile(_WHOLE_TAG, re.DOTALL)
_MAX_SEARCHES = 1_000
"""Full-text searches in a page; without a limit, the time would be quadratic."""

_LINK = re.compile(
    r"""(?:\]\(|^[ ]{0,3}\[[^\]\n]+\]:)[ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s<>()]+))
      | <(?P<auto>https?://[^\s<>]*)>
      | \b(?:href|src)\s*=\s*(?P<quote>["'])(?P<quoted>[^"'<>\n]*)(?P=quote)""",
    re.VERBOSE | re.MULTILINE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_OUTPUT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_CALL = re.compile(
    r"""(?:\{\{-?\s*)?\b(?P<name>\w+)\s*\(\s*(?:(?P<quote>["'])(?P<word>[^"'\n]*)(?P=quote))?"""
)


class SourceText:
    """The source of one page.

    Args:
        file: name of the file in findings.
        text: the whole source, with line feeds as line endings.

    Attributes:
        text: the whole source.
        first_line: line of the source on which the body begins.
        is_broken: whether the front matter is invalid or empty, so that MkDocs takes it for text.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._searches = 0
        front_matter, body, self.first_line = split_front_matter(text, file)
        self.is_broken = front_matter is not None and body == text
        self._start = len(text) - len(body)
        if front_matter is not None and self.is_broken:
            start = text.index(front_matter, text.index("\n") + 1)
            self._start = text.find("\n", start + len(front_matter)) + 1
            self.first_line = text.count("\n", 0, self._start) + 1

    @property
    def body(self) -> str:
        """Return the text without front matter, which is not stored a second time."""
        return self.text[self._start :]

    def again(self) -> SourceText:
        """Return the same source for another build, in which the number of searches is limited anew."""
        there = copy.copy(self)
        there._searches = 0
        return there

    def location_mapper(self, text: str) -> Callable[[int], Location]:
        """Return a function that maps offsets in `text` to locations in the source.

        Args:
            text: the body, possibly changed by other plugins. In that case the location is that of the same
                line or tag in the source, and has no line number if the source does not contain it.
        """
        first = 0
        starts: list[int] = []
        numbers: dict[int, tuple[int, int]] = {}

        def compare() -> None:
            nonlocal first, starts, numbers
            starts = _find_line_starts(text)
            body = self.body
            if text.strip() == body.strip():
                skipped = len(body) - len(body.lstrip()) - (len(text) - len(text.lstrip()))
                first = self.first_line + body.count("\n", 0, max(0, skipped))
            else:
                numbers = self._match_lines(text.split("\n"))

        def location(offset: int) -> Location:
            if not starts:
                compare()
            line = bisect.bisect_right(starts, offset) - 1
            column = offset - starts[line] + 1
            if first:
                return Location(self.file, first + line, column)
            if line in numbers:
                number, shift = numbers[line]
                return Location(self.file, number, column + shift)
            tag = _TAG.match(text, offset)
            return self.locate_text(tag[0]) if tag and tag[0] else Location(self.file)

        return location

    def locate_text(self, text: str) -> Location:
        """Return the location of the first occurrence of `text`, without a line number if there is none."""
        at = self._first_tags.get(text, -1)
        if at < 0 and text and self._searches < _MAX_SEARCHES:
            self._searches += 1
            at = self.text.find(text)
        return self._locate(at) if at >= 0 else Location(self.file)

    def locate_link(self, target: str, count: int) -> Location:
        """Return the location of a link.

        Args:
            target: target of the link, as written.
            count: number of links to the same target before it.
        """
        positions = self._links.get(target)
        return (
            self._locate(positions[min(count, len(positions) - 1)]) if positions else self.locate_text(target)
        )

    def call_mapper(self, text: str) -> Callable[[int], Location]:
        """Return a function that maps offsets of macro calls in `text` to locations in the source.

        The function counts equal calls, so it must be called with all of them, in order.

        Args:
            text: the body, possibly without tags.
        """
        counts: Counter[tuple[str, str]] = Counter()

        def location(offset: int) -> Location:
            match = _CALL.match(text, offset)
            if match is None:
                return Location(self.file)
            key = (match["name"], match["word"] or "")
            counts[key] += 1
            return self.locate_call(*key, counts[key] - 1)[0]

        return location

    def locate_call(self, name: str, word: str, count: int) -> tuple[Location, str]:
        """Return location and source of a macro call; the source is empty outside of `{{ … }}`.

        Args:
            name: name of the macro.
            word: its first argument.
            count: number of equal calls before it.
        """
        for key, number in (((name, word), count), ((name, ""), 0)):
            if positions := self._calls.get(key):
                at = positions[min(number, len(positions) - 1)]
                written = _OUTPUT.match(self.text, at)
                return self._locate(at), written[0] if written else ""
        return Location(self.file), ""

    def _match_lines(self, lines: list[str]) -> dict[int, tuple[int, int]]:
        """Map indices of lines to their line numbers in the source, and to the change of indentation.

        Lines are matched in order where possible.
        """
        known: dict[str, list[int]] = {}
        own = self.body.split("\n")
        for number, line in enumerate(own):
            known.setdefault(line.strip(), []).append(number)
        found: dict[int, tuple[int, int]] = {}
        last = -1
        for index, line in enumerate(lines):
            stripped = line.strip()
            numbers = known.get(stripped) if stripped else None
            if not numbers:
                continue
            later = bisect.bisect_right(numbers, last)
            number = last = numbers[later] if later < len(numbers) else numbers[0]
            found[index] = (self.first_line + number, own[number].find(stripped) - line.find(stripped))
        return found

    @cached_property
    def _links(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        out, position = [], 0
        for begin, end in CodeSpans(self.text).spans:
            out += [self.text[position:begin], " " * (end - begin)]
            position = end
        text = _COMMENT.sub(lambda it: " " * len(it[0]), "".join([*out, self.text[position:]]))
        for match in _LINK.finditer(text):
            group = next(name for name in ("angled", "bare", "auto", "quoted") if match[name] is not None)
            found.setdefault(match[group], []).append(match.start(group))
        return found

    @cached_property
    def _first_tags(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for match in _TAGS.finditer(self.text):
            found.setdefault(match[0], match.start())
        return found

    @cached_property
    def _calls(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for match in _CALL.finditer(self.text):
            found.setdefault((match["name"], match["word"] or ""), []).append(match.start())
        return found

    def _locate(self, at: int) -> Location:
        line = bisect.bisect_right(self._starts, at) - 1
        return Location(self.file, line + 1, at - self._starts[line] + 1)

    @cached_property
    def _starts(self) -> list[int]:
        return _find_line_starts(self.text)


def _find_line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]
