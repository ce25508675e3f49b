"""Rewrite kramdown's block syntax: attribute lists, callouts, the table of contents and line breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_fieldguide.kramdown.fences import LiteralBlocks
from mkdocs_fieldguide.markup.callouts import TYPES

_ATTRIBUTES = re.compile(r" {0,3}\{:(?P<attributes>[^{}:][^{}]*)\}[ \t]*")
_ITEM = re.compile(r" *(?:[-*+]|\d+\.) +\S.*")
_NUMBERED = re.compile(r"(?P<indent> *)\d+(?P<rest>\. .*)")
_START = re.compile(r"""start\s*=\s*["']?(\d{1,9})\b""")
_HEADING = re.compile(r" {0,3}#{1,6}\s.*")
_NO_TEXT = re.compile(r"\s*(?:[-*+>|<]|\d+\. |!!!).*")
_QUOTE = re.compile(r" {0,3}> ?(.*)")
_BREAK = re.compile(r"(?<!\\)\\\\[ \t]*")


_MAX_CALLOUTS = 8
"""Callouts within each other."""


def rewrite_blocks(lines: list[str], callouts: int = 0) -> list[str]:
    """Return the lines in the syntax of Python-Markdown with `attr_list` and `admonition`.

    Args:
        lines: lines of Markdown.
        callouts: number of callouts around them.
    """
    if callouts > _MAX_CALLOUTS:
        return lines
    if not any("{:" in line or "\\\\" in line for line in lines):
        return lines
    out: list[str] = []
    literal = LiteralBlocks()
    at = 0
    while at < len(lines):
        line = lines[at]
        if literal.contains(line):
            out.append(line)
            at += 1
            continue
        at += _rewrite_block(lines, at, out, callouts) or _rewrite_line(line, out)
    return out


def _rewrite_line(line: str, out: list[str]) -> int:
    r"""Append a line; kramdown's hard line break, `\\`, becomes two spaces. Return 1, the lines consumed."""
    match = _BREAK.search(line)
    out.append(f"{line[: match.start()].rstrip()}  " if match and match.end() == len(line) else line)
    return 1


def _rewrite_block(lines: Sequence[str], at: int, out: list[str], callouts: int) -> int:
    """Append the kramdown block that begins at a line; return the lines consumed, 0 if there is no block."""
    attributes = _read_attributes(lines, at)
    if attributes is None:
        if _ITEM.fullmatch(lines[at]) and "toc" in (_read_attributes(lines, at + 1) or "").split():
            out += ["", "{% toc %}", ""]
            return 2
        if _QUOTE.fullmatch(lines[at]) and not (out and _QUOTE.fullmatch(out[-1])):
            end = _find_quote_end(lines, at)
            if callout := _make_callout(_read_attributes(lines, end) or "", lines[at:end], callouts):
                out += callout
                return end - at + 1
        return 0
    following = lines[at + 1] if at + 1 < len(lines) else ""
    if _QUOTE.fullmatch(following):
        end = _find_quote_end(lines, at + 1)
        if callout := _make_callout(attributes, lines[at + 1 : end], callouts):
            out += callout
            return end - at
    start, numbered = _START.search(attributes), _NUMBERED.fullmatch(following)
    if start and numbered:
        out.append(f"{numbered['indent']}{start[1]}{numbered['rest']}")
        return 2
    return _attach_attributes(attributes, lines, at, out)


def _attach_attributes(attributes: str, lines: Sequence[str], at: int, out: list[str]) -> int:
    """Move attributes to where `attr_list` expects them; drop those of tables, lists and block quotes.

    Returns:
        The number of lines consumed; 0 if the line is unchanged.
    """
    attr_list = f"{{: {attributes} }}"
    previous = out[-1] if out else ""
    following = lines[at + 1] if at + 1 < len(lines) else ""
    if _HEADING.fullmatch(previous):
        out[-1] = f"{previous.rstrip()} {attr_list}"
    elif previous.strip() and "|" not in previous:
        return 0
    elif previous.strip() or _NO_TEXT.fullmatch(following):
        return 1
    elif _HEADING.fullmatch(following):
        out.append(f"{following.rstrip()} {attr_list}")
        return 2
    elif following.strip():
        end = at + 1
        while end < len(lines) and lines[end].strip():
            _rewrite_line(lines[end], out)
            end += 1
        out.append(attr_list)
        return end - at
    return 1


def _read_attributes(lines: Sequence[str], at: int) -> str | None:
    match = _ATTRIBUTES.fullmatch(lines[at]) if at < len(lines) else None
    return match["attributes"].strip() if match else None


def _find_quote_end(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and _QUOTE.fullmatch(lines[at]):
        at += 1
    return at


def _make_callout(attributes: str, quote: Sequence[str], callouts: int) -> list[str]:
    """Return a block quote with the class of a callout as an admonition; an empty list for other quotes."""
    for name in attributes.split():
        kind = TYPES.get(name.removeprefix(".").removesuffix("-title")) if name.startswith(".") else None
        if kind is None:
            continue
        texts = [match[1] if (match := _QUOTE.fullmatch(line)) else line for line in quote]
        title = kind.capitalize()
        if name.endswith("-title"):
            while texts and not texts[0].strip():
                texts.pop(0)
            title = texts.pop(0).strip() if texts else title
        content = rewrite_blocks(texts, callouts + 1)
        return ["", f'!!! {kind} "{title}"', *(f"    {text}" if text.strip() else "" for text in content), ""]
    return []
