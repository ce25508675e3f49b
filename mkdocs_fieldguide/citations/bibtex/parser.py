"""Reading one entry's source text with pybtex."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
from pybtex.exceptions import PybtexError
from pybtex.scanner import PybtexSyntaxError, Token
from pybtex.utils import CaseInsensitiveDict

from mkdocs_fieldguide.citations.bibtex.split import Chunk
from mkdocs_fieldguide.findings.wording import shorten

_MISSING_COMMA = re.compile(r"([}\"\d])([ \t]*\n\s*[A-Za-z][\w-]*\s*=\s*[{\"\d])")
_KEY_WITH_BLANKS = re.compile(
    r"""(@[ \t]*[\w-]+[ \t\r\n]*[{(][ \t\r\n]*)([^\s,={}()"#%]+(?:[ \t]+[^\s,={}()"#%]+)+)[ \t]*(?=,)"""
)
MAX_FIELD = 1_000_000
MAX_MACRO = 10_000
MAX_EXPANDED = 10_000_000
"""Characters that abbreviations may put into the entries of a file."""
_KEY = re.compile(r"@[ \t]*[\w-]+[ \t\r\n]*[{(][ \t\r\n]*([^\s,={}()]*)")
# A name as pybtex reads it, where it begins a line.
_FIELD = re.compile(r"^[ \t]*([^\s\"#%'(),={}]+)[ \t]*=", re.MULTILINE)
_IN_QUOTES = re.compile(r"[\"{}]")
_IN_BRACES = re.compile(r"[{}]")


@dataclass(slots=True)
class RawEntry:
    """An entry as it is written, LaTeX and all.

    Attributes:
        kind: its type in lower case.
        key: the citation key; empty if there is none.
        fields: field values by lower-case name; the first of a repeated field.
        line: where it begins, from 1.
        text: its source text.
        faults: (line, message) of what is wrong in it.
        is_whole: whether the source text holds this entry and no other for any reader of BibTeX, and needs no
            abbreviation that another entry explains.
    """

    kind: str
    key: str
    line: int
    text: str
    fields: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    is_whole: bool = False


class Macros(MutableMapping[str, str]):
    """The abbreviations of a file; each may be made of others, many times over.

    Attributes:
        is_spent: they were asked for more text than `MAX_EXPANDED`, and gave less than there is.
        uses: how often one was asked for that is not the name of a month.
    """

    def __init__(self) -> None:
        self._known: MutableMapping[str, str] = CaseInsensitiveDict(month_names)
        self._left = MAX_EXPANDED
        self.is_spent = False
        self.uses = 0

    def __getitem__(self, name: str) -> str:
        text = self._known[name]
        self.uses += name.lower() not in month_names
        if len(text) > self._left:
            self.is_spent = True
            text = text[: self._left]
        self._left -= len(text)
        return text

    def cut(self, name: str) -> bool:
        """Cut an abbreviation to `MAX_MACRO` characters; return whether it was longer."""
        text = self._known.get(name, "")
        if len(text) > MAX_MACRO:
            self._known[name] = text[:MAX_MACRO]
        return len(text) > MAX_MACRO

    def __setitem__(self, name: str, text: str) -> None:
        self._known[name] = text

    def __delitem__(self, name: str) -> None:
        del self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class _Parser(LowLevelParser):  # type: ignore[misc]
    """Reads an entry in time linear in its length.

    Pybtex looks for each sign that may come next by itself, up to the end of the text.
    """

    pos: int

    def skip_to(self, patterns: list[Any]) -> Token | None:
        """Go on behind the first of some signs; return the text up to there."""
        if self.RBRACE not in patterns:
            return super().skip_to(patterns)
        match = (_IN_QUOTES if self.QUOTE in patterns else _IN_BRACES).search(self.text, self.pos)
        if match is None:
            return None
        passed = self.text[self.pos : match.end()]
        self.pos = match.end()
        self.update_lineno(passed)
        sign = {"{": self.LBRACE, "}": self.RBRACE, '"': self.QUOTE}[match.group()]
        return Token(passed, sign)


def parse_chunk(chunk: Chunk, macros: Macros) -> RawEntry | None:
    """Return the entry in a chunk, with whatever of it can be read; None for `@string` and `@preamble`.

    An entry that lacks nothing but a comma at the end of a line is read as if the comma were there, and one
    with blanks in its key as if they were `_`.

    Args:
        chunk: one entry's text.
        macros: abbreviations known so far; a `@string` adds to them.
    """
    entry = _parse(chunk, macros)
    if chunk.kind in ("string", "preamble"):
        return entry if entry.faults else None
    if entry.faults and chunk.closed:
        if blanks := _KEY_WITH_BLANKS.match(chunk.text):
            key = "_".join(blanks[2].split())
            whole = f"{blanks[1]}{key}{chunk.text[blanks.end() :]}"
            again = _parse(Chunk(chunk.kind, whole, chunk.line), macros)
            again.faults.insert(
                0,
                (
                    chunk.line,
                    f"has a blank in its key, “{shorten(blanks[2])}”; it is read as “{shorten(key)}”",
                ),
            )
            return again
        mended, lines = _with_commas(chunk)
        if mended is not None:
            again = _parse(mended, macros)
            if not again.faults:
                again.text, again.is_whole = chunk.text, False
                again.faults = [(line, "lacks a comma at the end of this line") for line in lines]
                return again
    return entry


def _with_commas(chunk: Chunk) -> tuple[Chunk | None, list[int]]:
    """Return the chunk with commas where lines seem to lack them, and those lines."""
    found = list(_MISSING_COMMA.finditer(chunk.text))
    if not found:
        return None, []
    lines, line, counted = [], chunk.line, 0
    for match in found:
        line += chunk.text.count("\n", counted, match.start() + 1)
        counted = match.start() + 1
        lines.append(line)
    return Chunk(chunk.kind, _MISSING_COMMA.sub(r"\1,\2", chunk.text), chunk.line), lines


def _parse(chunk: Chunk, macros: Macros) -> RawEntry:
    match = _KEY.match(chunk.text)
    entry = RawEntry(chunk.kind, match.group(1) if match else "", chunk.line, chunk.text)
    if not chunk.closed:
        entry.faults.append((chunk.line, "is never closed: a “}” is missing"))
    parser = _Parser(chunk.text, macros=macros, handle_error=lambda error: _note(entry, chunk, error))
    uses = macros.uses
    try:
        next(iter(parser), None)
        is_alone = parser.current_entry_key == entry.key and not chunk.text[parser.pos :].strip()
        entry.is_whole = is_alone and not entry.faults and macros.uses == uses
    except PybtexError as error:
        _note(entry, chunk, error)
    except (RecursionError, IndexError, TypeError, ValueError):
        entry.faults.append((chunk.line, "cannot be read"))
    if chunk.kind == "string":
        _limit_macro(entry, parser.current_field_name, macros)
    elif chunk.kind != "preamble":
        lines = _Lines(chunk)
        for name, parts in parser.current_fields or ():
            _add_field(entry, chunk, name, re.sub(r"\s+", " ", "".join(parts)).strip(), lines)
    return entry


def _add_field(entry: RawEntry, chunk: Chunk, name: str, value: str, lines: _Lines) -> None:
    if name.lower() in entry.fields:
        fault = (lines.second(name), f"has the field “{shorten(name)}” twice; the first one is used")
        if fault not in entry.faults[-1:]:
            entry.faults.append(fault)
        return
    if len(value) > MAX_FIELD:
        value = value[:MAX_FIELD]
        fault = (chunk.line, f"has a field “{shorten(name)}” that is too long; its end is left out")
        entry.faults.append(fault)
    entry.fields[name.lower()] = value


def _limit_macro(entry: RawEntry, name: str | None, macros: Macros) -> None:
    """Keep an abbreviation from growing without end: each may be made of others, twice over."""
    if name and macros.cut(name):
        entry.faults.append((entry.line, f"abbreviation “{shorten(name)}” is too long; its end is left out"))


class _Lines:
    """Knows the lines of an entry's fields, once they are asked for."""

    def __init__(self, chunk: Chunk) -> None:
        self._chunk = chunk
        self._second: dict[str, int] | None = None

    def second(self, name: str) -> int:
        """Return the line where a field stands for the second time; the entry's where that is not known."""
        if self._second is None:
            self._second = {}
            seen: set[str] = set()
            line, counted = self._chunk.line, 0
            for match in _FIELD.finditer(self._chunk.text):
                line += self._chunk.text.count("\n", counted, match.start(1))
                counted = match.start(1)
                found = match.group(1).lower()
                if found in seen:
                    self._second.setdefault(found, line)
                seen.add(found)
        return self._second.get(name.lower(), self._chunk.line)


_PLAIN_WORDS = {
    "'}' expected": "a comma or the closing brace is missing",
    "')' expected": "a comma or the closing bracket is missing",
    "'=' expected": "an equals sign is missing",
    "field value expected": "a field has no value",
    "unbalanced braces": "its braces do not match",
    "premature end of file": "it ends too early",
    "too many nested braces": "its braces are nested too deeply",
}


def _note(entry: RawEntry, chunk: Chunk, error: PybtexError) -> None:
    line = chunk.line
    if isinstance(error, PybtexSyntaxError) and getattr(error, "lineno", None):
        line = chunk.line + int(error.lineno) - 1
    if not chunk.closed and entry.faults:
        return
    message = str(error.args[0] if error.args else error).strip().splitlines()[0][:200]
    if isinstance(error, UndefinedMacro):
        entry.faults.append((line, f"uses the abbreviation “{message}”, which no @string explains"))
        return
    message = _PLAIN_WORDS.get(message, message)
    entry.faults.append((line, f"has a syntax error: {message}; what follows in it is not read"))
