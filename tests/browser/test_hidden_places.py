"""Links to citations and mentions that are in closed tabs and details."""

import pytest
from playwright.sync_api import expect

PAGE = """
# Home

=== "One"

    Text.

=== "Two"

    In a tab {% cite one_2001 %} and {% tool "zot" %}.

    ??? note "More"

        In details in a tab {% cite two_2002 %}.

<details markdown><summary>Closed</summary>

In details {% cite three_2003 %}.

</details>
"""
BIB = """
@article{one_2001, author = {Example, Ada}, title = {First}, journal = {J}, year = {2001}}
@article{two_2002, author = {Sample, Ben}, title = {Second}, journal = {J}, year = {2002}}
@article{three_2003, author = {Other, Cleo}, title = {Third}, journal = {J}, year = {2003}}
"""
TOOLS = "- {id: zot, name: Zot, description: A tool.}\n"


@pytest.fixture(scope="module")
def guide(served):
    files = {
        "docs/index.md": PAGE,
        "docs/_data/references.bib": BIB,
        "docs/_data/tool_and_resource_list.yml": TOOLS,
    }
    extensions = ["pymdownx.details", "pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}}]
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    result = served(files, {"theme": theme, "markdown_extensions": ["md_in_html", *extensions]})
    assert result.built.passed, result.built.warnings
    return result.url


def cite(page, key):
    return page.locator(f"#cite-{key}")


@pytest.mark.parametrize("key", ["one_2001", "two_2002", "three_2003"])
def test_the_link_back_shows_a_hidden_citation_each_time(visit, guide, key):
    page = visit(guide)
    expect(cite(page, key)).to_be_hidden()
    back = page.locator(f"#ref-{key} .fg-bibliography__back a")
    back.click()
    expect(cite(page, key)).to_be_in_viewport()
    page.get_by_text("One", exact=True).click()
    page.locator("details[open] > summary").evaluate_all("all => all.forEach((one) => one.click())")
    expect(cite(page, key)).to_be_hidden()
    back.click()
    expect(cite(page, key)).to_be_in_viewport()


def test_a_url_with_a_hash_shows_its_target(visit, guide):
    page = visit(guide + "#fg-mention-zot")
    expect(page.locator("#fg-mention-zot")).to_be_in_viewport()


def test_a_link_from_another_page_shows_its_target(visit, guide):
    page = visit(guide + "references/")
    page.locator("[data-cite=two_2002] .fg-bibliography__more a.fg-pill").click()
    expect(cite(page, "two_2002")).to_be_in_viewport()
