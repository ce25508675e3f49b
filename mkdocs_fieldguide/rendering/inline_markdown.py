"""Inline Markdown in data, as HTML for templates."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.content.inline_markdown import Address, to_html
from mkdocs_fieldguide.model.urls import safe_url


class InlineMarkdown:
    """Converts texts, and caches the results.

    Args:
        address: returns the value of `href` for a URL in a text; empty if it is not allowed in links.
    """

    def __init__(self, address: Address = safe_url) -> None:
        self._address = address
        self._known: dict[str, Markup] = {}

    def __call__(self, text: str | None) -> Markup:
        """Return `text` as inline HTML; paragraphs become line breaks."""
        text = (text or "").strip()
        if text not in self._known:
            self._known[text] = to_html(text, self._address)
        return self._known[text]
