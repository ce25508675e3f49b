"""The starter guide is complete and builds without findings."""

import pytest
import yaml
from support.checking import check_files
from support.site import build_again

from mkdocs_fieldguide.cli import main


def test_new_guide_builds_without_messages(tmp_path, capsys):
    guide = tmp_path / "guide"
    assert main(["new", str(guide)]) == 0
    assert f"mkdocs serve -f {guide / 'mkdocs.yml'}" in capsys.readouterr().out
    built = build_again(guide)
    assert built.warnings == []
    assert built.page("").title.get_text(strip=True) == "My guide"
    assert built.page("").select_one("h1").get_text(strip=True) == "My guide"
    page = built.page("topics/keeping_references/")
    assert page.select_one("button[data-tool=zotero]")
    assert len(page.select(".fg-references li")) == 2
    assert page.select_one(".admonition.tip code").get_text() == '{% tool "zotero" %}'
    assert (guide / ".gitignore").is_file()


def test_new_guide_has_no_findings(tmp_path):
    assert main(["new", str(tmp_path / "guide")]) == 0
    assert check_files(tmp_path / "guide", {}).codes == []


@pytest.mark.parametrize("name", ["Soil: a guide", 'The "best" #1', "Größe {{ x }}", "a\nb", "~"])
def test_new_guide_has_the_requested_name(tmp_path, name):
    guide = tmp_path / "guide"
    assert main(["new", str(guide), "--name", name]) == 0
    assert yaml.safe_load((guide / "mkdocs.yml").read_text(encoding="utf-8"))["site_name"] == " ".join(
        name.split()
    )
    assert build_again(guide).warnings == []


def test_nothing_is_overwritten(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["new", str(tmp_path)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert main(["new", str(tmp_path / "mine.txt")]) == 2
