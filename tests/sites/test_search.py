"""The search index: the text of authors and the names in it, without generated sections."""

import json

import pytest
from support.guide import GUIDE

FILES = {
    **GUIDE,
    "docs/own.md": '---\ntitle: Own\n---\n\n<!--fg-unsearched-7--> {% tool "spade" %}\n',
}


@pytest.fixture(scope="module")
def built(site):
    return site(FILES, strict=False)


def texts(built, address):
    docs = json.loads(built.text("search/search_index.json"))["docs"]
    return [doc["text"] for doc in docs if doc["location"].split("#")[0] == address]


def test_cards_and_tables_are_not_searched(built):
    [text] = texts(built, "own/")
    assert "The Spade" in text
    assert "Website" not in text
    assert texts(built, "tools/") == ["Tools and resources"]


def test_table_placed_by_the_author_is_not_searched(site):
    page = "---\ntitle: All of them\n---\n\nBefore.\n\n{% tool_table %}\n\nAfter.\n"
    built = site({**FILES, "docs/all.md": page}, strict=False)
    [text] = texts(built, "all/")
    assert "<p>Before.</p>" in text
    assert "<p>After.</p>" in text
    assert "Spade" not in text
    assert built.page("all/").select_one("tr[data-id=spade]")


def test_search_finds_the_tool_page_rather_than_mentions(built):
    [text] = texts(built, "tools/spade/")
    assert "Turns the soil over." in text
    for other in ("Website", "bio.tools", "Own"):
        assert other not in text


def test_unsearched_content_is_still_on_the_page(built):
    tool = built.page("tools/spade/")
    assert tool.select_one("#fg-mentioned-on + .fg-mentions a[href^='../../own/']")
    assert tool.select_one(".fg-links [data-registry=biotools]")
    assert built.page("own/").select_one("#fg-tool-spade.fg-card")
    assert built.page("own/").select_one("section.fg-page-tools tr[data-id=spade]")
    assert built.page("tools/").select_one("tr[data-id=spade]")
    assert "<!--fg-unsearched-7-->" in built.text("own/index.html")
    assert "<!--fg-unsearched-0-->" not in built.text("own/index.html")
