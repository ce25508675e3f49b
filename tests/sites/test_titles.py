"""Page headings."""

import os

import pytest

PAGE = "---\ntitle: A long and telling title\n%s---\n\nText.\n"


@pytest.mark.parametrize("more", ["", "type: guide\n"])
def test_page_title_overrides_the_navigation_title(site, more):
    built = site({"docs/page.md": PAGE % more}, {"nav": [{"Home": "index.md"}, {"Short": "page.md"}]})
    page = built.page("page/")
    assert [h1.get_text() for h1 in page.select("h1")] == ["A long and telling title"]
    assert "Short" in page.select_one(".md-nav").get_text()


def test_heading_in_the_text_is_not_duplicated(site):
    built = site(
        {"docs/page.md": PAGE % "" + "\n# In the text\n"},
        {"nav": [{"Home": "index.md"}, {"Short": "page.md"}]},
    )
    assert [h1.get_text() for h1 in built.page("page/").select("h1")] == ["In the text"]


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_folder_names_are_escaped_in_the_navigation(site):
    built = site({"docs/index.md": "# Home\n", "docs/a <b onclick=x> & c/page.md": "# Page\n"})
    page = built.page()
    assert page.select("b[onclick]") == []
    assert "A <b onclick=x> & c" in page.select_one(".md-nav--primary").get_text()
