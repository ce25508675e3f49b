"""Convert LaTeX in bibliography fields to text with CSL-JSON's inline markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from mkdocs_fieldguide.citations.bibtex.formulas import pair_dollars
from mkdocs_fieldguide.citations.bibtex.latex_tables import (
    ACCENTS,
    BIBSTRINGS,
    CASES,
    FORMATS,
    IGNORED,
    LIGATURES,
    MARKUP,
    OPERATORS,
    QUOTES,
    SWITCHES,
    SYMBOLS,
    TRANSPARENT,
)
from mkdocs_fieldguide.citations.bibtex.localisation_keys import translate_command
from mkdocs_fieldguide.citations.html_entities import decode_entities_in_latex
from mkdocs_fieldguide.model.unicode_forms import normalise

_TOKEN = re.compile(
    r"\\([A-Za-z]+)\*?[ \t\n]*|\\(.)|([{}$~^_%])|(---?|``|''|!`|\?`|['`])|([^\\{}$~^_%`'!?-]+|.)", re.DOTALL
)
_MAX_DEPTH = 40
_MAX_FORMULA = 500
"""Maximum number of tokens between two `$`."""
_WHITESPACE = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class Decoded:
    """The decoded text of a field.

    Attributes:
        text: the text, with CSL-JSON's inline markup if requested.
        spans: (start, end) of each part in braces, whose letter case must be preserved.
        unknown: unsupported LaTeX commands; their arguments become text.
    """

    text: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def decode(source: str, markup: bool = True) -> Decoded:
    """Return the text of a LaTeX field.

    `%` is a percent sign, and a `$` without a closing one is a dollar sign: in bibliographies, these are far
    more common than comments and broken formulas.

    Args:
        source: the field's source text.
        markup: convert italics, bold, superscript and subscript to CSL-JSON markup; otherwise return only
            the text.
    """
    if "&" in source:
        source = decode_entities_in_latex(source)
    if not _SPECIAL.search(source):
        return Decoded(_collapse_whitespace(source))
    decoder = _Decoder(source, markup)
    decoder.read_group(0, "")
    return decoder.finish()


def decode_text(source: str) -> str:
    """Return a LaTeX field as plain text."""
    return decode(source, markup=False).text


_SPECIAL = re.compile(r"[\\{}$~`']|--")


def _collapse_whitespace(text: str) -> str:
    return _WHITESPACE.sub(" ", text).strip(" ")


class _Decoder:
    def __init__(self, source: str, markup: bool) -> None:
        self._tokens = list(_TOKEN.finditer(source))
        self._closing_dollars = pair_dollars(self._tokens) if "$" in source else {}
        self._at = 0
        self._markup = markup
        self._out: list[str] = []
        self._length = 0
        self._spans: list[tuple[int, int]] = []
        self._unknown: list[str] = []
        self._math = False
        self._formula = 0
        self._accents: list[str] = []
        self._change: Callable[[str], str] = str

    def finish(self) -> Decoded:
        """Return the result with white space collapsed and spans adjusted accordingly."""
        text = "".join(self._out)
        collapsed: list[str] = []
        offsets: list[int] = []
        for character in text:
            offsets.append(len(collapsed))
            if character in " \t\r\n":
                if collapsed and collapsed[-1] != " ":
                    collapsed.append(" ")
            else:
                collapsed.append(character)
        offsets.append(len(collapsed))
        spans = [(offsets[min(s, len(text))], offsets[min(e, len(text))]) for s, e in self._spans]
        result = "".join(collapsed).rstrip(" ")
        return Decoded(result, [(s, min(e, len(result))) for s, e in spans if s < e], self._unknown)

    def _write(self, text: str) -> None:
        if self._accents and text:
            marks, self._accents = "".join(self._accents), []
            base = {"ı": "i", "ȷ": "j"}.get(text[0], text[0])
            text = base + marks + text[1:]
        text = normalise("NFC", self._change(text))
        self._out.append(text)
        self._length += len(text)

    def _write_tag(self, tag: str) -> None:
        """Write markup; a pending accent belongs to the letter after it."""
        accents, change = self._accents, self._change
        self._accents, self._change = [], str
        self._write(tag)
        self._accents, self._change = accents, change

    def read_group(self, depth: int, end: str) -> None:
        """Read to the end of a group.

        Args:
            depth: the number of open groups.
            end: the closing delimiter: `}`, `$`, or an empty string for the whole text.
        """
        closing_tags: list[str] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.group(3) and token.group(3) == end:
                self._at += 1
                break
            self._at += 1
            self._read_token(token, depth, closing_tags)
        self._accents = []
        for tag in reversed(closing_tags):
            self._write_tag(tag)

    def _read_token(self, token: re.Match[str], depth: int, closing_tags: list[str]) -> None:
        command, escaped, special, ligature, text = token.groups()
        if command in CASES:
            before, self._change = self._change, CASES[command]
            self._read_argument(depth)
            self._change = before
        elif command is not None:
            self._read_command(command, depth, closing_tags)
            if self._math and SYMBOLS.get(command, "") in OPERATORS and token.group()[-1].isspace():
                self._write(" ")
        elif escaped is not None:
            self._read_escaped(escaped)
        elif special is not None:
            self._read_special(special, depth)
        elif ligature is not None:
            self._write(LIGATURES[ligature])
        elif self._accents and text:
            stripped = text.lstrip(" ")
            self._write(stripped[:1])
            self._write(stripped[1:])
        else:
            self._write(text)

    def _read_escaped(self, character: str) -> None:
        if character in ACCENTS:
            self._accents.append(ACCENTS[character])
        elif character in "()[]":
            self._math = character in "(["
            if self._math:
                self._formula = self._length
            else:
                self._protect(self._formula)
        elif character in "\\ \n\t,;:":
            self._write(" ")
        elif character not in "-/!@":
            self._write(character)

    def _read_special(self, character: str, depth: int) -> None:
        if character == "{":
            if depth >= _MAX_DEPTH:
                return
            start, accented = self._length, bool(self._accents)
            # Braces around a command, as in {\"u} and {\ss}, delimit a letter and do not protect its case.
            first = self._tokens[self._at] if self._at < len(self._tokens) else None
            is_letter = first is not None and (first.group(1) or first.group(2)) is not None
            self.read_group(depth + 1, "}")
            if not accented and not is_letter:
                self._protect(start)
        elif character == "$":
            self._read_dollar(depth)
        elif character == "~":
            self._write("\u00a0")
        elif character in "^_" and self._math:
            self._write_formatted("sup" if character == "^" else "sub", depth)
        elif character != "}":
            self._write(character)

    def _read_dollar(self, depth: int) -> None:
        opening = self._at - 1
        length = self._closing_dollars.get(opening, opening) - self._at
        # "$5 and $6" are amounts of money: a formula does not begin with a space, or with a number and a
        # space (which are one token), unless a command follows, as in "$2 \times 2$".
        first, second = (self._tokens[min(self._at + at, opening + max(length, 0))] for at in (0, 1))
        is_money = re.match(r"\s|\d[\d.,]*\s", first.group()) and not second.group(1)
        if not 0 < length <= _MAX_FORMULA or is_money:
            self._write("$")
            return
        self._read_formula(lambda: self.read_group(depth + 1, "$"))

    def _read_formula(self, read: Callable[[], None]) -> None:
        was_math, self._math, start = self._math, True, self._length
        read()
        self._math = was_math
        self._protect(start)

    def _protect(self, start: int) -> None:
        """Preserve the letter case of the text from `start` on."""
        if self._length > start:
            self._spans.append((start, self._length))

    def _read_command(self, name: str, depth: int, closing_tags: list[str]) -> None:
        if name in FORMATS:
            self._write_formatted(FORMATS[name], depth)
        elif name in QUOTES:
            self._write(QUOTES[name][0])
            self._read_argument(depth)
            self._write(QUOTES[name][1])
        elif name in ("href", "textcolor", "foreignlanguage"):
            self._read_raw_argument()
            self._read_argument(depth)
        elif name == "ensuremath":
            self._read_formula(lambda: self._read_argument(depth))
        elif name in BIBSTRINGS:
            self._write(translate_command(self._read_raw_argument()))
        elif name == "noopsort":
            self._read_raw_argument()
        elif name in ("url", "path", "nolinkurl"):
            self._write(self._read_raw_argument())
        elif name in SYMBOLS:
            self._write(SYMBOLS[name])
        elif name in ACCENTS:
            self._accents.append(ACCENTS[name])
        elif name in SWITCHES:
            if self._markup:
                opening, end = MARKUP[SWITCHES[name]]
                self._write_tag(opening)
                closing_tags.append(end)
        elif name not in TRANSPARENT and name not in IGNORED:
            self._unknown.append(name)

    def _write_formatted(self, kind: str, depth: int) -> None:
        opening, end = MARKUP[kind] if self._markup else ("", "")
        self._write_tag(opening)
        self._read_argument(depth)
        self._write_tag(end)

    def _read_argument(self, depth: int) -> None:
        """Read a group, a single character or a command; nested commands count towards the depth limit."""
        if self._at >= len(self._tokens) or depth >= _MAX_DEPTH:
            return
        token = self._tokens[self._at]
        if token.group(3) == "{":
            self._at += 1
            self.read_group(depth + 1, "}")
        elif token.group(5):
            text = token.group(5)
            self._write(text[:1])
            rest = _TOKEN.match(text[1:])
            if rest is None:
                self._at += 1
            else:
                self._tokens[self._at] = rest
        elif token.group(3) != "}":
            self._at += 1
            self._read_token(token, depth + 1, [])

    def _read_raw_argument(self) -> str:
        """Return the source text of a group, without its braces."""
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
