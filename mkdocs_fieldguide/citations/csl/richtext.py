"""Formatted text: parse CSL-JSON's inline markup, combine runs and format them.

Inline markup of CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mkdocs_fieldguide.citations.csl.quotes import mark_quotes, mark_quotes_in_runs
from mkdocs_fieldguide.citations.csl.run import RichText, Run
from mkdocs_fieldguide.model.urls import web_url

INLINE_TAG = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)\b[^<>]*>")
"""A tag of CSL-JSON's inline markup."""

_TAG = re.compile(
    r"<(/?)(i|b|sup|sub|sc|em|strong)>"
    r'|<span (?:style="font-variant: ?small-caps;?"|class="(nocase|smallcaps|nodecor)")>'
    r"|</(span)>",
    re.IGNORECASE,
)
_MAX_NESTED = 20
_MARKS = {"i": "+i", "em": "+i", "b": "+b", "strong": "+b", "sc": "+sc", "smallcaps": "+sc"}
_SPANS = ("nocase", "nodecor", "+sc")
_CONTROL_CHARS = re.compile("[\ud800-\udfff\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufeff]")


def strip_control_chars(text: str) -> str:
    """Return the text without control characters and private-use characters."""
    return _CONTROL_CHARS.sub("", text)


def parse_inline(text: str) -> RichText:
    """Return the runs of a CSL-JSON value; tags unknown to CSL-JSON are text."""
    text = strip_control_chars(text)
    if "<" not in text:
        return [Run(mark_quotes(text))] if text else []
    runs: RichText = []
    stack: list[str] = []
    position = 0
    for match in _match_pairs(text):
        if match.start() > position:
            runs.append(Run(text[position : match.start()], _combine(stack)))
        position = match.end()
        if match.group(1) or match.group(4):
            stack.pop()
        else:
            stack.append(_find_mark(match))
    if position < len(text):
        runs.append(Run(text[position:], _combine(stack)))
    return mark_quotes_in_runs(runs)


def _match_pairs(text: str) -> list[re.Match[str]]:
    """Return the tags that form properly nested pairs, in order; others are text."""
    pairs: list[re.Match[str]] = []
    stack: list[re.Match[str]] = []
    for match in _TAG.finditer(text):
        if not (match.group(1) or match.group(4)):
            if len(stack) < _MAX_NESTED:
                stack.append(match)
            continue
        mark = "span" if match.group(4) else _find_mark(match)
        # An element that is not closed before its parent is text.
        for at in range(len(stack) - 1, -1, -1):
            opened = _find_mark(stack[at])
            if mark == opened or (mark in ("span", "+sc") and opened in _SPANS):
                pairs += [stack[at], match]
                del stack[at:]
                break
    return sorted(pairs, key=re.Match.start)


def _find_mark(match: re.Match[str]) -> str:
    name = (match.group(2) or match.group(3) or "sc").lower()
    return _MARKS.get(name, name)


def _combine(stack: Sequence[str]) -> frozenset[str]:
    """Return the marks of nested elements; italics in italics are upright, as are bold and small capitals."""
    flipped = {mark for mark in stack if mark.startswith("+") and stack.count(mark) % 2 == 0}
    return frozenset(stack) - flipped


def to_plain_text(runs: Iterable[Run]) -> str:
    """Return the text without formatting; `OPEN` and `CLOSE` remain until `insert_quotes` replaces them."""
    return "".join(run.text for run in runs)


def apply_font(attributes: Mapping[str, str], runs: RichText) -> RichText:
    """Apply the formatting attributes of an element (CSL 1.0.2, "Formatting")."""
    for attribute, value in attributes.items():
        if attribute in _FONTS:
            names, normal = _FONTS[attribute]
            runs = mark(runs, names.get(value, normal), normal)
    return runs


_FONTS = {
    "font-style": ({"italic": "i", "oblique": "i"}, "roman"),
    "font-weight": ({"bold": "b"}, "regular"),
    "font-variant": ({"small-caps": "sc"}, "large"),
    "text-decoration": ({"underline": "u"}, "plain"),
    "vertical-align": ({"sup": "sup", "sub": "sub"}, "baseline"),
}
"""For each attribute the marks for its values, and the mark that protects text from outer elements."""


def mark(runs: RichText, name: str, protection: str = "") -> RichText:
    """Return the runs with an additional mark, except those with a protection from it."""
    added = {name}
    return [run if protection in run.marks else Run(run.text, run.marks | added, run.link) for run in runs]


def join(parts: Sequence[RichText], delimiter: str) -> RichText:
    """Join the non-empty parts with a delimiter."""
    result: RichText = []
    for part in parts:
        if not part:
            continue
        if result and delimiter:
            result.append(Run(delimiter))
        result.extend(part)
    return result


def wrap(runs: RichText, prefix: str, suffix: str) -> RichText:
    """Return the runs with a prefix and a suffix; empty text gets none."""
    if not runs:
        return runs
    result = [Run(prefix)] if prefix else []
    result += runs
    if suffix:
        result.append(Run(suffix))
    return result


def trim(runs: RichText) -> RichText:
    """Return the runs without leading and trailing white space."""
    texts = [at for at, run in enumerate(runs) if run.text.strip()]
    result = runs[texts[0] : texts[-1] + 1] if texts else []
    if result:
        result[0] = replace(result[0], text=result[0].text.lstrip())
        result[-1] = replace(result[-1], text=result[-1].text.rstrip())
    return result


def safe_link(url: str) -> str:
    """Return an http or https URL that may be linked; an empty string for any other text."""
    url = url.strip()
    return url if web_url(url) == url and not re.search(r"[<>\"'`\\]", url) else ""
