"""Tables of contents: levels, minimum number of headings, and generated sections."""

import json

import pytest
from support.checking import check_files
from support.guide import DATA

TEXT = "# Title\n\n## One\n\n### Inner\n\n#### Deep\n\n## Two\n\nUse {% tool 'spade' %}.\n"
OURS = "Tools and resources on this page"


def settings(**toc):
    return {
        "plugins": ["search", {"fieldguide": {"toc": toc}}],
        "markdown_extensions": [{"toc": {"permalink": True}}],
    }


def contents(built, address="a/"):
    """Return the entries of the table of contents, with their depth."""
    nav = built.page(address).select_one(".md-sidebar--secondary")
    if nav is None or nav.has_attr("hidden"):
        return None
    return [
        (len(link.find_parents("ul")), link.get_text(strip=True)) for link in nav.select("a.md-nav__link")
    ]


def test_it_contains_all_headings_and_generated_sections(site):
    built = site({**DATA, "docs/a.md": TEXT})
    assert contents(built) == [(1, "One"), (2, "Inner"), (3, "Deep"), (1, "Two"), (1, OURS)]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (2, ["One", "Two", OURS]),
        ("2-3", ["One", "Inner", "Two", OURS]),
        ([2, 4], ["One", "Deep", "Two", OURS]),
        ("h3", ["Inner"]),
    ],
)
def test_site_chooses_levels(site, levels, expected):
    built = site({**DATA, "docs/a.md": TEXT}, settings(levels=levels))
    assert [text for _, text in contents(built)] == expected
    page = built.page("a/")
    assert page.select_one("#inner .headerlink")


def test_search_still_finds_headings_that_are_not_shown(site):
    built = site({**DATA, "docs/a.md": TEXT}, settings(levels=2))
    found = {entry["location"] for entry in json.loads(built.text("search/search_index.json"))["docs"]}
    assert {"a/#inner", "a/#deep"} <= found


def test_page_with_few_headings_has_none(site):
    files = {"docs/a.md": TEXT.replace("{% tool 'spade' %}", "it"), "docs/b.md": "# B\n\n## Only\n"}
    built = site(files, settings(levels=2, min_headings=2))
    assert [text for _, text in contents(built)] == ["One", "Two"]
    assert contents(built, "b/") is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("false", None),
        ("3", ["Inner"]),
        ("2-3", ["One", "Inner", "Two"]),
        ("[2, 4]", ["One", "Deep", "Two"]),
        ("true", ["One", "Two"]),
    ],
)
def test_page_overrides_the_levels(site, said, expected):
    plain = TEXT.replace("{% tool 'spade' %}", "it")
    built = site({"docs/a.md": f"---\ntoc: {said}\n---\n\n{plain}"}, settings(levels=2, min_headings=3))
    assert built.warnings == []
    found = contents(built)
    assert (None if found is None else [entry for _, entry in found]) == expected


def test_page_with_invalid_values_is_reported(site):
    built = site({"docs/a.md": "---\ntitle: A\ntoc: many\n---\n\n## One\n"})
    [warning] = built.warnings
    assert warning.startswith("docs/a.md:3:6: “toc” is “many”")
    assert "[FG004]" in warning
    assert contents(built) == [(1, "One")]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"levels": 7}, "`toc.levels` is “7”."),
        ({"levels": "all"}, "Expected levels from 1 to 6"),
        ({"min_headings": "few"}, "`toc.min_headings` is “few”."),
        ({"level": 2}, "Did you mean “levels”?"),
    ],
)
def test_invalid_setting_aborts_the_build(site, given, message):
    built = site({}, settings(**given), strict=False)
    assert not built.passed
    assert any(message in text for text in built.warnings)


def test_sidebar_false_hides_the_navigation(site):
    built = site(
        {"docs/a.md": "---\nsidebar: false\n---\n\n# A\n", "docs/b.md": "---\nsidebar: main\n---\n\n# B\n"}
    )
    assert built.warnings == []
    assert built.page("a/").select_one(".md-sidebar--primary").has_attr("hidden")
    assert not built.page("b/").select_one(".md-sidebar--primary").has_attr("hidden")


def contents_in_text(built, address="a/"):
    """Return the entries of the table of contents in the text, with their depth."""
    nav = built.page(address).select_one("article nav.fg-toc")
    if nav is None:
        return None
    return [(len(link.find_parents("ul")), link.get_text(), link["href"]) for link in nav.select("a")]


@pytest.mark.parametrize("written", ["{% include toc.html %}", "{% toc %}"])
def test_author_can_place_it(site, written):
    built = site({**DATA, "docs/a.md": TEXT.replace("# Title\n", f"# Title\n\n{written}\n")})
    assert built.warnings == []
    assert contents_in_text(built) == [
        (1, "One", "#one"),
        (2, "Inner", "#inner"),
        (3, "Deep", "#deep"),
        (1, "Two", "#two"),
        (1, OURS, "#fg-page-tools"),
    ]
    assert [(depth, text) for depth, text, _ in contents_in_text(built)] == contents(built)


def test_toc_in_the_text_has_the_levels_of_the_sidebar(site):
    text = "---\ntoc: false\n---\n\n{% toc %}\n\n## One\n\n### A & {% tool 'spade' %}\n\n## Two\n"
    built = site({**DATA, "docs/a.md": text}, settings(levels=[3], min_headings=5))
    assert contents(built) is None
    assert [entry for _, entry, _ in contents_in_text(built)] == ["A & The Spade"]
    assert built.page("a/").select_one("nav.fg-toc")["aria-label"] == "On this page"


def test_toc_in_the_text_is_not_searched(site):
    built = site({**DATA, "docs/a.md": TEXT.replace("# Title\n", "# Title\n\n{% toc %}\n\n{% toc %}\n")})
    assert len(built.page("a/").select("nav.fg-toc")) == 2
    entries = json.loads(built.text("search/search_index.json"))["docs"]
    assert not [entry for entry in entries if "On this page" in entry["text"] or "Deep" in entry["text"]]


def test_page_without_headings_is_reported(site):
    built = site({"docs/a.md": "# A\n\n{% include toc.html %}\n"})
    assert built.warnings == []
    assert contents_in_text(built) is None
    assert any("docs/a.md:3:1: The page has no headings to list. [FG034]" in str(line) for line in built.log)


def test_a_check_knows_whether_a_page_has_headings(tmp_path):
    assert check_files(tmp_path, {"docs/index.md": "# A\n\n{% toc %}\n\n## B\n"}).codes == []
    assert check_files(tmp_path, {"docs/index.md": "# A\n\n{% toc %}\n"}).codes == ["FG034"]
