"""Which findings are wanted: by code, and by comments that authors put beside what they mean to keep."""

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
"""Gives the lines of a file by the name that findings use; none for a file that cannot be read."""


def unknown_codes(codes: Iterable[str]) -> list[str]:
    """Return what is neither a code nor the beginning of one."""
    numbers = [code.number for code in Code]
    return [
        text
        for text in codes
        if not _CODE.fullmatch(text) or not any(number.startswith(text) for number in numbers)
    ]


def split_codes(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the codes in texts such as `FG012, FG02`, in capitals."""
    return tuple(part.upper() for text in texts for part in re.split(r"[\s,]+", text) if part)


@dataclass(frozen=True, slots=True)
class CodeSelection:
    """What is to be reported.

    Attributes:
        select: codes, or beginnings of codes, that are wanted; none means all.
        ignore: codes, or beginnings of codes, that are not.
    """

    select: Collection[str] = ()
    ignore: Collection[str] = ()

    def selects(self, finding: Finding) -> bool:
        """Tell whether a finding is to be reported."""
        number = finding.code.number
        if self.select and not number.startswith(tuple(self.select)):
            return False
        return not (self.ignore and number.startswith(tuple(self.ignore)))


@dataclass
class SuppressionComments:
    """Comments such as `# fieldguide: ignore=FG012` in the files that findings are about.

    A comment holds for its own line, or, alone on its line, for the next one that is no comment.
    `ignore-file` holds for the whole file. Several codes are separated by commas.

    Attributes:
        lines: gives the lines of a file.
    """

    lines: Lines
    _known: dict[str, dict[int, set[str]]] = field(default_factory=dict)

    def suppresses(self, finding: Finding) -> bool:
        """Tell whether a comment says that this finding is meant."""
        file = finding.location.file
        if file not in self._known:
            self._known[file] = dict(_read(self.lines(file)))
        ignored = self._known[file]
        if not ignored:
            return False
        codes = ignored.get(0, set()) | ignored.get(finding.location.line, set())
        return any(finding.code.number.startswith(code) for code in codes)


def _read(lines: Sequence[str]) -> Iterator[tuple[int, set[str]]]:
    """Give the ignored codes of each line that has some; those of the whole file as line 0."""
    found: dict[int, set[str]] = {}
    below = 0
    for number, line in enumerate(lines, 1):
        if "fieldguide:" not in line:
            continue
        sign = _SIGN.search(line)
        here = number
        if _ALONE.match(line) and not _goes_on(line):
            # All comments of a group mean the same line.
            below = below if below > number else _line_below(lines, number)
            here = below
        for match in _COMMENT.finditer(line, sign.end() if sign else len(line)):
            codes = {code for code in split_codes([match["codes"]]) if _CODE.fullmatch(code)}
            found.setdefault(0 if match["whole"] else here, set()).update(codes)
    yield from found.items()


def _line_below(lines: Sequence[str], number: int) -> int:
    """Return the next line that is neither empty nor such a comment."""
    following = number + 1
    while following <= len(lines) and (
        not lines[following - 1].strip() or "fieldguide:" in lines[following - 1]
    ):
        following += 1
    return following


def _goes_on(line: str) -> bool:
    """Tell whether there is text behind an HTML comment at the beginning of a line."""
    _, end, rest = line.partition("-->")
    return bool(end and rest.strip())
