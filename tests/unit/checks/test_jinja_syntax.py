"""Syntax errors of Jinja in pages, for which the macros plugin replaces the whole page."""

import pytest

from mkdocs_fieldguide.checks.jinja_syntax import check_jinja_syntax
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("2026 {{ " + "9" * 5_000 + " }}", "too many digits", 9),
        ("{{ " + "(" * 20_000 + " }}", "nested too deeply", 1),
    ],
    ids=["digits", "depth"],
)
def test_what_python_cannot_parse_is_reported(text, message, column):
    findings = Findings()
    check_jinja_syntax(text, {}, frozenset(), lambda at: Location("page.md", 1, at + 1), findings)
    [finding] = findings
    assert finding.code is Code.UNREADABLE_TEMPLATE
    assert message in finding.message
    assert finding.location.column == column
