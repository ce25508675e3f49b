"""Machine-readable formats: SARIF by its official schema, annotations as GitHub parses them."""

import json

import pytest
from pydantic import ValidationError
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif
from support import faulty_guide
from support.checking import check_files

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Finding
from mkdocs_fieldguide.findings.formats import FORMATTERS, CheckReport
from mkdocs_fieldguide.model.location import Location

HOSTILE = "a%0Ab,c:d::e=f\r\n::error file=x::y % ] ; ## \u2028"


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return check_files(tmp_path_factory.mktemp("sarif"), faulty_guide.plain_files(), form="sarif").output


def test_sarif_follows_the_schema(log):
    (run,) = Sarif.model_validate_json(log).runs
    assert len(run.results) == len(faulty_guide.expected())
    assert len(run.tool.driver.rules) == len(Code)


@pytest.mark.parametrize("change", [{"level": "bad"}, {"message": {}}, {"unknown": 1}, {"locations": "x"}])
def test_schema_rejects_invalid_output(log, change):
    data = json.loads(log)
    data["runs"][0]["results"][0].update(change)
    if change == {"message": {}}:
        data["runs"][0]["results"][0]["message"] = "text"
    with pytest.raises(ValidationError):
        Sarif.model_validate(data)


def test_sarif_stays_within_the_limits_of_github(log):
    (run,) = json.loads(log)["runs"]
    assert len(log) < 10_000_000
    assert all(len(rule["properties"]["tags"]) <= 20 for rule in run["tool"]["driver"]["rules"])
    for result in run["results"]:
        (location,) = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert uri
        assert " " not in uri


def parse_as_runner(line):
    """Parse a workflow command as the runner does: ActionCommand.TryParseV2 of actions/runner."""
    line = line.lstrip()
    assert line.startswith("::")
    end = line.index("::", 2)
    name, _, written = line[2:end].partition(" ")
    properties = {}
    for pair in written.split(","):
        key, _, value = pair.strip().partition("=")
        properties[key] = unescaped(value, {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","})
    return name, properties, unescaped(line[end + 2 :], {"%0D": "\r", "%0A": "\n"})


def unescaped(text, signs):
    for sign, character in signs.items():
        text = text.replace(sign, character)
    return text.replace("%25", "%")


def test_annotations_are_decoded_to_the_original_text():
    finding = Finding(Code.UNKNOWN_TOOL, Location("docs/a, b: c%.md", 3, 5), HOSTILE, "Hint")
    text = FORMATTERS["github"](CheckReport([finding]))
    (line,) = text.removesuffix("\n").split("\n")
    assert "\r" not in line
    name, properties, message = parse_as_runner(line)
    assert name == "warning"
    assert properties == {
        "file": "docs/a, b: c%.md",
        "line": "3",
        "col": "5",
        "title": "FG020 Unknown tool id",
    }
    assert message == f"{HOSTILE} Hint"
