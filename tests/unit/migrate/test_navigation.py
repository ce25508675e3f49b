"""Conversion of sidebars and top bar to `nav`."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.migrate.navigation import Navigation
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.registry.page_index import PageIndex

PAGES = [
    PageInfo(path=path, permalink="/:basename")
    for path in ("index.md", "pages/tasks.md", "pages/transfer.md", "pages/storage.md", "pages/about.md")
]


def navigation():
    return Navigation(PageIndex.of(PAGES), NameIndex(["tasks", "transfer", "storage", "about"]))


def nav_of(*sidebars, topnav=None):
    made = navigation()
    read = {f"side{number}": yaml.safe_load(text) for number, text in enumerate(sidebars, 1)}
    return made.convert(read, yaml.safe_load(topnav) if topnav else None), made.notes


TASKS = """
title: Main
subitems:
  - title: Tasks
    url: /tasks
    subitems:
      - {title: Transfer, url: /transfer}
      - {title: Storage, url: storage.html}
  - hr: true
  - {title: Forum, external_url: "https://example.org/forum"}
"""
ABOUT = "title: About\ntitle_url: /about\nsubitems:\n  - {title: Home, url: /}\n"


def test_one_sidebar_is_the_navigation():
    nav, notes = nav_of(TASKS)
    assert nav == [
        {"Home": "index.md"},
        {
            "Tasks": [
                {"Tasks": "pages/tasks.md"},
                {"Transfer": "pages/transfer.md"},
                {"Storage": "pages/storage.md"},
            ]
        },
        {"Forum": "https://example.org/forum"},
    ]
    assert notes == []


def test_version_and_icons_of_a_sidebar_are_noted():
    entries = "".join(f"  - {{title: E{number}, url: /tasks, icon: fa-x}}\n" for number in range(7))
    _, notes = nav_of(f"version: 2.1\nsubitems:\n{entries}")
    assert "2.1" in notes[0]
    assert "“E0”" in notes[1]
    assert "and 2 more" in notes[1]


def test_several_sidebars_are_the_first_level():
    nav, notes = nav_of(TASKS, ABOUT)
    assert [next(iter(entry)) for entry in nav] == ["Home", "Main", "About"]
    assert nav[2] == {"About": [{"About": "pages/about.md"}]}
    assert notes == []


@pytest.mark.parametrize(
    ("bar", "titles"),
    [
        ("[{title: about, url: /x}, {title: Other, url: /tasks}]", ["Home", "About", "Main"]),
        ("[{title: Start, url: /about}]", ["Home", "About", "Main"]),
        ("[{title: main}, {title: About}]", ["Home", "Main", "About"]),
        ("[text]", ["Home", "Main", "About"]),
    ],
)
def test_sections_have_the_order_of_the_top_bar(bar, titles):
    nav, _ = nav_of(TASKS, ABOUT, topnav=f"subitems: {bar}")
    assert [next(iter(entry)) for entry in nav][:3] == titles


def test_top_bar_adds_missing_pages():
    nav, notes = nav_of(
        TASKS,
        topnav="""
        topnav:
          - title: Topnav
            items:
              - {title: Storage, url: /storage}
              - {title: About, url: about.html}
        topnav_dropdowns:
          - title: Old ones
            folders:
              - title: Elsewhere
                folderitems:
                  - {title: Forum, external_url: "https://example.org/forum"}
                  - {title: Code, external_url: "https://example.org/code"}
        """,
    )
    assert nav[3:] == [{"About": "pages/about.md"}, {"Elsewhere": [{"Code": "https://example.org/code"}]}]
    assert notes == []


@pytest.mark.parametrize(
    ("entry", "note"),
    [
        (
            "{title: T, url: /transfr}",
            "Skipped “T”, because `/transfr` is not a page. Did you mean “transfer”?",
        ),
        ("{title: T, url: /tasks#first}", "links to the whole page, without `#first`."),
        ('{title: T, external_url: "javascript:alert(1)"}', "is not a supported URL."),
        ("{RDM: true}", "Skipped an entry without `title`: `{'RDM': True}`."),
        ("text", "Skipped an entry without `title`: `'text'`."),
    ],
)
def test_unsupported_entries_are_reported(entry, note):
    _, notes = nav_of(f"subitems: [{entry}]")
    assert len(notes) == 1
    assert notes[0].startswith("`_data/sidebars/side1.yml`: ")
    assert notes[0].endswith(note)


def test_entry_with_nothing_below_it_is_a_page():
    nav, _ = nav_of("subitems: [{title: Tasks, url: /tasks, subitems: [{RDM: true}]}]")
    assert nav[1] == {"Tasks": "pages/tasks.md"}


def test_page_is_listed_once():
    nav, notes = nav_of(TASKS, "title: Again\nsubitems: [{title: T, url: /transfer}]")
    assert [next(iter(entry)) for entry in nav] == ["Home", "Main"]
    assert notes == [
        "`_data/sidebars/side2.yml`: Skipped “T”, because `pages/transfer.md` is already in `nav`."
    ]


def test_entries_of_one_file_that_are_listed_already_have_one_note():
    _, notes = nav_of(
        TASKS, "title: Again\nsubitems: [{title: T, url: /transfer}, {title: U, url: /transfer}]"
    )
    assert notes == [
        "`_data/sidebars/side2.yml`: Skipped “T”, “U”, because their pages are already in `nav`."
    ]


def test_without_sidebars_the_folders_are_the_navigation():
    assert nav_of() == ([], [])


ITEMS = st.recursive(
    st.none() | st.text(max_size=5) | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["title", "url", "subitems", "external_url", "hr", "items"]), inner)
    ),
    max_leaves=12,
)


@given(ITEMS, ITEMS)
def test_any_sidebar_lists_each_existing_page_at_most_once(sidebar, topnav):
    nav = navigation().convert({"main": sidebar, "other": sidebar}, topnav)
    assert yaml.safe_load(yaml.safe_dump(nav)) == nav
    found = [target for target in targets(nav) if target.endswith(".md")]
    assert set(found) <= {page.path for page in PAGES}
    assert len(found) == len(set(found))


def targets(nav):
    """Yield the pages and URLs of a navigation."""
    for entry in nav:
        for value in entry.values() if isinstance(entry, dict) else [entry]:
            yield from targets(value) if isinstance(value, list) else [value]
