"""The docs agree with the code, and are a valid guide."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from support.schema_org import faults
from support.site import Built, build_again, fast_material

from mkdocs_fieldguide.cli import COMMANDS
from mkdocs_fieldguide.content.data_folder import (
    COUNTRY_FILES,
    EVENT_FILES,
    FOOTER_FILES,
    NEWS_FILES,
    ORGANISATION_FILES,
    PEOPLE_FILES,
    TOOL_FILES,
)
from mkdocs_fieldguide.content.validation import list_known_keys
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.model.news_events import Event, News
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.rendering.directives import DIRECTIVES
from mkdocs_fieldguide.rendering.english import WORDS
from tools import reference
from tools.reference_facts import all_options

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
OPTIONS = (DOCS / "reference" / "options.md").read_text(encoding="utf-8")
DIRECTIVES_PAGE = (DOCS / "reference" / "directives.md").read_text(encoding="utf-8")
FINDINGS = (DOCS / "reference" / "findings.md").read_text(encoding="utf-8")
DATA = (DOCS / "reference" / "data-files.md").read_text(encoding="utf-8")
FRONT_MATTER = (DOCS / "reference" / "front-matter.md").read_text(encoding="utf-8")
LEFTOVER = re.compile(r"fgmark\d|<fg-mark|\{%")
ETT = (DOCS / "reference" / "ett-keys.md").read_text(encoding="utf-8")
NOT_SHOWN = ("pre", "code", "script", "style", "textarea")


def section(page: str, heading: str) -> str:
    found = reference.section_named(page, heading)
    assert found, f"There is no section “{heading}”."
    return found


# Every part of the code is described in the reference.


@pytest.mark.parametrize("name", all_options())
def test_every_option_is_described(name):
    group, _, key = name.partition(".")
    text = section(OPTIONS, group)
    assert f"<!-- generated: option {group} -->" in text
    assert not key or f"`{key}`" in text
    assert reference.FILE.search(text) or "``` yaml" in text, "An example is missing."


def test_every_option_has_a_description():
    assert [name for name, (_, description) in all_options().items() if not description] == []


@pytest.mark.parametrize("directive", DIRECTIVES.values(), ids=lambda directive: directive.name)
def test_every_directive_is_described_and_demonstrated(directive):
    text = section(DIRECTIVES_PAGE, directive.name)
    assert f"<!-- generated: directive {directive.name} -->" in text
    for parameter in directive.parameters:
        assert f"| `{parameter.name}`" in text
    for include in directive.includes:
        assert f"{{% include {include}.html" in text
    examples = [match["source"] for match in reference.LIVE.finditer(text)]
    names = (directive.name, *(f"include {name}.html" for name in directive.includes))
    assert any(f"{{% {name}" in example for example in examples for name in names)


@pytest.mark.parametrize("code", Code, ids=lambda code: code.number)
def test_every_finding_has_an_example_that_a_build_reports(code):
    text = section(FINDINGS, code.number)
    assert code.title in text
    assert f"({code.severity.value}; " in text.lower()
    assert re.search(rf"^{code.severity.value.upper()} .*\[{code.number}\]$", text, re.MULTILINE)
    assert "**Fix:**" in text


@pytest.mark.parametrize(
    ("model", "heading"),
    [(Tool, "Tools"), (Person, "People"), (Organisation, "Organisations"), (News, "News"), (Event, "Events")],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_every_key_of_the_data_is_described(model, heading):
    text = section(DATA, heading)
    assert [key for key in list_known_keys(model) if f"`{key}`" not in text] == []


@pytest.mark.parametrize(
    "name",
    [
        *TOOL_FILES,
        *PEOPLE_FILES,
        *ORGANISATION_FILES,
        *COUNTRY_FILES,
        *NEWS_FILES,
        *EVENT_FILES,
        *FOOTER_FILES,
    ],
)
def test_every_data_file_is_described(name):
    assert f"`{name}.yml`" in DATA


def test_every_key_of_the_front_matter_is_described():
    keys = list_known_keys(PageInfo, internal=("path", "neutral_path", "generated", "more"))
    assert [key for key in keys if f"`{key}`" not in FRONT_MATTER] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described(name):
    text = section((DOCS / "reference" / "commands.md").read_text(encoding="utf-8"), name)
    assert f"<!-- generated: command {name} -->" in text
    assert f"$ fieldguide {name} " in text or f"$ fieldguide {name}\n" in text, "An example is missing."


def rows(page: str, heading: str) -> list[tuple[list[str], list[str]]]:
    """Return the code in the first cell of each row, and in the last one."""
    lines = [line for line in section(page, heading).splitlines() if line.startswith("| ")][1:]
    cells = [line.strip("| ").split(" | ") for line in lines]
    return [(re.findall(r"`([^`]+)`", row[0]), re.findall(r"`([^`]+)`", row[-1])) for row in cells]


def test_every_include_of_ett_is_compared_with_its_own_parameters():
    listed = {name: given for names, given in rows(ETT, "Includes") for name in names}
    includes = {name: directive for directive in DIRECTIVES.values() for name in directive.includes}
    assert set(listed) - {"_includes/"} == set(includes)
    for name, directive in includes.items():
        known = {parameter.name.replace("_", "-") for parameter in directive.parameters}
        assert {given.replace("_", "-") for given in listed[name]} <= known, name


def test_keys_that_are_compared_with_ett_are_known():
    keys = {key for names, _ in rows(ETT, "Front matter") for key in names}
    links = {"training", "fairsharing", "faircookbook", "rdmkit", "dsw"}
    known = set(list_known_keys(PageInfo, internal=("path", "neutral_path", "generated", "more"))) | links
    assert keys <= known | {"sitemap", "keywords"}
    assert known - keys <= {"contributions", "landing_blocks", "last_update", "date"}


def test_every_ui_string_is_listed():
    text = (DOCS / "reference" / "words.md").read_text(encoding="utf-8")
    assert [key for key in WORDS if f"| `{key}` |" not in text] == []


def test_generated_parts_are_up_to_date():
    with fast_material():
        pages = [path.relative_to(ROOT).as_posix() for path in reference.outdated_pages()]
    assert pages == [], "Run `make reference` (python -m tools.reference) and commit what it writes."


def test_every_result_belongs_to_an_example():
    """A result that does not directly follow its source would never be updated."""
    for path in DOCS.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert text.count('<div class="result"') == len(reference.LIVE.findall(text)), path


# The docs as a guide.


@pytest.fixture(scope="module")
def guide(tmp_path_factory) -> Built:
    return build_again(ROOT, strict=True, site_dir=str(tmp_path_factory.mktemp("docs")))


@pytest.fixture(scope="module")
def pages(guide) -> dict[str, BeautifulSoup]:
    found = {}
    for path in guide.site.rglob("*.html"):
        name = path.relative_to(guide.site).as_posix()
        found[name] = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    return found


def test_guide_is_built_without_a_finding(guide):
    assert guide.warnings == []
    assert guide.passed


def test_every_link_and_anchor_exists(guide, pages):
    files = guide.files()
    anchors = {
        name: {str(element["id"]) for element in page.select("[id]")}
        | {str(element["name"]) for element in page.select("a[name]")}
        for name, page in pages.items()
    }
    dead = []
    for name, page in pages.items():
        if name == "404.html":
            continue  # Its links are absolute paths.
        for element in page.select("[href], [src]"):
            target = str(element.get("href") or element.get("src") or "")
            if urlsplit(target).scheme or target.startswith("//"):
                continue
            address, anchor = urldefrag(urljoin(f"https://here/{name}", target))
            path = unquote(urlsplit(address).path).lstrip("/")
            file = f"{path}index.html" if not path or path.endswith("/") else path
            if file not in files or (anchor and file in anchors and unquote(anchor) not in anchors[file]):
                dead.append(f"{name}: {target}")
    assert dead == []


def without_code(element: Tag) -> Iterator[str]:
    """Give what an element holds as HTML, but for end tags and for elements that may show code."""
    for child in element.children:
        if not isinstance(child, Tag):
            yield child.output_ready() if isinstance(child, NavigableString) else str(child)
        # Excerpts on the pages of tools may contain code.
        elif child.name not in NOT_SHOWN and "fg-mentions__text" not in child.get_attribute_list("class"):
            is_copied = "data-copy" in child.attrs or "data-fg-copy" in child.attrs
            # A tag to copy is intended.
            yield f"<{child.name}>" if is_copied else f"<{child.name} {child.attrs}>"
            yield from without_code(child)


def test_no_tag_or_token_is_left_in_any_file(guide, pages):
    left = []
    for name, page in pages.items():
        left += [(name, found) for found in LEFTOVER.findall("".join(without_code(page)))]
    for name in guide.files():
        if name.endswith((".json", ".xml", ".csv", ".txt")):
            left += [(name, found) for found in re.findall(r"fgmark\d|<fg-mark", guide.text(name))]
    assert left == []


def test_examples_are_rendered(pages):
    """The result of an example contains rendered output, not source text."""
    page = pages["reference/directives/index.html"]
    results = page.select("div.result")
    assert len(results) == len(reference.LIVE.findall(DIRECTIVES_PAGE))
    for wanted in (
        ".fg-tool", ".fg-citation", ".fg-bibliography", ".admonition", ".fg-figure", ".fg-tiles",
        ".fg-table", ".fg-person", ".fg-affiliation",
    ):  # fmt: skip
        assert any(result.select_one(wanted) for result in results), wanted
    assert not page.select(".fg-problem")


def test_linked_data_conforms_to_the_vocabulary(pages):
    found = {
        name: faults(json.loads(script.string))
        for name, page in pages.items()
        for script in page.select('script[type="application/ld+json"]')
    }
    assert len(found) == len(pages) - 1  # All except the 404 page.
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_every_tool_and_reference_is_used(guide):
    """The guide's data is used: pages mention every tool and cite nearly every publication."""
    tools = json.loads(guide.text("fieldguide/tools.json"))["tools"]
    assert [tool["id"] for tool in tools if not tool["mentioned_on"]] == []
    references = json.loads(guide.text("fieldguide/references.json"))["references"]
    assert len([entry for entry in references if entry["cited_on"]]) >= 15


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_links_in_papers_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)\s#]+)", text)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_docs_linked_in_the_readme_exist(guide):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    site = "https://mkdocs-fieldguide.github.io/mkdocs-fieldguide/"
    files = guide.files()
    linked = re.findall(rf"{re.escape(site)}([\w/.-]*)", text)
    assert linked
    assert [path for path in linked if f"{path}index.html" not in files and path not in files] == []
