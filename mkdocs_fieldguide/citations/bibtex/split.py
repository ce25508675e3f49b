"""Cutting a .bib text into entries, so that each can be read on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_fieldguide.records import record

_START = re.compile(r"@[ \t]*([A-Za-z][\w-]*)[ \t\r\n]*([{(])")
_NEXT = re.compile(r"^[ \t]*@[ \t]*[A-Za-z][\w-]*[ \t]*[{(][ \t]*[^\s,={}()\"]+[ \t]*(?:,|=|$)", re.MULTILINE)
# The lookahead keeps the search from trying shorter names, which would take quadratic time.
_STRAY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z][\w-]*)(?![\w-])[^{(\n]*$", re.MULTILINE)
_BRACES = re.compile(r"[{}]")
_PARENS = re.compile(r"[{}()]")
KNOWN_COMMANDS = ("article", "book", "comment", "inproceedings", "misc", "online", "preamble", "string")


@record
class Chunk:
    """One `@type{…}` of a file.

    Attributes:
        kind: the type in lower case.
        text: the source text from `@` to the closing brace.
        line: the line of the `@`, from 1.
        closed: the closing brace is there; else the text ends where the next entry begins.
    """

    kind: str
    text: str
    line: int
    closed: bool = True


def split_entries(text: str) -> Iterator[Chunk]:
    """Iterate over the entries of a .bib text.

    Text between entries is a comment in BibTeX and is passed over. An entry that is never closed ends
    before the next line that begins an entry.
    """
    starts = [match.start() for match in _NEXT.finditer(text)]
    at, lines, counted, following = 0, 1, 0, 0
    while (match := _START.search(text, at)) is not None:
        lines += text.count("\n", counted, match.start())
        counted = match.start()
        kind = match.group(1).lower()
        if kind == "comment":
            # @comment{…} hides what its braces hold; without balance it hides only its own line.
            end = _close(text, match.end(), match.group(2))
            at = end if end else _line_end(text, match.end())
            continue
        while following < len(starts) and starts[following] <= match.start():
            following += 1
        end = _close(text, match.end(), match.group(2))
        limit = starts[following] if following < len(starts) else len(text)
        if end and (end <= limit or not _swallows(text, match.end(), limit)):
            yield Chunk(kind, text[match.start() : end], lines)
            at = end
        else:
            yield Chunk(kind, text[match.start() : limit].rstrip(), lines, closed=False)
            at = limit


def stray_starts(text: str) -> Iterator[tuple[str, int]]:
    """Iterate over (type, line) of lines such as `@article` that lack the opening brace."""
    for match in _STRAY.finditer(text):
        following = text[match.end() : match.end() + 200].lstrip()
        if match.group(1).lower() in KNOWN_COMMANDS and not following.startswith(("{", "(")):
            yield match.group(1), text.count("\n", 0, match.start()) + 1


def _swallows(text: str, start: int, limit: int) -> bool:
    """Tell whether the text up to the next entry's beginning has braces left open at depth one.

    A field may hold a whole entry as an example; then the depth there is two or more. An entry whose
    brace was forgotten is read at any depth, so a line that begins like an entry at the very left ends it.
    """
    line = text[limit : limit + 200]
    depth = 1
    for match in _BRACES.finditer(text, start, limit):
        if match.group() == "{":
            depth += 1
        elif match.group() == "}":
            depth -= 1
    return depth <= 1 or line.startswith("@")


def _close(text: str, start: int, opening: str) -> int:
    """Return the position after the bracket that closes an entry; 0 if there is none.

    As in BibTeX, a brace counts even after a backslash.
    """
    depth = 0
    for match in (_BRACES if opening == "{" else _PARENS).finditer(text, start):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            if depth == 0 and opening == "{":
                return match.end()
            depth = max(0, depth - 1)
        elif sign == ")" and depth == 0:
            return match.end()
    return 0


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
