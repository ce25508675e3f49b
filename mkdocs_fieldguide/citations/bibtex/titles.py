"""Titles: BibTeX keeps them in title case with braces, CSL wants them in sentence case."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_fieldguide.citations.bibtex.latex import Decoded

_WORD = re.compile(r"[^\W\d_][\w’']*")
_LONGEST = 2000
_TAG = re.compile(r"<[^<>]*>")


def sentence_case(decoded: Decoded, english: bool = True) -> str:
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
    result, position = [], 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        result.append(text[position:start])
        position = end
        result.append(_word(text, start, end, spans))
    result.append(text[position:])
    return _marked("".join(result), spans) if len("".join(result)) == len(text) else "".join(result)


def _word(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    word = text[start:end]
    if _in_tag(text, start) or any(s <= start < e for s, e in spans):
        return word
    before = _TAG.sub("", text[:start])
    first = not before.strip(" “‘\"'([") or re.search(r"[:?!]\s+[“‘\"'(\[]*$", before) is not None
    if first:
        rest = word[1:]
        return word if rest != rest.lower() else word[0].upper() + rest
    if any(start < s < end for s, _ in spans):
        return word
    if len(word) > 1 and word[0].isupper() and word[1:] == word[1:].lower():
        return word.lower()
    return word


def _in_tag(text: str, at: int) -> bool:
    opening = text.rfind("<", 0, at)
    return (
        opening >= 0
        and text.find(">", opening) >= at
        and re.match(r"</?(?:i|b|sup|sub|span)\b", text[opening:]) is not None
    )


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


def short_title(title: str) -> str:
    """Return the part of a title before its first colon; empty if there is none."""
    head, colon, _ = title.partition(": ")
    return head.strip() if colon and not head.count("<") else ""
