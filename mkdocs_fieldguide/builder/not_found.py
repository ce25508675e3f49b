"""The page for error 404: the theme's template, with the text of the site's own page `404.md`."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from markupsafe import Markup
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.assembling import Assembled
from mkdocs_fieldguide.builder.page_store import NOT_FOUND
from mkdocs_fieldguide.builder.pages import NO_INDEX
from mkdocs_fieldguide.model.url_parsing import join_url, parse_url

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ADDRESS = re.compile(
    r"""(?P<start>\s(?:href|src|poster|data-fg-copy-from)\s*=\s*)(?P<quote>["'])(?P<url>.*?)(?P=quote)"""
)


@dataclass(slots=True)
class NotFoundPage:
    """The site's own page `404.md`, if it has one.

    A server shows the page for error 404 at any address, so its links must not depend on where it is. Themes
    make such links only in their template for this page, so it also has the text of `404.md`.

    Attributes:
        assembled: the site.
    """

    assembled: Assembled
    _page: Page | None = field(init=False)
    _output: str = field(init=False, default="")

    def __post_init__(self) -> None:
        pages = self.assembled.converted.pages
        self._page = next((page for page in pages if page.file.dest_uri == NOT_FOUND), None)
        if self._page is not None:
            self._page.meta.update({NO_INDEX: True, "sitemap": False, "search": {"exclude": True}})

    def render(self, base_url: str) -> Markup:
        """Return the content of the page for error 404.

        Args:
            base_url: path of the site on its server, as templates know it.
        """
        chrome, page = self.assembled.chrome(base_url), self._page
        if page is None:
            return chrome.not_found("", Markup(""))
        root = base_url.rstrip("/") + "/"
        text = Markup(_with_root(page.content or "", root))
        return chrome.not_found(html.unescape(str(page.title or "")), text)

    def keep(self, output: str, template: str) -> None:
        """Remember what a template of the theme has become."""
        if template == NOT_FOUND:
            self._output = output

    def replacement(self, page: Page) -> str:
        """Return what is written for a page in place of itself; empty unless it is `404.md`."""
        return self._output if page is self._page else ""


def _with_root(content: str, root: str) -> str:
    """Return HTML with addresses that begin with the path of the site on its server.

    Args:
        content: HTML of a page in the root of the site.
        root: the path, with a slash at both ends.
    """

    def rooted(match: re.Match[str]) -> str:
        url = match["url"]
        parts = parse_url(url)
        if parts is None or parts.scheme or parts.netloc or url.startswith(("#", "/")):
            return match[0]
        return f"{match['start']}{match['quote']}{join_url(root, url)}{match['quote']}"

    return _TAG.sub(lambda tag: _ADDRESS.sub(rooted, tag[0]), content)
