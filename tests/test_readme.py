"""The quick start of the README works exactly as written."""

import re
import shlex
from pathlib import Path

import pytest
from support.site import Built, build_again

from mkdocs_fieldguide.cli import main

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
FILE_NAME = re.compile(r"\A(?:#|%|<!--) (?P<name>[\w./-]+\.\w+)(?: -->)?\n")
REPOSITORY = "mkdocs-fieldguide/mkdocs-fieldguide"
RAW = f"https://raw.githubusercontent.com/{REPOSITORY}/main/"
BLOB = f"https://github.com/{REPOSITORY}/blob/main/"
INSTALLATION = ["python3 -m venv .venv", ".venv/bin/pip install mkdocs-fieldguide"]
"""Not executed: the tests run in an environment with the package. The wheel is tested separately."""


def section(heading: str) -> str:
    match = re.search(
        rf"^##+ {re.escape(heading)}\n(?P<text>.*?)(?=^##+ |\Z)", README, re.DOTALL | re.MULTILINE
    )
    assert match, f"The README has no section “{heading}”."
    return match["text"]


def blocks(text: str, language: str) -> list[str]:
    return [match["text"] for match in BLOCK.finditer(text) if match["language"] == language]


def follow(commands: list[str], folder: Path) -> Built:
    """Run the commands as a reader would, in `folder`; `mkdocs serve` is a build."""
    bin_folder = folder / ".venv" / "bin"
    for command in commands:
        program, *arguments = shlex.split(command)
        if program == "cd":
            folder /= arguments[0]
            assert folder.is_dir()
            continue
        assert (folder / program).parent.resolve() == bin_folder.resolve(), command
        if program.endswith("/fieldguide"):
            assert main([arguments[0], *(str(folder / name) for name in arguments[1:])]) == 0
        else:
            assert (Path(program).name, arguments) == ("mkdocs", ["serve"])
            return build_again(folder)
    raise AssertionError("The quick start does not show the site.")


def assert_card_and_citation(built: Built, path: str) -> None:
    assert built.warnings == []
    page = built.page(path)
    mention = page.select_one("article p button.fg-tool[data-tool=zotero]")
    card = page.select_one(f"#{mention['popovertarget']}.fg-card[popover]")
    assert "Zotero" in card.get_text()
    assert card.select_one('a[href="https://www.zotero.org/"]')
    citation = page.select_one(".fg-citation a.fg-cite[data-cite=wilkinson_fair_2016]")
    assert "Wilkinson" in citation.get_text()
    assert "FAIR" in page.select_one(citation["href"]).get_text()


def test_quick_start_shows_a_card_and_a_citation(tmp_path):
    (block,) = blocks(section("Quick start"), "console")
    commands = [line.removeprefix("$ ") for line in block.splitlines()]
    assert commands[:2] == INSTALLATION
    built = follow(commands[2:], tmp_path)
    (path,) = re.findall(r"<http://127\.0\.0\.1:8000/([^>]*)>", section("Quick start"))
    assert_card_and_citation(built, path)


def test_existing_site_gets_a_card_and_a_citation(tmp_path):
    text = section("Add it to an existing site")
    files = [block for language in ("yaml", "bibtex", "markdown") for block in blocks(text, language)]
    assert len(files) == 4
    for block in files:
        name = FILE_NAME.match(block)
        assert name, f"This block does not begin with the name of its file:\n{block}"
        path = tmp_path / name["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")
    assert_card_and_citation(build_again(tmp_path), "")


@pytest.mark.parametrize("command", ["site", "test"])
def test_commands_for_developers_exist(command):
    (block,) = blocks(section("Development"), "console")
    assert re.search(rf"^\$ make {command}\b", block, re.MULTILINE)
    assert re.search(
        rf"^{command}:", (Path(__file__).parents[1] / "Makefile").read_text("utf-8"), re.MULTILINE
    )


def test_pictures_and_links_work_on_pypi_too():
    """PyPI shows the README, but has no other file of the repository."""
    pictures = re.findall(r'(?:src|srcset)="([^"]+)"', README)
    paths = [url.removeprefix(RAW) for url in pictures]
    assert {Path(path).stem.split("-")[0] for path in paths} == {"card", "tools", "person", "check"}
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert [url for url in (*pictures, *links) if not url.startswith("https://")] == []
    paths += [url.removeprefix(BLOB) for url in links if url.startswith(BLOB)]
    assert {"LICENSE", "CONTRIBUTING.md"} < set(paths)
    assert [path for path in paths if not (Path(__file__).parents[1] / path).is_file()] == []
