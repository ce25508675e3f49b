"""Of the pages without text, only the first is converted, unless extensions add something to it."""

import pytest
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from mkdocs_fieldguide.builder.performance.empty_pages import EmptyPages


def convert_all(texts, appended):
    """Convert pages; return the HTML of all, and the texts of those that were given to Markdown."""
    empty_pages, pages, converted = EmptyPages(), [], []
    for text in texts:
        page = Page.__new__(Page)
        page.markdown = text

        def convert(page=page):
            converted.append(page.markdown)
            page.content = page.markdown + appended
            page.toc = get_toc([])
            page.present_anchor_ids = set()
            page._title_from_render = None

        empty_pages.convert(page, convert)
        pages.append(page)
    return [page.content for page in pages], converted


@pytest.mark.parametrize(
    ("appended", "converted"), [("", ["", "text", "more"]), ("<p>Appended</p>", ["", "text", "", "more", ""])]
)
def test_only_the_first_empty_page_is_converted_if_it_remains_empty(appended, converted):
    texts = ["", "text", "", "more", ""]
    assert convert_all(texts, appended) == ([text + appended for text in texts], converted)
