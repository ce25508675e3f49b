"""Links in data that lead to pages and files of the site."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from urllib.parse import quote, unquote

from mkdocs_fieldguide.model.urls import SITE, is_local, mark_local, safe_url
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.urls import SiteUrls

_PARTS = re.compile(r"(?P<path>[^?#]*)(?P<suffix>.*)", re.DOTALL)
_QUOTED = "/:@!$&'*+,;=~"


class SiteAddresses:
    """Resolves the relative URLs in data, which are independent of the pages that show them.

    Args:
        registry: the registry with the pages.
        urls: the URLs of pages and files.

    Attributes:
        known: the result for each target so far.
    """

    def __init__(self, registry: Registry, urls: SiteUrls) -> None:
        self._registry = registry
        self._urls = urls
        self.known: dict[str, str | None] = {}

    def resolve(self, target: str) -> str | None:
        """Return the URL of a page or file below the site's root; None if the site has neither.

        Args:
            target: the path of a file from the root of the docs folder, any form of a link to a page, or the
                URL of a page. The root is the root for `../` too.
        """
        if target not in self.known:
            self.known[target] = self._resolved(target)
        return self.known[target]

    def href(self, url: str, root: str) -> str:
        """Return a URL of data as a link from the pages at one depth; empty if it is dead.

        Args:
            url: a safe URL, with `SITE` before it if it is relative to the root.
            root: the relative URL of the site's root.
        """
        if not is_local(url):
            return url
        target = url.removeprefix(SITE)
        found = self.resolve(target)
        if found is None:
            # A path from the server's root may lead to another site on the server.
            outside = target.startswith("/") and not self.is_unpublished(target)
            return (safe_url(target) or "") if outside else ""
        return root + found or "./"

    def is_unpublished(self, target: str) -> bool:
        """Return whether a target is a page that is not part of the site."""
        return self._registry.resolve_unpublished(target, "") is not None

    def in_markdown(self, url: str) -> str:
        """Return a URL in Markdown, with `SITE` before one below the site's root; empty if not allowed."""
        return self.href(mark_local(safe_url(url) or ""), SITE)

    def _resolved(self, target: str) -> str | None:
        whole = _normalise(unquote(target))
        if whole in self._urls.files:
            return quote(whole, safe=_QUOTED)
        match = _PARTS.match(target)
        path, suffix = (match["path"], match["suffix"]) if match else (target, "")
        plain = _normalise(unquote(path))
        if plain in self._urls.files:
            return quote(plain, safe=_QUOTED) + suffix
        page = self._registry.resolve_page(target, "") if path else None
        if page is None or page.page is None:
            page = self._registry.resolve_page(quote(plain) or "/", "") if path else None
        if page is not None and page.page is not None and page.page.path in self._urls.pages:
            return self._urls.pages[page.page.path] + suffix
        url = self._pages.get(plain.removesuffix("index.html").strip("/"))
        return None if url is None else url + suffix

    @cached_property
    def _pages(self) -> dict[str, str]:
        """Return the URLs of all pages, generated ones included, by their plain form."""
        return {unquote(url).strip("/"): url for url in self._urls.pages.values()}


def _normalise(path: str) -> str:
    """Return a path from the root, without `./`, `../` and outer slashes."""
    normal = posixpath.normpath("/" + path.strip()).lstrip("/")
    return "" if normal == "." else normal
