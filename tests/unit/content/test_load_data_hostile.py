"""Untrusted data files."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_fieldguide.content.data_folder import load_data
from mkdocs_fieldguide.findings.finding import Findings

PIECES = [
    "- ",
    "id: ",
    "name: ",
    "a",
    "\n",
    "\n  ",
    "\n    ",
    "registry: ",
    "url: ",
    "[",
    "]",
    "{",
    "}",
    ": ",
    ", ",
    "~",
]
PIECES += [
    "orcid: ",
    "affiliation: ",
    "pid: ",
    "expose: ",
    "NO: ",
    "&a ",
    "*a",
    "<<: ",
    "true",
    "'",
    "🎉",
    "\x00",
    "javascript:x",
]
FILES = [
    "tool_and_resource_list.yml",
    "CONTRIBUTORS.yml",
    "affiliations.yml",
    "supported_by.yml",
    "countries.yml",
    "news.yml",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=30).map("".join).map(str.encode), st.binary()))
def test_no_file_raises(tmp_path, content):
    for name in FILES:
        (tmp_path / name).write_bytes(content)
    findings = Findings()
    data = load_data(tmp_path, lambda path: path.name, findings)
    for tool in data.tools.values():
        assert tool.id
        assert tool.name
        assert tool.url is None or not tool.url.startswith("javascript")
    assert all(finding.message for finding in findings)
