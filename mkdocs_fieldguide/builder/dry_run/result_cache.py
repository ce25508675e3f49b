"""The result of a check, and its cache entry, which is valid until an input changes."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.builder.dry_run.fingerprint import fingerprint
from mkdocs_fieldguide.files import cache_store
from mkdocs_fieldguide.files.symlinks import AllowedRoots
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Finding, Findings
from mkdocs_fieldguide.model.location import Location

_NAME = "result.json"
_CODES = {code.number: code for code in Code}


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The option `check` of a site.

    Attributes:
        select: codes to report; all if empty.
        ignore: codes to suppress.
        baseline: path of the baseline file; empty for none.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of a check.

    Attributes:
        findings: all findings, including those that are not reported.
        report_options: how the site wants them reported.
        notes: sentences about limitations of the check.
    """

    findings: Findings
    report_options: ReportOptions = field(default_factory=ReportOptions)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InputFiles:
    """All files that a result depends on.

    Attributes:
        trees: files and folders; they need not exist.
        patterns: glob patterns of files.
        digest: their digest before the check.
    """

    trees: tuple[str, ...]
    patterns: tuple[str, ...]
    digest: str

    @classmethod
    def now(
        cls, allowed_roots: AllowedRoots, trees: Sequence[str], patterns: Sequence[str]
    ) -> InputFiles | None:
        """Return the current inputs of a guide; None if they cannot be read."""
        try:
            return cls(tuple(trees), tuple(patterns), fingerprint(allowed_roots, trees, patterns))
        except (OSError, ValueError):
            return None


def load_cached_result(settings: Path, folder: Path, allowed: Iterable[Path] = ()) -> CheckResult | None:
    """Return the cached result of a check if no input has changed since, else None. Never raises.

    Args:
        settings: the site's mkdocs.yml.
        folder: the cache folder.
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
        if data["day"] != _today():
            return None
        allowed_roots = AllowedRoots(settings.resolve().parent, allowed)
        if fingerprint(allowed_roots, trees, patterns) != data["digest"]:
            return None
        findings = Findings()
        findings.extend(_finding(value) for value in data["findings"])
        report_options = data["report_options"]
        return CheckResult(
            findings,
            ReportOptions(
                _texts(report_options["select"]),
                _texts(report_options["ignore"]),
                str(report_options["baseline"]),
            ),
            _texts(data["notes"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def store_result(result: CheckResult, settings: Path, inputs: InputFiles, folder: Path) -> None:
    """Store a result for the next check. Does nothing if the disk cannot be written to."""
    data = {
        "settings": str(settings.resolve()),
        "day": _today(),
        "trees": inputs.trees,
        "patterns": inputs.patterns,
        "digest": inputs.digest,
        "notes": result.notes,
        "report_options": {
            "select": result.report_options.select,
            "ignore": result.report_options.ignore,
            "baseline": result.report_options.baseline,
        },
        "findings": [_value(finding) for finding in result.findings],
    }
    cache_store.store(folder / _NAME, json.dumps(data).encode())


def _today() -> str:
    """Return today's date, on which the drafts of a blog and current memberships depend."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def _value(finding: Finding) -> list[Any]:
    location = finding.location
    where = [location.file, location.line, location.column]
    return [finding.code.number, where, finding.message, finding.hint, finding.fix]


def _finding(value: Any) -> Finding:
    number, (file, line, column), message, hint, fix = value
    return Finding(
        _CODES[number],
        Location(str(file), int(line), int(column)),
        str(message),
        str(hint),
        (str(fix[0]), str(fix[1])) if fix else None,
    )


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(str(value) for value in values)
