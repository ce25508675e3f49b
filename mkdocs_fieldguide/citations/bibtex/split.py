"""Split a .bib file into entries, so that each can be parsed on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_START = re.compile(r"@[ \t]*([A-Za-z][\w-]*)[ \t\r\n]*([{(])")
_NEXT_ENTRY = re.compile(
    r"^[ \t]*@[ \t]*[A-Za-z][\w-]*[ \t]*[{(][ \t]*[^\s,={}()\"]+[ \t]*(?:,|=|$)", re.MULTILINE
)
# The lookahead prevents backtracking into shorter names, which would take quadratic time.
_NO_OPENING_BRACE = re.compile(r"^[ \t]*@[ \t]*([A-Za-z][\w-]*)(?![\w-])[^{(\n]*$", re.MULTILINE)
_BRACES = re.compile(r"[{}]")
_DELIMITERS = re.compile(r"[{}()]")
KNOWN_COMMANDS = ("article", "book", "comment", "inproceedings", "misc", "online", "preamble", "string")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The source text of one entry, `@type{…}`.

    Attributes:
        kind: the entry type, in lower case.
        text: the source text from `@` to the closing delimiter.
        line: the line of the `@`, from 1.
        closed: whether there is a closing delimiter; without one, the text ends where the next entry begins.
    """

    kind: str
    text: str
    line: int
    closed: bool = True


def split_entries(text: str) -> Iterator[Chunk]:
    """Yield the entries of a .bib file.

    Text between entries is a comment in BibTeX and is skipped. An unclosed entry ends before the next line
    that begins an entry.
    """
    starts = [match.start() for match in _NEXT_ENTRY.finditer(text)]
    ends = _find_ends(text)
    at, lines, counted, following = 0, 1, 0, 0
    while (match := _START.search(text, at)) is not None:
        lines += text.count("\n", counted, match.start())
        counted = match.start()
        kind = match.group(1).lower()
        end = ends.get(match.end(), 0)
        if kind == "comment":
            # @comment{…} hides the text in its braces; if they are not balanced, it hides only its line.
            at = end if end else _find_line_end(text, match.end())
            continue
        while following < len(starts) and starts[following] <= match.start():
            following += 1
        limit = starts[following] if following < len(starts) else len(text)
        if end and (end <= limit or not _contains_next_entry(text, match.end(), limit)):
            yield Chunk(kind, text[match.start() : end], lines)
            at = end
        else:
            yield Chunk(kind, text[match.start() : limit].rstrip(), lines, closed=False)
            at = limit


def find_missing_braces(text: str) -> Iterator[tuple[str, int]]:
    """Yield (type, line) for lines such as `@article` that lack the opening brace."""
    line, counted = 1, 0
    for match in _NO_OPENING_BRACE.finditer(text):
        following = text[match.end() : match.end() + 200].lstrip()
        if match.group(1).lower() in KNOWN_COMMANDS and not following.startswith(("{", "(")):
            line += text.count("\n", counted, match.start())
            counted = match.start()
            yield match.group(1), line


def _contains_next_entry(text: str, start: int, limit: int) -> bool:
    """Return whether an entry seems to be unclosed, so that its text runs into the next entry at `limit`.

    A field may quote a whole entry, which then begins at a brace depth of two or more. A line that begins
    with `@` in the first column starts a new entry at any depth.
    """
    line = text[limit : limit + 200]
    depth = 1
    for match in _BRACES.finditer(text, start, limit):
        if match.group() == "{":
            depth += 1
        elif match.group() == "}":
            depth -= 1
    return depth <= 1 or line.startswith("@")


def _find_ends(text: str) -> dict[int, int]:
    """Return the end of each entry by the start of its body, in a single pass.

    As in BibTeX, a brace counts even after a backslash. A closing parenthesis ends an entry that began with
    an opening one, unless a brace opened in the entry is still open.
    """
    openings = {match.end(): match.group(2) for match in _START.finditer(text)}
    ends: dict[int, int] = {}
    depth = 0
    braced: list[tuple[int, int]] = []
    # Entries in parentheses, grouped by the minimum depth since their start, which increases from group to
    # group; the entries of a group end together.
    parenthesised: list[tuple[int, list[int]]] = []
    for match in _DELIMITERS.finditer(text):
        delimiter, position = match.group(), match.end()
        if delimiter == "{":
            if openings.get(position) == "{":
                braced.append((depth, position))
            depth += 1
        elif delimiter == "}":
            depth -= 1
            if braced and braced[-1][0] >= depth:
                ends[braced.pop()[1]] = position
            if parenthesised and parenthesised[-1][0] > depth:
                _push(parenthesised, depth, parenthesised.pop()[1])
        elif delimiter == "(":
            if openings.get(position) == "(":
                _push(parenthesised, depth, [position])
        elif parenthesised and parenthesised[-1][0] == depth:
            ends.update(dict.fromkeys(parenthesised.pop()[1], position))
    return ends


def _push(groups: list[tuple[int, list[int]]], depth: int, starts: list[int]) -> None:
    """Push entries onto the stack of groups; merge them into the top group if it has the same depth."""
    if not groups or groups[-1][0] != depth:
        groups.append((depth, starts))
        return
    # Appending the smaller list to the larger one keeps the total work at O(n log n).
    smaller, larger = sorted((groups[-1][1], starts), key=len)
    larger.extend(smaller)
    groups[-1] = (depth, larger)


def _find_line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
