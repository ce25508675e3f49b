"""Plain-language messages for errors of the YAML parser."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

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
        "This line contains a second “: ”, or is indented too far.",
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
    ("did not find expected '-'", *MSG_NO_ITEM),
    ("expected ',' or", "The bracket that opens here is never closed.", "Add the closing bracket."),
    ("expected node content", "A value is missing, or a bracket is not closed.", "Check the brackets."),
    ("unexpected end of stream", *_MSG_UNCLOSED),
    ("unexpected document indicator", *_MSG_UNCLOSED),
    ("found unknown escape", "A double-quoted text contains an invalid backslash.", "Use single quotes."),
    ("undefined tag handle", "The word after “!” is not a YAML tag.", "Enclose the value in quotes."),
    ("expected alphabetic or numeric", "A value begins with “*” or “&”.", "Enclose the value in quotes."),
)


_BEGAN_ABOVE = ("quoted scalar", "flow sequence", "flow mapping", "simple key")
"""Parser contexts for which the error is reported at the start of the construct, not where it was noticed."""

_AFTER_QUOTES = {
    "'": "In single-quoted text, write an apostrophe twice: ''.",
    '"': 'In double-quoted text, escape a quotation mark with a backslash: \\".',
}


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
    if "mapping values are not allowed" in problem and ": " not in source[:column]:
        above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)
        if ":" not in lines[above]:
            start = len(lines[above]) - len(lines[above].lstrip())
            return above, start, *_MSG_NO_COLON
    quote = source[column - 1 : column]
    if "did not find expected" in problem and quote in _AFTER_QUOTES:
        return line, column, "A quoted text ends here, but the line continues.", _AFTER_QUOTES[quote]
    for part, message, hint in _MESSAGES:
        if part in problem:
            return line, column, message, hint
    return line, column, f"The YAML cannot be parsed from here on: {problem}.", ""
