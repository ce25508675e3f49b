"""Under `mkdocs serve`, an unreadable file removes no content, is reported on the page, and recovers."""

import pytest
import yaml
from bs4 import BeautifulSoup
from support.guide import DATA
from support.serving import serving
from support.site import CONFIG, write_files

TOOLS = "docs/_data/tool_and_resource_list.yml"


def shown(page):
    """Return the displayed name of the tool, and the errors above the page."""
    soup = BeautifulSoup(page, "html.parser")
    box = soup.select_one(".fg-serve-errors")
    tool = soup.select_one("article .fg-tool")
    return tool and tool.get_text(), box and " ".join(box.get_text(" ").split())


@pytest.fixture
def root(tmp_path):
    write_files(tmp_path, {**DATA, "docs/index.md": '# Home\n\nUse {% tool "spade" %}.\n'})
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(CONFIG))
    return tmp_path


def test_broken_file_shows_its_error_with_the_last_valid_data_and_recovers(root):
    good = (root / TOOLS).read_text()
    with serving(root) as server:
        first = server.page()
        assert shown(first) == ("The Spade", None)
        (root / TOOLS).write_text("- id: spade\n  name: [The <b>Spade\n")
        broken = server.after_next_build(first)
        tool, error = shown(broken)
        assert tool == "The Spade"
        assert f"{TOOLS}:2:9" in error
        assert "[FG002]" in server.log.read_text()
        (root / TOOLS).write_text(good.replace("The Spade", "A Spade"))
        fixed = server.after_next_build(broken)
        assert shown(fixed) == ("A Spade", None)


def test_broken_front_matter_shows_its_error_and_recovers(root):
    with serving(root) as server:
        first = server.page()
        text = (root / "docs" / "index.md").read_text()
        (root / "docs" / "index.md").write_text(f"---\ntitle: [open\n---\n\n{text}")
        broken = server.after_next_build(first)
        tool, error = shown(broken)
        assert tool == "The Spade"
        assert "docs/index.md:2:8" in error
        (root / "docs" / "index.md").write_text(f"---\ntitle: Open\n---\n\n{text}")
        assert shown(server.after_next_build(broken)) == ("The Spade", None)


def test_guide_that_is_broken_from_the_start_is_served(root):
    good = (root / TOOLS).read_text()
    (root / TOOLS).write_text("- id: [open\n")
    with serving(root) as server:
        broken = server.page()
        assert f"{TOOLS}:1:7" in shown(broken)[1]
        (root / TOOLS).write_text(good)
        assert shown(server.after_next_build(broken)) == ("The Spade", None)


def test_build_shows_no_error_to_readers(site):
    built = site({**DATA, TOOLS: "- id: [open\n", "docs/index.md": "# Home\n"}, strict=False)
    assert any("FG002" in line for line in built.warnings)
    assert shown(built.text("index.html"))[1] is None
