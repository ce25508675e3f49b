"""Formatted text: parse CSL-JSON's inline markup, combine runs, and serialise them to HTML or plain text.

A formatted text is a list of `Run`s. Quotation marks are represented by two private-use characters until the
end, as the correct mark depends on the nesting level, and punctuation may have to move inside.
Inline markup of CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mkdocs_fieldguide.model.urls import web_url

OPEN, CLOSE = "\ue000", "\ue001"
_NO_MARKS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with uniform formatting.

    Attributes:
        text: the text; not empty in a finished list.
        marks: any of i, b, sup, sub, sc, u, nocase, roman.
        link: http(s) URL that the text links to.
    """

    text: str
    marks: frozenset[str] = _NO_MARKS
    link: str = ""


RichText = list[Run]

INLINE_TAG = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)\b[^<>]*>")
"""A tag of CSL-JSON's inline markup."""

_TAG = re.compile(
    r"<(/?)(i|b|sup|sub|sc|em|strong)>"
    r'|<span (?:style="font-variant: ?small-caps;?"|class="(nocase|smallcaps)")>'
    r"|</(span)>",
    re.IGNORECASE,
)
_MAX_NESTED = 20
_SAME_MARK = {"smallcaps": "sc", "em": "i", "strong": "b"}
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
    for match in _TAG.finditer(text):
        closes = match.group(4) or (match.group(1) and match.group(2))
        if closes:
            kind = match.group(2).lower() if match.group(2) else "span"
            kind = "span" if kind == "sc" else _SAME_MARK.get(kind, kind)
            last = stack[-1] if stack else ""
            if kind != ("span" if last in ("nocase", "sc") else last):
                continue
        if match.start() > position:
            runs.append(Run(text[position : match.start()], frozenset(stack)))
        position = match.end()
        if closes:
            stack.pop()
        else:
            if len(stack) >= _MAX_NESTED:
                continue
            mark = (match.group(2) or match.group(3) or "sc").lower()
            stack.append(_SAME_MARK.get(mark, mark))
    if position < len(text):
        runs.append(Run(text[position:], frozenset(stack)))
    return _mark_quotes_in_runs(runs)


_QUOTES = re.compile(r"[“”„\"‘’']")


def mark_quotes(text: str) -> str:
    """Replace paired quotation marks with `OPEN` and `CLOSE`, and apostrophes with typographic ones."""
    if not _QUOTES.search(text):
        return text
    text = re.sub(r'(^|[\s(\[–—-])["“](?=\S)([^"“”]*?\S)["”](?![^\W_])', rf"\1{OPEN}\2{CLOSE}", text)
    text = re.sub(
        r"(^|[\s(\[–—" + OPEN + r"-])[‘'](?=\S)([^‘’']*?\S)[’'](?![^\W_])", rf"\1{OPEN}\2{CLOSE}", text
    )
    return text.replace("'", "’")


def _mark_quotes_in_runs(runs: RichText) -> RichText:
    """Apply `mark_quotes` across runs; it preserves the length, so the text can be split into runs again."""
    text = mark_quotes(to_plain_text(runs))
    position, result = 0, []
    for run in runs:
        end = position + len(run.text)
        result.append(replace(run, text=text[position:end]))
        position = end
    return result


def to_plain_text(runs: Iterable[Run]) -> str:
    """Return the text without formatting; `OPEN` and `CLOSE` remain until `insert_quotes` replaces them."""
    return "".join(run.text for run in runs)


def apply_font(attributes: Mapping[str, str], runs: RichText) -> RichText:
    """Apply the formatting attributes of an element (CSL 1.0.2, "Formatting")."""
    get = attributes.get
    if get("font-style") in ("italic", "oblique"):
        runs = mark(runs, "i")
    elif get("font-style") == "normal":
        runs = mark(runs, "roman")
    if get("font-weight") == "bold":
        runs = mark(runs, "b")
    if get("font-variant") == "small-caps":
        runs = mark(runs, "sc")
    if get("text-decoration") == "underline":
        runs = mark(runs, "u")
    if (align := get("vertical-align")) in ("sup", "sub"):
        runs = mark(runs, align)
    return runs


def mark(runs: RichText, name: str) -> RichText:
    """Return the runs with an additional mark; italics within italics become upright."""
    if name == "i":
        return [run if "roman" in run.marks else replace(run, marks=run.marks ^ {"i"}) for run in runs]
    return [replace(run, marks=run.marks | {name}) for run in runs]


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


_KEEP_FIRST = {"!.", "!:", "?.", "?:", ":.", ";:", ";.", "!!", "??", "..", ",,", ";;", "::"}
_KEEP_SECOND = {",.", ":!", ":?", ";!", ";?", "  ", " ,", " .", " ;", " )"}


def collapse_punctuation(runs: RichText, punctuation_in_quote: bool) -> RichText:
    """Return the runs with duplicate and conflicting punctuation resolved where two parts meet.

    A repeated mark is dropped, `?.` becomes `?`, and full stops and commas move inside closing quotation
    marks if the locale requires it. Punctuation within a part is the author's and does not change.
    """
    done: list[Run] = []
    # For each finished run, the last character up to its end other than `CLOSE`, or "". Searching for it at
    # each full stop would take quadratic time after many closing quotation marks.
    last_characters: list[str] = []
    for run in runs:
        text, at = run.text, 0
        while at < len(text) and done:
            last = done[-1]
            if punctuation_in_quote and last.text[-1] == CLOSE and text[at] in ".,":
                if not last_characters[-1]:
                    break
                if last_characters[-1] not in ".,;:?!":
                    first = _insert_before_close(done, text[at])
                    last_characters[first:] = text[at] * (len(last_characters) - first)
                at += 1
                continue
            pair = last.text[-1] + text[at]
            if pair in _KEEP_FIRST:
                at += 1
            elif pair in _KEEP_SECOND:
                _remove_last_character(done)
                del last_characters[len(done) - 1 :]
                if done:
                    last_characters.append(_find_last_character(done[-1], last_characters))
            else:
                break
        if at < len(text):
            done.append(replace(run, text=text[at:]))
            last_characters.append(_find_last_character(done[-1], last_characters))
    return done


def trim(runs: RichText) -> RichText:
    """Return the runs without leading and trailing white space."""
    texts = [at for at, run in enumerate(runs) if run.text.strip()]
    result = runs[texts[0] : texts[-1] + 1] if texts else []
    if result:
        result[0] = replace(result[0], text=result[0].text.lstrip())
        result[-1] = replace(result[-1], text=result[-1].text.rstrip())
    return result


def _remove_last_character(done: list[Run]) -> None:
    """Remove the last character, and its repetitions before it."""
    shorter = done[-1].text.rstrip(done[-1].text[-1])
    if shorter:
        done[-1] = replace(done[-1], text=shorter)
    else:
        done.pop()


def _find_last_character(run: Run, before: Sequence[str]) -> str:
    """Return the last character other than `CLOSE` in a run, or in the runs before it."""
    text = run.text.rstrip(CLOSE)
    return text[-1] if text else before[-1] if before else ""


def _insert_before_close(done: list[Run], character: str) -> int:
    """Insert a character before the final closing quotation marks, with the formatting of the text there.

    Returns:
        The index of the run that contains the character.
    """
    at = len(done) - 1
    while not (text := done[at].text.rstrip(CLOSE)):
        at -= 1
    done[at] = replace(done[at], text=text + character + done[at].text[len(text) :])
    return at


def insert_quotes(runs: RichText, quotes: Sequence[str]) -> RichText:
    """Replace `OPEN` and `CLOSE` with quotation marks, outer and inner ones in alternation."""
    depth, result = 0, []
    for run in runs:
        text = run.text
        if OPEN in text or CLOSE in text:
            pieces = []
            for character in text:
                if character == OPEN:
                    pieces.append(quotes[0 if depth % 2 == 0 else 2])
                    depth += 1
                elif character == CLOSE:
                    depth = max(0, depth - 1)
                    pieces.append(quotes[1 if depth % 2 == 0 else 3])
                else:
                    pieces.append(character)
            text = "".join(pieces)
        result.append(replace(run, text=text))
    return result


_ELEMENTS = {
    "b": ("<b>", "</b>"),
    "i": ("<i>", "</i>"),
    "sc": ('<span class="fg-small-caps">', "</span>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "u": ('<span class="fg-underline">', "</span>"),
}


def to_html(runs: RichText) -> str:
    """Return the runs as HTML; all text is escaped, and links are http or https only."""
    parts: list[str] = []
    for link, linked in groupby(runs, key=lambda run: run.link):
        inner = []
        for marks, same_marks in groupby(linked, key=lambda run: run.marks & _ELEMENTS.keys()):
            text = html.escape(to_plain_text(same_marks), quote=False)
            for name in sorted(marks, reverse=True):
                start, end = _ELEMENTS[name]
                text = start + text + end
            inner.append(text)
        content = "".join(inner)
        parts.append(f'<a href="{html.escape(link)}">{content}</a>' if link else content)
    return "".join(parts)


def safe_link(url: str) -> str:
    """Return an http or https URL that may be linked; an empty string for any other text."""
    url = url.strip()
    return url if web_url(url) == url and not re.search(r"[<>\"'`\\]", url) else ""
