"""Inline Markdown in data, as HTML for templates."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.content.inline_markdown import Address, to_html
from mkdocs_fieldguide.model.urls import SITE, safe_url

_LOCAL = f'<a href="{SITE}'
"""Start of a link to the site; text contains no `<`."""


class InlineMarkdown:
    """Converts texts, and caches the results.

    Args:
        address: returns the value of `href` for a URL in a text; empty if it is not allowed in links. URLs
            below the site's root begin with `SITE`.
    """

    def __init__(self, address: Address = safe_url) -> None:
        self._address = address
        self._known: dict[str, Markup] = {}

    def __call__(self, text: str | None, root: str = "") -> Markup:
        """Return `text` as inline HTML; paragraphs become line breaks.

        Args:
            text: the Markdown.
            root: the relative URL of the site's root, as seen from the page.
        """
        text = (text or "").strip()
        if text not in self._known:
            self._known[text] = to_html(text, self._address)
        html = self._known[text]
        if _LOCAL not in html:
            return html
        plain = str(html).replace(f'{_LOCAL}"', f'<a href="{root or "./"}"')
        return Markup(plain.replace(_LOCAL, f'<a href="{root}'))
