"""Under `mkdocs serve`, an unreadable file removes no content, is reported on the pages, and recovers."""

import pytest
import yaml
from bs4 import BeautifulSoup
from support.guide import DATA
from support.serving import serving
from support.site import CONFIG, write_files

TOOLS = "docs/_data/tool_and_resource_list.yml"


FINDINGS = "assets/fieldguide/findings.html"


def tool_on(page):
    """Return the displayed name of the tool."""
    return BeautifulSoup(page, "html.parser").select_one("article .fg-tool").get_text()


def errors_of(server):
    """Return the places of the errors that the pages list, and the URLs of the pages that have them."""
    found = BeautifulSoup(server.page(FINDINGS), "html.parser").select("li[data-severity=error]")
    return [(item.code.get_text(), item.get("data-page")) for item in found]


@pytest.fixture
def root(tmp_path):
    write_files(tmp_path, {**DATA, "docs/index.md": '# Home\n\nUse {% tool "spade" %}.\n'})
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(CONFIG))
    return tmp_path


def test_broken_file_shows_its_error_with_the_last_valid_data_and_recovers(root):
    good = (root / TOOLS).read_text()
    with serving(root) as server:
        first = server.page()
        assert tool_on(first) == "The Spade"
        assert errors_of(server) == []
        (root / TOOLS).write_text("- id: spade\n  name: [The <b>Spade\n")
        broken = server.after_next_build(first)
        assert tool_on(broken) == "The Spade"
        assert errors_of(server) == [(f"{TOOLS}:2:9", None)]
        assert "[FG002]" in server.log.read_text()
        (root / TOOLS).write_text(good.replace("The Spade", "A Spade"))
        fixed = server.after_next_build(broken)
        assert tool_on(fixed) == "A Spade"
        assert errors_of(server) == []


def test_broken_front_matter_shows_its_error_and_recovers(root):
    with serving(root) as server:
        first = server.page()
        text = (root / "docs" / "index.md").read_text()
        (root / "docs" / "index.md").write_text(f"---\ntitle: [open\n---\n\n{text}")
        broken = server.after_next_build(first)
        assert tool_on(broken) == "The Spade"
        assert errors_of(server) == [("docs/index.md:2:8", "")]
        (root / "docs" / "index.md").write_text(f"---\ntitle: Open\n---\n\n{text}")
        assert tool_on(server.after_next_build(broken)) == "The Spade"
        assert errors_of(server) == []


def test_guide_that_is_broken_from_the_start_is_served(root):
    good = (root / TOOLS).read_text()
    (root / TOOLS).write_text("- id: [open\n")
    with serving(root) as server:
        broken = server.page()
        assert errors_of(server) == [(f"{TOOLS}:1:7", None)]
        (root / TOOLS).write_text(good)
        assert tool_on(server.after_next_build(broken)) == "The Spade"
        assert errors_of(server) == []


def test_build_writes_nothing_of_the_list_of_findings(site):
    built = site({**DATA, TOOLS: "- id: [open\n", "docs/index.md": "# Home\n"}, strict=False)
    assert any("FG002" in line for line in built.warnings)
    assert "fg-findings" not in built.text("index.html")
    assert [name for name in built.files() if "serve" in name or "findings" in name] == []
