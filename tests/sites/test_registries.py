"""Registries that a site adds: on cards, tables, filters and tool pages, in exports, and in checks."""

import csv
import io
import json

import jsonschema
import pytest
from support.checking import run
from support.site import write_files

WIKIDATA = {
    "name": "Wikidata",
    "url": "https://www.wikidata.org/wiki/{id}",
    "icon": "simple/wikidata",
    "id": r"Q\d+",
    "example": "Q28665",
}
OPTIONS = {"plugins": ["search", {"fieldguide": {"registries": {"wikidata": WIKIDATA, "tess": False}}}]}
MANY = "".join(f"- {{id: t{n}, name: T{n}, registry: {{biotools: t{n}}}}}\n" for n in range(10))
FILES = {
    "docs/_data/tool_and_resource_list.yml": (
        "- {id: spade, name: Spade, registry: {wikidata: Q1, tess: Spades}}\n" + MANY
    ),
    "docs/page.md": "{% tool 'spade' %}\n",
    "docs/land.md": """
        ---
        country_code: NL
        national_resources:
        - {id: spade-nl, name: Spade NL, registry: {wikidata: Q2}}
        training:
        - {name: A course, url: "https://example.org/course", registry: Wikidata}
        ---
        """,
}
ADDRESS = "https://www.wikidata.org/wiki/Q1"


@pytest.fixture(scope="module")
def built(site):
    return site(FILES, OPTIONS)


def test_card_table_and_tool_page_link_to_the_registry(built):
    page = built.page("page/")
    for holder in (
        page.find(id="fg-tool-spade"),
        page.select_one(".fg-page-tools"),
        built.page("tools/spade/"),
    ):
        (link,) = holder.select("[data-registry]")
        assert (link["href"], link.get_text(strip=True)) == (ADDRESS, "Wikidata")
        assert link.select_one("use")["xlink:href"] == "#fg-icon-simple-wikidata"
    assert page.select_one("symbol#fg-icon-simple-wikidata")


def test_added_registry_is_a_filter_and_removed_registry_is_not(built):
    table = built.page("tools/")
    options = table.select("[data-fg-facet=registry] input")
    assert {option["value"] for option in options} == {"wikidata", "biotools"}
    assert table.select_one("tr[data-id=spade]")["data-registry"] == "wikidata"


def test_national_resources_are_linked_too(built):
    (link,) = built.page("land/").select(".fg-country-resources [data-registry]")
    assert link["href"] == "https://www.wikidata.org/wiki/Q2"


def test_training_in_the_registry_has_its_icon(built):
    icon = built.page("land/").select_one(".fg-more .fg-chip use")
    assert icon["xlink:href"] == "#fg-icon-simple-wikidata"


def test_exports_contain_the_registry(built):
    tools = json.loads(built.text("fieldguide/tools.json"))["tools"]
    assert tools[0]["registry"] == {"wikidata": {"id": "Q1", "url": ADDRESS}}
    row = next(csv.DictReader(io.StringIO(built.text("fieldguide/tools.csv").lstrip("\ufeff"))))
    assert row["registries"] == ADDRESS


@pytest.mark.parametrize(("identifier", "fits"), [("Q1", True), ("one", False), ("NA", True)])
def test_schema_knows_its_ids(built, identifier, fits):
    schema = json.loads(built.text("fieldguide/schemas/tools.json"))
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid([{"id": "x", "name": "X", "registry": {"wikidata": identifier}}]) is fits


def test_pattern_that_only_python_understands_is_not_in_the_schema(site):
    registries = {"own": {"name": "Own", "url": "https://example.org/{id}", "id": "(?i)q\\d+"}}
    built = site(FILES, {"plugins": [{"fieldguide": {"registries": registries}}]}, strict=False)
    properties = json.loads(built.text("fieldguide/schemas/tools.json"))["items"]["properties"]
    assert properties["registry"]["properties"]["own"] == {
        "type": ["string", "number", "boolean", "null"],
        "description": "Id at Own.",
    }


def test_invalid_id_and_misspelt_key_are_reported(site):
    data = (
        "- id: spade\n  name: Spade\n  registry:\n    wikidata: https://www.wikidata.org/wiki/Q1\n"
        "- id: rake\n  name: Rake\n  registry:\n    wikidta: Q1\n"
    )
    files = {"docs/_data/tool_and_resource_list.yml": data}
    built = site(files, OPTIONS, strict=False)
    one, two = sorted(built.warnings)
    assert one.startswith("docs/_data/tool_and_resource_list.yml:4:15: “wikidata” of tool “spade”")
    assert "such as `Q28665`: only the id, not its URL. [FG013]" in one
    assert two.startswith("docs/_data/tool_and_resource_list.yml:8:5: Unknown key “wikidta”")
    assert "Did you mean “wikidata”? [FG005]" in two


def test_invalid_setting_aborts_the_build_with_a_clear_message(site):
    registries = {"own": {"name": "Own", "url": "javascript:{id}"}}
    built = site({}, {"plugins": [{"fieldguide": {"registries": registries}}]})
    assert not built.passed
    assert any("`url` of `registries.own` is “javascript:{id}”" in text for text in built.warnings)


def test_missing_theme_icon_is_reported(site):
    registries = {"own": {**WIKIDATA, "icon": "simple/wikidatta"}}
    built = site({}, {"plugins": [{"fieldguide": {"registries": registries}}]}, strict=False)
    assert built.warnings == [
        "mkdocs.yml: The icon “simple/wikidatta” of `registries.own` does not exist in the theme."
        " Did you mean “simple/wikidata”? [FG052]"
    ]


def test_schema_and_forms_contain_the_registry(tmp_path, monkeypatch):
    write_files(tmp_path, {**FILES, "docs/index.md": "# Home\n"})
    settings = json.dumps({"site_name": "x", "theme": "material", **OPTIONS})
    (tmp_path / "mkdocs.yml").write_text(settings)
    monkeypatch.chdir(tmp_path)
    assert run("schema", "out", root=tmp_path).status == 0
    schema = json.loads((tmp_path / "out" / "tools.json").read_text())
    assert "wikidata" in schema["items"]["properties"]["registry"]["properties"]
    assert run("github", root=tmp_path).status == 0
    assert "Id at Wikidata" in (tmp_path / ".github" / "ISSUE_TEMPLATE" / "add-a-tool.yml").read_text()
