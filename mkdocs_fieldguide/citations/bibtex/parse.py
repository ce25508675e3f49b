"""Reading one entry's source text with pybtex."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from dataclasses import dataclass, field

from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
from pybtex.exceptions import PybtexError
from pybtex.scanner import PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

from mkdocs_fieldguide.citations.bibtex.split import Chunk

_MISSING_COMMA = re.compile(r"([}\"\d])([ \t]*\n\s*[A-Za-z][\w-]*\s*=\s*[{\"\d])")
_KEY_WITH_BLANKS = re.compile(
    r"""(@[ \t]*[\w-]+[ \t\r\n]*[{(][ \t\r\n]*)([^\s,={}()"#%]+(?:[ \t]+[^\s,={}()"#%]+)+)[ \t]*(?=,)"""
)
MAX_FIELD = 1_000_000
MAX_MACRO = 10_000
_KEY = re.compile(r"@[ \t]*[\w-]+[ \t\r\n]*[{(][ \t\r\n]*([^\s,={}()]*)")


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
    """

    kind: str
    key: str
    line: int
    text: str
    fields: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)


def new_macros() -> MutableMapping[str, str]:
    """Return the abbreviations that every file knows: the months."""
    macros: MutableMapping[str, str] = CaseInsensitiveDict(month_names)
    return macros


def parse_chunk(chunk: Chunk, macros: MutableMapping[str, str]) -> RawEntry | None:
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
                0, (chunk.line, f"has a blank in its key, “{blanks[2]}”; it is read as “{key}”")
            )
            return again
        mended, lines = _with_commas(chunk)
        if mended is not None:
            again = _parse(mended, macros)
            if not again.faults:
                again.text = chunk.text
                again.faults = [(line, "lacks a comma at the end of this line") for line in lines]
                return again
    return entry


def _with_commas(chunk: Chunk) -> tuple[Chunk | None, list[int]]:
    """Return the chunk with commas where lines seem to lack them, and those lines."""
    found = list(_MISSING_COMMA.finditer(chunk.text))
    if not found:
        return None, []
    lines = [chunk.line + chunk.text.count("\n", 0, match.start() + 1) for match in found]
    return Chunk(chunk.kind, _MISSING_COMMA.sub(r"\1,\2", chunk.text), chunk.line), lines


def _parse(chunk: Chunk, macros: MutableMapping[str, str]) -> RawEntry:
    match = _KEY.match(chunk.text)
    entry = RawEntry(chunk.kind, match.group(1) if match else "", chunk.line, chunk.text)
    if not chunk.closed:
        entry.faults.append((chunk.line, "is never closed: a “}” is missing"))
    parser = LowLevelParser(chunk.text, macros=macros, handle_error=lambda error: _note(entry, chunk, error))
    try:
        next(iter(parser), None)
    except PybtexError as error:
        _note(entry, chunk, error)
    except (RecursionError, IndexError, TypeError, ValueError):
        entry.faults.append((chunk.line, "cannot be read"))
    if chunk.kind == "string":
        _limit_macro(entry, parser.current_field_name, macros)
    elif chunk.kind != "preamble":
        for name, parts in parser.current_fields or ():
            _add_field(entry, chunk, name, re.sub(r"\s+", " ", "".join(parts)).strip())
    return entry


def _add_field(entry: RawEntry, chunk: Chunk, name: str, value: str) -> None:
    if name.lower() in entry.fields:
        line = chunk.line + _line_of(chunk.text, name)
        entry.faults.append((line, f"has the field “{name}” twice; the first one is used"))
        return
    if len(value) > MAX_FIELD:
        value = value[:MAX_FIELD]
        entry.faults.append((chunk.line, f"has a field “{name}” that is too long; its end is left out"))
    entry.fields[name.lower()] = value


def _limit_macro(entry: RawEntry, name: str | None, macros: MutableMapping[str, str]) -> None:
    """Keep an abbreviation from growing without end: each may be made of others, twice over."""
    if name and len(macros.get(name, "")) > MAX_MACRO:
        macros[name] = macros[name][:MAX_MACRO]
        entry.faults.append((entry.line, f"abbreviation “{name}” is too long; its end is left out"))


def _line_of(text: str, name: str) -> int:
    """Return how many lines below the beginning a field stands for the second time."""
    found = list(re.finditer(rf"^[ \t]*{re.escape(name)}[ \t]*=", text, re.MULTILINE | re.IGNORECASE))
    return text.count("\n", 0, found[1].start()) if len(found) > 1 else 0


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
