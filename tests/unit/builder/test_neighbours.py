"""Settings of other plugins that generated pages need."""

from types import SimpleNamespace

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_fieldguide.builder.neighbours import leave_out_of_history, named_by_awesome_nav


def config_with(name: str, settings: dict[str, object]) -> MkDocsConfig:
    """Return a configuration with one plugin."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "Guide"})
    config["plugins"] = {name: SimpleNamespace(config=settings)}
    return config


def files_of(contents: dict[str, str]) -> Files:
    """Return files in memory."""
    found = []
    for path, text in contents.items():
        file = File(path, None, "site", True)
        file.content_string = text
        found.append(file)
    return Files(found)


class TestHistory:
    def test_generated_pages_are_left_out_by_folder(self) -> None:
        settings: dict[str, object] = {"exclude": ["old.md"]}
        generated = ["tools/index.md", "tools/a.md", "people/x/a.md", "people/x/b.md", "odd[1].md"]
        files = files_of(dict.fromkeys([*generated, "people/about.md", "index.md"], ""))
        leave_out_of_history(config_with("git-authors", settings), generated, files)
        assert settings["exclude"] == ["old.md", "tools/*", "people/x/*", "odd[[]1].md"]

    def test_other_plugins_are_unchanged(self) -> None:
        settings: dict[str, object] = {"exclude": []}
        leave_out_of_history(config_with("minify", settings), ["a.md"], files_of({"a.md": ""}))
        assert settings == {"exclude": []}


class TestNavigation:
    @pytest.mark.parametrize(
        ("path", "named"),
        [
            ("tools/beacon.md", True),
            ("tools/other.md", False),
            ("people/ada.md", True),
            ("places/nl.md", True),
            ("types/made.md", True),
            ("references/index.md", False),
        ],
    )
    def test_pages_are_named_by_path_folder_or_pattern(self, path: str, named: bool) -> None:
        navigation = """
            nav:
              - index.md
              - Tools: [tools/beacon.md]
              - people
              - glob: types/*
              - "*"
              - "**/*.md"
            """
        files = files_of({".nav.yml": navigation, "places/.nav.yml": "nav: [nl.md]", "x/.nav.yml": "nav: ["})
        assert (path in named_by_awesome_nav(config_with("awesome-nav", {}), files)) is named

    def test_without_the_plugin_none_is_named(self) -> None:
        assert "a.md" not in named_by_awesome_nav(
            config_with("search", {}), files_of({".nav.yml": "nav: [a.md]"})
        )
