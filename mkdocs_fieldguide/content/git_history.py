"""Dates on which people were first and last credited in front matter, from the Git log."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_fieldguide.model.unicode_forms import normalise_name

COMMIT_MARKER = "\0"
"""Prefix of the line with the date of a commit."""

MAX_DEPTH = 300
"""Lines at the top of a page that may contain front matter."""

_BEGINNINGS = (" ", "-", '"', "'", "[")
"""First characters of lines of front matter without a key; few other lines begin with them."""

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
# The lookbehind prevents quadratic backtracking: a match starts only at the start of a run.
_KEY = re.compile(r"(?<![\w &–-])[\w &–-]+:(?=\s|$)")
_COMMENT = re.compile(r"\s#.*$")


@dataclass(frozen=True, slots=True)
class Span:
    """The dates on which a name was added to pages, as `2026-05-31`.

    Attributes:
        first: the first date.
        last: the last date.
    """

    first: str
    last: str


def find_contribution_spans(log: Iterable[str], names: Mapping[str, str]) -> dict[str, Span]:
    """Return the dates on which each name was added to the front matter of pages.

    Moving a page or reformatting its list adds no names.

    Args:
        log: lines of `git log --reverse --patch --unified=0 --find-renames`, each commit preceded by a line
            with `COMMIT_MARKER` and its date.
        names: full names by the form used in front matter.
    """
    found: dict[str, Span] = {}
    there: dict[str, Counter[str]] = {}
    for day, path, before, changes in _parse_changes(log):
        known = there.pop(before, None) if before != path else there.get(path)
        after = Counter(known or {})
        for written, count in changes.items():
            if written in names:
                after[names[written]] += count
        for name in after:
            if after[name] > 0 and (known is None or known[name] <= 0):
                span = found.get(name)
                found[name] = Span(min(span.first, day), max(span.last, day)) if span else Span(day, day)
        if path:
            there[path] = after
        else:
            there.pop(before, None)
    return found


def _parse_changes(log: Iterable[str]) -> Iterator[tuple[str, str, str, Counter[str]]]:
    """Yield the changes of each page in each commit: date, new and old path, and added count of each text."""
    day = path = before = ""
    changes: Counter[str] = Counter()
    # Remaining lines of the hunk and their numbers, for the old and the new file: a line of text may look
    # like a header.
    left = [0, 0]
    at = [0, 0]
    for line in log:
        if left[0] or left[1]:
            new = line.startswith("+")
            if line[:1] not in "+-":  # `\ No newline at end of file`
                continue
            left[new] -= 1
            if at[new] <= MAX_DEPTH and (line[1:2] in _BEGINNINGS or ":" in line):
                for text in _parse_texts(line[1:]):
                    changes[text] += 1 if new else -1
            at[new] += 1
        elif hunk := _HUNK.match(line):
            numbers = [1 if number is None else int(number) for number in hunk.groups()]
            at, left = [numbers[0], numbers[2]], [numbers[1], numbers[3]]
        elif line.startswith((COMMIT_MARKER, "diff --git ")):
            if path or before:
                yield day, path, before, changes
            path, before, changes = "", "", Counter()
            if line.startswith(COMMIT_MARKER):
                day = line[1:11]
        elif line.startswith(("--- a/", "rename from ")):
            before = line.removeprefix("--- a/").removeprefix("rename from ").rstrip("\t\n")
        elif line.startswith(("+++ b/", "rename to ")):
            path = line.removeprefix("+++ b/").removeprefix("rename to ").rstrip("\t\n")
    if path or before:
        yield day, path, before, changes


def _parse_texts(line: str) -> Iterator[str]:
    """Yield the texts in a line of YAML that may be names: an item, a value, or the items of a flow list."""
    text = line.strip().removeprefix("- ")
    text = _COMMENT.sub("", _KEY.sub("", text, count=1))
    for part in text.strip(" []").split(","):
        if name := normalise_name(part.strip().strip("\"'[]")):
            yield name
