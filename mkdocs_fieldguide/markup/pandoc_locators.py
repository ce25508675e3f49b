"""Locators in the suffixes of pandoc's citations: `[@key, pp. 3-5 and passim]`.

The rules are pandoc's: a label in the site's language and numbers, or numbers alone, which are pages.
Braces delimit a locator that would not be recognised: `[@key, {pp. iv, vi-xi}, with a suffix]`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

_ELEMENT = r"<(?P<tag>[ib])>[^<]*</(?P=tag)>"
_TOKEN = re.compile(rf"{_ELEMENT}|\s+|\w+|.", re.DOTALL)
_TAGS = re.compile(r"</?[ib]>")
_ROMAN = re.compile(r"(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_BRACES = {"{": "}", "[": "]", "(": ")"}
_INNER_BRACES = {"{": "}", "[": "]"}
_MOST_TOKENS = 300
_LONGEST_LABEL = 40


class Locator(NamedTuple):
    """A suffix, divided into a locator and what follows it.

    Attributes:
        label: the CSL term of the locator, such as `page`.
        locator: the numbers; empty if the suffix has no locator.
        suffix: the text after the locator.
    """

    label: str
    locator: str
    suffix: str


class _Word(NamedTuple):
    """A word of a locator: its text, the position behind it, and whether it is like a number."""

    text: str
    end: int
    is_number: bool


def split_locator(suffix: str, labels: Mapping[str, str]) -> Locator:
    """Divide the suffix of a cite.

    Args:
        suffix: the text between the key and the next cite; emphasis is `<i>…</i>` or `<b>…</b>`.
        labels: the CSL terms of locators by their label in lower case, such as `pp.` or `chapter`.
    """
    tokens = _tokens(suffix)
    if len(tokens) <= _MOST_TOKENS:
        start = 1 if tokens[:1] == [","] else 0
        start += tokens[start : start + 1] == [" "]
        found = _delimited(tokens, start, labels) or _integrated(tokens, start, labels)
        if found is not None:
            label, locator, end = found
            rest = "".join(tokens[end:])
            return Locator(label, locator, rest) if locator else Locator("page", "", _with_comma(rest))
    return Locator("page", "", _with_comma(suffix))


def _tokens(text: str) -> list[str]:
    """Split a text as pandoc does: spaces and punctuation are tokens, except for `-`, `–` and `:`."""
    tokens: list[str] = []
    glue = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token.isspace():
            tokens.append(" ")
            glue = False
        elif _is_punctuation(token):
            tokens.append(token)
            glue = False
        elif glue and match["tag"] is None:
            tokens[-1] += token
        else:
            tokens.append(token)
            glue = match["tag"] is None
    return tokens


def _is_punctuation(text: str) -> bool:
    return len(text) == 1 and text not in "-–:" and unicodedata.category(text).startswith("P")


def _with_comma(text: str) -> str:
    """Return a suffix, with a comma before a word, which only brackets after a name can begin with."""
    is_word = text and not (text[0].isspace() or unicodedata.category(text[0]).startswith("P"))
    return f", {text}" if is_word else text


def _delimited(tokens: list[str], start: int, labels: Mapping[str, str]) -> tuple[str, str, int] | None:
    """Return label, locator and end of a locator in braces."""
    if tokens[start : start + 1] != ["{"]:
        return None
    depth, end = [], start
    for end in range(start, len(tokens)):
        token = tokens[end]
        if token in _INNER_BRACES:
            depth.append(_INNER_BRACES[token])
        elif depth and token == depth[-1]:
            depth.pop()
            if not depth:
                break
    else:
        return None
    inner = tokens[start + 1 : end]
    inner = inner[inner[:1] == [" "] :]
    label, at = _label(inner, 0, labels, any_word=True)
    return label or "page", _plain(inner[at:]).strip(), end + 1


def _integrated(tokens: list[str], start: int, labels: Mapping[str, str]) -> tuple[str, str, int] | None:
    """Return label, locator and end of a locator that its own form shows."""
    label, at = _label(tokens, start, labels, any_word=False)
    words: list[str] = []
    while word := _word(tokens, at, is_first=not words and bool(label)):
        if not (word.is_number if label else _has_digits(word.text)):
            break
        if not words and not label and tokens[at] in (",", " "):
            break
        words.append(word.text)
        at = word.end
    return (label or "page", "".join(words).strip(), at) if words else None


def _label(tokens: list[str], start: int, labels: Mapping[str, str], *, any_word: bool) -> tuple[str, int]:
    """Return the term of the longest label before a word, and the position behind it."""
    found, end, text = "", start, ""
    for at in range(start + 1, len(tokens)):
        text += _plain(tokens[at - 1 : at])
        if len(text) > _LONGEST_LABEL:
            break
        term = labels.get(text.strip().casefold())
        if term is None:
            continue
        word = None if any_word else _word(tokens, at, is_first=True)
        if any_word or (word is not None and word.is_number):
            found, end = term, at
    return found, end


def _word(tokens: list[str], at: int, *, is_first: bool) -> _Word | None:
    """Return a number, range or the like, with numbers in brackets, such as `34(1)(i)`."""
    before = ""
    if not is_first and tokens[at : at + 1] == [","]:
        before, at = ",", at + 1
    if tokens[at : at + 1] == [" "]:
        before, at = before + " ", at + 1
    parts: list[str] = []
    is_number = False
    while at < len(tokens):
        closing = _BRACES.get(tokens[at])
        inner = _sequence(tokens, at + 1 if closing else at)
        if closing is None:
            if inner is None:
                break
            text, end = inner.text, inner.end
        else:
            end = inner.end if inner else at + 1
            if tokens[end : end + 1] != [closing]:
                break
            text = f"{tokens[at]}{inner.text if inner else ''}{closing}"
            end += 1
        parts.append(text)
        is_number = is_number or (inner is not None and inner.is_number)
        at = end
    return _Word(before + "".join(parts), at, is_number) if parts else None


def _sequence(tokens: list[str], at: int) -> _Word | None:
    """Return `1`, `1.2`, `1.2.3` or `.2`; the last full stop is not part of it."""
    parts: list[str] = []
    is_number = False
    while True:
        dot = tokens[at : at + 1] == ["."]
        if parts and not dot:
            break
        unit = _plain(tokens[at + dot : at + dot + 1])
        if not unit or unit == " " or _is_punctuation(unit):
            break
        is_number = is_number or _has_digits(unit) or _ROMAN.fullmatch(unit) is not None
        parts.append("." * dot + unit)
        at += 1 + dot
    return _Word("".join(parts), at, is_number) if parts else None


def _has_digits(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _plain(tokens: list[str]) -> str:
    return _TAGS.sub("", "".join(tokens))
