"""What a YAML parser's complaint means, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

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
    (
        "did not find expected key",
        "This line is not “key: value” at the indentation of the lines above.",
        "Check the indentation and the quotes just above.",
    ),
    (
        "did not find expected '-'",
        "This line should begin with “- ”, as the list's other items do.",
        "Check the indentation.",
    ),
    ("expected ',' or", "A list or mapping in brackets is not closed.", "Check the brackets just above."),
    ("unexpected end of stream", "A quoted text is not closed.", "Add the closing quote."),
    ("found unknown escape", "A backslash in double quotes has no meaning here.", "Use single quotes."),
    ("undefined tag handle", "A word after “!” is not a tag that YAML knows.", "Put the value in quotes."),
    ("expected alphabetic or numeric", "A value begins with “*” or “&”.", "Put the value in quotes."),
)


def explain(error: yaml.YAMLError, lines: Sequence[str], line: int) -> tuple[str, str]:
    """Return a sentence and a hint for a syntax error.

    Args:
        error: what the parser raised.
        lines: the text's lines.
        line: index of the line where it was noticed.
    """
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not YAML")
    if line < len(lines) and lines[line].lstrip(" ").startswith("\t"):
        return "The line is indented with a tab.", "YAML is indented with spaces only."
    for part, sentence, hint in _PLAIN_WORDS:
        if part in problem:
            return sentence, hint
    return f"The YAML cannot be read from here on: {problem}.", ""
