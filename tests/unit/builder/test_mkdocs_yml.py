"""The folders of a guide are found without parsing its settings; misplaced settings are reported."""

import pytest

from mkdocs_fieldguide.builder.site_config.find import named_folders
from mkdocs_fieldguide.builder.site_config.mkdocs_yml import read_settings
from mkdocs_fieldguide.findings.finding import Findings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("site_name: x\n", []),
        ("docs_dir: content\n", ["content"]),
        ("docs_dir: ../shared/docs # there\n", ["../shared/docs"]),
        ("'docs_dir': '../my docs'\nplugins:\n  - fieldguide:\n      data_dir: /d\n", ["../my docs", "/d"]),
        ("{docs_dir: a, plugins: [{fieldguide: {data_dir: b}}]}\n", ["a", "b"]),
        ("docs_dir: !ENV [DOCS, docs]\n", None),
        ("docs_dir: *folder\n", None),
        ('docs_dir: "a\\x62"\n', None),
        ("INHERIT: base.yml\n", None),
        (b"\xff\xfe", None),
    ],
)
def test_named_folders(tmp_path, text, found):
    path = tmp_path / "mkdocs.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert named_folders(path) == (None if found is None else [tmp_path / name for name in found])


def test_missing_settings(tmp_path):
    assert named_folders(tmp_path / "mkdocs.yml") is None


PLUGINS = "site_name: S\nplugins:\n- search\n"


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("- fieldguide:\n    citation_stile: apa\n", 5, "no option “citation_stile”", "“citation_style”"),
        ("- fieldguide:\n    listings: {tool: x.md}\n", 5, "no option “listings.tool”", "“tools”"),
        ("- fieldguide:\n    listings:\n    tools: x.md\n", 6, "no option “tools”", "belongs to “listings”"),
        ("- fieldguide:\n    listings: {exports: no}\n", 5, "no option “listings.exports”", "directly below"),
        ("- fieldguide:\n  citation_style: apa\n  exports: no\n", 5, "level of “fieldguide”", "Indent it"),
        ("- fieldguide\ncitation_style: apa\nexports: no\n", 5, "has no effect", "Indent it below"),
        ("- fieldguides\n", 4, "no plugin “fieldguides”", "“fieldguide”"),
        ("- field-guide: {exports: no}\n", 4, "no plugin “field-guide”", "“fieldguide”"),
        ("- fieldguide:\n    exports: no\n   toc: {}\n", 6, "indented by 3 spaces", "2 or 4 spaces"),
    ],
)
def test_a_setting_in_the_wrong_place_is_reported_once_at_its_line(tmp_path, text, line, message, hint):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(PLUGINS + text, encoding="utf-8")
    findings = Findings()
    read_settings(tmp_path / "mkdocs.yml", findings)
    (finding,) = findings
    assert (finding.location.line, finding.severity.value) == (line, "error")
    assert message in finding.message
    assert hint in finding.hint
