"""Decode the HTML entities that databases and reference managers leave in their exports."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.entities import html5

_NAME = r"[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}"
_ENTITY = re.compile(rf"&({_NAME});")
# Reference managers escape the ampersand and the hash for LaTeX: `{\&}lt;`, `\&\#39;`.
_LATEX_ENTITY = re.compile(r"(?:\\?&|\{\\?&\})(" + _NAME.replace("#", r"(?:\\?\#|\{\\\#\})") + r");")
_LATEX_SIGNS = re.compile(r"[\\{}]")
_MAX_LEVELS = 3
"""Entities are often escaped a second time, as in `&amp;lt;`."""

_LATEX = {
    "&": r"\&", "{": r"\{", "}": r"\}", "\\": r"\textbackslash{}", "$": r"\$", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "_": r"\_", "%": r"\%", "#": r"\#", "\u00a0": "~",
}  # fmt: skip


def decode_entities(text: str) -> str:
    """Return the text with named and numeric HTML entities decoded; they must end with a semicolon."""
    return _decode(text, _ENTITY, lambda character: character)


def decode_entities_in_latex(source: str) -> str:
    """Return LaTeX with HTML entities as LaTeX for the same characters."""
    return _decode(source, _LATEX_ENTITY, lambda characters: "".join(map(_to_latex, characters)))


def _to_latex(character: str) -> str:
    return _LATEX.get(character, character)


def _decode(text: str, pattern: re.Pattern[str], write: Callable[[str], str]) -> str:
    for _ in range(_MAX_LEVELS):
        if "&" not in text:
            break
        decoded = pattern.sub(lambda match: _decode_one(match, write), text)
        if decoded == text:
            break
        text = decoded
    return text


def _decode_one(match: re.Match[str], write: Callable[[str], str]) -> str:
    name = _LATEX_SIGNS.sub("", match.group(1))
    if not name.startswith("#"):
        found = html5.get(f"{name};")
        return match.group() if found is None else write(found)
    return write(html.unescape(f"&{name};"))
