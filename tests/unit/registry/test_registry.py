"""The registry: relations of entries, and the resolution of page names."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hanging import must_end

from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.people import Person
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.registry.registry import Registry


def registry_of(*pages, **parts):
    infos = [PageInfo(**page) if isinstance(page, dict) else PageInfo(path=page) for page in pages]
    return Registry(pages={page.path: page for page in infos}, **parts)


GUIDE = registry_of(
    "index.md",
    {"path": "tasks/data-transfer.md", "page_id": "transfer"},
    {"path": "provenance/overview.md", "page_id": "prov"},
    "quality/overview.md",
    "quality/index.md",
    {"path": "standards/passports.md", "permalink": "/passports_visas"},
    {"path": "about/team.md", "permalink": "/:basename/"},
    "about/Contact.md",
    "beacon.md",
)


@pytest.mark.parametrize(
    ("target", "from_path", "path", "suffix"),
    [
        ("transfer", "index.md", "tasks/data-transfer.md", ""),
        ("data-transfer", "index.md", "tasks/data-transfer.md", ""),
        ("data-transfer.md", "index.md", "tasks/data-transfer.md", ""),
        ("data-transfer.html#how", "index.md", "tasks/data-transfer.md", "#how"),
        ("tasks/data-transfer", "quality/overview.md", "tasks/data-transfer.md", ""),
        ("/tasks/data-transfer/", "quality/overview.md", "tasks/data-transfer.md", ""),
        ("../tasks/data-transfer.md?a=b#c", "quality/overview.md", "tasks/data-transfer.md", "?a=b#c"),
        ("./overview", "quality/index.md", "quality/overview.md", ""),
        ("overview", "provenance/x.md", "provenance/overview.md", ""),
        ("overview.md", "quality/x.md", "quality/overview.md", ""),
        ("quality", "index.md", "quality/index.md", ""),
        ("quality/", "index.md", "quality/index.md", ""),
        ("quality/index.md", "index.md", "quality/index.md", ""),
        ("index.md", "quality/overview.md", "quality/index.md", ""),
        ("index", "quality/overview.md", "index.md", ""),
        ("/", "quality/overview.md", "index.md", ""),
        ("/index.html", "quality/overview.md", "index.md", ""),
        ("./", "quality/overview.md", "index.md", ""),
        ("passports_visas", "index.md", "standards/passports.md", ""),
        ("/passports_visas", "index.md", "standards/passports.md", ""),
        ("passports", "index.md", "standards/passports.md", ""),
        ("/team", "index.md", "about/team.md", ""),
        ("#here", "quality/overview.md", "quality/overview.md", "#here"),
        ("data%2Dtransfer", "index.md", "tasks/data-transfer.md", ""),
        (" beacon ", "index.md", "beacon.md", ""),
    ],
)
def test_accepted_page_names(target, from_path, path, suffix):
    match = GUIDE.resolve_page(target, from_path)
    assert (match.page and match.page.path, match.suffix) == (path, suffix)


@pytest.mark.parametrize(
    "target",
    ["data_transfer", "Beacon", "contact", "nowhere", "../beacon", "https://example.org", "tasks/", "a\0b"],
)
def test_names_of_no_page(target):
    match = GUIDE.resolve_page(target, "tasks/x/y/z.md")
    assert (match.page, match.candidates) == (None, ())


def test_shared_base_name_is_ambiguous_elsewhere():
    match = GUIDE.resolve_page("overview#a", "index.md")
    assert match.page is None
    assert [page.path for page in match.candidates] == ["provenance/overview.md", "quality/overview.md"]
    assert match.suffix == "#a"


def test_page_id_comes_before_a_base_name():
    registry = registry_of("a/beacon.md", {"path": "b/other.md", "page_id": "beacon"})
    assert registry.resolve_page("beacon", "a/x.md").page.path == "b/other.md"


def test_own_folder_comes_before_the_top():
    registry = registry_of("overview.md", "a/overview.md", "b/overview.md")
    assert registry.resolve_page("overview", "a/x.md").page.path == "a/overview.md"
    assert registry.resolve_page("overview", "c/x.md").page.path == "overview.md"
    assert registry.resolve_page("/overview", "a/x.md").page.path == "overview.md"


@pytest.mark.parametrize(
    ("target", "page", "found"),
    [
        ("../two", "pages/a/one.md", "pages/b/two.md"),
        ("../../two#x", "pages/a/one.md", "pages/b/two.md"),
        ("../../two", "three.md", "pages/b/two.md"),
        ("../two", "three.md", None),
        ("../two", "four.md", None),
    ],
)
def test_dots_in_a_link_are_those_of_the_urls(target, page, found):
    registry = registry_of(
        {"path": "pages/a/one.md", "permalink": "/:basename"},
        {"path": "pages/b/two.md", "permalink": "/:basename"},
        {"path": "three.md", "permalink": "/kit/three/"},
        {"path": "four.md"},
    )
    match = registry.resolve_page(target, page)
    assert (match.page.path if match.page else None) == found


def test_permalinks_made_of_base_names_do_not_hide_ambiguity():
    registry = registry_of(*({"path": f"{folder}/overview.md", "permalink": "/:basename"} for folder in "ab"))
    assert len(registry.resolve_page("overview", "index.md").candidates) == 2
    assert registry.resolve_page("overview", "b/x.md").page.path == "b/overview.md"


def test_index_page_with_a_permalink_of_its_base_name_is_not_home():
    registry = registry_of(
        *({"path": path, "permalink": "/:basename"} for path in ("a/index.md", "index.md"))
    )
    assert registry.resolve_page("/", "a/index.md").page.path == "index.md"
    assert registry.resolve_page("/a", "index.md").page.path == "a/index.md"


def test_pages_are_listed_by_person_organisation_and_type():
    registry = registry_of(
        {
            "path": "a.md",
            "type": "task",
            "contributors": ["Ada Example", "Ada Example"],
            "supported_by": ["NO"],
        },
        {"path": "b.md", "type": "task", "contributors": ["Ada Example"], "editors": ["Ada Example"]},
        {
            "path": "c.md",
            "type": "task",
            "contributors": ["Ada Example", "Ben Example"],
            "supported_by": ["NO"],
            "search_exclude": True,
        },
        {"path": "d.md", "contributors": ["Ada Example"], "redirect_to": "a", "search_exclude": True},
    )
    by_role = {
        role: [page.path for page in pages] for role, pages in registry.pages_by_person["Ada Example"].items()
    }
    assert by_role == {"contributors": ["a.md", "b.md", "c.md"], "editors": ["b.md"]}
    assert [page.path for page in registry.pages_by_organisation["NO"]] == ["a.md", "c.md"]
    assert registry.unregistered_names == ("Ada Example",)
    assert [page.path for page in registry.pages_by_type["task"]] == ["a.md", "b.md"]


def test_instances_are_listed_by_tool():
    registry = registry_of(
        {"path": "no.md", "national_resources": (Tool(id="no", name="N", instance_of="big", country="NO"),)},
        tools={"big": Tool(id="big", name="Big"), "se": Tool(id="se", name="S", instance_of="big")},
    )
    assert [tool.id for tool in registry.instances["big"]] == ["se", "no"]
    assert [tool.id for tool in registry.national_resources] == ["no"]


def test_registry_is_immutable():
    tools = {"a": Tool(id="a", name="A")}
    registry = registry_of(tools=tools)
    tools.clear()
    assert "a" in registry.tools
    with pytest.raises(TypeError):
        registry.tools["b"] = None
    with pytest.raises(dataclasses.FrozenInstanceError):
        registry.tools = {}


@given(st.text(), st.text())
def test_any_target_results_in_pages_of_the_guide_and_its_suffix(target, from_path):
    found = GUIDE.resolve_page(target, from_path)
    assert target.strip().endswith(found.suffix)
    assert found.suffix[:1] in ("", "#", "?")
    assert all(GUIDE.pages[page.path] is page for page in found.candidates)
    assert found.page is None or found.candidates in ((), (found.page,))


def test_long_targets_and_many_pages_terminate():
    registry = registry_of(*(f"s{number % 10}/page{number}.md" for number in range(2_000)))
    with must_end():
        for target in ("./" * 50_000, "a/" * 50_000, "../" * 50_000, "#" * 100_000, "%41" * 30_000):
            registry.resolve_page(target, "s1/page1.md")
        for number in range(2_000):
            assert registry.resolve_page(f"page{number}", "index.md").page


def test_late_titles_are_in_all_relations():
    person = Person(name="Ada Example", id="ada")
    registry = registry_of(
        {"path": "a.md", "type": "tasks", "contributors": ["ada"], "supported_by": ["NL"]},
        {"path": "b.md", "title": "Written", "type": "tasks"},
        people={person.name: person},
    )
    titled = registry.with_titles({"a.md": "Late"})
    page = titled.pages["a.md"]
    assert (page.title, page.contributors, titled.pages["b.md"].title) == ("Late", ["Ada Example"], "Written")
    assert titled.pages_by_type["tasks"][0] is page
    assert titled.pages_by_person["Ada Example"]["contributors"] == (page,)
    assert titled.pages_by_organisation["NL"] == (page,)
    assert titled.resolve_page("a", "b.md").page is page
    assert registry.pages["a.md"].title is None
    assert registry.resolve_page("a", "b.md").page is registry.pages["a.md"]
    made_at_once = Registry(pages=titled.pages, people=registry.people)
    names = {field.name for field in dataclasses.fields(Registry)} - {"aliases"}
    assert [name for name in names if getattr(titled, name) != getattr(made_at_once, name)] == []
