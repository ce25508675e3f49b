"""Serialise formatted text to HTML."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from mkdocs_fieldguide.citations.csl.blocks import BLOCK
from mkdocs_fieldguide.citations.csl.run import RichText, Run

_ELEMENTS = {
    "b": ("<b>", "</b>"),
    "i": ("<i>", "</i>"),
    "sc": ('<span class="fg-small-caps">', "</span>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "u": ("<u>", "</u>"),
}
_FLIPPING = ("b", "i", "sc")
_SUPERSCRIPT = re.compile("[ªº²³¹ʰ-ʸˀˁˠ-ˤᴬ-ᵡ⁰-ⁿ℠™㆒-㆟ۥۦ]")
_MORE_SUPERSCRIPTS = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}


@lru_cache(maxsize=256)
def _list_elements(marks: frozenset[str]) -> tuple[str, ...]:
    """Return the elements for a set of marks, the innermost first.

    Formatting in the data is reversed in text that the style formats in the same way: a species is upright in
    an italic title.
    """
    shown = marks & {"u", "sup", "sub"}
    if "baseline" in marks:
        shown -= {"sup", "sub"}
    if "nodecor" not in marks:
        shown |= {name for name in _FLIPPING if (name in marks) != (f"+{name}" in marks)}
    return tuple(sorted(shown, reverse=True))


def to_html(runs: RichText) -> str:
    """Return the runs as HTML; all text is escaped, and links are http or https only."""
    if not any(mark.startswith(BLOCK) for run in runs for mark in run.marks):
        return _make_inline(runs)
    parts: list[str] = []
    ends_line = False
    for block, inside in groupby(runs, key=_find_block):
        content = _make_inline(inside)
        kind = block.rpartition(":")[2]
        is_line = kind in ("block", "indent")
        if parts and (is_line or ends_line):
            parts.append("<br>")
        parts.append(f'<span class="fg-{kind}">{content}</span>' if block else content)
        ends_line = is_line
    return "".join(parts)


def _find_block(run: Run) -> str:
    return next((mark for mark in run.marks if mark.startswith(BLOCK)), "")


def _make_inline(runs: Iterable[Run]) -> str:
    parts: list[str] = []
    for link, linked in groupby(runs, key=lambda run: run.link):
        inner = []
        for elements, same in groupby(linked, key=lambda run: _list_elements(run.marks)):
            text = html.escape("".join(run.text for run in same), quote=False)
            inner.append(_wrap(text, elements))
        content = "".join(inner)
        parts.append(f'<a href="{html.escape(link)}">{content}</a>' if link else content)
    return "".join(parts)


def _wrap(text: str, elements: Sequence[str]) -> str:
    if not text.isascii() and "sup" not in elements:
        text = _SUPERSCRIPT.sub(_raise, text)
    for name in elements:
        start, end = _ELEMENTS[name]
        text = start + text + end
    return text


def _raise(match: re.Match[str]) -> str:
    """Return a superscript character as an element, so that fonts without it show it too."""
    character = match.group()
    letters = _MORE_SUPERSCRIPTS.get(character)
    if letters is None:
        kind, *codes = unicodedata.decomposition(character).split() or [""]
        letters = "".join(chr(int(code, 16)) for code in codes) if kind == "<super>" else ""
    return f"<sup>{letters}</sup>" if letters else character
