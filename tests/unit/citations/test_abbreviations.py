"""Abbreviations of titles."""

import json

import pytest
from support.csl import made, own_style

from mkdocs_fieldguide.citations.abbreviations import abbreviate, read_abbreviations
from mkdocs_fieldguide.findings.finding import Findings

SHORT = {"container-title": {"Journal of  Matters": "J. Matt."}, "collection-title": {"A Series": "Ser."}}
LAYOUT = (
    '<citation><layout/></citation><bibliography><layout><group delimiter=" ">'
    '<text variable="container-title" form="short"/><text variable="collection-title" form="short"/>'
    "</group></layout></bibliography>"
)


def read(tmp_path, text):
    path = tmp_path / "short.json"
    path.write_text(text, "utf-8")
    findings = Findings()
    return read_abbreviations(path, "short.json", findings), list(findings)


@pytest.mark.parametrize("data", [SHORT, {"default": SHORT, "other": {}}])
def test_short_forms_are_those_of_the_data_or_else_of_the_list(tmp_path, data):
    abbreviations, findings = read(tmp_path, json.dumps(data, indent="\t"))
    references = [
        made("a", **{"container-title": "JOURNAL of Matters", "collection-title": "A series"}),
        made("b", **{"container-title": "Journal of Matters", "container-title-short": "JM"}),
        made("c", **{"container-title": "Journal of Matters", "journalAbbreviation": "JoM"}),
        made("d", **{"container-title": "Other", "collection-title": 5}),
    ]
    found = abbreviate({one.key: one for one in references}, abbreviations)
    style = own_style(LAYOUT, *found.values())
    assert [style.entry(key).text for key in "abcd"] == ["J. Matt. Ser.", "JM", "JoM", "Other 5"]
    assert findings == []


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('{"default":\n {', "FG001", "not valid JSON"),
        ("[" * 100_000, "FG001", "nested too deeply"),
        ("[]", "FG004", "no abbreviations"),
        ('{"default": 1}', "FG004", "no abbreviations"),
        ('{"container-title": "J"}', "FG004", "is not a mapping"),
        ('{"container-title": {"Journal": ["J"]}}', "FG004", "“Journal”"),
    ],
)
def test_invalid_lists_are_reported(tmp_path, text, code, words):
    abbreviations, findings = read(tmp_path, text)
    assert not any(abbreviations.values())
    assert [one.code.number for one in findings] == [code]
    assert words in findings[0].message
    assert findings[0].location.line == (2 if words == "not valid JSON" else 0)
