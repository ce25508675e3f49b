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

    Args:
        chunk: one entry's text.
        macros: abbreviations known so far; a `@string` adds to them.
    """
    match = _KEY.match(chunk.text)
    entry = RawEntry(chunk.kind, match.group(1) if match else "", chunk.line, chunk.text)
    if not chunk.closed:
        entry.faults.append((chunk.line, "is never closed: a “}” is missing"))
    parser = LowLevelParser(chunk.text, macros=macros, handle_error=lambda error: _note(entry, chunk, error))
    try:
        for _ in parser:
            break
    except PybtexError as error:
        _note(entry, chunk, error)
    except (RecursionError, IndexError, TypeError, ValueError):
        entry.faults.append((chunk.line, "cannot be read"))
    if chunk.kind == "string":
        _limit_macro(entry, parser.current_field_name, macros)
    if chunk.kind in ("string", "preamble"):
        return entry if entry.faults else None
    for name, parts in parser.current_fields or ():
        value = re.sub(r"\s+", " ", "".join(parts)).strip()
        if len(value) > MAX_FIELD:
            value = value[:MAX_FIELD]
            entry.faults.append((chunk.line, f"has a field “{name}” that is too long; its end is left out"))
        if name.lower() in entry.fields:
            line = chunk.line + _line_of(chunk.text, name)
            entry.faults.append((line, f"has the field “{name}” twice; the first one is used"))
        else:
            entry.fields[name.lower()] = value
    return entry


def _limit_macro(entry: RawEntry, name: str | None, macros: MutableMapping[str, str]) -> None:
    """Keep an abbreviation from growing without end: each may be made of others, twice over."""
    if name and len(macros.get(name, "")) > MAX_MACRO:
        macros[name] = macros[name][:MAX_MACRO]
        entry.faults.append((entry.line, f"abbreviation “{name}” is too long; its end is left out"))


def _line_of(text: str, name: str) -> int:
    """Return how many lines below the beginning a field stands for the second time."""
    found = list(re.finditer(rf"^[ \t]*{re.escape(name)}[ \t]*=", text, re.MULTILINE | re.IGNORECASE))
    return text.count("\n", 0, found[1].start()) if len(found) > 1 else 0


def _note(entry: RawEntry, chunk: Chunk, error: PybtexError) -> None:
    line = chunk.line
    if isinstance(error, PybtexSyntaxError) and getattr(error, "lineno", None):
        line = chunk.line + int(error.lineno) - 1
    if not chunk.closed and entry.faults:
        return
    message = str(error.args[0] if error.args else error).strip().splitlines()[0][:200]
    if isinstance(error, UndefinedMacro):
        entry.faults.append((line, f"uses the abbreviation “{message}”, which no @string explains"))
    else:
        entry.faults.append((line, f"has a syntax error: {message}"))
