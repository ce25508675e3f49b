"""LaTeX in bibliography fields, as text with CSL-JSON's inline markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mkdocs_fieldguide.citations.bibtex.latex_tables import (
    ACCENTS,
    FORMATS,
    QUOTES,
    SILENT,
    SWITCHES,
    SYMBOLS,
    TRANSPARENT,
)
from mkdocs_fieldguide.model.unicode_forms import normalise

_TOKEN = re.compile(
    r"\\([A-Za-z]+)\*?[ \t\n]*|\\(.)|([{}$~^_%])|(---?|``|''|!`|\?`|['`])|([^\\{}$~^_%`'!?-]+|.)", re.DOTALL
)
_MAX_DEPTH = 40
_LONGEST_FORMULA = 500
"""Tokens between two `$`."""
_BLANKS = re.compile(r"[ \t\r\n]+")
_MARKUP = {
    "i": ("<i>", "</i>"),
    "b": ("<b>", "</b>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "sc": ('<span style="font-variant: small-caps;">', "</span>"),
}


@dataclass(slots=True)
class Decoded:
    """A field's text.

    Attributes:
        text: with CSL-JSON's inline markup where `markup` was asked for.
        spans: (start, end) of what stood in braces of its own, whose letter case is fixed.
        unknown: LaTeX commands that are not understood; their arguments are kept as text.
    """

    text: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def decode(source: str, markup: bool = True) -> Decoded:
    """Return what a LaTeX text says.

    A `%` is a percent sign, and a `$` without a second one is a dollar sign: in bibliographies they are
    far more often that than LaTeX.

    Args:
        source: the field as it stands in the file.
        markup: keep italics, bold, superscript and subscript as CSL-JSON markup; else only the text.
    """
    # Reference managers leave HTML entities in their exports.
    if "&" in source:
        source = _ENTITY.sub(lambda match: _ENTITIES[match.group(1)], source)
    if not _SPECIAL.search(source):
        return Decoded(_squeeze(source))
    reader = _Reader(source, markup)
    reader.group(0, "")
    return reader.result()


def decode_text(source: str) -> str:
    """Return the plain text that a LaTeX text says."""
    return decode(source, markup=False).text


_ENTITIES = {"amp": "\\&", "quot": '"', "apos": "'", "#39": "'", "nbsp": "~", "ndash": "–", "mdash": "—"}
_ENTITY = re.compile(r"\\?&(" + "|".join(_ENTITIES) + ");")
_SPECIAL = re.compile(r"[\\{}$~`']|--")


def _squeeze(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" ")


class _Reader:
    def __init__(self, source: str, markup: bool) -> None:
        self._tokens = list(_TOKEN.finditer(source))
        self._partners = _dollars(self._tokens) if "$" in source else {}
        self._at = 0
        self._markup = markup
        self._out: list[str] = []
        self._length = 0
        self._spans: list[tuple[int, int]] = []
        self._unknown: list[str] = []
        self._math = False
        self._accent: list[str] = []

    def result(self) -> Decoded:
        """Return what was read, white space folded, spans moved accordingly."""
        text = "".join(self._out)
        kept: list[str] = []
        place: list[int] = []
        for character in text:
            place.append(len(kept))
            if character in " \t\r\n":
                if kept and kept[-1] != " ":
                    kept.append(" ")
            else:
                kept.append(character)
        place.append(len(kept))
        spans = [(place[min(s, len(text))], place[min(e, len(text))]) for s, e in self._spans]
        folded = "".join(kept).rstrip(" ")
        return Decoded(folded, [(s, min(e, len(folded))) for s, e in spans if s < e], self._unknown)

    def _put(self, text: str) -> None:
        if self._accent and text:
            marks, self._accent = "".join(self._accent), []
            base = {"ı": "i", "ȷ": "j"}.get(text[0], text[0])
            text = base + marks + text[1:]
        text = normalise("NFC", text)
        self._out.append(text)
        self._length += len(text)

    def _tag(self, tag: str) -> None:
        """Put markup, which takes no accent: an accent before it is that of the letter behind."""
        accent, self._accent = self._accent, []
        self._put(tag)
        self._accent = accent

    def group(self, depth: int, ends: str) -> None:
        """Read up to the end of a group.

        Args:
            depth: how many groups are open.
            ends: the sign that ends it: `}`, `$`, or nothing for the whole text.
        """
        closing: list[str] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.group(3) and token.group(3) == ends:
                self._at += 1
                break
            self._at += 1
            self._token(token, depth, closing)
        self._accent = []
        for tag in reversed(closing):
            self._put(tag)

    def _token(self, token: re.Match[str], depth: int, closing: list[str]) -> None:
        command, escaped, sign, ligature, text = token.groups()
        if command is not None:
            self._command(command, depth, closing)
        elif escaped is not None:
            self._escaped(escaped)
        elif sign is not None:
            self._sign(sign, depth)
        elif ligature is not None:
            self._put(_LIGATURES[ligature])
        elif self._accent and text:
            bare = text.lstrip(" ")
            self._put(bare[:1])
            self._put(bare[1:])
        else:
            self._put(text)

    def _escaped(self, sign: str) -> None:
        if sign in ACCENTS:
            self._accent.append(ACCENTS[sign])
        elif sign in "()[]":
            self._math = sign in "(["
        elif sign in "\\ \n\t,;:":
            self._put(" ")
        elif sign not in "-/!@":
            self._put(sign)

    def _sign(self, sign: str, depth: int) -> None:
        if sign == "{":
            if depth >= _MAX_DEPTH:
                return
            start, accented = self._length, bool(self._accent)
            # {\"u} and {\ss} are letters: such braces protect nothing.
            first = self._tokens[self._at] if self._at < len(self._tokens) else None
            letter = first is not None and (first.group(1) or first.group(2)) is not None
            self.group(depth + 1, "}")
            if not accented and not letter and self._length > start:
                self._spans.append((start, self._length))
        elif sign == "$":
            self._dollar(depth)
        elif sign == "~":
            self._put("\u00a0")
        elif sign in "^_" and self._math:
            self._formatted("sup" if sign == "^" else "sub", depth)
        elif sign != "}":
            self._put(sign)

    def _dollar(self, depth: int) -> None:
        opening = self._at - 1
        length = self._partners.get(opening, opening) - self._at
        # "$5 and $6" is money: no formula begins with a space or with a number and a space. Digits and
        # the space behind them are of one token.
        if not 0 < length <= _LONGEST_FORMULA or re.match(r"\s|\d[\d.,]*\s", self._tokens[self._at].group()):
            self._put("$")
            return
        before, self._math = self._math, True
        self.group(depth + 1, "$")
        self._math = before

    def _command(self, name: str, depth: int, closing: list[str]) -> None:
        if name in FORMATS:
            self._formatted(FORMATS[name], depth)
        elif name in QUOTES:
            self._put(QUOTES[name][0])
            self._argument(depth)
            self._put(QUOTES[name][1])
        elif name in ("href", "textcolor", "foreignlanguage"):
            self._raw_argument()
            self._argument(depth)
        elif name == "noopsort":
            self._raw_argument()
        elif name in ("url", "path", "nolinkurl"):
            self._put(self._raw_argument())
        elif name in SYMBOLS:
            self._put(SYMBOLS[name])
        elif name in ACCENTS:
            self._accent.append(ACCENTS[name])
        elif name in SWITCHES:
            if self._markup:
                opening, end = _MARKUP[SWITCHES[name]]
                self._tag(opening)
                closing.append(end)
        elif name not in TRANSPARENT and name not in SILENT:
            self._unknown.append(name)

    def _formatted(self, kind: str, depth: int) -> None:
        if self._markup:
            opening, end = _MARKUP[kind]
            self._tag(opening)
            self._argument(depth)
            self._tag(end)
        else:
            self._argument(depth)

    def _argument(self, depth: int) -> None:
        """Read a group, or a single character; commands whose arguments are commands nest as groups do."""
        if self._at >= len(self._tokens) or depth >= _MAX_DEPTH:
            return
        token = self._tokens[self._at]
        if token.group(3) == "{":
            self._at += 1
            self.group(depth + 1, "}")
        elif token.group(5):
            text = token.group(5)
            self._put(text[:1])
            rest = _TOKEN.match(text[1:])
            if rest is None:
                self._at += 1
            else:
                self._tokens[self._at] = rest
        elif token.group(3) != "}":
            self._at += 1
            self._token(token, depth + 1, [])

    def _raw_argument(self) -> str:
        """Return a group as it is written, without its braces."""
        if self._at >= len(self._tokens) or self._tokens[self._at].group(3) != "{":
            return ""
        parts, level = [], 0
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            level += {"{": 1, "}": -1}.get(token.group(3) or "", 0)
            if level == 0:
                break
            parts.append(token.group(2) if token.group(2) in tuple("%#&_~") else token.group())
        return "".join(parts[1:])


def _dollars(tokens: list[re.Match[str]]) -> dict[int, int]:
    """Return which `$` closes the formula that each `$` may open: the next one in the same group."""
    partners: dict[int, int] = {}
    # From the end: the nearest `$` behind in each group that is open there, the innermost last.
    nearest = [-1]
    for at in range(len(tokens) - 1, -1, -1):
        sign = tokens[at].group(3)
        if sign == "}":
            nearest.append(-1)
        elif sign == "{":
            nearest.pop()
            nearest = nearest or [-1]
        elif sign == "$":
            if nearest[-1] >= 0:
                partners[at] = nearest[-1]
            nearest[-1] = at
    return partners


_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "!`": "¡", "?`": "¿", "'": "’", "`": "‘"}
