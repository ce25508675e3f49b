"""What is remembered between checks never changes what is found."""

import pytest
from support import faulty_guide
from support.cached import store, stored
from support.checking import check_files
from support.guide import DATA, GUIDE

from mkdocs_fieldguide.kept_files import cache_folder

FILES = {
    **GUIDE,
    "mkdocs.yml": """
        site_name: A guide
        theme: {name: material, font: false}
        markdown_extensions: [pymdownx.snippets: {base_path: [.]}]
        plugins:
          - search
          - fieldguide: {bibliography: [docs/_data/*.bib, more/*.bib], citation_style: styles/own.csl}
        """,
    "styles/own.csl": b"<not a style>",
    "docs/bad.md": '# Bad\n\nUse {% tool "spde" %} and ![x](images/new.png).\n',
}
CHANGES = {
    "nothing": {},
    "a page": {"docs/bad.md": '# Bad\n\nUse {% tool "spade" %}.\n'},
    "a page more": {"docs/new.md": "# New\n\n[x](nowhere)\n"},
    "data": {"docs/_data/tool_and_resource_list.yml": "- id: spde\n  name: Spde\n  description: One.\n"},
    "a folder of data beside mkdocs.yml": {"_data/tool_and_resource_list.yml": "- name: x\n"},
    "a bibliography more": {"more/new.bib": "@article{x}\n"},
    "a style that can be read": {
        "styles/own.csl": '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        "<info><title>x</title></info><citation><layout/></citation></style>"
    },
    "a picture": {"docs/images/new.png": b"\x89PNG"},
    "settings": {"mkdocs.yml": FILES["mkdocs.yml"].replace("- search\n", "- search\n          - macros\n")},
    "what is reported": {
        "mkdocs.yml": FILES["mkdocs.yml"].replace("own.csl}", "own.csl, check: {ignore: [FG020]}}")
    },
    "a comment": {"docs/bad.md": FILES["docs/bad.md"].replace("Use", "<!-- fieldguide: ignore=FG020 -->Use")},
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(tmp_path, change):
    check_files(tmp_path, FILES)
    cached = check_files(tmp_path, CHANGES[change])
    again = check_files(tmp_path, {})
    fresh = check_files(tmp_path, {}, "--no-cache")
    assert cached.output == again.output == fresh.output
    assert cached.status == again.status == fresh.status


def test_what_goes_away_is_seen(tmp_path):
    check_files(tmp_path, FILES)
    (tmp_path / "docs" / "digging.md").unlink()
    assert check_files(tmp_path, {}).output == check_files(tmp_path, {}, "--no-cache").output


@pytest.mark.parametrize(
    ("files", "other"),
    [
        ({"docs/page.md": '--8<-- "part.md"\n'}, "part.md"),
        (
            {
                "base.yml": "site_name: x\n",
                "mkdocs.yml": "INHERIT: base.yml\ntheme: material\nplugins: [search, fieldguide]\n",
            },
            "base.yml",
        ),
    ],
)
def test_files_that_come_in_from_elsewhere_are_read_anew(tmp_path, files, other):
    check_files(tmp_path, {**FILES, **files, other: files.get(other, "Text.\n")})
    new = {"base.yml": "site_name: x\ndocs_dir: nowhere\n", "part.md": '{% tool "spd" %}\n'}[other]
    changed = check_files(tmp_path, {other: new})
    assert changed.output == check_files(tmp_path, {}, "--no-cache").output
    assert {"base.yml": "FG052", "part.md": "FG020"}[other] in changed.codes


def test_the_faulty_guide_is_found_out_alike(tmp_path):
    fresh = check_files(tmp_path, faulty_guide.plain_files(), "--no-cache")
    first = check_files(tmp_path, {})
    recalled = check_files(tmp_path, {})
    (cache_folder(tmp_path) / "outcome.json").unlink()
    by_page = check_files(tmp_path, {})
    assert fresh.output == first.output == recalled.output == by_page.output


def test_a_check_of_an_unchanged_guide_is_recalled(tmp_path):
    """Otherwise the tests above would not try what they are about."""
    check_files(tmp_path, FILES)
    kept = cache_folder(tmp_path) / "outcome.json"
    store(kept, {**stored(kept), "notes": ["recalled"]})
    assert check_files(tmp_path, {}).data["notes"] == ["recalled"]
    assert check_files(tmp_path, {"docs/new.md": "# New\n"}).data["notes"] == []


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"trees": 1}', "[" * 100_000])
def test_damage_is_no_matter(tmp_path, damage):
    first = check_files(tmp_path, {**DATA, "docs/bad.md": '{% tool "spde" %}\n'})
    kept = cache_folder(tmp_path) / "outcome.json"
    kept.write_text(damage)
    assert check_files(tmp_path, {}).output == first.output
    store(kept, {**stored(kept), "findings": [[1, 2, 3]]})
    assert check_files(tmp_path, {}).output == first.output


def test_a_folder_that_leads_to_itself_ends(tmp_path):
    (tmp_path / "docs" / "_data").mkdir(parents=True)
    (tmp_path / "docs" / "_data" / "again").symlink_to("..")
    (tmp_path / "docs" / "_data" / "gone").symlink_to("nowhere")
    first = check_files(tmp_path, {"docs/_data/tool_and_resource_list.yml": "- name: x\n"})
    assert first.codes == ["FG054"]
    assert check_files(tmp_path, {}).output == first.output
