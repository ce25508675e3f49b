"""What a YAML parser's complaint means, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

NO_KEY = (
    "This line is not “key: value” at the indentation of the lines above.",
    "Check the indentation and the quotes just above.",
)
NO_ITEM = ("This line should begin with “- ”, as the list's other items do.", "Check the indentation.")

_NO_COLON = (
    "This line has no colon, but what stands below it is indented as if it had.",
    "Put a colon after the name, or take back the indentation below.",
)
_UNCLOSED = ("The quoted text that begins here is never closed.", "Add the closing quote.")
_SPACES = "YAML is indented with spaces only."

_PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "There is a second “: ” in this line, or the line is indented too far.",
        "Put a text that holds “: ” in quotes.",
    ),
    (
        "cannot start any token",
        "A value begins with a character that has a meaning of its own in YAML.",
        "Put the value in quotes, and indent with spaces, not tabs.",
    ),
    (
        "could not find expected ':'",
        "A line before this one is neither “key: value” nor part of the value above it.",
        "Indent the lines of a long text, or put it in quotes.",
    ),
    ("did not find expected key", *NO_KEY),
    ("did not find expected '-'", *NO_ITEM),
    ("expected ',' or", "The bracket that opens here is never closed.", "Add the closing bracket."),
    ("expected node content", "A value is missing, or a bracket is not closed.", "Check the brackets."),
    ("unexpected end of stream", *_UNCLOSED),
    ("unexpected document indicator", *_UNCLOSED),
    ("found unknown escape", "A backslash in double quotes has no meaning here.", "Use single quotes."),
    ("undefined tag handle", "A word after “!” is not a tag that YAML knows.", "Put the value in quotes."),
    ("expected alphabetic or numeric", "A value begins with “*” or “&”.", "Put the value in quotes."),
)


_BEGAN_ABOVE = ("quoted scalar", "flow sequence", "flow mapping", "simple key")
"""What the parser was in the middle of: the fault is where it began, not where it was noticed."""

_AFTER_QUOTES = {
    "'": "In a text between single quotes an apostrophe is written twice: ''.",
    '"': 'In a text between double quotes a quotation mark is written with a backslash: \\".',
}


def describe_yaml_error(error: yaml.YAMLError, lines: Sequence[str]) -> tuple[int, int, str, str]:
    """Return where a syntax error is, line and column from 0, with a sentence and a hint.

    Args:
        error: what the parser raised.
        lines: the text's lines.
    """
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not YAML")
    context = str(getattr(error, "context", None) or "")
    noticed = getattr(error, "problem_mark", None)
    began = getattr(error, "context_mark", None)
    mark = began if began and any(what in context for what in _BEGAN_ABOVE) else noticed or began
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, len(lines) - 1)
    if not lines[line].strip():  # noticed at the end, below the last line that says something
        line = next((number for number in range(line, -1, -1) if lines[number].strip()), line)
        column = len(lines[line].rstrip())
    written = lines[line]
    tabbed = lines[noticed.line] if noticed and noticed.line < len(lines) else written
    if tabbed.lstrip(" ").startswith("\t"):
        return (noticed.line if noticed else line), 0, "The line is indented with a tab.", _SPACES
    if "mapping values are not allowed" in problem and ": " not in written[:column]:
        above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)
        if ":" not in lines[above]:
            start = len(lines[above]) - len(lines[above].lstrip())
            return above, start, *_NO_COLON
    quote = written[column - 1 : column]
    if "did not find expected" in problem and quote in _AFTER_QUOTES:
        return line, column, "A quoted text ends here, but the line goes on.", _AFTER_QUOTES[quote]
    for part, sentence, hint in _PLAIN_WORDS:
        if part in problem:
            return line, column, sentence, hint
    return line, column, f"The YAML cannot be read from here on: {problem}.", ""
