"""The menus of the old site, as its own versions of the theme's sidebar and top bar show them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from bs4 import BeautifulSoup

from mkdocs_fieldguide.migrate.jekyll_site import JekyllSite, normalise_url
from mkdocs_fieldguide.migrate.liquid.engine import Engine, TemplateError
from mkdocs_fieldguide.migrate.yaml_values import as_list, as_mapping, as_text

_SIDEBAR = "sidebar.html"
_TOP_BAR = "topnav.html"
MENUS = (_SIDEBAR, _TOP_BAR)
"""The theme's includes with menus."""

_MAX_DEPTH = 8
_SIGNS = re.compile(r"^[^\w(\"'“‘]+")


class _Link(NamedTuple):
    title: str
    url: str


class OwnMenus:
    """Applies own versions of the menus, which may have another order and further links, to their data.

    Args:
        site: the old site.
        engine: computes its templates.

    Attributes:
        notes: sentences on menus that could not be computed.
    """

    def __init__(self, site: JekyllSite, engine: Engine) -> None:
        self._site = site
        self._engine = engine
        self.notes: list[str] = []

    def apply(self, sidebars: Mapping[str, Any], top_bar: Any) -> Any:
        """Put the entries of sidebars into the order that readers saw; return the top bar with all links.

        Args:
            sidebars: the content of each sidebar by its name; changed in place.
            top_bar: the content of the top bar.
        """
        shown = self._links(_TOP_BAR, "")
        for name, sidebar in sidebars.items():
            links = self._links(_SIDEBAR, name)
            _Places(links).sort(sidebar)
            shown += links
        menus = (*sidebars.values(), top_bar)
        known = {_address(as_text(entry.get("url"))) for menu in menus for entry in _all_entries(menu)}
        added: dict[str, dict[str, str]] = {}
        for link in shown:
            address = _address(link.url)
            is_page = "://" not in link.url and self._site.has_target({"url": link.url})
            if link.title and is_page and address not in (*known, "/"):
                added.setdefault(address, {"title": link.title, "url": link.url})
        menu = as_mapping(top_bar)
        return {**menu, "subitems": [*as_list(menu.get("subitems")), *added.values()]} if added else top_bar

    def _links(self, include: str, sidebar: str) -> list[_Link]:
        """Return the links of a menu; none if the site has no own version of the include."""
        template = self._site.includes.get(include)
        if template is None:
            return []
        pages = self._site.pages.values()
        home = next((page.liquid_values() for page in pages if page.url == "/"), {})
        values = {"page": {**home, "sidebar": sidebar or home.get("sidebar")}}
        try:
            html = self._engine.render(template, values).text
        except TemplateError as error:
            self.notes.append(f"`_includes/{include}` was not computed: {error}. `nav` follows the data.")
            return []
        found = BeautifulSoup(html, "html.parser").find_all("a", href=True)
        return [_Link(_title(link.get_text(" ")), str(link["href"]).strip()) for link in found]


class _Places:
    """The places of entries among the links that a menu shows."""

    def __init__(self, links: list[_Link]) -> None:
        self._by_link: dict[_Link, int] = {}
        self._by_address: dict[str, int] = {}
        for place, link in enumerate(links):
            address = _address(link.url)
            self._by_link.setdefault(_Link(link.title, address), place)
            self._by_address.setdefault(address, place)

    def sort(self, menu: Any, depth: int = 0) -> None:
        """Sort the entries of a menu in place, where all of them are shown."""
        entries = as_mapping(menu).get("subitems")
        if not isinstance(entries, list) or depth > _MAX_DEPTH:
            return
        places = [self._place(entry, depth) for entry in entries]
        if all(place >= 0 for place in places):
            entries[:] = [entries[at] for at in sorted(range(len(entries)), key=places.__getitem__)]
        for entry in entries:
            self.sort(entry, depth + 1)

    def _place(self, entry: Any, depth: int) -> int:
        """Return the place of an entry, or of the first one below it; -1 if it is not shown."""
        item = as_mapping(entry)
        address = _address(as_text(item.get("url")) or as_text(item.get("external_url")))
        link = _Link(_title(as_text(item.get("title"))), address)
        place = self._by_link.get(link, self._by_address.get(address, -1)) if address else -1
        if place >= 0 or depth > _MAX_DEPTH:
            return place
        below = (self._place(child, depth + 1) for child in as_list(item.get("subitems")))
        return min((place for place in below if place >= 0), default=-1)


def order_sidebars(menus: Mapping[str, Any], config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sidebars by name, first those in `_config.yml` in their order there.

    Args:
        menus: the content of the files with menus, by path.
        config: content of `_config.yml`.
    """
    names = [as_text(name) for name in as_list(config.get("sidebars"))]
    for rule in as_list(config.get("defaults")):
        names.append(as_text(as_mapping(as_mapping(rule).get("values")).get("sidebar")))
    found = {PurePosixPath(path).stem: menu for path, menu in menus.items() if "/sidebars/" in path and menu}
    order = sorted(found, key=lambda name: (names.index(name) if name in names else len(names), name))
    return {name: found[name] for name in order}


def _address(url: str) -> str:
    return url if "://" in url else normalise_url(url) or (url and "/")


def _title(text: str) -> str:
    """Return the text of a link without signs before it."""
    return _SIGNS.sub("", " ".join(text.split()))


def _all_entries(menu: Any, depth: int = 0) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    if depth <= _MAX_DEPTH:
        for child in as_list(as_mapping(menu).get("subitems")):
            found += [as_mapping(child), *_all_entries(child, depth + 1)]
    return found
