"""Plain-language messages for errors of the YAML parser."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from mkdocs_fieldguide.findings.wording import shorten

MSG_NO_KEY = (
    "This line is not “key: value” with the indentation of the lines above.",
    "Check the indentation of this line and the quotes in the lines above.",
)
MSG_NO_ITEM = (
    "This line should begin with “- ”, like the other items of the list.",
    "Check the indentation.",
)

_MSG_NO_COLON = (
    "This line has no colon, but the lines below it are indented.",
    "Add a colon after the name, or remove the indentation below.",
)
_MSG_UNCLOSED = ("The quoted text that begins here is never closed.", "Add the closing quote.")
_HINT_SPACES = "Indent with spaces only."

_MESSAGES = (
    (
        "mapping values are not allowed",
        "This line contains a second “: ”.",
        "Enclose a text that contains “: ” in quotes.",
    ),
    (
        "cannot start any token",
        "A value begins with a character that is reserved in YAML.",
        "Enclose the value in quotes, and indent with spaces, not tabs.",
    ),
    (
        "could not find expected ':'",
        "A line before this one is neither “key: value” nor part of the value above it.",
        "Indent the lines of a long text, or enclose the text in quotes.",
    ),
    ("did not find expected key", *MSG_NO_KEY),
    ("expected <block end>", *MSG_NO_KEY),
    ("did not find expected '-'", *MSG_NO_ITEM),
    ("expected ',' or", "The bracket that opens here is never closed.", "Add the closing bracket."),
    ("expected node content", "A value is missing, or a bracket is not closed.", "Check the brackets."),
    ("unexpected end of stream", *_MSG_UNCLOSED),
    ("unexpected document indicator", *_MSG_UNCLOSED),
    ("found unknown escape", "A double-quoted text contains an invalid backslash.", "Use single quotes."),
    ("undefined tag handle", "The word after “!” is not a YAML tag.", "Enclose the value in quotes."),
    ("expected alphabetic or numeric", "A value begins with “*” or “&”.", "Enclose the value in quotes."),
)


_LINE = re.compile(r"(?P<items> *(?:- +)*)(?P<text>.*)")
_KEY = re.compile(r"(?:[^\s\"'#:{}\[\]][^\"'#:{}\[\]]{0,80}|\"[^\"]*\"|'[^']*'):(?=\s|$)")
_NO_SPACE = re.compile(r"[ -]*(?P<key>[A-Za-z][\w-]{0,80}):(?P<value>(?!//)[^\s:].*)")
_OPEN_VALUE = re.compile(r"\s*(?:[|>#&!].*)?")
"""What follows the colon of a key whose value begins on the next line."""

_BEGAN_ABOVE = ("quoted scalar", "flow sequence", "flow mapping", "simple key")
"""Parser contexts for which the error is reported at the start of the construct, not where it was noticed."""

_KEY_ERRORS = (
    "mapping values are not allowed",
    "did not find expected key",
    "did not find expected '-'",
    "could not find expected ':'",
    "expected <block end>",  # without libyaml
)
"""Problems that the parser reports for a key or item in the wrong place."""

_AFTER_QUOTES = {
    "'": "In single-quoted text, write an apostrophe twice: ''.",
    '"': 'In double-quoted text, escape a quotation mark with a backslash: \\".',
}


def describe_missing_space(text: str) -> tuple[str, str] | None:
    """Return message and hint for a line of YAML without space after the colon; None for any other line."""
    match = _NO_SPACE.match(text)
    if match is None:
        return None
    key, value = match["key"], shorten(match["value"], 40)
    return f"A space is missing after the colon of “{key}”.", f"Write “{key}: {value}”."


def expect_mapping(value: object, expected: str = "Expected a mapping.") -> str:
    """Return the hint for a value that should be a mapping.

    Args:
        value: the value.
        expected: the hint, unless the value is a text in which only the space after a colon is missing.
    """
    missing = describe_missing_space(value) if isinstance(value, str) else None
    return " ".join(missing) if missing else expected


def _describe_depth(lines: Sequence[str], line: int) -> tuple[str, str] | None:
    """Return message and hint for a key or item further to the right than the line above it allows."""
    own = _LINE.match(lines[line])
    above = next((text for text in reversed(lines[:line]) if text.strip() and text.lstrip()[0] != "#"), "")
    before = _LINE.match(above)
    if own is None or before is None or not (_KEY.match(own["text"]) or own["items"].strip()):
        return None
    key = _KEY.match(before["text"])
    # A key without a value can have keys and items of its own.
    if key is None or _OPEN_VALUE.fullmatch(before["text"], key.end()):
        return None
    depth = len(own["items"]) - len(own["items"].lstrip())
    expected = len(before["items"])
    if own["items"].strip():
        items = (_LINE.match(text) for text in reversed(lines[:line]))
        expected = next(
            (f.end("items") - len(f["items"].lstrip()) for f in items if f and "-" in f["items"]), 0
        )
    if depth < expected:
        return _describe_between(lines[:line], depth)
    if depth == expected:
        return None
    spaces = f"{expected} space{'' if expected == 1 else 's'}" if expected else "no spaces"
    return "This line is indented too far.", f"Begin it with {spaces}, like the entry that it belongs to."


def _describe_between(above: Sequence[str], depth: int) -> tuple[str, str] | None:
    """Return message and hint for a key with another indentation than any value above that is still open."""
    open_at: int | None = None
    for text in reversed(above):
        found = _LINE.match(text)
        if found is None or not text.strip() or text.lstrip().startswith("#"):
            continue
        own = len(text) - len(text.lstrip())
        if own == depth or len(found["items"]) == depth:
            return None
        if own < depth:
            column = len(found["items"])
            below = column if column < depth else own
            hint = f"Begin it with {below} or {open_at} spaces, like the entry that it belongs to."
            return f"This line is indented by {depth} space{'' if depth == 1 else 's'}.", hint
        open_at = len(found["items"])
    return None


def _describe_misplaced(
    problem: str, lines: Sequence[str], line: int, column: int
) -> tuple[int, int, str, str] | None:
    """Return line and column, message and hint for a misplaced key or item; None for other errors."""
    source = lines[line]
    is_mapping = "mapping values are not allowed" in problem
    if not any(part in problem for part in _KEY_ERRORS) or (is_mapping and ": " in source[:column]):
        return None
    if is_mapping:
        above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)
        start = len(lines[above]) - len(lines[above].lstrip(" -"))
        missing = _MSG_NO_COLON if ":" not in lines[above] else describe_missing_space(lines[above])
        if missing:
            return above, start, *missing
    found = _describe_depth(lines, line) or describe_missing_space(source)
    return (line, len(source) - len(source.lstrip()), *found) if found else None


def describe_yaml_error(error: yaml.YAMLError, lines: Sequence[str]) -> tuple[int, int, str, str]:
    """Return line and column of a syntax error, counted from 0, with a message and a hint.

    Args:
        error: the error of the parser.
        lines: the lines of the text.
    """
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not YAML")
    context = str(getattr(error, "context", None) or "")
    noticed = getattr(error, "problem_mark", None)
    began = getattr(error, "context_mark", None)
    mark = began if began and any(construct in context for construct in _BEGAN_ABOVE) else noticed or began
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, len(lines) - 1)
    if not lines[line].strip():  # noticed at the end, below the last line with content
        line = next((number for number in range(line, -1, -1) if lines[number].strip()), line)
        column = len(lines[line].rstrip())
    source = lines[line]
    tabbed = lines[noticed.line] if noticed and noticed.line < len(lines) else source
    if tabbed.lstrip(" ").startswith("\t"):
        return (noticed.line if noticed else line), 0, "The line is indented with a tab.", _HINT_SPACES
    if misplaced := _describe_misplaced(problem, lines, line, column):
        return misplaced
    quote = source[column - 1 : column]
    if "did not find expected" in problem and quote in _AFTER_QUOTES:
        return line, column, "A quoted text ends here, but the line continues.", _AFTER_QUOTES[quote]
    for part, message, hint in _MESSAGES:
        if part in problem:
            return line, column, message, hint
    return line, column, f"The YAML cannot be parsed from here on: {problem}.", ""
