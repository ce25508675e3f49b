"""Icons of a theme by the names that authors use."""

import os
import sys
from pathlib import Path

import material
import pytest

from mkdocs_fieldguide.rendering.icons import Icons, icon_file

THEME = Path(material.__file__).parent / "templates"


@pytest.fixture
def folder(tmp_path):
    """A template folder with a few icons, and an icon outside it."""
    for name in (
        ".icons/octicons/rocket-16.svg",
        ".icons/octicons/rocket-24.svg",
        ".icons/octicons/book-24.svg",
        ".icons/octicons/arrow-up-right-16.svg",
        ".icons/octicons/plain.svg",
        ".icons/octicons/both-16.svg",
        ".icons/material/web.svg",
        ".icons/material/bell.svg",
        ".icons/material/bell-outline.svg",
        ".icons/material/school-outline.svg",
        ".icons/fontawesome/solid/house.svg",
        ".icons/fontawesome/solid/notes.txt",
        "secret.svg",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<svg/>", encoding="utf-8")
    return tmp_path


@pytest.fixture
def icons(folder):
    return Icons([folder])


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("rocket", "octicons/rocket-16"),  # the small one comes first
        ("book", "octicons/book-24"),
        ("plain", "octicons/plain"),
        ("rocket-24", "octicons/rocket-24"),
        ("material/web", "material/web"),
        ("fontawesome/solid/house", "fontawesome/solid/house"),
        ("lucide/bell", "material/bell-outline"),  # Lucide icons are outlines
        ("lucide/globe", "material/web"),
        ("lucide/graduation-cap", "material/school-outline"),
        ("lucide/both", "octicons/both-16"),
        ("lucide/book", ""),
        ("material/rocket", ""),
        ("fontawesome/solid", ""),
        ("fontawesome/solid/notes.txt", ""),
        ("octicons/rocket-16.svg", ""),
        ("web", ""),
        ("", ""),
    ],
)
def test_icon_is_found_by_its_name(icons, name, path):
    assert icons.find(name) == path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("alert-triangle", "material/alert-outline"),
        ("circle-help", "material/help-circle-outline"),
        ("code", "material/code-tags"),
        ("edit", "material/pencil-outline"),
        ("external-link", "material/open-in-new"),
        ("file-text", "material/file-document-outline"),
        ("globe", "material/web"),
        ("graduation-cap", "material/school-outline"),
        ("house", "material/home-outline"),
        ("info", "material/information-outline"),
        ("link", "material/link-variant"),
        ("mail", "material/email-outline"),
        ("map-pin", "material/map-marker-outline"),
        ("message-circle", "material/message-outline"),
        ("search", "material/magnify"),
        ("settings", "material/cog-outline"),
        ("tags", "material/tag-multiple-outline"),
        ("terminal", "material/console"),
        ("trash", "material/trash-can-outline"),
        ("triangle-alert", "material/alert-outline"),
        ("user", "material/account-outline"),
        ("users", "material/account-group-outline"),
        ("x", "material/close-outline"),
    ],
)
def test_lucide_icons_map_to_material(name, path):
    """Each is in the theme: a wrong name in the table would omit the icon."""
    assert Icons([THEME]).find(f"lucide/{name}") == path


@pytest.mark.parametrize(
    "name",
    [
        "../secret", "material/../../secret", "material/..", "..", "./material/web", "material//web",
        "/material/web", "material/./web", "..\\secret", "material\\web", "C:secret", "material/we\0b",
        "\ud800", "material/" + "w" * 300, "material/" * 200 + "web",
    ],
)  # fmt: skip
def test_no_name_resolves_to_a_path_outside_the_icons(folder, icons, name):
    assert icon_file(folder / ".icons", name) is None
    assert icons.find(name) == ""
    assert not icons.has(name)
    assert icons.suggest(f"{name}/x") == ""


def test_absolute_name_is_not_an_icon(folder, icons):
    name = (folder / "secret").as_posix()
    assert icon_file(folder / ".icons", name) is None
    assert icons.find(name) == ""


def test_icon_file(folder):
    assert icon_file(folder / ".icons", "material/web") == folder / ".icons/material/web.svg"
    assert icon_file(folder / ".icons", "material/webs") is None


def test_only_a_regular_file_is_an_icon(folder, icons):
    (folder / ".icons/material/folder.svg").mkdir()
    assert icon_file(folder / ".icons", "material/folder") is None
    assert not icons.has("material/folder")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / ".icons/material/pipe.svg")
        assert icon_file(folder / ".icons", "material/pipe") is None


def test_icons_of_several_folders(folder, tmp_path):
    other = tmp_path / "other"
    (other / ".icons/mine").mkdir(parents=True)
    (other / ".icons/mine/spade.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    icons = Icons([tmp_path / "empty", other, folder])
    assert icons.find("mine/spade") == "mine/spade"
    assert icons.find("rocket") == "octicons/rocket-16"
    assert icons.has("mine/spade")
    assert icons.has("material/web")
    assert not icons.has("mine/fork")
    assert icons.suggest("mine/spode") == "Did you mean “mine/spade”?"


def test_theme_without_icons_has_every_icon(tmp_path):
    """Otherwise each icon of a page would be reported with such a theme."""
    for icons in (Icons(), Icons([tmp_path])):
        assert icons.has("material/web")
        assert icons.find("rocket") == ""
        assert icons.suggest("rocket") == ""


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("rokcet", "Did you mean “rocket”?"),
        ("arow-up-right", "Did you mean “arrow-up-right”?"),  # without a size
        ("lucide/bel", "Did you mean “bell”?"),
        ("lucide/weeb", "Did you mean “web”?"),
        ("lucide/rokcet", ""),
        ("material/weeb", "Did you mean “material/web”?"),
        ("fontawesome/solid/huose", "Did you mean “fontawesome/solid/house”?"),
        ("fontawesome/solid/notes", ""),
        ("octicons/rokcet", "Did you mean “octicons/rocket”?"),
        ("material/zzz", ""),
        ("zzz", ""),
        ("nowhere/web", ""),
    ],
)
def test_closest_name_is_suggested(icons, name, hint):
    assert icons.suggest(name) == hint
    assert icons.suggest(name) == hint  # results are cached


@pytest.mark.parametrize(("name", "is_near"), [("aaabb", True), ("aaccc", False)])
def test_similarity_threshold_of_suggestions(tmp_path, name, is_near):
    """The minimum similarity is 0.6: three letters of five."""
    (tmp_path / ".icons/mine").mkdir(parents=True)
    (tmp_path / ".icons/mine/aaaxy.svg").write_text("<svg/>", encoding="utf-8")
    assert Icons([tmp_path]).suggest(f"mine/{name}") == ("Did you mean “mine/aaaxy”?" if is_near else "")


@pytest.mark.skipif(sys.platform != "linux", reason="the longest path differs between systems")
def test_overlong_path_has_no_icon(tmp_path):
    theme = tmp_path.joinpath(*["d" * 200] * ((3400 - len(str(tmp_path))) // 201))
    (theme / ".icons").mkdir(parents=True)
    icons = Icons([theme])
    name = "/".join(["n" * 245] * 4)
    assert icons.find(f"{name}/x") == ""
    assert icons.suggest(f"{name}/x") == ""
