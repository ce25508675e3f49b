"""Select and suppress findings by code and by inline comment."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Finding

_COMMENT = re.compile(
    r"\bfieldguide:\s{0,9}ignore(?P<whole>-file)?\s{0,9}=\s{0,9}(?P<codes>[\w, ]+)", re.IGNORECASE
)
_SIGN = re.compile(r"#|%|//|<!--")
_ALONE = re.compile(r"\s*(?:#|%|//|<!--)")
_CODE = re.compile(r"FG\d{0,3}")

Lines = Callable[[str], Sequence[str]]
"""Returns the lines of a file by its name in findings; none for a file that cannot be read."""


def unknown_codes(codes: Iterable[str]) -> list[str]:
    """Return the texts that are neither codes nor prefixes of codes."""
    numbers = [code.number for code in Code]
    return [
        text
        for text in codes
        if not _CODE.fullmatch(text) or not any(number.startswith(text) for number in numbers)
    ]


def split_codes(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the codes in texts such as `FG012, FG02`, in upper case."""
    return tuple(part.upper() for text in texts for part in re.split(r"[\s,]+", text) if part)


@dataclass(frozen=True, slots=True)
class CodeSelection:
    """Selection of findings to report.

    Attributes:
        select: codes or code prefixes to report; empty means all.
        ignore: codes or code prefixes to ignore.
    """

    select: Collection[str] = ()
    ignore: Collection[str] = ()

    def selects(self, finding: Finding) -> bool:
        """Return whether a finding is to be reported."""
        number = finding.code.number
        if self.select and not number.startswith(tuple(self.select)):
            return False
        return not (self.ignore and number.startswith(tuple(self.ignore)))


@dataclass
class SuppressionComments:
    """Comments such as `# fieldguide: ignore=FG012` that suppress findings.

    A comment applies to its own line, or, if it is alone on its line, to the next line that is not a comment.
    `ignore-file` applies to the whole file. Several codes are separated by commas.

    Attributes:
        lines: returns the lines of a file.
    """

    lines: Lines
    _known: dict[str, dict[int, set[str]]] = field(default_factory=dict)

    def suppresses(self, finding: Finding) -> bool:
        """Return whether a comment suppresses this finding."""
        file = finding.location.file
        if file not in self._known:
            self._known[file] = dict(_read_comments(self.lines(file)))
        ignored = self._known[file]
        if not ignored:
            return False
        codes = ignored.get(0, set()) | ignored.get(finding.location.line, set())
        return any(finding.code.number.startswith(code) for code in codes)


def _read_comments(lines: Sequence[str]) -> Iterator[tuple[int, set[str]]]:
    """Yield each line with ignored codes, and those codes; codes of the whole file have line 0."""
    ignored: dict[int, set[str]] = {}
    below = 0
    for number, line in enumerate(lines, 1):
        if "fieldguide:" not in line:
            continue
        sign = _SIGN.search(line)
        here = number
        if _ALONE.match(line) and not _has_text_after_comment(line):
            # Consecutive comments apply to the same line.
            below = below if below > number else _find_line_below(lines, number)
            here = below
        for match in _COMMENT.finditer(line, sign.end() if sign else len(line)):
            codes = {code for code in split_codes([match["codes"]]) if _CODE.fullmatch(code)}
            ignored.setdefault(0 if match["whole"] else here, set()).update(codes)
    yield from ignored.items()


def _find_line_below(lines: Sequence[str], number: int) -> int:
    """Return the next line that is neither blank nor such a comment."""
    following = number + 1
    while following <= len(lines) and (
        not lines[following - 1].strip() or "fieldguide:" in lines[following - 1]
    ):
        following += 1
    return following


def _has_text_after_comment(line: str) -> bool:
    """Return whether there is text after an HTML comment at the start of a line."""
    _, end, rest = line.partition("-->")
    return bool(end and rest.strip())
