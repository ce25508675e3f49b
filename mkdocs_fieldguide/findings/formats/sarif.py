"""Findings as SARIF 2.1.0, for GitHub code scanning and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, and GitHub's requirements:
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import quote

from mkdocs_fieldguide import __version__
from mkdocs_fieldguide.findings.baseline import baseline_key
from mkdocs_fieldguide.findings.codes import FINDINGS_PAGE, HOME, Code, Severity
from mkdocs_fieldguide.findings.finding import Finding
from mkdocs_fieldguide.findings.formats.report import CheckReport

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def format_sarif(report: CheckReport) -> str:
    """Return the findings as a SARIF log."""
    codes = list(Code)
    run = {
        "tool": {
            "driver": {
                "name": "fieldguide",
                "semanticVersion": __version__,
                "informationUri": HOME,
                "rules": [_build_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_build_result(finding, codes.index(finding.code), report) for finding in report.findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _build_rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.number,
        "name": code.name.title().replace("_", ""),
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": f"{code.title}."},
        "help": {"text": f"{code.title}. See {FINDINGS_PAGE}#{code.number.lower()}"},
        "helpUri": f"{FINDINGS_PAGE}#{code.number.lower()}",
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
        "properties": {"tags": ["documentation"]},
    }


def _build_result(finding: Finding, index: int, report: CheckReport) -> dict[str, Any]:
    location = finding.location
    # GitHub ignores results without a line.
    region = {"startLine": location.line or 1}
    if location.line and location.column:
        region["startColumn"] = location.column
    return {
        "ruleId": finding.code.number,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.hint}".strip()},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": quote(report.prefix + location.file),
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": region,
                }
            }
        ],
        "partialFingerprints": {
            "fieldguide/v1": hashlib.sha256(
                "\0".join(baseline_key(finding)).encode("utf-8", "replace")
            ).hexdigest()
        },
    }
