"""Announcement, footer and 404 page.

The templates of the theme include these parts while the theme renders a page; the page's content does not
contain them.
"""

from __future__ import annotations

import re
from functools import cached_property

from markupsafe import Markup, escape

from mkdocs_fieldguide.content.addresses import guess_url, looks_like_host
from mkdocs_fieldguide.content.inline_markdown import find_links
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import HINT_UNPUBLISHED
from mkdocs_fieldguide.model.footer import FooterItem
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.urls import SITE, safe_url
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.inline_markdown import InlineMarkdown
from mkdocs_fieldguide.rendering.urls import Links

_LISTINGS = (
    ("tools", "all_tools"),
    ("references", "references"),
    ("contributors", "contributors"),
    ("affiliations", "affiliations"),
)


def _is_outside(target: str) -> bool:
    return re.match(r"[A-Za-z]+:|//|#", target) is not None


class ChromeRenderer:
    """Renders the parts around pages, with links relative to one depth of the site; each part is cached."""

    def __init__(self, context: RenderContext, links: Links) -> None:
        self._context = context
        self._links = links
        self._line = InlineMarkdown(self._address)

    def check(self) -> None:
        """Report images and pages that footer and announcement refer to and that do not exist."""
        footer = self._context.chrome.footer
        for column in footer.columns:
            for item in column.items:
                self._check_item(item)
        for key in ("copyright", "extra_line"):
            self._check_links(getattr(footer, key), footer.source.at(key))
        self._check_links(self._context.chrome.announcement, Location("mkdocs.yml"), "The announcement")

    @cached_property
    def announcement(self) -> Markup:
        """Return the announcement above every page; empty if the site has none."""
        return self._line(self._context.chrome.announcement)

    @cached_property
    def footer(self) -> Markup:
        """Return the footer of every page; empty if the data defines none."""
        footer = self._context.chrome.footer
        if not footer:
            return Markup("")
        columns = [
            {"title": column.title, "items": [self._item(item) for item in column.items]}
            for column in footer.columns
        ]
        lines = [self._line(line) for line in (footer.copyright, footer.extra_line) if line]
        return self._context.templates.partial("site-footer", columns=columns, lines=lines)

    def not_found(self, title: str, text: Markup) -> Markup:
        """Return the content of the 404 page.

        Args:
            title: title of the site's own page with this name; empty if there is none.
            text: its content.
        """
        links, words = self._links, self._context.words
        listings = [{"title": words(word), "url": links.listing(name)} for name, word in _LISTINGS]
        pages = [
            {"title": page.title or page.base_name, "url": links.page(page.path)}
            for page in self._context.registry.pages.values()
            if not page.search_exclude and not page.is_not_found
        ]
        search = self._context.templates.partial("landing-search") if self._context.options.has_search else ""
        html = self._context.templates.partial(
            "not-found",
            title=title,
            text=text,
            home=links.page("index.md") or links.page("README.md"),
            search=search,
            listings=[listing for listing in listings if listing["url"]],
            pages=pages,
        )
        # The text comes with the icons that it uses.
        return Markup("{}{}").format(html, self._context.templates.sprite(html.replace(text, "", 1)))

    def _item(self, item: FooterItem) -> dict[str, object]:
        picture = self._links.picture(item.picture)
        is_text = not item.url and not item.picture
        text = self._line(item.text) if is_text else escape(item.text)
        return {"text": text, "url": self._address(item.url), "picture": picture, "alt": item.text}

    def _check_item(self, item: FooterItem) -> None:
        if item.picture and not _is_outside(item.picture) and not self._links.picture(item.picture):
            message = f"The picture “{item.picture[:120]}” in the footer does not exist."
            hint = suggest_name(item.picture.lstrip("/"), self._context.urls.files)
            self._context.findings.add(Code.MISSING_PICTURE, item.location, message, hint)
        if not item.url and not item.picture:
            self._check_links(item.text, item.location)
        self._check_target(item.url, item.location)

    def _check_links(self, text: str, location: Location, what: str = "The footer") -> None:
        for url in find_links(text):
            # A path from the server's root may belong to another site on the server.
            outside = url.startswith("/") and not self._context.addresses.is_unpublished(url)
            if safe_url(url) and not outside:
                self._check_target(url, location, what)

    def _check_target(self, target: str, location: Location, what: str = "The footer") -> None:
        addresses = self._context.addresses
        if not target or _is_outside(target) or addresses.resolve(target) is not None:
            return
        if addresses.is_unpublished(target):
            why, hint = "which is not part of the site", HINT_UNPUBLISHED
        else:
            pages = self._context.registry.pages.values()
            why, hint = "which is not a page", suggest_name(target.strip("/"), (page.id for page in pages))
            if looks_like_host(target):
                hint = f"Did you mean “{guess_url(target)}”?"
        message = f"{what} links to “{target[:120]}”, {why}."
        self._context.findings.add(Code.DEAD_LINK, location, message, hint)

    def _address(self, target: str) -> str:
        """Return a target as a link relative to the page; empty if it is not allowed or dead."""
        if not target or _is_outside(target):
            return safe_url(target) or ""
        return self._context.addresses.href(SITE + target, self._links.root)
