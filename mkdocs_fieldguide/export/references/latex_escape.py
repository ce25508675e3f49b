r"""Text as LaTeX, for the fields of a BibTeX entry.

Letters of any script stay as they are: a bibliography file is UTF-8. Escaped is what LaTeX would take for a
command, and what its fonts would join (`--`, `''`). BibTeX counts a brace even after a backslash, so braces
in the text are written by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mkdocs_fieldguide.export.references.csl_values import TAG

_Writer = Callable[[str, "_Before"], str]
_NEAR = 50
"""Characters before a word in which a colon is looked for."""
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "$": r"\$", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_",
}  # fmt: skip
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[!?])(?=`)|(?<=&)(?=#?\w+;)")
_COMMANDS = {"i": "textit", "em": "textit", "b": "textbf", "strong": "textbf", "sup": "textsuperscript",
             "sub": "textsubscript", "sc": "textsc"}  # fmt: skip
_TAG_NAME = re.compile(r"</?(\w+)")
_WORD = re.compile(r"[^\W_][^\s]*")
_LAST_SIGNS = ".,;:!?)]”’\"'\0"


def escape(text: str) -> str:
    """Return plain text as LaTeX."""
    return _written(_joints_marked(text))


def escape_rich(text: str) -> str:
    """Return text with CSL-JSON's inline markup as LaTeX."""
    return _with_markup(text, lambda part, _: escape(part))


def escape_title(text: str) -> str:
    """Return a title as LaTeX, with braces around words whose letter case a style would change.

    BibTeX's styles, and our reader, take a title for one in title case and make small letters of its
    capitals, unless they stand in braces.
    """
    return _with_markup(text, _protect)


def _with_markup(text: str, written: _Writer) -> str:
    """Return `text` with its tags as commands; what is not closed, or was never opened, is left out."""
    out: list[str] = []
    open_tags: list[tuple[str, str]] = []
    begin, position = _Before(), 0
    for match in [*TAG.finditer(text), None]:
        part = text[position : match.start() if match else len(text)]
        out.append(written(part, begin))
        if match is None:
            break
        position = match.end()
        tag = match.group()
        name = _tag_name(tag)
        if not tag.startswith("</"):
            out.append(_opening(tag, name))
            open_tags.append((name, "}" if out[-1] else ""))
        elif open_tags and open_tags[-1][0] == name:
            out.append(open_tags.pop()[1])
    out.extend(end for _, end in reversed(open_tags))
    return "".join(out)


def _tag_name(tag: str) -> str:
    match = _TAG_NAME.match(tag)
    return match.group(1) if match else ""


def _opening(tag: str, name: str) -> str:
    if name == "span":
        if "small-caps" in tag:
            return r"\textsc{"
        return "{" if "nocase" in tag else ""
    return f"\\{_COMMANDS[name]}{{"


def _joints_marked(text: str) -> str:
    """Mark where `{}` has to stand, with a character that no clean text holds."""
    return _LIGATURE.sub("\0", text)


def _written(marked: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in marked).replace("\0", "{}")


class _Before:
    """What stands before a word of a title, as far as it counts: whether there is any, and its end."""

    _OPENING = ' “‘`"(['
    _COLON = re.compile(r"[:?!]\s+[“‘`\"(\[]*$")

    def __init__(self) -> None:
        self._any = False
        self._end = ""

    def add(self, text: str) -> None:
        """Go on behind a text."""
        self._any = self._any or bool(text.strip(self._OPENING))
        self._end = (self._end + text[-_NEAR:])[-_NEAR:]

    def begins(self) -> bool:
        """Tell whether a title begins here, or what follows a colon."""
        return not self._any or self._COLON.search(self._end) is not None


def _protect(part: str, before: _Before) -> str:
    """Escape a piece of a title; `before` is what stands in front of it."""
    part = _joints_marked(part)
    out, position, passed = [], 0, 0
    for match in _WORD.finditer(part):
        word = match.group().rstrip(_LAST_SIGNS)
        out.append(_written(part[position : match.start()]))
        position = match.start() + len(word)
        before.add(part[passed : match.start()])
        passed = match.start()
        kept = _is_safe(word, begins=before.begins())
        out.append(_written(word) if kept else f"{{{_written(word)}}}")
    out.append(_written(part[position:]))
    before.add(part[passed:])
    return "".join(out)


def _is_safe(word: str, *, begins: bool) -> bool:
    """Tell whether a style that changes the letter case of titles leaves this word as it is."""
    if begins:
        # A title and what follows a colon begin with a capital in any style.
        return word.lower() == word.upper() or (word[0].isupper() and word[1:] == word[1:].lower())
    return word == word.lower()
