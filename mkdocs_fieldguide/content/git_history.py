"""When somebody was first and last named in the front matter of pages, from the log of Git."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

COMMIT_MARKER = "\0"
"""What a line with the date of a commit begins with."""

MAX_DEPTH = 300
"""Lines at the top of a page in which its front matter is looked for."""

_BEGINNINGS = (" ", "-", '"', "'", "[")
"""What a line of front matter begins with, unless it has a key; most other text does not."""

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
# Only where a run of such characters begins: from each of them the work would grow with the square.
_KEY = re.compile(r"(?<![\w &–-])[\w &–-]+:(?=\s|$)")
_COMMENT = re.compile(r"\s#.*$")


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a name entered pages, as `2026-05-31`.

    Attributes:
        first: when it entered the first page.
        last: when it entered the last page.
    """

    first: str
    last: str


def find_contribution_spans(log: Iterable[str], names: Mapping[str, str]) -> dict[str, Span]:
    """Return when each name entered the front matter of pages.

    A page that is moved, or whose list is written in another way, counts as it did before.

    Args:
        log: lines of `git log --reverse --patch --unified=0 --find-renames`, with a line of
            `COMMIT_MARKER` and the date before each commit.
        names: the full name by what pages write.
    """
    found: dict[str, Span] = {}
    there: dict[str, Counter[str]] = {}
    for day, path, before, changes in _changes(log):
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


def _changes(log: Iterable[str]) -> Iterator[tuple[str, str, str, Counter[str]]]:
    """Give the changes of each page in each commit: day, path now and before, how many more of each text."""
    day = path = before = ""
    changes: Counter[str] = Counter()
    # Lines of the old and the new text that are still to come, and where: a text may look like a header.
    left = [0, 0]
    at = [0, 0]
    for line in log:
        if left[0] or left[1]:
            new = line.startswith("+")
            if line[:1] not in "+-":  # such as “\ No newline at end of file”
                continue
            left[new] -= 1
            if at[new] <= MAX_DEPTH and (line[1:2] in _BEGINNINGS or ":" in line):
                for text in _texts(line[1:]):
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


def _texts(line: str) -> Iterator[str]:
    """Give the texts of a line of YAML that may be names: an item, the value of a key, a list in one line."""
    text = line.strip().removeprefix("- ")
    text = _COMMENT.sub("", _KEY.sub("", text, count=1))
    for part in text.strip(" []").split(","):
        if bare := part.strip().strip("\"'[]").strip():
            yield bare
