"""People and organisations in the data: short ids, former members, collectives."""

import pytest

from mkdocs_fieldguide.content.data_folder import load_data
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.dates import parse_period_end
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.registry.registry import Registry


@pytest.fixture
def load(tmp_path):
    def load(people="", organisations=""):
        (tmp_path / "CONTRIBUTORS.yml").write_text(people, encoding="utf-8")
        (tmp_path / "affiliations.yml").write_text(organisations, encoding="utf-8")
        findings = Findings()
        data = load_data(tmp_path, lambda path: path.name, findings)
        return data, [finding for finding in findings if finding.code is not Code.EMPTY_PERSON]

    return load


def join_people(data, **page):
    registry = Registry(
        people=data.people, organisations=data.organisations, pages={"a": PageInfo(path="a", **page)}
    )
    return registry, registry.pages["a"]


def test_entry_key_can_be_its_alias(load):
    data, findings = load(
        "ada:\n  name: Ada Example\nBen Example:\n  id: ben\n", "- {name: CERN, id: cern}\n"
    )
    assert findings == []
    assert {p.name: (p.id, p.slug) for p in data.people.values()} == {
        "Ada Example": ("ada", "ada"),
        "Ben Example": ("ben", "ben"),
    }
    registry, page = join_people(
        data,
        contributors=["ada", "Ben Example"],
        supported_by=["cern", "NL"],
        contributions={"software": ["ben", "cern"], "funding": ["cern"]},
    )
    assert page.contributors == ["Ada Example", "Ben Example"]
    assert page.supported_by == ["CERN", "NL"]
    assert page.contributions == {"software": ["Ben Example", "CERN"], "funding": ["CERN"]}
    assert list(registry.pages_by_person["Ben Example"]) == ["contributors", "software"]


def test_second_entry_with_an_id_loses_it(load):
    data, [finding] = load("Ada Example: {id: a}\nBen Example: {id: a}\n")
    assert (finding.code, finding.location.line, finding.location.column) == (Code.DUPLICATE_ID, 2, 19)
    assert "Ada Example" in finding.message
    assert [person.id for person in data.people.values()] == ["a", None]


def test_full_name_takes_precedence_over_an_id(load):
    data, [finding] = load("Ada: {url: /a}\nBen Example: {id: Ada}\n")
    assert finding.code is Code.DUPLICATE_ID
    assert join_people(data, contributors=["Ada"])[1].contributors == ["Ada"]


def test_id_of_a_person_and_an_organisation(load):
    data, [finding] = load("Ada Example: {id: x}\n", "- {name: CERN, id: x}\n")
    assert (finding.code, finding.location.file) == (Code.DUPLICATE_ID, "affiliations.yml")
    _, page = join_people(data, editors=["x"], supported_by=["x"], contributions={"funding": ["x"]})
    assert (page.editors, page.supported_by) == (["Ada Example"], ["CERN"])
    assert page.contributions == {"funding": ["CERN"]}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", "2024-12-31"),
        ("2024-02", "2024-02-29"),
        ("2025/12", "2025-12-31"),
        (" 2024-06-30 ", "2024-06-30"),
        ("2024-13", None),
        ("2024-00", "2024-12-31"),
        ("2024-06-00", "2024-06-30"),
        ("2024-02-30", None),
        ("soon", None),
        ("0000", None),
    ],
)
def test_last_day_of_a_period(text, day):
    assert str(parse_period_end(text)) == str(day)


def test_former_members(load, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01
    data, [finding] = load(
        "A: {former: true}\nB: {until: 2025}\nC: {until: 2026}\nD: {until: 2025-13-01}\n"
        "E: {until: 2026-01-01}\n"
    )
    assert {p.name: p.former for p in data.people.values()} == {
        "A": True, "B": True, "C": False, "D": False, "E": False,
    }  # fmt: skip
    assert (finding.code, finding.location.line) == (Code.IMPOSSIBLE_DATE, 4)


def test_collective_and_its_members(load):
    data, [finding] = load(
        "Team X: {type: collective, members: [ada, Guest Example]}\nAda Example: {id: ada}\n"
        "Y: {type: colective}\nZ: {type: volunteer}\n"
    )
    assert (finding.code, finding.hint) == (Code.WRONG_TYPE, "Did you mean “collective”?")
    registry, _ = join_people(data)
    assert [person.name for person in registry.members["Team X"]] == ["Ada Example", "Guest Example"]
    assert registry.collectives["Ada Example"] == ("Team X",)
    assert [person.is_collective for person in data.people.values()] == [True, False, False, False]


def test_affiliations_are_split(load):
    data, findings = load(
        "A: {affiliation: cern / University of Nowhere}\nB: {affiliation: [Data / Society, cern, CERN]}\n",
        "- {name: CERN, id: cern}\n- {name: Data / Society}\n",
    )
    assert findings == []
    registry, _ = join_people(data)
    assert registry.affiliations == {"A": ("CERN", "University of Nowhere"), "B": ("Data / Society", "CERN")}
    assert [person.name for person in registry.members["CERN"]] == ["A", "B"]


def test_roles_of_a_person_are_a_text_or_a_list(load):
    data, findings = load("A: {role: 'editor, author'}\nB: {role: [editor, software]}\nC: {role: NA}\n")
    assert findings == []
    assert [person.roles for person in data.people.values()] == [
        ("editor", "author"),
        ("editor", "software"),
        (),
    ]


def test_a_person_indented_below_another_is_reported(load):
    _, [finding] = load("Ada Example:\n  git: ada\n  Elif Örnek:\n    git: elif\n")
    assert (finding.location.line, finding.hint) == (3, "Begin its line without spaces.")


def test_a_text_in_place_of_a_mapping_that_lacks_a_space_is_explained(load):
    _, [finding] = load("Ada Example:\n  git:ada\n")
    assert finding.hint == "A space is missing after the colon of “git”. Write “git: ada”."
