"""The cache never changes the findings of a check."""

import pytest
from support import faulty_guide
from support.cached import cuts, flipped, store, stored
from support.checking import check_files
from support.guide import DATA, GUIDE

from mkdocs_fieldguide.files import cache_store
from mkdocs_fieldguide.files.cache_dir import get_cache_folder

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
    "docs/bad.md": '# Bad\n\nUse {% tool "spde" %} and ![x](images/new.png).\n\n<a href="digging/">x</a>\n',
}
CHANGES = {
    "nothing": {},
    "a page": {"docs/bad.md": '# Bad\n\nUse {% tool "spade" %}.\n'},
    "a page more": {"docs/new.md": "# New\n\n[x](nowhere)\n"},
    "data": {"docs/_data/tool_and_resource_list.yml": "- id: spde\n  name: Spde\n  description: One.\n"},
    "a folder of data next to mkdocs.yml": {"_data/tool_and_resource_list.yml": "- name: x\n"},
    "a bibliography more": {"more/new.bib": "@article{x}\n"},
    "a style that can be read": {
        "styles/own.csl": '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        "<info><title>x</title></info><citation><layout/></citation></style>"
    },
    "a picture": {"docs/images/new.png": b"\x89PNG"},
    "settings": {"mkdocs.yml": FILES["mkdocs.yml"].replace("- search\n", "- search\n          - macros\n")},
    "drafts": {
        "mkdocs.yml": FILES["mkdocs.yml"].replace("plugins:", "draft_docs: digging.md\n        plugins:")
    },
    "what is reported": {
        "mkdocs.yml": FILES["mkdocs.yml"].replace("own.csl}", "own.csl, check: {ignore: [FG020]}}")
    },
    "a comment": {"docs/bad.md": FILES["docs/bad.md"].replace("Use", "<!-- fieldguide: ignore=FG020 -->Use")},
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_invalidates_the_cache(tmp_path, change):
    check_files(tmp_path, FILES)
    cached = check_files(tmp_path, CHANGES[change])
    again = check_files(tmp_path, {})
    fresh = check_files(tmp_path, {}, "--no-cache")
    assert cached.output == again.output == fresh.output
    assert cached.status == again.status == fresh.status


def test_removed_files_invalidate_the_cache(tmp_path):
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
def test_changed_included_files_invalidate_the_cache(tmp_path, files, other):
    check_files(tmp_path, {**FILES, **files, other: files.get(other, "Text.\n")})
    new = {"base.yml": "site_name: x\ndocs_dir: nowhere\n", "part.md": '{% tool "spd" %}\n'}[other]
    changed = check_files(tmp_path, {other: new})
    assert changed.output == check_files(tmp_path, {}, "--no-cache").output
    assert {"base.yml": "FG052", "part.md": "FG020"}[other] in changed.codes


def test_cached_and_uncached_checks_report_the_same_findings(tmp_path):
    fresh = check_files(tmp_path, faulty_guide.plain_files(), "--no-cache")
    first = check_files(tmp_path, {})
    recalled = check_files(tmp_path, {})
    (get_cache_folder(tmp_path) / "result.json").unlink()
    by_page = check_files(tmp_path, {})
    assert fresh.output == first.output == recalled.output == by_page.output


def test_unchanged_guide_uses_the_cached_result(tmp_path):
    """Otherwise the tests above would test nothing."""
    check_files(tmp_path, FILES)
    kept = get_cache_folder(tmp_path) / "result.json"
    store(kept, {**stored(kept), "notes": ["recalled"]})
    assert check_files(tmp_path, {}).data["notes"] == ["recalled"]
    assert check_files(tmp_path, {"docs/new.md": "# New\n"}).data["notes"] == []


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"trees": 1}', "[" * 100_000])
def test_damaged_cache_is_ignored(tmp_path, damage):
    first = check_files(tmp_path, {**DATA, "docs/bad.md": '{% tool "spde" %}\n'})
    kept = get_cache_folder(tmp_path) / "result.json"
    kept.write_text(damage)
    assert check_files(tmp_path, {}).output == first.output
    store(kept, {**stored(kept), "findings": [[1, 2, 3]]})
    assert check_files(tmp_path, {}).output == first.output


def test_symlink_cycle_terminates(tmp_path):
    (tmp_path / "docs" / "_data").mkdir(parents=True)
    (tmp_path / "docs" / "_data" / "again").symlink_to("..")
    (tmp_path / "docs" / "_data" / "gone").symlink_to("nowhere")
    first = check_files(tmp_path, {"docs/_data/tool_and_resource_list.yml": "- name: x\n"})
    assert first.codes == ["FG054"]
    assert check_files(tmp_path, {}).output == first.output


@pytest.mark.parametrize("name", ["result.json", "check.json"])
def test_bit_flips_and_truncation_do_not_change_findings(tmp_path, name):
    first = check_files(tmp_path, {**DATA, "docs/bad.md": '{% tool "spde" %} [x](nowhere)\n'})
    kept = get_cache_folder(tmp_path)
    whole = {path: path.read_bytes() for path in kept.iterdir()}
    for damaged in [*flipped(whole[kept / name], 25), *cuts(whole[kept / name])]:
        (kept / name).write_bytes(damaged)
        if name == "check.json":
            (kept / "result.json").unlink()
        again = check_files(tmp_path, {})
        assert (again.output, again.errors) == (first.output, first.errors)
        assert {path: path.read_bytes() for path in kept.iterdir()} == whole


@pytest.mark.parametrize("version", ["0.0.1", "99.0"])
def test_cache_of_another_version_is_not_used(tmp_path, monkeypatch, version):
    files = {**DATA, "docs/bad.md": '{% tool "spde" %}\n'}
    kept = get_cache_folder(tmp_path) / "result.json"
    with monkeypatch.context() as other:
        other.setattr(cache_store, "__version__", version)
        first = check_files(tmp_path, files)
        store(kept, {**stored(kept), "notes": ["of another version"]})
    again = check_files(tmp_path, {})
    assert again.output == first.output
    assert stored(kept)["notes"] == []


@pytest.mark.parametrize(
    "settings",
    [
        "docs_dir: docs",
        "docs_dir: ../shared/docs",
        "docs_dir: '../shared/docs'",
        "docs_dir: !ENV [NOWHERE, ../shared/docs]",
        "plugins: [search, {fieldguide: {data_dir: ../shared/docs/_data}}]",
    ],
)
def test_cached_check_in_a_proposed_change_is_ignored(tmp_path, monkeypatch, settings):
    root, outside = tmp_path / "guide", tmp_path / "cache"
    shared = "../shared" in settings
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(outside))
    monkeypatch.setenv("FIELDGUIDE_ALLOW_OUTSIDE", str(tmp_path / "shared"))
    plugins = "" if settings.startswith("plugins") else "plugins: [search, fieldguide]\n"
    files = {f"{'../shared/' * shared}docs/index.md": '# Home\n\n{% tool "spde" %}\n'}
    files["docs/index.md"] = '# Home\n\n{% tool "spde" %}\n'
    files["../shared/docs/_data/tool_and_resource_list.yml"] = "- name: x\n"
    first = check_files(
        root, {**files, "mkdocs.yml": f"site_name: x\ntheme: material\n{plugins}{settings}\n"}
    )
    assert "FG020" in first.codes
    assert "FG056" not in first.codes
    kept = get_cache_folder(root) / "result.json"
    store(kept, {**stored(kept), "findings": []})
    # In a trusted folder it is used; otherwise this test would test nothing.
    believed = settings != "docs_dir: !ENV [NOWHERE, ../shared/docs]"
    assert check_files(root, {}).codes == ([] if believed else first.codes)
    store(kept, {**stored(kept), "findings": []})
    inside = (tmp_path / "shared" if shared else root) / "docs" / "_data" / "cache"
    inside.parent.mkdir(parents=True, exist_ok=True)
    outside.rename(inside)
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(inside))
    assert sorted(check_files(root, {}).codes) == sorted([*first.codes, "FG056"])
    assert check_files(root, {}, "--no-cache").codes == first.codes
    assert stored(get_cache_folder(root) / "result.json")["findings"] == []
