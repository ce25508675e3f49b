"""kramdown's extensions, such as `{::comment}`, and the attributes that pages define by name."""

from __future__ import annotations

import re

from mkdocs_fieldguide.kramdown.fences import LiteralBlocks

_EXTENSION = re.compile(r" {0,3}\{::(?P<name>[a-z]+)(?P<options>[^{}]*?)(?P<end>/)?\}[ \t]*(?P<rest>.*)")
_END = re.compile(r"(?P<text>.*?)\{:/(?P<name>[a-z]*)\}[ \t]*")
_DEFINITION = re.compile(r" {0,3}\{:(?P<name>\w[\w-]*):(?P<attributes>(?:\\\}|[^{}])*)\}[ \t]*")
_ATTRIBUTES = re.compile(r"\{:(?P<space> ?)(?P<attributes>[^{}:][^{}]*)\}")
_PARSE_HTML = re.compile(r"""\bparse_block_html\s*=\s*["']?(true|false)""")
_END_OF_BLOCK = re.compile(r"\^[ \t]*")
_BLOCK_TAG = re.compile(
    r" {0,3}<(?:address|article|aside|blockquote|details|div|fieldset|figure|footer|form|header|main|nav"
    r"|section|td|th|li|dd)(?=[\s>])(?![^<>]*\bmarkdown\s*=)",
    re.IGNORECASE,
)
_MAX_NAMES = 100


def rewrite_extensions(lines: list[str], *, parse_html: bool = False) -> list[str]:
    """Return the lines without kramdown's extensions, comments and definitions of attributes.

    Args:
        lines: the lines of a page.
        parse_html: whether Markdown in HTML blocks is converted.
    """
    if not parse_html and not any("{:" in line or line.startswith("^") for line in lines):
        return lines
    definitions = _definitions(lines)
    out: list[str] = []
    literal = LiteralBlocks()
    open_name = ""
    for line in lines:
        if open_name:
            end = _END.fullmatch(line)
            is_end = end is not None and end["name"] in ("", open_name)
            if open_name != "comment":
                out.append(end["text"] if end and is_end else line)
            open_name = "" if is_end else open_name
            continue
        if literal.contains(line):
            out.append(line)
        elif found := _EXTENSION.fullmatch(line):
            if found["name"] == "options" and (option := _PARSE_HTML.search(found["options"])):
                parse_html = option[1] == "true"
            is_open = not found["end"] and not _END.search(found["rest"])
            open_name = found["name"] if is_open and found["name"] in ("comment", "nomarkdown") else ""
            out.append(_text_of(found, line))
        elif _DEFINITION.fullmatch(line):
            continue
        elif _END_OF_BLOCK.fullmatch(line):
            out += ["", "<!-- -->", ""]
        else:
            text = _ATTRIBUTES.sub(lambda match: _resolve(match, definitions), line) if definitions else line
            out.append(_BLOCK_TAG.sub(lambda match: f'{match[0]} markdown="1"', text) if parse_html else text)
    return out


def _text_of(found: re.Match[str], line: str) -> str:
    """Return what the line with an extension shows."""
    if found["name"] == "nomarkdown":
        return _END.sub(lambda end: end["text"], found["rest"])
    if found["name"] in ("options", "comment"):
        end = _END.search(found["rest"])
        return found["rest"] if found["end"] else found["rest"][end.end() :] if end else ""
    return line


def _definitions(lines: list[str]) -> dict[str, str]:
    """Return the attributes that a page defines, by their names."""
    found: dict[str, str] = {}
    literal = LiteralBlocks()
    for line in lines:
        match = None if literal.contains(line) else _DEFINITION.fullmatch(line)
        if match and len(found) < _MAX_NAMES:
            found[match["name"]] = match["attributes"].strip()
    return found


def _resolve(match: re.Match[str], definitions: dict[str, str]) -> str:
    """Return an attribute list with the attributes of the names in it."""
    parts = [definitions.get(part, part) for part in match["attributes"].split()]
    return f"{{:{match['space']}{' '.join(parts)}}}"
