"""Whole builds: findings, strict mode, data folders, other themes, own templates, repeated builds."""

import gc
import logging
import re
import weakref

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from support.guide import DATA, GUIDE
from support.site import build_again, write_files

from mkdocs_fieldguide.builder.performance.gc_tuning import RareCollection

FAULTY = {
    "docs/_data/tool_and_resource_list.yml": """
        - id: spade
          name: The Spade
          url: javascript:alert(1)
        - id: spade
          name: Again
        - id: rake
          regsitry: {biotools: rake}
          name: Rake
          related_pages: [nopage]
        """,
    "docs/a.md": """
        ---
        title: A
        contributors: [Ada Gardner]
        affiliations: [Nobody Inc]
        ---

        {% tool "spode" %} and [dead](nowhere) {% cite nokey %}

        {% unknown %} {% tool "spode" %}
        """,
    "docs/_data/CONTRIBUTORS.yml": "Ada Gardener:\n  git: ada\n",
}
EXPECTED = {
    ("docs/_data/tool_and_resource_list.yml", 3, "FG012"),
    ("docs/_data/tool_and_resource_list.yml", 4, "FG010"),
    ("docs/_data/tool_and_resource_list.yml", 7, "FG005"),
    ("docs/_data/tool_and_resource_list.yml", 9, "FG022"),
    ("docs/a.md", 3, "FG023"),
    ("docs/a.md", 4, "FG025"),
    ("docs/a.md", 7, "FG020"),
    ("docs/a.md", 7, "FG026"),
    ("docs/a.md", 7, "FG021"),
    ("docs/a.md", 9, "FG030"),
    ("docs/a.md", 9, "FG020"),
}


def found(built):
    pattern = re.compile(r"(?P<file>[^:]+):(?P<line>\d+):\d+: .*\[(?P<code>FG\d+)\]$", re.DOTALL)
    matches = [pattern.match(text) for text in built.warnings]
    return [(m["file"], int(m["line"]), m["code"]) for m in matches if m]


def test_one_build_reports_each_finding_once(site):
    built = site(FAULTY)
    listed = found(built)
    assert set(listed) == EXPECTED
    assert len(listed) == len(EXPECTED)
    assert not built.passed


def test_build_without_strict_writes_all_pages(site):
    built = site(FAULTY, strict=False)
    assert built.passed
    assert "dead" in built.page("a/").select_one("article").get_text()


@pytest.mark.parametrize(
    ("folder", "given"),
    [("_data", None), ("docs/_data", None), ("my/data", "my/data"), ("docs/stuff", "docs/stuff")],
)
def test_data_folder_is_detected_and_not_published(site, folder, given):
    data = {name.replace("docs/_data", folder): text for name, text in DATA.items()}
    plugin = {"fieldguide": {"data_dir": given}} if given else "fieldguide"
    built = site({**data, "docs/index.md": '# Home\n\n{% tool "spade" %}\n'}, {"plugins": [plugin]})
    assert built.warnings == []
    assert built.page().select_one("button[data-tool=spade]")
    name = folder.removeprefix("docs/")
    assert not [path for path in built.files() if path.endswith(".yml") or path.startswith(f"{name}/")]


@pytest.mark.parametrize(
    "option",
    [
        {"data_dir": 3},
        {"citation_style": []},
        {"listings": {"tols": "x.md"}},
        {"bibliography": 7},
        {"defaults": "x"},
        {"colour": "red"},
    ],
)
def test_invalid_option_is_reported_clearly(site, option):
    built = site({}, {"plugins": [{"fieldguide": option}]})
    assert not built.passed
    said = " ".join(line.text for line in built.log)
    name = next(iter(option))
    assert name in said
    assert "Traceback" not in said


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_another_theme_shows_everything_and_one_finding_lists_what_is_missing(site, theme):
    built = site(GUIDE, {"theme": {"name": theme}})
    [warning] = built.warnings
    assert "[FG050]" in warning
    assert theme in warning
    page = built.page("digging/")
    assert page.select_one("button.fg-tool[data-tool=rake]").get_text() == "Garden Rake"
    assert page.select_one("#fg-tool-rake[popover]")
    assert page.select_one("#ref-digging_2020")
    assert page.select_one("section.fg-credits .fg-person")
    assert built.page("tools/").select_one("tr[data-id=spade]")
    assert not [path for path in built.files() if "fgmark" in path]
    assert "fgmark" not in built.text("digging/")


def test_site_partials_and_main_take_precedence(site):
    files = {
        **GUIDE,
        "own/main.html": '{% extends "base.html" %}{% block announce %}<p class="mine">{% endblock %}\n',
        "own/fieldguide/partials/tool-mention.html": '<b class="own-mention">{{ tool.name }}!</b>\n',
    }
    built = site(files, {"theme": {"name": "material", "font": False, "custom_dir": "own"}})
    assert built.warnings == []
    page = built.page("digging/")
    assert page.select_one("p.mine")
    assert [b.get_text() for b in page.select("p .own-mention")] == ["The Spade!", "Garden Rake!"]
    assert page.select_one("section.fg-credits")
    assert page.select_one(".fg-type")


@pytest.mark.parametrize(
    "fault", ["{{ tool.name }\n", "\n{{ tool.nonsense }}\n", '{% include "gone.html" %}\n']
)
def test_error_in_a_site_partial_names_the_file(site, fault):
    files = {**GUIDE, "own/fieldguide/partials/tool-mention.html": fault}
    built = site(files, {"theme": {"name": "material", "font": False, "custom_dir": "own"}})
    assert not built.passed
    [error] = built.warnings
    assert "own/fieldguide/partials/tool-mention.html:" in error


def test_two_builds_in_one_process_share_nothing(site):
    first = site(GUIDE)
    second = site({"docs/index.md": '# Home\n\n{% tool "spade" %} {% cite digging_2020 %} [x](digging)\n'})
    assert first.warnings == []
    assert sorted(re.findall(r"\[(FG\d+)\]", " ".join(second.warnings))) == ["FG020", "FG021", "FG026"]
    assert not second.path("tools/spade/").exists()
    again = build_again(first.root)
    assert again.warnings == []
    assert again.text("digging/") == first.text("digging/")


class Serving:
    """Repeated builds with the plugin instances of one configuration, as in `mkdocs serve`."""

    def __init__(self, root):
        self.root = root
        self.config = load_config(str(root / "mkdocs.yml"), config_file_path=str(root / "mkdocs.yml"))
        self.config.plugins.on_startup(command="serve", dirty=False)

    def build(self, caplog):
        caplog.clear()
        with caplog.at_level(logging.INFO, logger="mkdocs"):
            fresh = load_config(str(self.root / "mkdocs.yml"))
            fresh.plugins = self.config.plugins
            build(fresh)
        return [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]

    def page(self, address):
        return (self.root / "site" / address / "index.html").read_text(encoding="utf-8")


def test_serving_uses_the_last_valid_data_and_recovers(site, caplog):
    root = site(GUIDE).root
    serving = Serving(root)
    assert serving.build(caplog) == []
    tools = root / "docs/_data/tool_and_resource_list.yml"
    good = tools.read_text(encoding="utf-8")
    tools.write_text(good + "- id: [broken\n", encoding="utf-8")
    warnings = serving.build(caplog)
    assert any("[FG002]" in text for text in warnings)
    assert not any("[FG020]" in text for text in warnings)
    assert "Garden Rake" in serving.page("digging")
    tools.write_text(good.replace("Garden Rake", "Better Rake"), encoding="utf-8")
    assert serving.build(caplog) == []
    assert "Better Rake" in serving.page("digging")


def test_serving_detects_new_and_changed_pages(site, caplog):
    root = site(GUIDE).root
    serving = Serving(root)
    assert serving.build(caplog) == []
    write_files(
        root, {"docs/index.md": "# Home\n\n[new](fresh)\n", "docs/fresh.md": '# F\n\n{% tool "spade" %}\n'}
    )
    assert serving.build(caplog) == []
    assert 'href="fresh/"' in serving.page("")
    assert "fg-tool" in serving.page("fresh")


def test_build_with_a_broken_data_file_uses_the_valid_entries(site):
    files = {**GUIDE, "docs/_data/CONTRIBUTORS.yml": "Ada Gardener:\n  git: [x\n"}
    built = site(files)
    assert any(
        "[FG002]" in text and text.startswith("docs/_data/CONTRIBUTORS.yml:") for text in built.warnings
    )
    assert built.page("digging/").select_one("button[data-tool=rake]")
    assert built.page("digging/").select_one('.fg-person[data-name="Ada Gardener"]')


@pytest.mark.parametrize("text", ["# Home\n", '# Home\n\n{% tool "no such tool" %}\n'])
def test_build_restores_garbage_collection_settings(site, text):
    before = gc.get_threshold()
    site({**DATA, "docs/index.md": text}, strict=True)
    assert gc.get_threshold() == before


def test_objects_of_a_finished_build_can_be_collected():
    class Leaf:
        pass

    leaf = Leaf()
    leaf.itself = leaf
    left = weakref.ref(leaf)
    del leaf
    threshold = gc.get_threshold()
    collection = RareCollection()
    collection.begin()
    assert gc.get_threshold() > threshold
    collection.end()
    assert gc.get_threshold() == threshold
    gc.collect()
    assert left() is None


def test_build_leaves_no_frozen_objects(site):
    """Frozen objects are never collected, and `mkdocs serve` builds many times."""
    frozen = gc.get_freeze_count()
    assert site(GUIDE).passed
    assert gc.get_freeze_count() <= frozen
