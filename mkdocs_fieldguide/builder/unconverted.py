"""Shows the source of pages whose text cannot be converted."""

from __future__ import annotations

from markupsafe import Markup
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc


def show_source(page: Page, text: str) -> None:
    """Show the Markdown of a page as its content.

    Args:
        page: the page; its content and table of contents are replaced.
        text: its Markdown.
    """
    page.content = str(source_as_html(text))
    page.toc = get_toc([])
    page.present_anchor_ids = set()


def source_as_html(text: str) -> Markup:
    """Return HTML that shows Markdown source."""
    return Markup("<pre>{}</pre>").format(text)
