r"""Escape text as LaTeX, for the fields of a BibTeX entry.

Bibliography files are UTF-8, so letters of any script do not change. Characters with a meaning in LaTeX, and
ligatures such as `--` and `''`, are escaped. BibTeX counts a brace even after a backslash, so braces become
commands such as `\textbraceleft{}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mkdocs_fieldguide.citations.csl.richtext import INLINE_TAG

_Escaper = Callable[[str, "_PrecedingText"], str]
_LOOKBEHIND = 50
"""Number of characters before a word that are searched for a colon."""
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "$": r"\$", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_",
}  # fmt: skip
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[!?])(?=`)|(?<=&)(?=#?\w+;)")
_COMMANDS = {"i": "textit", "em": "textit", "b": "textbf", "strong": "textbf", "sup": "textsuperscript",
             "sub": "textsubscript", "sc": "textsc"}  # fmt: skip
_TAG_NAME = re.compile(r"</?(\w+)")
_WORD = re.compile(r"[^\W_][^\s]*")
_TRAILING_PUNCTUATION = ".,;:!?)]”’\"'\0"


def escape(text: str) -> str:
    """Return plain text as LaTeX."""
    return _escape_characters(_mark_ligatures(text))


def escape_rich(text: str) -> str:
    """Return text with CSL-JSON's inline markup as LaTeX."""
    return _convert_markup(text, lambda part, _: escape(part))


def escape_title(text: str) -> str:
    """Return a title as LaTeX, with braces around words whose letter case must not change.

    BibTeX styles, and the BibTeX reader of this package, convert titles to sentence case, except for words in
    braces.
    """
    return _convert_markup(text, _protect_case)


def _convert_markup(text: str, escape_part: _Escaper) -> str:
    """Convert tags to commands; unmatched closing tags are dropped, and unclosed tags closed at the end."""
    out: list[str] = []
    open_tags: list[tuple[str, str]] = []
    preceding, position = _PrecedingText(), 0
    for match in [*INLINE_TAG.finditer(text), None]:
        part = text[position : match.start() if match else len(text)]
        out.append(escape_part(part, preceding))
        if match is None:
            break
        position = match.end()
        tag = match.group()
        name = _get_tag_name(tag)
        if not tag.startswith("</"):
            out.append(_make_opening(tag, name))
            open_tags.append((name, "}" if out[-1] else ""))
        elif open_tags and open_tags[-1][0] == name:
            out.append(open_tags.pop()[1])
    out.extend(end for _, end in reversed(open_tags))
    return "".join(out)


def _get_tag_name(tag: str) -> str:
    match = _TAG_NAME.match(tag)
    return match.group(1) if match else ""


def _make_opening(tag: str, name: str) -> str:
    if name == "span":
        if "small-caps" in tag:
            return r"\textsc{"
        return "{" if "nocase" in tag else ""
    return f"\\{_COMMANDS[name]}{{"


def _mark_ligatures(text: str) -> str:
    """Insert NUL, which sanitised text does not contain, where `{}` must break a ligature."""
    return _LIGATURE.sub("\0", text)


def _escape_characters(marked: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in marked).replace("\0", "{}")


class _PrecedingText:
    """The relevant properties of the text before a word of a title: whether there is any, and its end."""

    _OPENING = ' “‘`"(['
    _COLON = re.compile(r"[:?!]\s+[“‘`\"(\[]*$")

    def __init__(self) -> None:
        self._has_text = False
        self._end = ""

    def add(self, text: str) -> None:
        """Append a text."""
        self._has_text = self._has_text or bool(text.strip(self._OPENING))
        self._end = (self._end + text[-_LOOKBEHIND:])[-_LOOKBEHIND:]

    def is_sentence_start(self) -> bool:
        """Return whether the title, or a part of it after a colon, begins here."""
        return not self._has_text or self._COLON.search(self._end) is not None


def _protect_case(part: str, preceding: _PrecedingText) -> str:
    """Escape a part of a title, with braces around words whose letter case must not change."""
    part = _mark_ligatures(part)
    out, position, added = [], 0, 0
    for match in _WORD.finditer(part):
        word = match.group().rstrip(_TRAILING_PUNCTUATION)
        out.append(_escape_characters(part[position : match.start()]))
        position = match.start() + len(word)
        preceding.add(part[added : match.start()])
        added = match.start()
        escaped = _escape_characters(word)
        is_stable = _has_stable_case(word, at_start=preceding.is_sentence_start())
        out.append(escaped if is_stable else f"{{{escaped}}}")
    out.append(_escape_characters(part[position:]))
    preceding.add(part[added:])
    return "".join(out)


def _has_stable_case(word: str, *, at_start: bool) -> bool:
    """Return whether sentence case does not change a word."""
    if at_start:
        # The first word of a title, and after a colon, is capitalised in sentence case too.
        return word.lower() == word.upper() or (word[0].isupper() and word[1:] == word[1:].lower())
    return word == word.lower()
