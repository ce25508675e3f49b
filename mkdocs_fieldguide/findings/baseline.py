"""Baseline file: known findings, so that only new ones are reported."""

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
    """A baseline file is invalid."""


def baseline_key(finding: Finding) -> Key:
    """Return the identity of a finding, which does not depend on line numbers."""
    return finding.code.number, finding.location.file, _LINE.sub(r"\1…", finding.message)


def write_baseline(findings: Iterable[Finding]) -> str:
    """Serialise a baseline file."""
    counts = Counter(baseline_key(finding) for finding in findings)
    entries = [
        {"code": code, "file": file, "message": message, "count": count}
        for (code, file, message), count in sorted(counts.items())
    ]
    return json.dumps({"version": VERSION, "findings": entries}, indent=2, ensure_ascii=False) + "\n"


def read_baseline(text: str) -> Counter[Key]:
    """Parse a baseline file; return the count of each known finding.

    Raises:
        BaselineError: if the text is not a valid baseline.
    """
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise BaselineError(f"the baseline has version {data['version']}, but {VERSION} is required")
        return Counter(
            {
                (str(entry["code"]), str(entry["file"]), str(entry["message"])): int(entry.get("count", 1))
                for entry in data["findings"]
            }
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BaselineError(f"it is not a baseline written by `fieldguide check`: {error}") from None


def filter_baseline(findings: Iterable[Finding], known: Counter[Key]) -> tuple[list[Finding], int]:
    """Return the new findings, and the number of known ones.

    If there are more identical findings than in the baseline, the last ones count as new.
    """
    remaining = Counter(known)
    new: list[Finding] = []
    count = 0
    for finding in findings:
        key = baseline_key(finding)
        if remaining[key] > 0:
            remaining[key] -= 1
            count += 1
        else:
            new.append(finding)
    return new, count
