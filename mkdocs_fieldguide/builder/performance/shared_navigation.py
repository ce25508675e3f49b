"""Renders the navigation once for all pages of a folder that are not in it, as most generated pages are.

Material's template for the navigation takes a third of the time of a generated page.
"""

from __future__ import annotations

import posixpath
from pathlib import Path

from jinja2 import Environment, TemplateNotFound
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.performance.stand_in import StandIn
from mkdocs_fieldguide.builder.section_names import name_sections
from mkdocs_fieldguide.builder.theme import theme_folder

_TEMPLATES = ("nav-item.html", "logo.html", "source.html")
"""Templates that the navigation consists of. A site's own may depend on the page."""


class SharedNavigation:
    """The navigation as HTML, by the folder of the pages that show it.

    Args:
        environment: the environment of the theme.
    """

    def __init__(self, environment: Environment) -> None:
        self._navigation: Navigation | None = None
        self._listed: frozenset[str] = frozenset()
        self._html: dict[str, str] = {}
        self._is_known = all(_is_known(environment, f"partials/{name}") for name in _TEMPLATES)

    def get(self, page: Page | StandIn | None, navigation: Navigation) -> str | None:
        """Return the navigation for a page; None if it has to be rendered."""
        return self._html.get(self._folder(page, navigation))

    def put(self, html: str, page: Page | StandIn | None, navigation: Navigation) -> str:
        """Store and return the navigation that was rendered for a page, with names for its sections."""
        html = name_sections(html)
        if folder := self._folder(page, navigation):
            self._html[folder] = html
        return html

    def _folder(self, page: Page | StandIn | None, navigation: Navigation) -> str:
        """Return the folder whose pages share their navigation; empty if that of the page is its own."""
        if not self._is_known or not isinstance(page, (Page, StandIn)):
            return ""
        return self.folder_of(page, navigation)

    def folder_of(self, page: Page | StandIn, navigation: Navigation) -> str:
        """Return the folder of a page to which no entry of the navigation leads; empty for another page.

        All links to other folders are the same on the pages of a folder.
        """
        if navigation is not self._navigation:
            self._navigation = navigation
            self._html.clear()
            # With all folders above them: links to these pages differ from the pages in such a folder.
            self._listed = frozenset(
                part for other in navigation.pages for part in _with_parents(other.url.rstrip("/"))
            )
        if page.parent or not page.url.endswith("/"):
            return ""
        url = page.url.rstrip("/")
        return "" if url in self._listed else posixpath.dirname(url) + "/"


def _with_parents(url: str) -> list[str]:
    parts = url.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]


def _is_known(environment: Environment, name: str) -> bool:
    """Return whether a template is one of Material or of this package."""
    try:
        path = environment.get_template(name).filename
    except TemplateNotFound:
        return False
    return path is not None and (
        "site-packages" in Path(path).parts or Path(path).is_relative_to(theme_folder())
    )
