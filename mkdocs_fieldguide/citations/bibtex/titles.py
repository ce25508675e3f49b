"""Titles: BibTeX keeps them in title case with braces, CSL wants them in sentence case."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence

from mkdocs_fieldguide.citations.bibtex.latex import Decoded

_WORD = re.compile(r"[^\W\d_][\w’']*")
_LONGEST = 2000
_TAG = re.compile(r"<[^<>]*>")
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|span)\b")
_OPENING = re.compile(r"""(?:[ “‘"'(\[]|<[^<>]*>)*""")
_AFTER_COLON = re.compile(r"[:?!]\s+[“‘\"'(\[]*$")
_NEAR = 200
"""Characters before a word in which a colon is looked for, tags among them."""


def to_sentence_case(decoded: Decoded, english: bool = True) -> str:
    """Return a title in sentence case, with what braces protect kept as it is.

    Protected text that begins with a small letter is marked, so that no style gives it a capital.

    Args:
        decoded: the title as read from LaTeX.
        english: only English titles are changed; other languages have their own rules.
    """
    text = decoded.text
    spans = sorted(set(decoded.spans))
    if not english or len(text) > _LONGEST:
        return text
    words = _Words(text, spans)
    result, position = [], 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        result.append(text[position:start])
        position = end
        result.append(words.cased(start, end))
    result.append(text[position:])
    changed = "".join(result)
    return _marked(changed, spans) if len(changed) == len(text) else changed


class _Words:
    """Gives the words of a title in their letter case; asked in their order, each takes a bounded time."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._starts = [start for start, _ in spans]
        # Up to where the spans reach that begin up to the same place.
        self._reach = list(itertools.accumulate((end for _, end in spans), max))
        self._tags = [match.span() for match in _TAG.finditer(text)]
        opening = _OPENING.match(text)
        self._first = opening.end() if opening else 0

    def cased(self, start: int, end: int) -> str:
        """Return the word that stands from `start` to `end`."""
        word = self._text[start:end]
        begun = bisect.bisect_right(self._starts, start)
        tag = self._tag_around(start)
        if (tag is not None and _MARKUP.match(self._text, tag)) or (begun and self._reach[begun - 1] > start):
            return word
        if (tag is None and start <= self._first) or self._follows_colon(start):
            rest = word[1:]
            return word if rest != rest.lower() else word[0].upper() + rest
        if bisect.bisect_left(self._starts, end) > begun:
            return word
        if len(word) > 1 and word[0].isupper() and word[1:] == word[1:].lower():
            return word.lower()
        return word

    def _tag_around(self, at: int) -> int | None:
        """Return where the tag begins, or what looks like one, that holds a place."""
        number = bisect.bisect_left(self._tags, (at, 0)) - 1
        return self._tags[number][0] if number >= 0 and at < self._tags[number][1] else None

    def _follows_colon(self, at: int) -> bool:
        before = _TAG.sub("", self._text[max(0, at - _NEAR) : at])
        return _AFTER_COLON.search(before) is not None


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Mark protected words that begin with a small letter as `nocase`."""
    result, position = [], 0
    for start, end in spans:
        inner = text[start:end]
        # Words such as mRNA are left alone by title case anyway.
        if start < position or not inner.isalpha() or not inner.islower():
            continue
        result.append(text[position:start])
        result.append(f'<span class="nocase">{inner}</span>')
        position = end
    result.append(text[position:])
    return "".join(result)


def derive_short_title(title: str) -> str:
    """Return the part of a title before its first colon; empty if there is none."""
    head, colon, _ = title.partition(": ")
    return head.strip() if colon and not head.count("<") else ""
