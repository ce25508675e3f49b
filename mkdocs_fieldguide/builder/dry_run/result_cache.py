"""What a check has given, and keeping it until something changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.builder.dry_run.fingerprint import fingerprint
from mkdocs_fieldguide.files import cache_store
from mkdocs_fieldguide.files.symlinks import AllowedRoots
from mkdocs_fieldguide.findings.finding import Code, Finding, Findings
from mkdocs_fieldguide.model.location import Location

_NAME = "outcome.json"
_CODES = {code.number: code for code in Code}


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a site's settings say of how findings are reported.

    Attributes:
        select: codes that are reported.
        ignore: codes that are not.
        baseline: file with what is known.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check has given.

    Attributes:
        findings: all that is wrong.
        wishes: how the site wants it reported.
        notes: what the check had to do without.
    """

    findings: Findings
    wishes: ReportOptions = field(default_factory=ReportOptions)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InputFiles:
    """All files that an outcome depends on.

    Attributes:
        trees: files and folders; they need not exist.
        patterns: files by pattern.
        digest: their digest, before anything was read.
    """

    trees: tuple[str, ...]
    patterns: tuple[str, ...]
    digest: str

    @classmethod
    def now(cls, grounds: AllowedRoots, trees: Sequence[str], patterns: Sequence[str]) -> InputFiles | None:
        """Return the current inputs of the guide; None if they cannot be read."""
        try:
            return cls(tuple(trees), tuple(patterns), fingerprint(grounds, trees, patterns))
        except (OSError, ValueError):
            return None


def load_cached_result(settings: Path, folder: Path, allowed: Iterable[Path] = ()) -> CheckResult | None:
    """Return what a check of a site gave, if nothing has changed since; never raises.

    Args:
        settings: the site's mkdocs.yml.
        folder: where it was kept.
        allowed: folders outside the repository that the command line allows.
    """
    payload = cache_store.load(folder / _NAME)
    if payload is None:
        return None
    try:
        data = json.loads(payload)
        trees, patterns = _texts(data["trees"]), _texts(data["patterns"])
        if data["settings"] != str(settings.resolve()) or str(settings.resolve()) not in trees:
            return None
        grounds = AllowedRoots(settings.resolve().parent, allowed)
        if fingerprint(grounds, trees, patterns) != data["digest"]:
            return None
        findings = Findings()
        findings.extend(_finding(value) for value in data["findings"])
        wishes = data["wishes"]
        return CheckResult(
            findings,
            ReportOptions(_texts(wishes["select"]), _texts(wishes["ignore"]), str(wishes["baseline"])),
            _texts(data["notes"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def keep(outcome: CheckResult, settings: Path, inputs: InputFiles, folder: Path) -> None:
    """Keep an outcome for the next check; a disk that cannot be written to is no matter."""
    data = {
        "settings": str(settings.resolve()),
        "trees": inputs.trees,
        "patterns": inputs.patterns,
        "digest": inputs.digest,
        "notes": outcome.notes,
        "wishes": {
            "select": outcome.wishes.select,
            "ignore": outcome.wishes.ignore,
            "baseline": outcome.wishes.baseline,
        },
        "findings": [_value(finding) for finding in outcome.findings],
    }
    cache_store.store(folder / _NAME, json.dumps(data).encode())


def _value(finding: Finding) -> list[Any]:
    place = finding.place
    where = [place.file, place.line, place.column]
    return [finding.code.number, where, finding.message, finding.hint, finding.repair]


def _finding(value: Any) -> Finding:
    number, (file, line, column), message, hint, repair = value
    return Finding(
        _CODES[number],
        Location(str(file), int(line), int(column)),
        str(message),
        str(hint),
        (str(repair[0]), str(repair[1])) if repair else None,
    )


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(str(value) for value in values)
