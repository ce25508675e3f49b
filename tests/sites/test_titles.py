"""Page headings."""

import os

import pytest

PAGE = "---\ntitle: A long and telling title\n%s---\n\nText.\n"


@pytest.mark.parametrize("more", ["", "type: guide\n"])
def test_a_pages_own_title_is_its_heading_whatever_the_navigation_calls_it(site, more):
    built = site({"docs/page.md": PAGE % more}, {"nav": [{"Home": "index.md"}, {"Short": "page.md"}]})
    page = built.page("page/")
    assert [h1.get_text() for h1 in page.select("h1")] == ["A long and telling title"]
    assert "Short" in page.select_one(".md-nav").get_text()


def test_a_heading_in_the_text_stays_the_only_one(site):
    built = site(
        {"docs/page.md": PAGE % "" + "\n# In the text\n"},
        {"nav": [{"Home": "index.md"}, {"Short": "page.md"}]},
    )
    assert [h1.get_text() for h1 in built.page("page/").select("h1")] == ["In the text"]


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_names_of_folders_are_text_in_the_navigation(site):
    built = site({"docs/index.md": "# Home\n", "docs/a <b onclick=x> & c/page.md": "# Page\n"})
    page = built.page()
    assert page.select("b[onclick]") == []
    assert "A <b onclick=x> & c" in page.select_one(".md-nav--primary").get_text()
