"""Other plugins see generated pages as they see the pages of authors."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.site import CONFIG, Built, build_again, build_site, write_files

HOOKS = """
    import json
    from pathlib import Path

    from mkdocs.plugins import event_priority
    from mkdocs.structure.files import File

    seen = {}


    @event_priority(0)
    def on_files(files, config):
        seen.update({file.src_uri: file for file in files})
        files.remove(seen["tools/hoe.md"])
        files.remove(seen["tools/spade.md"])
        files.append(File.generated(config, "tools/spade.md", content="# Our spade"))
        files.append(File.generated(config, "made.md", content="---\\ntype: made\\n---\\n# Made\\n"))
        return files


    def on_nav(nav, config, files):
        found = {
            "early": [path for path in seen if path.endswith(".md")],
            "rake": seen["tools/rake.md"].content_string,
            "path": seen["tools/rake.md"].abs_src_path,
            "same": files.get_file_from_path("tools/rake.md") is seen["tools/rake.md"],
            "order": [page.file.src_uri for page in nav.pages],
        }
        Path(config.config_file_path).with_name("found.json").write_text(json.dumps(found))
"""
TOOLS = """
    - {id: rake, name: Rake, url: "https://rake.example"}
    - {id: spade, name: Spade, url: "https://spade.example"}
    - {id: hoe, name: Hoe, url: "https://hoe.example"}
    """
FILES = {
    "hooks.py": HOOKS,
    "docs/index.md": "# Home\n\nUse {% tool rake %}, {% tool spade %}, {% tool hoe %}.",
    "docs/draft.md": "---\ntype: secret\n---\n# Draft\n",
    "docs/_data/readme.md": "# Data",
    "docs/_data/tool_and_resource_list.yml": TOOLS,
}
SETTINGS = {
    **CONFIG,
    "hooks": ["hooks.py"],
    "draft_docs": "draft.md",
    "nav": ["index.md", {"Raking": "tools/rake.md"}],
}


@pytest.fixture(scope="class")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a site with a plugin that lists, replaces, removes and adds pages."""
    return build_site(tmp_path_factory.mktemp("early"), FILES, config=SETTINGS)


def stored(built: Built) -> dict[str, Any]:
    """Return what the plugin has recorded."""
    found: dict[str, Any] = json.loads((built.root / "found.json").read_text())
    return found


class TestOtherPlugins:
    def test_generated_pages_are_among_the_files(self, built: Built) -> None:
        found = stored(built)
        assert {"tools/index.md", "tools/rake.md"} <= set(found["early"])
        assert found["same"]
        assert found["order"] == ["index.md", "tools/rake.md"]

    def test_data_files_and_lists_of_drafts_are_not(self, built: Built) -> None:
        found = stored(built)
        assert not [path for path in found["early"] if "secret" in path or path.startswith("_data")]

    def test_they_have_files_outside_the_guide(self, built: Built) -> None:
        found = stored(built)
        assert found["rake"] == '---\ntitle: "Rake"\n---\n'
        assert not Path(found["path"]).is_relative_to(built.root)

    def test_pages_that_plugins_remove_or_replace_are_not_generated(self, built: Built) -> None:
        assert "tools/hoe/index.html" not in built.files()
        assert not built.page().select("a[href*='tools/hoe']")
        assert "Our spade" in built.text("tools/spade/index.html")
        assert "tools/spade" in built.text("tools/index.html")

    def test_pages_that_plugins_add_are_listed(self, built: Built) -> None:
        assert built.page("types/made/").select("a[href='../../made/']")

    def test_a_file_changes_only_with_the_page(self, built: Built) -> None:
        rake = Path(stored(built)["path"])
        spade = rake.with_name("spade.md")
        spade.write_text("left by an earlier build")
        before = rake.stat().st_mtime_ns
        build_again(built.root)
        assert rake.stat().st_mtime_ns == before
        assert not spade.exists()
        write_files(built.root, {"docs/_data/tool_and_resource_list.yml": TOOLS.replace("Rake", 'R"ake')})
        assert build_again(built.root, strict=False).page("tools/rake/").h1.text.startswith('R"ake')
        assert rake.read_text() == '---\ntitle: "R\\"ake"\n---\n'


def test_pages_have_files_without_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(tmp_path / "docs" / "cache"))
    built = build_site(tmp_path, FILES, config=SETTINGS, strict=False)
    assert "FG" in " ".join(built.warnings)
    assert stored(built)["rake"] == '---\ntitle: "Rake"\n---\n'
    assert not Path(stored(built)["path"]).is_relative_to(tmp_path)
