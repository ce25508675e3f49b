"""What stands on lines of its own in kramdown: attributes, callouts, the table of contents, line breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_fieldguide.kramdown.fences import Literal
from mkdocs_fieldguide.kramdown.lists import indent_lists
from mkdocs_fieldguide.markup.callouts import TYPES

_ATTRIBUTES = re.compile(r" {0,3}\{:(?P<inside>[^{}:][^{}]*)\}[ \t]*")
_ITEM = re.compile(r" *(?:[-*+]|\d+\.) +\S.*")
_NUMBERED = re.compile(r"(?P<indent> *)\d+(?P<rest>\. .*)")
_START = re.compile(r"""start\s*=\s*["']?(\d{1,9})\b""")
_HEADING = re.compile(r" {0,3}#{1,6}\s.*")
_NO_TEXT = re.compile(r"\s*(?:[-*+>|<]|\d+\. |!!!).*")
_QUOTE = re.compile(r" {0,3}> ?(.*)")
_BREAK = re.compile(r"(?<!\\)\\\\[ \t]*")


def rewrite_blocks(lines: list[str]) -> list[str]:
    """Return the lines as Python-Markdown with `attr_list` and `admonition` reads them."""
    if not any("{:" in line or "\\\\" in line for line in lines):
        return lines
    out: list[str] = []
    literal = Literal()
    place = 0
    while place < len(lines):
        line = lines[place]
        if literal.holds(line):
            out.append(line)
            place += 1
            continue
        place += _block(lines, place, out) or _line(line, out)
    return out


def _line(line: str, out: list[str]) -> int:
    """Write a line as it is, with kramdown's line break as Markdown's."""
    match = _BREAK.search(line)
    out.append(f"{line[: match.start()].rstrip()}  " if match and match.end() == len(line) else line)
    return 1


def _block(lines: Sequence[str], place: int, out: list[str]) -> int:
    """Write what begins at a line, if that is one of kramdown's own blocks; return how many lines it took."""
    inside = _attributes(lines, place)
    if inside is None:
        if _ITEM.fullmatch(lines[place]) and "toc" in (_attributes(lines, place + 1) or "").split():
            out += ["", "{% toc %}", ""]
            return 2
        if _QUOTE.fullmatch(lines[place]) and not (out and _QUOTE.fullmatch(out[-1])):
            end = _quote_end(lines, place)
            if callout := _callout(_attributes(lines, end) or "", lines[place:end]):
                out += callout
                return end - place + 1
        return 0
    following = lines[place + 1] if place + 1 < len(lines) else ""
    if _QUOTE.fullmatch(following):
        end = _quote_end(lines, place + 1)
        if callout := _callout(inside, lines[place + 1 : end]):
            out += callout
            return end - place
    start, numbered = _START.search(inside), _NUMBERED.fullmatch(following)
    if start and numbered:
        out.append(f"{numbered['indent']}{start[1]}{numbered['rest']}")
        return 2
    return _beside_text(inside, lines, place, out)


def _beside_text(inside: str, lines: Sequence[str], place: int, out: list[str]) -> int:
    """Put attributes where `attr_list` looks for them; those of tables, lists and quotes are left out."""
    written = f"{{: {inside} }}"
    before = out[-1] if out else ""
    following = lines[place + 1] if place + 1 < len(lines) else ""
    if _HEADING.fullmatch(before):
        out[-1] = f"{before.rstrip()} {written}"
    elif before.strip() and "|" not in before:
        return 0
    elif before.strip() or _NO_TEXT.fullmatch(following):
        return 1
    elif _HEADING.fullmatch(following):
        out.append(f"{following.rstrip()} {written}")
        return 2
    elif following.strip():
        end = place + 1
        while end < len(lines) and lines[end].strip():
            _line(lines[end], out)
            end += 1
        out.append(written)
        return end - place
    return 1


def _attributes(lines: Sequence[str], place: int) -> str | None:
    match = _ATTRIBUTES.fullmatch(lines[place]) if place < len(lines) else None
    return match["inside"].strip() if match else None


def _quote_end(lines: Sequence[str], place: int) -> int:
    while place < len(lines) and _QUOTE.fullmatch(lines[place]):
        place += 1
    return place


def _callout(inside: str, quote: Sequence[str]) -> list[str]:
    """Return a quote as an admonition, if its class makes it a callout; else nothing."""
    for name in inside.split():
        kind = TYPES.get(name.removeprefix(".").removesuffix("-title")) if name.startswith(".") else None
        if kind is None:
            continue
        texts = [match[1] if (match := _QUOTE.fullmatch(line)) else line for line in quote]
        title = kind.capitalize()
        if name.endswith("-title"):
            while texts and not texts[0].strip():
                texts.pop(0)
            title = texts.pop(0).strip() if texts else title
        return ["", f'!!! {kind} "{title}"', *(f"    {text}".rstrip() for text in indent_lists(texts)), ""]
    return []
