"""Compiled templates are cached between builds, and no cache entry can break a build."""

import functools
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.cached import cuts, flipped, store, stored
from support.guide import DATA
from support.site import Built, build_again, build_site

from mkdocs_fieldguide.files import cache_store
from mkdocs_fieldguide.files.cache_dir import get_cache_folder

GUIDE = {**DATA, "docs/index.md": '# Home\n\nDig with {% tool "spade" %}.\n'}
CITING = {**DATA, "docs/index.md": '# Home\n\n{% tool "spade" %} {% tool "rake" %} {% cite digging_2020 %}\n'}
OWN = {
    **GUIDE,
    "overrides/fieldguide/partials/tool-card.html": """
        <div class="own" id="fg-tool-{{ tool.id }}">{{ words("website") }}</div>
    """,
}
CUSTOM = {"theme": {"name": "material", "font": False, "custom_dir": "overrides"}}


@pytest.fixture
def cache_folder(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(folder))
    return folder / "templates"


# One template instead of the theme's: compiling Material takes most of a build without a cache.
SMALL = {"theme": {**CUSTOM["theme"], "custom_dir": "theme"}, "plugins": ["fieldguide"]}
SMALL_CITING = {
    **CITING,
    "theme/main.html": "<!doctype html>\n<title>{{ page.title }}</title>\n{{ page.content }}\n",
}


CACHED = {"small": (SMALL_CITING, SMALL), "material": (CITING, {})}


@dataclass(frozen=True)
class Cached:
    """A site that was built with an empty cache, and the files that this has left in the cache."""

    first: Built
    output: dict[str, str]
    folder: Path
    contents: dict[Path, bytes]

    @property
    def templates(self):
        return self.folder / "templates"


@pytest.fixture(scope="module")
def build_cached(site, tmp_path_factory):
    @functools.cache
    def make(name):
        folder = tmp_path_factory.mktemp("cache")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FIELDGUIDE_CACHE_DIR", str(folder))
            first = site(*CACHED[name])
        contents = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        return Cached(first, output(first), folder, contents)

    return make


@pytest.fixture
def cached(build_cached, monkeypatch):
    """A site that is built only once for all tests; each finds its cache as after that build."""

    def prepare(name):
        made = build_cached(name)
        monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(made.folder))
        for path, content in made.contents.items():
            path.write_bytes(content)
        return made

    return prepare


def names(folder):
    return {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}


def test_second_guide_uses_cached_templates(site, cached):
    made = cached("material")
    compiled = names(made.templates)
    assert compiled
    second = site(*CACHED["material"])
    assert second.root != made.first.root
    assert names(made.templates) == compiled
    assert second.text("tools/spade/") == made.output["tools/spade/index.html"]


def test_changed_template_is_recompiled(site, cache_folder):
    built = site(OWN, CUSTOM)
    assert built.page().select_one(".own").get_text() == "Website"
    path = built.root / "overrides/fieldguide/partials/tool-card.html"
    path.write_text('<div class="changed" id="fg-tool-{{ tool.id }}"></div>', encoding="utf-8")
    again = build_site(built.root, {}, CUSTOM)
    assert again.page().select_one(".changed")
    assert not again.page().select_one(".own")


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40, b"j2"], ids=["empty", "zeros", "cut"])
def test_damaged_cache_files_are_recompiled(cached, damage):
    made = cached("small")
    for file in made.templates.iterdir():
        file.write_bytes(damage or file.read_bytes()[:30])
    built = build_again(made.first.root)
    assert built.passed, built.warnings
    assert output(built) == made.output


def test_unwritable_folder_has_no_effect(site, cache_folder):
    cache_folder.parent.mkdir(parents=True)
    cache_folder.write_text("a file where the folder would be", encoding="utf-8")
    assert site(GUIDE).passed


def test_no_bytecode_is_cached_inside_the_repository(site, tmp_path, monkeypatch):
    built = site(GUIDE)
    inside = built.root / ".kept"
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(inside))
    again = build_site(built.root, {})
    assert [text for text in again.warnings if "[FG056]" in text] == again.warnings != []
    assert not inside.exists()


def output(built):
    return {name: built.text(name) for name in sorted(built.files()) if name.endswith((".html", ".json"))}


@pytest.mark.parametrize(
    ("name", "damage"), [*(("small", damage) for damage in range(12)), ("material", 0), ("material", 7)]
)
def test_no_damage_to_the_cache_changes_the_output(cached, name, damage):
    """All files of the cache are damaged at once, each at a different position."""
    made = cached(name)
    assert any(path.name.startswith("citations-") for path in made.contents)
    for number, (path, content) in enumerate(made.contents.items()):
        kinds = [*flipped(content, 37), *cuts(content)]
        path.write_bytes(kinds[(damage * 5 + number) % len(kinds)])
    again = build_again(made.first.root)
    assert again.passed, again.warnings
    assert output(again) == made.output
    # Unusable files are replaced.
    assert {path: path.read_bytes() for path in made.contents} == made.contents


def test_files_under_each_others_names_are_not_used(cached):
    made = cached("small")
    names = sorted(made.templates.iterdir())
    contents = [path.read_bytes() for path in names]
    for path, content in zip(names, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)
    assert output(build_again(made.first.root)) == made.output
    assert [path.read_bytes() for path in names] == contents


@pytest.mark.parametrize("what", ["package", "python", "jinja"])
def test_cache_of_another_version_is_replaced(cached, monkeypatch, what):
    made = cached("small")
    before = names(made.templates)
    if what == "package":
        monkeypatch.setattr(cache_store, "__version__", "0.0.1")
    else:
        monkeypatch.setattr("mkdocs_fieldguide.builder.performance.template_cache._PYTHON", f"another {what}")
    again = build_again(made.first.root)
    assert again.passed, again.warnings
    assert output(again) == made.output
    after = names(made.templates)
    assert after.keys() == before.keys()
    assert all(after[name] != before[name] for name in after)


def test_cache_without_digests_is_replaced(cached):
    made = cached("small")
    for path, content in made.contents.items():
        path.write_bytes(content.partition(b"\n")[2])
    again = build_again(made.first.root)
    assert again.passed, again.warnings
    assert {path: path.read_bytes() for path in made.contents} == made.contents


@pytest.mark.parametrize("where", ["named", "link"])
def test_cached_html_in_a_proposed_change_is_ignored(site, tmp_path, monkeypatch, where):
    """An attacker can compute valid digests too."""
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(tmp_path / "cache"))
    built = site(SMALL_CITING, SMALL)
    (made,) = (
        path for path in get_cache_folder(built.root).glob("citations-*.json") if b"Dig" in path.read_bytes()
    )
    evil = "<script>alert(1)</script>"
    values = {key: [evil, evil] if isinstance(value, list) else value for key, value in stored(made).items()}
    store(made, values)
    # In a trusted folder it is used; otherwise this test would test nothing.
    assert evil in build_again(built.root).text("")
    inside = built.root / "docs" / ".cache"
    shutil.move(tmp_path / "cache", inside)
    if where == "link":
        (tmp_path / "cache").symlink_to(inside)
    else:
        monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(inside))
    before = {path: path.read_bytes() for path in inside.rglob("*") if path.is_file()}
    again = build_again(built.root)
    assert evil not in again.text("")
    assert not again.passed
    assert [text for text in again.warnings if "[FG056]" in text] == again.warnings != []
    assert {path: path.read_bytes() for path in inside.rglob("*") if path.is_file()} == before


def test_temporary_files_of_a_killed_process_are_removed(site, cache_folder):
    first = site(SMALL_CITING, SMALL)
    left = [
        cache_folder / ".fieldguide-abcd1234.tmp",
        get_cache_folder(first.root) / ".fieldguide-abcd1234.tmp",
    ]
    for path in left:
        path.write_bytes(b"half")
    (cache_folder / "other.tmp").write_bytes(b"not ours")
    build_again(first.root)
    assert not any(path.exists() for path in left)
    assert (cache_folder / "other.tmp").exists()


def test_filters_added_later_by_a_plugin_change_the_cache_key(tmp_path, monkeypatch):
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(tmp_path / "cache"))
    page = {"docs/page.md": "---\ntitle: Page\ntemplate: blog-post.html\n---\nText.\n"}
    blog = {
        "docs/blog/index.md": "# Blog\n",
        "docs/blog/posts/a.md": "---\ndate: 2024-01-01\n---\n\n# Post\n",
    }
    build_site(tmp_path / "blog", blog, {"plugins": ["blog", "fieldguide"]}, strict=False)
    built = build_site(tmp_path / "plain", page, strict=False)
    assert [line for line in built.warnings if "No filter named 'date'" in line and "[FG050]" in line]
