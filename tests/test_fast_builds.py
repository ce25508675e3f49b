"""The shortcuts of test builds do not change the output."""

from unittest import mock

import pytest
from jinja2 import FileSystemLoader
from material.plugins.search.plugin import SearchPlugin
from support import site as support_site
from support.guide import GUIDE
from support.site import build_site, list_visible_templates

CONFIG = {
    "theme": {"name": "material", "language": "fr", "font": False, "custom_dir": "theme"},
    "use_directory_urls": False,
}
FILES = {
    **GUIDE,
    # Folders of this name are ignored only at the top level of a theme.
    "theme/.hidden/file.txt": "hidden",
    "theme/assets/style.css": "b{}",
    "theme/nested/.hidden/file.txt": "hidden",
    "theme/top.txt": "visible",
}


def output(root):
    built = build_site(root, FILES, CONFIG)
    return {name: built.path(name).read_bytes() for name in sorted(built.files()) if not name.endswith(".gz")}


def test_fast_build_writes_the_same_files(tmp_path, monkeypatch):
    fast = output(tmp_path / "fast")
    monkeypatch.setattr(support_site, "fast_material", mock.MagicMock())
    assert output(tmp_path / "slow") == fast
    assert {"top.txt", "assets/style.css"} <= fast.keys()
    assert "fr" in fast["search/search_index.json"].decode()


def test_templates_are_listed_as_jinja_lists_them(tmp_path):
    for name in ("main.html", "partials/footer.html", "partials/.hidden/file.html", ".file"):
        path = tmp_path / "theme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    loader = FileSystemLoader([tmp_path / "theme", tmp_path / "missing"])
    assert list_visible_templates(loader) == loader.list_templates()


@pytest.mark.parametrize("method", [(FileSystemLoader, "list_templates"), (SearchPlugin, "_translate")])
def test_builds_restore_what_they_replace(tmp_path, method):
    before = getattr(*method)
    build_site(tmp_path, {})
    assert getattr(*method) is before
