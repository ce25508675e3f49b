"""Pages whose text cannot be converted: readers see it as it is written."""

from __future__ import annotations

from markupsafe import Markup
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc


def show_source(page: Page, text: str) -> None:
    """Show a page's text as it is written.

    Args:
        page: the page; gets content and an empty table of contents.
        text: its Markdown.
    """
    page.content = str(source_as_html(text))
    page.toc = get_toc([])
    page.present_anchor_ids = set()


def source_as_html(text: str) -> Markup:
    """Return Markdown as HTML that shows it as it is written."""
    return Markup("<pre>{}</pre>").format(text)
