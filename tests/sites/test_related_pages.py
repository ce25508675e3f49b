"""Related pages: those listed in front matter, and those with content in common."""

from support.guide import DATA


def page(title, text="Text.", **front):
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\ntitle: {title}\n{lines}---\n\n{text}\n"


SPADE, RAKE, CITE = '{% tool "spade" %}', '{% tool "rake" %}', "{% cite digging_2020 %}"
FILES = {
    **DATA,
    "docs/index.md": f"# Home\n\n{SPADE} {RAKE} {CITE}\n",
    "docs/digging.md": page("Digging", f"With {SPADE} and {RAKE}."),
    "docs/raking.md": page("Raking", f"With {RAKE} and {SPADE}."),
    "docs/planting.md": page("Planting", f"With {SPADE}, as known {CITE}."),
    "docs/reading.md": page("Reading", f"As known {CITE}."),
    "docs/resting.md": page("Resting"),
    "docs/sleeping.md": page("Sleeping"),
}


def related(built, address):
    return [tile["data-page"] for tile in built.page(address).select(".fg-related .fg-tile")]


def options(**given):
    return {"plugins": ["search", {"fieldguide": given}]}


def test_pages_with_shared_tools_and_citations_are_sorted_by_similarity(site):
    built = site(FILES)
    assert built.warnings == []
    assert related(built, "digging/") == ["raking"]
    assert related(built, "reading/") == ["planting"]
    assert related(built, "resting/") == []
    assert related(built, "") == []


def test_tiles_show_why_a_page_is_related(site):
    built = site(FILES)
    assert built.page("digging/").select_one(".fg-related .fg-tile__foot").get_text() == (
        "Also mentions Garden Rake, The Spade"
    )
    assert (
        "Cites the same publications"
        in built.page("reading/").select_one(".fg-related .fg-tile__foot").get_text()
    )


def test_explicitly_related_pages_come_first_without_duplicates(site):
    files = {
        **FILES,
        "docs/digging.md": page("Digging", f"{SPADE} {RAKE}", related_pages="[resting, raking]"),
    }
    assert related(site(files), "digging/") == ["resting", "raking"]
    files = {**FILES, "docs/digging.md": page("Digging", f"{SPADE} {RAKE}", related_pages="[resting]")}
    built = site(files)
    assert related(built, "digging/") == ["resting", "raking"]
    assert related(site(files, options(related_pages=1)), "digging/") == ["resting"]


def test_setting_disables_related_pages(site):
    assert related(site(FILES, options(related_pages=False)), "digging/") == []


def test_very_common_mentions_do_not_relate_pages(site):
    files = {f"docs/p{number}.md": page(f"P{number}", SPADE) for number in range(8)}
    built = site({**DATA, **files, "docs/other.md": page("Other")})
    assert related(built, "p1/") == []


def test_people_relate_pages_unless_they_are_hidden(site):
    both = {"contributors": "[Ada Gardener, Bo Digger]"}
    files = {
        **DATA,
        **{f"docs/p{number}.md": page(f"P{number}") for number in range(8)},
        "docs/a.md": page("A", **both),
        "docs/b.md": page("B", **both),
    }
    built = site(files)
    assert related(built, "a/") == ["b"]
    assert built.page("a/").select_one(".fg-related .fg-tile__foot").get_text() == "By the same people"
    files["docs/_data/CONTRIBUTORS.yml"] = "Ada Gardener: {hidden: true}\nBo Digger: {hidden: true}\n"
    assert related(site(files), "a/") == []


def test_pages_excluded_from_search_are_not_related(site):
    files = {**FILES, "docs/raking.md": page("Raking", f"{RAKE} {SPADE}", search_exclude="true")}
    built = site(files)
    assert "raking" not in related(built, "digging/")
    assert related(built, "raking/") == []
