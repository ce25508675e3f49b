"""Commands do not write through symlinks that point outside their target folder."""

import pytest

from mkdocs_fieldguide.cli import main


@pytest.fixture
def elsewhere(tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    yield folder
    assert list(folder.iterdir()) == []


def link(place, target):
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.symlink_to(target)
    except OSError:
        pytest.skip("this machine lets nobody make links")


@pytest.mark.parametrize("arguments", [(), ("--force",)])
@pytest.mark.parametrize(
    ("name", "target"),
    [(".github", ""), (".github/workflows", ""), (".github/workflows/fieldguide.yml", "/dangling.yml")],
)
def test_github(tmp_path, elsewhere, capsys, name, target, arguments):
    guide = tmp_path / "guide"
    link(guide / name, f"{elsewhere}{target}")
    assert main(["github", str(guide), *arguments]) == 1
    assert "points outside the repository; it was not written." in capsys.readouterr().err
    if name != ".github":
        assert list((guide / ".github/ISSUE_TEMPLATE").iterdir())


def test_schema(tmp_path, elsewhere, capsys):
    link(tmp_path / "schemas/tools.json", elsewhere / "dangling.json")
    assert main(["schema", str(tmp_path / "schemas")]) == 1
    assert "tools.json points outside the folder" in capsys.readouterr().err
    assert (tmp_path / "schemas/people.json").is_file()


def test_cite(tmp_path, elsewhere, capsys):
    (tmp_path / "guide/docs/_data").mkdir(parents=True)
    (tmp_path / "guide/mkdocs.yml").write_text("site_name: A\nplugins: [fieldguide]\n")
    link(tmp_path / "guide/docs/_data/references.bib", elsewhere / "dangling.bib")
    assert main(["cite", "10.1000/x", "--path", str(tmp_path / "guide")]) != 0
    assert "is outside the guide" in capsys.readouterr().err


def test_avatars(tmp_path, elsewhere, capsys):
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide/mkdocs.yml").write_text("site_name: A\nplugins: [fieldguide]\n")
    link(tmp_path / "guide/docs", elsewhere)
    assert main(["avatars", "--path", str(tmp_path / "guide")]) == 2
    assert "is outside the guide" in capsys.readouterr().err
