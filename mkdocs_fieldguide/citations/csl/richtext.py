"""Text with formatting: the inline markup of CSL-JSON, joining, and writing it out as HTML and plain text.

A formatted text is a list of `Run`s. Quotation marks are kept as two private characters until the end,
because which mark is right depends on how deep they are nested, and a full stop may have to move inside.
CSL-JSON's inline markup: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mkdocs_fieldguide.model.urls import web_url

OPEN, CLOSE = "\ue000", "\ue001"
_PLAIN: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is formatted alike.

    Attributes:
        text: the text, never empty in a finished list.
        marks: any of i, b, sup, sub, sc, u, nocase, roman.
        link: an http(s) address that the text leads to.
    """

    text: str
    marks: frozenset[str] = _PLAIN
    link: str = ""


RichText = list[Run]

_TAG = re.compile(
    r"<(/?)(i|b|sup|sub|sc|em|strong)>"
    r'|<span (?:style="font-variant: ?small-caps;?"|class="(nocase|smallcaps)")>'
    r"|</(span)>",
    re.IGNORECASE,
)
_MAX_NESTED = 20
_SAME_MARK = {"smallcaps": "sc", "em": "i", "strong": "b"}
_UNWANTED = re.compile("[\ud800-\udfff\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufeff]")


def strip_control_chars(text: str) -> str:
    """Return the text without control characters and without the private ones used here."""
    return _UNWANTED.sub("", text)


def parse_inline(text: str) -> RichText:
    """Return the runs of a CSL-JSON value; tags that CSL-JSON does not know stay text."""
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
    return _requote(runs)


_QUOTES = re.compile(r"[“”„\"‘’']")


def mark_quotes(text: str) -> str:
    """Return the text with its pairs of quotation marks as `OPEN` and `CLOSE`, apostrophes typographic."""
    if not _QUOTES.search(text):
        return text
    text = re.sub(r'(^|[\s(\[–—-])["“](?=\S)([^"“”]*?\S)["”](?![^\W_])', rf"\1{OPEN}\2{CLOSE}", text)
    text = re.sub(
        r"(^|[\s(\[–—" + OPEN + r"-])[‘'](?=\S)([^‘’']*?\S)[’'](?![^\W_])", rf"\1{OPEN}\2{CLOSE}", text
    )
    return text.replace("'", "’")


def _requote(runs: RichText) -> RichText:
    """Apply `quoted` across runs: it keeps the number of characters, so the runs can be cut out again."""
    whole = mark_quotes("".join(run.text for run in runs))
    position, result = 0, []
    for run in runs:
        end = position + len(run.text)
        result.append(replace(run, text=whole[position:end]))
        position = end
    return result


def to_plain_text(runs: Iterable[Run]) -> str:
    """Return the bare text, with `OPEN` and `CLOSE` still in it."""
    return "".join(run.text for run in runs)


def mark(runs: RichText, name: str) -> RichText:
    """Return the runs with a mark more; italics inside italics are upright again."""
    if name == "i":
        return [run if "roman" in run.marks else replace(run, marks=run.marks ^ {"i"}) for run in runs]
    return [replace(run, marks=run.marks | {name}) for run in runs]


def join(parts: Sequence[RichText], delimiter: str) -> RichText:
    """Return the parts that are not empty, with the delimiter between them."""
    result: RichText = []
    for part in parts:
        if not part:
            continue
        if result and delimiter:
            result.append(Run(delimiter))
        result.extend(part)
    return result


def wrap(runs: RichText, prefix: str, suffix: str) -> RichText:
    """Return the runs between a prefix and a suffix; nothing stays nothing."""
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
    """Return the runs with punctuation set right where two parts meet.

    A doubled mark becomes one, `?.` becomes `?`, and full stop and comma go inside a closing quotation
    mark where the language wants that. Marks inside a part are the author's own and stay.
    """
    done: list[Run] = []
    # For each run that is done: the last character up to its end that is no closing mark; "" for none.
    # Looking for it anew at each full stop would take quadratic time after many closing marks.
    inner: list[str] = []
    for run in runs:
        text, at = run.text, 0
        while at < len(text) and done:
            last = done[-1]
            if punctuation_in_quote and last.text[-1] == CLOSE and text[at] in ".,":
                if not inner[-1]:
                    break
                if inner[-1] not in ".,;:?!":
                    first = _insert_before_close(done, text[at])
                    inner[first:] = text[at] * (len(inner) - first)
                at += 1
                continue
            pair = last.text[-1] + text[at]
            if pair in _KEEP_FIRST:
                at += 1
            elif pair in _KEEP_SECOND:
                _cut_end(done)
                del inner[len(done) - 1 :]
                if done:
                    inner.append(_inner(done[-1], inner))
            else:
                break
        if at < len(text):
            done.append(replace(run, text=text[at:]))
            inner.append(_inner(done[-1], inner))
    return done


def trim(runs: RichText) -> RichText:
    """Return the runs without white space at the beginning and end."""
    texts = [at for at, run in enumerate(runs) if run.text.strip()]
    result = runs[texts[0] : texts[-1] + 1] if texts else []
    if result:
        result[0] = replace(result[0], text=result[0].text.lstrip())
        result[-1] = replace(result[-1], text=result[-1].text.rstrip())
    return result


def _cut_end(done: list[Run]) -> None:
    """Take the last sign away, with those before it that are the same."""
    shorter = done[-1].text.rstrip(done[-1].text[-1])
    if shorter:
        done[-1] = replace(done[-1], text=shorter)
    else:
        done.pop()


def _inner(run: Run, before: Sequence[str]) -> str:
    """Return the last character that is no closing mark, of a run or else of those before it."""
    bare = run.text.rstrip(CLOSE)
    return bare[-1] if bare else before[-1] if before else ""


def _insert_before_close(done: list[Run], character: str) -> int:
    """Put a character before the closing marks at the end, in the formatting of the text there.

    Returns:
        The index of the run that has it now.
    """
    at = len(done) - 1
    while not (bare := done[at].text.rstrip(CLOSE)):
        at -= 1
    done[at] = replace(done[at], text=bare + character + done[at].text[len(bare) :])
    return at


def insert_quotes(runs: RichText, quotes: Sequence[str]) -> RichText:
    """Return the runs with real quotation marks: outer and inner ones by turns."""
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
    """Return HTML; every character of data is escaped, links are to http and https only."""
    parts: list[str] = []
    for link, linked in groupby(runs, key=lambda run: run.link):
        inner = []
        for marks, alike in groupby(linked, key=lambda run: run.marks & _ELEMENTS.keys()):
            text = html.escape("".join(run.text for run in alike), quote=False)
            for name in sorted(marks, reverse=True):
                before, after = _ELEMENTS[name]
                text = before + text + after
            inner.append(text)
        whole = "".join(inner)
        parts.append(f'<a href="{html.escape(link)}">{whole}</a>' if link else whole)
    return "".join(parts)


def safe_address(address: str) -> str:
    """Return the address if it is plain http or https and may be linked; else an empty text."""
    address = address.strip()
    return address if web_url(address) == address and not re.search(r"[<>\"'`\\]", address) else ""
