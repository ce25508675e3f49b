"""Cutting a .bib text into entries, so that each can be read on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_START = re.compile(r"@[ \t]*([A-Za-z][\w-]*)[ \t\r\n]*([{(])")
_NEXT = re.compile(r"^[ \t]*@[ \t]*[A-Za-z][\w-]*[ \t]*[{(][ \t]*[^\s,={}()\"]+[ \t]*(?:,|=|$)", re.MULTILINE)
# The lookahead keeps the search from trying shorter names, which would take quadratic time.
_STRAY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z][\w-]*)(?![\w-])[^{(\n]*$", re.MULTILINE)
_BRACES = re.compile(r"[{}]")
_SIGNS = re.compile(r"[{}()]")
KNOWN_COMMANDS = ("article", "book", "comment", "inproceedings", "misc", "online", "preamble", "string")


@dataclass(frozen=True, slots=True)
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
    ends = _ends(text)
    at, lines, counted, following = 0, 1, 0, 0
    while (match := _START.search(text, at)) is not None:
        lines += text.count("\n", counted, match.start())
        counted = match.start()
        kind = match.group(1).lower()
        end = ends.get(match.end(), 0)
        if kind == "comment":
            # @comment{…} hides what its braces hold; without balance it hides only its own line.
            at = end if end else _line_end(text, match.end())
            continue
        while following < len(starts) and starts[following] <= match.start():
            following += 1
        limit = starts[following] if following < len(starts) else len(text)
        if end and (end <= limit or not _swallows(text, match.end(), limit)):
            yield Chunk(kind, text[match.start() : end], lines)
            at = end
        else:
            yield Chunk(kind, text[match.start() : limit].rstrip(), lines, closed=False)
            at = limit


def find_missing_braces(text: str) -> Iterator[tuple[str, int]]:
    """Iterate over (type, line) of lines such as `@article` that lack the opening brace."""
    line, counted = 1, 0
    for match in _STRAY.finditer(text):
        following = text[match.end() : match.end() + 200].lstrip()
        if match.group(1).lower() in KNOWN_COMMANDS and not following.startswith(("{", "(")):
            line += text.count("\n", counted, match.start())
            counted = match.start()
            yield match.group(1), line


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


def _ends(text: str) -> dict[int, int]:
    """Return where the entries of a text end, by where what they hold begins; in one pass.

    As in BibTeX, a brace counts even after a backslash. A round bracket ends an entry that began with one
    where no brace is open that was opened in the entry.
    """
    openings = {match.end(): match.group(2) for match in _START.finditer(text)}
    ends: dict[int, int] = {}
    depth = 0
    braced: list[tuple[int, int]] = []
    # For entries in round brackets the least depth since their beginnings, which never falls from one group
    # to the next; entries with the same one end together.
    bracketed: list[tuple[int, list[int]]] = []
    for match in _SIGNS.finditer(text):
        sign, begin = match.group(), match.end()
        if sign == "{":
            if openings.get(begin) == "{":
                braced.append((depth, begin))
            depth += 1
        elif sign == "}":
            depth -= 1
            if braced and braced[-1][0] >= depth:
                ends[braced.pop()[1]] = begin
            if bracketed and bracketed[-1][0] > depth:
                _put(bracketed, depth, bracketed.pop()[1])
        elif sign == "(":
            if openings.get(begin) == "(":
                _put(bracketed, depth, [begin])
        elif bracketed and bracketed[-1][0] == depth:
            ends.update(dict.fromkeys(bracketed.pop()[1], begin))
    return ends


def _put(groups: list[tuple[int, list[int]]], depth: int, begins: list[int]) -> None:
    """Put entries on top of the groups, into the last one if it has the same depth."""
    if not groups or groups[-1][0] != depth:
        groups.append((depth, begins))
        return
    # The smaller list into the larger one: no entry is moved more often than the logarithm of their number.
    few, many = sorted((groups[-1][1], begins), key=len)
    many.extend(few)
    groups[-1] = (depth, many)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
