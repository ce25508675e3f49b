"""Parse the source text of a single entry with pybtex."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro
from pybtex.exceptions import PybtexError
from pybtex.scanner import PybtexSyntaxError, Token

from mkdocs_fieldguide.citations.bibtex.macros import Macros
from mkdocs_fieldguide.citations.bibtex.split import Chunk
from mkdocs_fieldguide.findings.wording import shorten

_MISSING_COMMA = re.compile(r"([}\"\d])([ \t]*\n\s*[A-Za-z][\w-]*\s*=\s*[{\"\d])")
_KEY_WITH_SPACES = re.compile(
    r"""(@[ \t]*[\w-]+[ \t\r\n]*[{(][ \t\r\n]*)([^\s,={}()"#%]+(?:[ \t]+[^\s,={}()"#%]+)+)[ \t]*(?=,)"""
)
MAX_FIELD = 1_000_000
_KEY = re.compile(r"@[ \t]*[\w-]+[ \t\r\n]*[{(][ \t\r\n]*([^\s,={}()]*)")
# A field name at the start of a line, with the characters that pybtex allows.
_FIELD = re.compile(r"^[ \t]*([^\s\"#%'(),={}]+)[ \t]*=", re.MULTILINE)
_COMMENT_OR_DELIMITER = re.compile(r"[{}\"%]")
_IN_QUOTES = re.compile(r"[\"{}]")
_IN_BRACES = re.compile(r"[{}]")


class Fault(NamedTuple):
    """A syntax error in an entry.

    Attributes:
        line: its line, from 1.
        message: what is wrong, as the end of a sentence about the entry.
        undefined: the abbreviation that is not defined, if that is the error.
    """

    line: int
    message: str
    undefined: str = ""


@dataclass(slots=True)
class RawEntry:
    """A parsed entry, with LaTeX in its field values.

    Attributes:
        kind: the entry type, in lower case.
        key: the citation key; empty if there is none.
        fields: field values by lower-case name; the first value of a repeated field.
        line: the line where the entry begins, from 1.
        text: the source text.
        faults: the syntax errors.
        is_whole: whether any BibTeX parser reads exactly this entry from the source text, without needing an
            abbreviation defined in another entry.
        file: the name of the file, for findings.
    """

    kind: str
    key: str
    line: int
    text: str
    fields: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    is_whole: bool = False
    file: str = ""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return the further keys of the entry: biblatex's field `ids`."""
        keys = (key.strip() for key in self.fields.get("ids", "").split(","))
        return tuple(dict.fromkeys(key for key in keys if key and key != self.key))


class _Parser(LowLevelParser):  # type: ignore[misc]
    """Parser that takes linear time.

    pybtex searches for each possible delimiter separately, each time to the end of the text.
    """

    pos: int

    def skip_to(self, patterns: list[Any]) -> Token | None:
        """Move behind the first match of the patterns; return the text up to there."""
        if self.RBRACE not in patterns:
            return super().skip_to(patterns)
        match = (_IN_QUOTES if self.QUOTE in patterns else _IN_BRACES).search(self.text, self.pos)
        if match is None:
            return None
        skipped = self.text[self.pos : match.end()]
        self.pos = match.end()
        self.update_lineno(skipped)
        pattern = {"{": self.LBRACE, "}": self.RBRACE, '"': self.QUOTE}[match.group()]
        return Token(skipped, pattern)


def parse_chunk(chunk: Chunk, macros: Macros) -> RawEntry | None:
    """Return the entry, with the fields that can be read; None for a valid `@string` or `@preamble`.

    Two frequent errors are corrected: a missing comma at the end of a line, and spaces in the key, which
    become `_`.

    Args:
        chunk: the source text of one entry.
        macros: the abbreviations defined so far; a `@string` adds to them.
    """
    entry = _parse(chunk, macros)
    if chunk.kind in ("string", "preamble"):
        return entry if entry.faults else None
    if entry.faults and chunk.closed:
        without_comments = _blank_comments(chunk.text) if "%" in chunk.text else chunk.text
        if without_comments != chunk.text:
            corrected = parse_chunk(Chunk(chunk.kind, without_comments, chunk.line), macros) or entry
            corrected.text, corrected.is_whole = chunk.text, False
            return corrected
        if match := _KEY_WITH_SPACES.match(chunk.text):
            key = "_".join(match[2].split())
            text = f"{match[1]}{key}{chunk.text[match.end() :]}"
            corrected = _parse(Chunk(chunk.kind, text, chunk.line), macros)
            message = f"has a space in its key, “{shorten(match[2])}”; it is read as “{shorten(key)}”"
            corrected.faults.insert(0, Fault(chunk.line, message))
            return corrected
        with_commas, lines = _insert_commas(chunk)
        if with_commas is not None:
            corrected = _parse(with_commas, macros)
            if not corrected.faults:
                corrected.text, corrected.is_whole = chunk.text, False
                corrected.faults = [Fault(line, "lacks a comma at the end of this line") for line in lines]
                return corrected
    return entry


def _blank_comments(text: str) -> str:
    """Return an entry with spaces in place of comments from `%` to the end of the line.

    BibTeX does not allow them within an entry, but Biber does. In values, `%` is an ordinary character.
    """
    parts, depth, is_quoted, position = [], 0, False, 0
    for match in _COMMENT_OR_DELIMITER.finditer(text):
        sign, start = match[0], match.start()
        if start < position:  # within a comment
            continue
        if sign in "{}":
            depth += 1 if sign == "{" else -1
        elif depth == 1 and sign == '"':
            is_quoted = not is_quoted
        elif depth == 1 and sign == "%" and not is_quoted:
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            parts += [text[position:start], " " * (end - start)]
            position = end
    return "".join([*parts, text[position:]])


def _insert_commas(chunk: Chunk) -> tuple[Chunk | None, list[int]]:
    """Return the chunk with commas where lines seem to lack one, and the numbers of these lines."""
    matches = list(_MISSING_COMMA.finditer(chunk.text))
    if not matches:
        return None, []
    lines, line, counted = [], chunk.line, 0
    for match in matches:
        line += chunk.text.count("\n", counted, match.start() + 1)
        counted = match.start() + 1
        lines.append(line)
    return Chunk(chunk.kind, _MISSING_COMMA.sub(r"\1,\2", chunk.text), chunk.line), lines


def _parse(chunk: Chunk, macros: Macros) -> RawEntry:
    match = _KEY.match(chunk.text)
    entry = RawEntry(chunk.kind, match.group(1) if match else "", chunk.line, chunk.text)
    if not chunk.closed:
        entry.faults.append(Fault(chunk.line, "is not closed: a “}” is missing"))
    parser = _Parser(chunk.text, macros=macros, handle_error=lambda error: _add_fault(entry, chunk, error))
    uses = macros.uses
    try:
        next(iter(parser), None)
        is_only_entry = parser.current_entry_key == entry.key and not chunk.text[parser.pos :].strip()
        entry.is_whole = is_only_entry and not entry.faults and macros.uses == uses
    except PybtexError as error:
        _add_fault(entry, chunk, error)
    except (RecursionError, IndexError, TypeError, ValueError):
        entry.faults.append(Fault(chunk.line, "cannot be read"))
    if chunk.kind == "string":
        _limit_macro(entry, parser.current_field_name, macros)
    elif chunk.kind != "preamble":
        lines = _FieldLines(chunk)
        for name, parts in parser.current_fields or ():
            _add_field(entry, chunk, name, re.sub(r"\s+", " ", "".join(parts)).strip(), lines)
    return entry


def _add_field(entry: RawEntry, chunk: Chunk, name: str, value: str, lines: _FieldLines) -> None:
    if name.lower() in entry.fields:
        fault = Fault(
            lines.find_repeated(name), f"has the field “{shorten(name)}” twice; the first one is used"
        )
        if fault not in entry.faults[-1:]:
            entry.faults.append(fault)
        return
    if len(value) > MAX_FIELD:
        value = value[:MAX_FIELD]
        fault = Fault(chunk.line, f"has a field “{shorten(name)}” that is too long; it is truncated")
        entry.faults.append(fault)
    entry.fields[name.lower()] = value


def _limit_macro(entry: RawEntry, name: str | None, macros: Macros) -> None:
    """Limit the length of an abbreviation: defined in terms of others, it can grow exponentially."""
    if name and macros.truncate(name):
        entry.faults.append(Fault(entry.line, f"abbreviation “{shorten(name)}” is too long; it is truncated"))


class _FieldLines:
    """Finds the lines of an entry's fields; computed on first use, as few entries repeat a field."""

    def __init__(self, chunk: Chunk) -> None:
        self._chunk = chunk

    def find_repeated(self, name: str) -> int:
        """Return the line of a field's second occurrence; the line of the entry if it is not found."""
        return self._repeated.get(name.lower(), self._chunk.line)

    @cached_property
    def _repeated(self) -> dict[str, int]:
        repeated: dict[str, int] = {}
        seen: set[str] = set()
        line, counted = self._chunk.line, 0
        for match in _FIELD.finditer(self._chunk.text):
            line += self._chunk.text.count("\n", counted, match.start(1))
            counted = match.start(1)
            field_name = match.group(1).lower()
            if field_name in seen:
                repeated.setdefault(field_name, line)
            seen.add(field_name)
        return repeated


_READABLE_MESSAGES = {
    "'}' expected": "a comma or the closing brace is missing",
    "')' expected": "a comma or the closing parenthesis is missing",
    "'=' expected": "an equals sign is missing",
    "field value expected": "a field has no value",
    "unbalanced braces": "its braces are not balanced",
    "premature end of file": "it ends too early",
    "too many nested braces": "its braces are nested too deeply",
}


def _add_fault(entry: RawEntry, chunk: Chunk, error: PybtexError) -> None:
    line = chunk.line
    if isinstance(error, PybtexSyntaxError) and getattr(error, "lineno", None):
        line = chunk.line + int(error.lineno) - 1
    if not chunk.closed and entry.faults:
        return
    message = str(error.args[0] if error.args else error).strip().splitlines()[0][:200]
    if isinstance(error, UndefinedMacro):
        what = f"uses the abbreviation “{message}”, which no @string defines"
        entry.faults.append(Fault(line, what, message))
        return
    message = _READABLE_MESSAGES.get(message, message)
    entry.faults.append(Fault(line, f"has a syntax error: {message}; the rest of the entry is ignored"))
