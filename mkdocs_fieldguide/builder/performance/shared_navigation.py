"""Renders the navigation once for all pages of a folder, except for the branch that each page is in.

Material's template renders all items for each page, which takes a third of the time of a generated page, and
with ten times as many pages a hundred times as long.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateNotFound
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.performance.stand_in import StandIn
from mkdocs_fieldguide.builder.section_names import name_sections
from mkdocs_fieldguide.builder.theme import theme_folder

_KEPT = 16
"""How many folders and branches are remembered."""

_TEMPLATES = ("nav-item.html", "logo.html", "source.html")
"""Templates that the navigation consists of. A site's own may depend on the page."""


@dataclass(frozen=True, slots=True)
class Branch:
    """The part of the navigation that a page is in.

    Attributes:
        item: the item at its top.
        path: its path, as in Material's template.
    """

    item: StructureItem
    path: str


class SharedNavigation:
    """The navigation as HTML, without the branch of the page, by folder and branch.

    Args:
        environment: the environment of the theme.
    """

    def __init__(self, environment: Environment) -> None:
        self._navigation: Navigation | None = None
        self._own: frozenset[str] = frozenset()
        self._shared: dict[tuple[str, str], list[str]] = {}
        self._is_known = all(_is_known(environment, f"partials/{name}") for name in _TEMPLATES)

    def branch(self, page: Page | StandIn | None, navigation: Navigation) -> Branch | None:
        """Return the branch of a page if its other parts are shared; None for a page that is not in any."""
        if not isinstance(page, Page) or page.parent is None or not self._is_known:
            return None
        top = list(page.ancestors)[-1]
        for number, item in enumerate(navigation.items, 1):
            if item is top:
                return Branch(item, f"__nav_{number}")
        return None

    def get(
        self, page: Page | StandIn | None, navigation: Navigation, branch: Branch | None, own: str
    ) -> str | None:
        """Return the navigation for a page; None if it has to be rendered.

        Args:
            page: the page.
            navigation: the navigation.
            branch: the branch of the page.
            own: its HTML.
        """
        parts = self._shared.get(self._key(page, navigation, branch))
        return name_sections(own).join(parts) if parts else None

    def put(
        self, html: str, page: Page | StandIn | None, navigation: Navigation, branch: Branch | None, own: str
    ) -> str:
        """Store and return the navigation that was rendered for a page, with names for its sections."""
        html, own = name_sections(html), name_sections(own)
        key = self._key(page, navigation, branch)
        parts = html.split(own) if own else [html]
        if key[0] and len(parts) == (2 if branch else 1):
            # Pages are rendered by folder, so the oldest will not be needed again.
            if len(self._shared) >= _KEPT:
                del self._shared[next(iter(self._shared))]
            self._shared[key] = parts
        return html

    def _key(
        self, page: Page | StandIn | None, navigation: Navigation, branch: Branch | None
    ) -> tuple[str, str]:
        """Return folder and branch of the pages that share the rest; an empty folder if none does."""
        if not self._is_known or not isinstance(page, (Page, StandIn)) or (page.parent and not branch):
            return "", ""
        return self.folder_of(page, navigation), branch.path if branch else ""

    def folder_of(self, page: Page | StandIn, navigation: Navigation) -> str:
        """Return the folder of a page, if all links are the same on its pages; otherwise an empty text."""
        if navigation is not self._navigation:
            self._navigation = navigation
            self._shared.clear()
            listed = Counter(other.url.rstrip("/") for other in navigation.pages)
            top = {item.url.rstrip("/") for item in navigation.items if isinstance(item, Page)}
            # Links to these pages, or from them to those below, differ from the links of others.
            above = {part for url in listed for part in _above(url)}
            self._own = frozenset(above | top | {url for url, count in listed.items() if count > 1})
        if not page.url.endswith("/"):
            return ""
        url = page.url.rstrip("/")
        return "" if url in self._own else posixpath.dirname(url) + "/"


def _above(url: str) -> list[str]:
    """Return the URLs of the folders above a page."""
    parts = url.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def _is_known(environment: Environment, name: str) -> bool:
    """Return whether a template is one of Material or of this package."""
    try:
        path = environment.get_template(name).filename
    except TemplateNotFound:
        return False
    return path is not None and (
        "site-packages" in Path(path).parts or Path(path).is_relative_to(theme_folder())
    )
