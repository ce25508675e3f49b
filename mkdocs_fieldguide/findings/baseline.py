"""A baseline: the problems that a guide has already, so that only new ones show."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable

from mkdocs_fieldguide.findings.finding import Finding

VERSION = 1
_LINE = re.compile(r"(\b(?:in|at) (?:line )?(?:[^\s:]+:)?)\d+(?::\d+)?")

Key = tuple[str, str, str]


class BaselineError(Exception):
    """A baseline file cannot be used."""


def baseline_key(finding: Finding) -> Key:
    """Return what a finding is known by: it stays the same when lines move."""
    return finding.code.number, finding.location.file, _LINE.sub(r"\1…", finding.message)


def write_baseline(findings: Iterable[Finding]) -> str:
    """Return the text of a baseline file."""
    counts = Counter(baseline_key(finding) for finding in findings)
    entries = [
        {"code": code, "file": file, "message": message, "count": count}
        for (code, file, message), count in sorted(counts.items())
    ]
    return json.dumps({"version": VERSION, "findings": entries}, indent=2, ensure_ascii=False) + "\n"


def read_baseline(text: str) -> Counter[Key]:
    """Return how often each problem is known.

    Raises:
        BaselineError: if the text is no baseline of ours.
    """
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise BaselineError(f"the baseline is of version {data['version']}; expected is {VERSION}")
        return Counter(
            {
                (str(entry["code"]), str(entry["file"]), str(entry["message"])): int(entry.get("count", 1))
                for entry in data["findings"]
            }
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BaselineError(f"it is not a baseline written by `fieldguide check`: {error}") from None


def filter_baseline(findings: Iterable[Finding], known: Counter[Key]) -> tuple[list[Finding], int]:
    """Return the findings that are new, and how many are known.

    Where more are alike than are known, the last ones are taken to be new.
    """
    left = Counter(known)
    new: list[Finding] = []
    count = 0
    for finding in findings:
        key = baseline_key(finding)
        if left[key] > 0:
            left[key] -= 1
            count += 1
        else:
            new.append(finding)
    return new, count
