"""The content of pages for the plugin print-site, which puts all pages of the navigation into one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import urljoin, urlsplit

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

_LINK = re.compile(r'(?<=<a )(?P<before>[^>]*?)href="(?P<address>[^"]*)"')
_PREFIXED = re.compile(r'<(?:h[1-6]|sup|li)\b[^>]*?\bid="([^"]*)"')
"""An id to which print-site adds a prefix. It does so for links to any other id, too, which breaks them."""


def prepare_for_print_site(config: MkDocsConfig, pages: Iterable[Page], printed: Collection[str]) -> None:
    """Give the final content of pages to print-site, if the site has it.

    The plugin remembers the content of each page when it is converted, which is before pages are assembled.
    It takes every link to a page as one to a place in its own page.

    Args:
        config: the site's configuration.
        pages: all pages, assembled.
        printed: source paths of the pages in the navigation.
    """
    if "print-site" not in config.plugins:
        return
    places = {page.url for page in pages if page.file.src_uri in printed}
    for page in pages:
        copy: Any = page
        copy.html = _printable(page, places, config.site_url or "")


def _printable(page: Page, places: Collection[str], site_url: str) -> str:
    """Return the content of a page with its title, and with links that work in another page."""
    content = page.content or ""
    anchors = {f"#{anchor}" for anchor in _PREFIXED.findall(content)}
    root = site_url.rstrip("/") + "/" if site_url else ""

    def link(found: re.Match[str]) -> str:
        address = found["address"]
        if address in anchors or urlsplit(address).scheme or address.startswith("//"):
            return found[0]
        if address.startswith("#"):
            return found["before"]
        target = urljoin(f"/{page.url}", address).removeprefix("/")
        path, mark, anchor = target.partition("#")
        if not path and "" in places:
            # print-site knows the home page by this name only.
            home = posixpath.join(address.partition("#")[0], "index.html")
            return f'{found["before"]}href="{home}{mark}{anchor}"'
        if path in places:
            return found[0]
        # Not among the printed pages, such as most generated pages.
        return f'{found["before"]}href="{root}{target}"' if root else found["before"]

    content = _LINK.sub(link, content)
    return content if "<h1" in content else f"<h1>{escape(page.title or '')}</h1>\n{content}"
