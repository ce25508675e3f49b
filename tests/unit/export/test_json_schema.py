"""Schemas and issue forms are generated from the model and accept the same values."""

import json

import jsonschema
import pytest
import yaml
from support.checking import run
from support.guide import DATA

from mkdocs_fieldguide.export.data.json_schema import build_json_schemas
from mkdocs_fieldguide.export.github.issue_forms import build_issue_forms
from mkdocs_fieldguide.export.github.workflow import WORKFLOW
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.tools import Tool

SCHEMAS = {
    name: json.loads(text) for name, text in build_json_schemas("https://example.org/schemas/").items()
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_valid(name):
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"https://example.org/schemas/{name}"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("tools.json", "docs/_data/tool_and_resource_list.yml"),
        ("people.json", "docs/_data/CONTRIBUTORS.yml"),
        ("organisations.json", "docs/_data/affiliations.yml"),
    ],
)
def test_valid_data_validates(name, file):
    jsonschema.validate(yaml.safe_load(DATA[file]), SCHEMAS[name])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tools.json", [{"name": "No id"}]),
        ("tools.json", [{"id": "x", "name": "X", "registry": {"europmc": "not a number"}}]),
        ("tools.json", {"id": "x"}),
        ("people.json", ["Ada Example"]),
        ("front-matter.json", {"datatable": "perhaps"}),
        ("front-matter.json", {"contributors": {"a": "b"}}),
        ("front-matter.json", {"national_resources": [{"id": "x"}]}),
        (
            "front-matter.json",
            {"national_resources": [{"id": "x", "name": "X", "registry": {"europmc": "?"}}]},
        ),
        ("front-matter.json", {"training": [{"url": "https://example.org"}]}),
        ("front-matter.json", {"github": "https://example.org"}),
    ],
)
def test_invalid_data_does_not_validate(name, data):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMAS[name])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tools.json", None),
        ("tools.json", [{"id": 7, "name": 2020, "url": None, "registry": None, "organisation": "One"}]),
        (
            "tools.json",
            [{"id": "x", "name": "X", "related_pages": {"task": ["a", 1], "role": "b"}, "own": {}}],
        ),
        ("people.json", {"Ada Example": None, "Ben": {"role": "editor", "former": None, "website": "/ben"}}),
        ("organisations.json", [{"name": "A", "expose": None, "country": "NO"}]),
        ("front-matter.json", {"title": 2020, "contributors": "Ada", "editors": ["Ada", None], "toc": False}),
        ("front-matter.json", {"contributions": {"testing": "Ada", "own": ["Ben"]}, "redirect_from": None}),
        ("front-matter.json", {"github": {"branch": "main", "file_path": None}, "national_resources": None}),
        (
            "front-matter.json",
            {"github": None, "training": [{"name": "A", "uuid": 1}, {"name": "B", "id": None}]},
        ),
        ("news.json", [{"name": 1, "date": "2026-05-31", "linked_pr": 12}]),
        ("events.json", [{"name": "A", "startDate": None, "location": [{"name": "B", "url": None}, "C"]}]),
    ],
)
def test_data_accepted_by_the_readers_validates(name, data):
    jsonschema.validate(data, SCHEMAS[name])


def test_every_key_has_a_description():
    tool = SCHEMAS["tools.json"]["items"]["properties"]
    assert tool["instance_of"]["description"] == Tool.model_fields["instance_of"].description
    assert tool["registry"]["properties"]["biotools"]["description"] == "Id at bio.tools."
    assert all("default" not in key and "title" not in key for key in tool.values())


def test_every_author_key_is_in_the_schema():
    assert set(Tool.model_fields) - {"source"} == set(SCHEMAS["tools.json"]["items"]["properties"])
    page = set(SCHEMAS["front-matter.json"]["properties"])
    assert set(PageInfo.model_fields) - {"source", "path", "neutral_path", "generated", "more"} <= page
    assert "affiliations" in page
    person = SCHEMAS["people.json"]["additionalProperties"]["anyOf"][0]["properties"]
    assert set(Person.model_fields) - {"source", "name"} <= set(person)
    assert set(Organisation.model_fields) - {"source"} <= set(
        SCHEMAS["organisations.json"]["items"]["properties"]
    )


def test_forms_have_the_keys_that_github_requires():
    for text in build_issue_forms().values():
        form = yaml.safe_load(text)
        assert form["name"]
        assert form["description"]
        ids = [question["id"] for question in form["body"]]
        assert len(set(ids)) == len(ids)
        assert all(question["type"] in ("input", "textarea") for question in form["body"])
        assert all(question["attributes"]["label"] for question in form["body"])


def test_workflow_has_read_permissions_only():
    assert yaml.safe_load(WORKFLOW)["permissions"] == {"contents": "read"}


def test_commands_write_the_schemas(tmp_path):
    assert run("schema", str(tmp_path / "s"), root=tmp_path).status == 0
    assert (tmp_path / "s" / "tools.json").is_file()
    assert run("github", str(tmp_path), root=tmp_path).status == 0
    form = tmp_path / ".github" / "ISSUE_TEMPLATE" / "add-me.yml"
    form.write_text("mine")
    assert run("github", str(tmp_path), root=tmp_path).status == 1
    assert form.read_text() == "mine"
