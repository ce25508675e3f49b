"""Reports front matter that MkDocs does not recognise, so that readers see it as text.

MkDocs reads front matter only if the file begins with a line of three hyphens, another such line closes it,
and the lines between are a YAML mapping (https://www.mkdocs.org/user-guide/writing-your-docs/#meta-data).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from mkdocs_fieldguide.content.yaml.error_messages import describe_missing_space
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location

_MAX_LINES = 300
"""Lines of a page in which front matter is sought."""

_FENCE = re.compile(r"[ \t]*(?P<fence>[-–—]{1,8}|\+{3})(?: ?ya?ml)?[ \t]*")
_VALID_END = re.compile(r"(?:-{3}|\.{3})[ \t]*")
_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]{0,80})[ \t]*(?P<sign>:(?=\s|$)|=|:)")
_COMMENT = re.compile(r"[ \t]*(?:#.*|%.*)?")
_HTML_COMMENT = re.compile(r"[ \t]*<!--")


def report_unrecognised(text: str, file: str, known: Collection[str], findings: Findings) -> None:
    """Report front matter that MkDocs displays as text.

    Args:
        text: the source of a page of which MkDocs recognises no front matter.
        file: name of the file in findings.
        known: the known keys; other pairs between lines of hyphens are probably text.
        findings: receives YAML_SYNTAX.
    """
    lines = text.split("\n", _MAX_LINES)[:_MAX_LINES]
    start = _skip_comments(lines)
    fence = _FENCE.fullmatch(lines[start]) if start < len(lines) else None
    first = next((number for number in range(start + 1, len(lines)) if lines[number].strip()), 0)
    pair = _KEY.match(lines[first]) if first else None
    if fence is None or pair is None or pair["key"] not in known:
        return
    if (pair["sign"] == "=") != (fence["fence"] == "+++"):
        return
    end = next((number for number in range(first, len(lines)) if _FENCE.fullmatch(lines[number])), 0)
    opening, closing = lines[start], lines[end] if end else ""
    line = start + 1
    if pair["sign"] == "=":
        message = "This front matter is TOML and is shown as text."
        hint = "Write it in YAML: “key: value” between lines of three hyphens, ---."
    elif not _VALID_END.fullmatch(opening.lstrip()):
        message = f"“{opening.strip()}” does not begin front matter, so it is shown as text."
        hint = "Write exactly three hyphens, ---, above and below it."
    elif start or opening.startswith((" ", "\t")):
        if any(above.strip() for above in lines[:start]) and not end:
            return
        message = "Front matter must begin at the first character of the file; this one is shown as text."
        above = "lines" if any(above.strip() for above in lines[:start]) else "spaces and blank lines"
        hint = f"Delete the {above} before it."
    elif end and not _VALID_END.fullmatch(closing):
        line = end + 1
        message = f"“{closing.strip()}” does not close the front matter, so it is shown as text."
        hint = "Write exactly three hyphens, ---, at the beginning of the line."
    elif not end:
        message = "The front matter that begins here is never closed, so it is shown as text."
        hint = "After its last key, add a line with three hyphens, ---."
    else:
        _report_missing_spaces(lines[:end], file, known, findings)
        return
    findings.add(Code.YAML_SYNTAX, Location(file, line), message, hint)


def _skip_comments(lines: Sequence[str]) -> int:
    """Return the index of the first line that is neither blank nor a comment."""
    number = 0
    while number < len(lines):
        if _HTML_COMMENT.match(lines[number]):
            while number < len(lines) and "-->" not in lines[number]:
                number += 1
        elif not _COMMENT.fullmatch(lines[number]):
            break
        number += 1
    return number


def _report_missing_spaces(
    lines: Sequence[str], file: str, known: Collection[str], findings: Findings
) -> None:
    """Report each key without a space after the colon; without any valid pair, YAML is a text."""
    for number, line in enumerate(lines, start=1):
        match = _KEY.match(line)
        missing = describe_missing_space(line) if match and match["key"] in known else None
        if missing:
            message, hint = missing
            findings.add(
                Code.YAML_SYNTAX,
                Location(file, number, 1),
                f"{message.rstrip('.')}, so the front matter is shown as text.",
                hint,
            )
