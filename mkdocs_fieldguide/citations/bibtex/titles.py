"""Convert titles from BibTeX's title case, with braces that protect words, to CSL's sentence case."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence

from mkdocs_fieldguide.citations.bibtex.latex import Decoded
from mkdocs_fieldguide.model.symbols import is_symbol

_WORD = re.compile(r"[^\W\d_][\w’']*")
_MAX_LENGTH = 2000
_TAG = re.compile(r"<[^<>]*>")
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|span)\b")
_OPENING = re.compile(r"""(?:[ “‘"'(\[]|<[^<>]*>)*""")
_AFTER_COLON = re.compile(r"[:?!]\s+[“‘\"'(\[]*$")
_NAME = re.compile(r"[^\W\d_][\w.-]*: ")
"""A name at the start of a title, such as that of software in “xarray: N-D labelled arrays”."""

_AFTER_FULL_STOP = re.compile(
    r"(?<![\w.])(?!(?:al|ca|cf|no|nr|pp|sp|spp|ssp|subsp|var|vol|vs)\.)(?:[\w’']{2,}|I)\. $"
)
"""The end of a sentence: not an abbreviation in lower case, nor an initial, as in “E. coli”."""

_LOOKBEHIND = 200
"""Number of characters before a word that are searched for a colon, tags included."""


def to_sentence_case(decoded: Decoded, english: bool = True) -> str:
    """Return a title in sentence case, with text protected by braces unchanged.

    Protected words in lower case are marked as `nocase`, so that title-case styles leave them alone.

    Args:
        decoded: the decoded title.
        english: whether the title is English; titles in other languages are not changed.
    """
    text = decoded.text
    spans = sorted(set(decoded.spans))
    if not english or len(text) > _MAX_LENGTH:
        return text
    converter = _CaseConverter(text, spans)
    result, position = [], 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        result.append(text[position:start])
        position = end
        result.append(converter.convert(start, end))
    result.append(text[position:])
    converted = "".join(result)
    return _mark_nocase(converted, spans) if len(converted) == len(text) else converted


class _CaseConverter:
    """Converts the words of a title, each in bounded time."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._starts = [start for start, _ in spans]
        # For each span, the furthest end of all spans up to it.
        self._furthest_ends = list(itertools.accumulate((end for _, end in spans), max))
        self._tags = [match.span() for match in _TAG.finditer(text)]
        opening = _OPENING.match(text)
        self._first_word = opening.end() if opening else 0

    def convert(self, start: int, end: int) -> str:
        """Return the word from `start` to `end` in sentence case."""
        word = self._text[start:end]
        begun = bisect.bisect_right(self._starts, start)
        tag = self._find_enclosing_tag(start)
        if (tag is not None and _MARKUP.match(self._text, tag)) or (
            begun and self._furthest_ends[begun - 1] > start
        ):
            return word
        if (tag is None and start <= self._first_word) or self._follows_colon(start):
            rest = word[1:]
            is_name = rest != rest.lower() or (start == 0 and _NAME.match(self._text))
            return word if is_name or is_symbol(self._text, start) else word[0].upper() + rest
        if bisect.bisect_left(self._starts, end) > begun:
            return word
        if len(word) > 1 and word[0].isupper() and word[1:] == word[1:].lower():
            return word if is_symbol(self._text, start) or self._begins_sentence(start) else word.lower()
        return word

    def _begins_sentence(self, at: int) -> bool:
        follows_full_stop = self._text[max(0, at - 2) : at] == ". "
        return follows_full_stop and _AFTER_FULL_STOP.search(self._text, max(0, at - 40), at) is not None

    def _find_enclosing_tag(self, at: int) -> int | None:
        """Return the start of the tag, or of a text in angle brackets, that contains a position."""
        number = bisect.bisect_left(self._tags, (at, 0)) - 1
        return self._tags[number][0] if number >= 0 and at < self._tags[number][1] else None

    def _follows_colon(self, at: int) -> bool:
        before = _TAG.sub("", self._text[max(0, at - _LOOKBEHIND) : at])
        return _AFTER_COLON.search(before) is not None


def _mark_nocase(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Mark protected words in lower case as `nocase`."""
    result, position = [], 0
    for start, end in spans:
        inner = text[start:end]
        # Title case does not change words such as mRNA anyway.
        is_word = inner.isalpha() and inner.islower() and not is_symbol(text, start)
        if start < position or not is_word:
            continue
        result.append(text[position:start])
        result.append(f'<span class="nocase">{inner}</span>')
        position = end
    result.append(text[position:])
    return "".join(result)


def derive_short_title(title: str) -> str:
    """Return the part of a title before its first colon; empty if there is no colon."""
    head, colon, _ = title.partition(": ")
    return head.strip() if colon and not head.count("<") else ""
