"""Loading a data folder."""

import pytest
from support.hanging import QUICK, must_end

from mkdocs_fieldguide.content.countries import country_names
from mkdocs_fieldguide.content.data_folder import load_data
from mkdocs_fieldguide.findings.codes import Code, Severity
from mkdocs_fieldguide.findings.finding import Findings


@pytest.fixture
def load(tmp_path):
    """Write files, load them, and return the data with the findings as (code, file, line)."""

    def load(**files):
        for name, text in files.items():
            stem, ending = name.rsplit("_", 1)
            (tmp_path / f"{stem}.{ending}").write_text(text, encoding="utf-8")
        findings = Findings()
        data = load_data(tmp_path, lambda path: path.name, findings)
        return data, list(findings)

    return load


def codes(findings):
    return [(finding.code, finding.location.line) for finding in findings]


def test_missing_folder_loads_an_empty_guide(tmp_path):
    findings = Findings()
    data = load_data(tmp_path / "nowhere", str, findings)
    assert (dict(data.tools), dict(data.people), data.news, data.files, len(findings)) == ({}, {}, (), (), 0)
    assert data.countries["NO"] == "Norway"


def test_typical_registry(load):
    data, findings = load(
        tool_and_resource_list_yml=(
            "- id: beacon\n  name: Beacon\n  url: https://example.org/\n  description: Finds things.\n"
            "  registry:\n    europmc: 35297548\n    tess: NA\n    biotools:\n    fairsharing: 6e1\n"
            "  related_pages: [a, b]\n  my_own: yes\n- id: drs\n  name: DRS\n  description:\n  url:\n"
        )
    )
    assert findings == []
    beacon, drs = data.tools.values()
    assert beacon.registry == {"europmc": "35297548", "fairsharing": "6e1"}
    assert beacon.related_page_ids == ("a", "b")
    assert beacon.model_extra == {"my_own": "yes"}
    assert (drs.description, drs.url) == ("", None)
    assert (beacon.defined_at.line, drs.defined_at.line) == (1, 12)
    assert [path.name for path in data.files] == ["tool_and_resource_list.yml"]


def test_registry_may_be_a_mapping_by_id(load):
    data, findings = load(
        tool_and_resource_list_yaml="beacon:\n  name: Beacon\ndrs:\n  name: DRS\ndrs:\n  name: Two\n"
    )
    assert [(tool.id, tool.name) for tool in data.tools.values()] == [("beacon", "Beacon"), ("drs", "DRS")]
    assert codes(findings) == [(Code.REPEATED_KEY, 5)]


def test_duplicate_id_uses_the_first_and_reports_its_line(load):
    data, [finding] = load(
        tool_and_resource_list_yml="- {id: a, name: One}\n- {id: b, name: B}\n- {id: a, name: Two}\n"
    )
    assert data.tools["a"].name == "One"
    assert (finding.code, finding.location.line, finding.location.column) == (Code.DUPLICATE_ID, 3, 8)
    assert "line 1" in finding.message


def test_misspelt_keys_are_reported_at_their_locations(load):
    data, findings = load(
        tool_and_resource_list_yml=(
            "- id: a\n  name: A\n  regsitry:\n    tess: x\n  registry:\n    biotool: y\n  homepage: z\n"
        ),
        CONTRIBUTORS_yml=(
            "Ada Example:\n  orchid: 0000-0002-1825-0097\n  Email: ada@example.org\n  git: ada\n"
        ),
    )
    assert [(f.code, str(f.location), f.hint) for f in findings] == [
        (Code.MISSPELT_KEY, "CONTRIBUTORS.yml:2:3", "Did you mean “orcid”?"),
        (Code.MISSPELT_KEY, "CONTRIBUTORS.yml:3:3", "Did you mean “email”?"),
        (Code.MISSPELT_KEY, "tool_and_resource_list.yml:6:5", "Did you mean “biotools”?"),
    ]
    assert data.people["Ada Example"].orcid is None
    assert data.tools["a"].model_extra["regsitry"] == {"tess": "x"}


def test_entry_with_only_a_misspelt_registry_is_reported(load):
    _, [finding] = load(tool_and_resource_list_yml="- id: a\n  name: A\n  regsitry: {tess: x}\n")
    assert (finding.code, finding.hint) == (Code.MISSPELT_KEY, "Did you mean “registry”?")


def test_entry_without_id_is_omitted_and_without_name_shows_its_id(load):
    data, findings = load(
        tool_and_resource_list_yml=(
            "- name: No id\n- id: a\n- id: b\n  name:\n- id:\n  name:\n-\n- id: c\n  name: [x]\n"
        )
    )
    assert {key: tool.name for key, tool in data.tools.items()} == {"a": "a", "b": "b", "c": "c"}
    assert codes(findings) == [
        (Code.MISSING_VALUE, 1),
        (Code.MISSING_VALUE, 2),
        (Code.MISSING_VALUE, 4),
        (Code.WRONG_TYPE, 9),
    ]


def test_invalid_values_affect_only_themselves(load):
    data, findings = load(
        tool_and_resource_list_yml=(
            "- id: a\n  name: A\n  description: [x]\n  type: {y: z}\n  url: javascript:x\n"
            "  registry:\n    tess: [a]\n    biotools: ok\n- just text\n- id: b c\n"
            "  name: B\n  registry: none\n"
        )
    )
    tool = data.tools["a"]
    assert (tool.description, tool.type, tool.url, tool.registry) == ("", None, None, {"biotools": "ok"})
    assert "b c" in data.tools
    assert codes(findings) == [
        (Code.WRONG_TYPE, 3),
        (Code.WRONG_TYPE, 4),
        (Code.UNSAFE_URL, 5),
        (Code.WRONG_TYPE, 7),
        (Code.WRONG_TYPE, 9),
        (Code.MALFORMED_ID, 10),
        (Code.WRONG_TYPE, 12),
    ]
    assert all("_type" not in finding.message + finding.hint for finding in findings)


def test_texts_are_stripped(load):
    data, findings = load(tool_and_resource_list_yml="- id: ' a '\n  name: \"A \"\n")
    assert data.tools["a"].name == "A"
    assert {finding.severity for finding in findings} == {Severity.INFO}


def test_typical_people_file(load):
    data, findings = load(
        CONTRIBUTORS_yaml=(
            "Ada Example:\n  git: ada\n  orcid: https://orcid.org/0000-0002-1825-0097\n  role: editor\n"
            "  affiliation: Institute A / University B\nBob Example:\n  git:\n  email:\n"
            "  role: editor\nCy Example:\n"
        )
    )
    ada = data.people["Ada Example"]
    assert (ada.orcid, ada.affiliation) == ("0000-0002-1825-0097", ["Institute A / University B"])
    assert list(data.people) == ["Ada Example", "Bob Example", "Cy Example"]
    assert codes(findings) == [(Code.EMPTY_PERSON, 6), (Code.EMPTY_PERSON, 10)]


def test_invalid_identifiers_are_reported_and_omitted(load):
    data, findings = load(
        contributors_yml=(
            "Ada Example:\n  git: ../x\n  orcid: 0000-0002-1825-0098\n  email: ada@example.org\n"
        ),
        affiliations_yml=(
            "- name: A\n  pid: https://ror.org/05gq02988\n- name: B\n  pid: 05gq02987\n"
            "- name: C\n  pid: https://example.org/id/1\n"
        ),
    )
    assert codes(findings) == [
        (Code.MALFORMED_IDENTIFIER, 2),
        (Code.MALFORMED_IDENTIFIER, 2),
        (Code.MALFORMED_IDENTIFIER, 3),
    ]
    person = data.people["Ada Example"]
    assert (person.git, person.orcid, person.email) == (None, None, "ada@example.org")
    assert [organisation.pid for organisation in data.organisations.values()] == [
        None,
        "https://ror.org/05gq02987",
        "https://example.org/id/1",
    ]


def test_repeated_person_is_a_duplicate(load):
    data, [finding] = load(CONTRIBUTORS_yml="Ada Example: {git: one}\nAda Example: {git: two}\n")
    assert data.people["Ada Example"].git == "one"
    assert (finding.code, finding.location.line) == (Code.DUPLICATE_ID, 2)


def test_organisations_of_both_files_are_joined(load):
    data, [finding] = load(
        supported_by_yml="- {name: A, expose: false, url: /a}\n",
        affiliations_yml="- {name: B, expose: }\n- {name: A, url: /b}\n- {name: }\n",
    )
    assert [(o.name, o.expose, o.url) for o in data.organisations.values()] == [
        ("A", False, "/a"),
        ("B", True, None),
    ]
    assert (finding.code, str(finding.location)) == (Code.DUPLICATE_ID, "affiliations.yml:2:10")
    assert "supported_by.yml:1" in finding.message


@pytest.mark.parametrize(
    ("language", "germany", "kingdom"),
    [
        ("en", "Germany", "United Kingdom"),
        ("de", "Deutschland", "Vereinigtes Königreich"),
        ("pt-BR", "Alemanha", "Reino Unido"),
        ("zh_TW", "德國", "英國"),
        ("sh", "Germany", "United Kingdom"),  # Material has it, Babel does not
        ("../../etc/passwd", "Germany", "United Kingdom"),
        ("", "Germany", "United Kingdom"),
    ],
)
def test_countries_have_names_in_the_language_of_the_site(language, germany, kingdom):
    names = country_names(language)
    assert (names["DE"], names["GB"]) == (germany, kingdom)


@pytest.mark.parametrize("language", ["en", "ku-IQ"])
def test_only_countries_have_country_names(language):
    names = country_names(language)
    assert len(names) == 249 + len(("EU", "XK"))
    assert not names.keys() & {"ZZ", "XA", "UN", "EZ", "AC"}
    assert all(name.strip() for name in names.values())


def test_own_countries_come_before_the_shipped_ones(load):
    data, findings = load(countries_yml="NO: Noreg\nxk: Kosova\nNOR: Norge\nSE:\n")
    assert (data.countries["NO"], data.countries["XK"], data.countries["SE"]) == ("Noreg", "Kosova", "Sweden")
    assert codes(findings) == [(Code.MALFORMED_ID, 3), (Code.WRONG_TYPE, 4)]


def test_news_are_read_as_written(load):
    data, findings = load(news_yml="- name: One\n  date: 2023-07-13\n- name: Two\n")
    assert [(news.name, news.date) for news in data.news] == [("One", "2023-07-13"), ("Two", None)]
    assert findings == []


@pytest.mark.parametrize(
    "name",
    ["tool_and_resource_list_yml", "CONTRIBUTORS_yml", "supported_by_yml", "countries_yml", "news_yml"],
)
def test_file_of_the_wrong_kind_is_one_finding(load, name):
    _, [finding] = load(**{name: "# comment\njust text\n"})
    assert (finding.code, finding.location.line) == (Code.WRONG_TYPE, 2)
    assert "just text" in finding.message


def test_broken_file_affects_only_itself(load):
    data, [finding] = load(
        tool_and_resource_list_yml="- id: [\n", CONTRIBUTORS_yml="Ada Example: {git: ada}\n", news_yml=""
    )
    assert finding.code is Code.YAML_SYNTAX
    assert list(data.people) == ["Ada Example"]
    assert len(data.files) == 3


def test_undecodable_file_is_reported(load, tmp_path):
    (tmp_path / "news.yml").write_bytes(b"\xff\xfe\x00")
    data, [finding] = load()
    assert (finding.code, data.news) == (Code.UNREADABLE_FILE, ())


def test_data_cannot_be_changed_afterwards(load):
    data, _ = load()
    with pytest.raises(TypeError):
        data.tools["x"] = None


def test_registry_of_thousands_of_tools_is_loaded(load):
    entry = (
        "- id: tool-{0}\n  name: Tool {0}\n  url: https://example.org/{0}\n"
        "  description: {1}\n  registry:\n    tess: t{0}\n    biotools: b{0}\n"
        "  related_pages: [a, b]\n"
    )
    with must_end(QUICK):
        data, findings = load(
            tool_and_resource_list_yml="".join(entry.format(n, "words " * 20) for n in range(6_000))
        )
    assert (len(data.tools), findings) == (6_000, [])


def test_navigation_of_the_dialect_is_reported_and_not_read(tmp_path):
    (tmp_path / "sidebars").mkdir()
    for name in ("sidebars/main.yml", "sidebars/data.yaml", "topnav.yml", "sidebars/notes.txt"):
        (tmp_path / name).write_text("- &a [*a, {", encoding="utf-8")
    findings = Findings()
    data = load_data(tmp_path, lambda path: path.relative_to(tmp_path).as_posix(), findings)
    assert [(found.code, str(found.location)) for found in findings] == [
        (Code.NOT_SUPPORTED, "sidebars/data.yaml:1"),
        (Code.NOT_SUPPORTED, "sidebars/main.yml:1"),
        (Code.NOT_SUPPORTED, "topnav.yml:1"),
    ]
    assert data.files == ()
