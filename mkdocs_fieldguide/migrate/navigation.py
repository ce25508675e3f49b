"""Sidebars and top bar of an old site, as `nav`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mkdocs_fieldguide.findings.suggestions import NameIndex, suggest_name
from mkdocs_fieldguide.migrate.yaml_values import as_text
from mkdocs_fieldguide.model.urls import safe_url
from mkdocs_fieldguide.registry.page_index import PageIndex

_BELOW = ("subitems", "items", "folders", "folderitems")
"""Keys under which entries hold others; the last two are those of old top bars."""

_MAX_DEPTH = 8


class Navigation:
    """Makes the navigation of the new site.

    Args:
        index: the pages of the site.
        names: what pages are called, for those that are misspelt.

    Attributes:
        notes: a sentence for each entry that is not in the navigation.
    """

    def __init__(self, index: PageIndex, names: NameIndex) -> None:
        self._index = index
        self._names = names
        self._shown: set[str] = set()
        self._addresses: set[str] = set()
        self.notes: list[str] = []

    def of(self, sidebars: Mapping[str, Any], topnav: Any) -> list[Any]:
        """Return `nav`; empty if there is neither a sidebar nor a top bar.

        One sidebar is the navigation. Of several each is a first level of it. What only the top bar has comes
        last.

        Args:
            sidebars: what `_data/sidebars/NAME.yml` holds, by NAME, the main one first.
            topnav: what `_data/topnav.yml` holds.
        """
        nav: list[Any] = []
        home = self._index.resolve("/", "").page
        if home is not None:
            self._shown.add(home.path)
            nav.append({"Home": home.path})
        for name, sidebar in sidebars.items():
            where = f"_data/sidebars/{name}.yml"
            if not isinstance(sidebar, Mapping):
                self.notes.append(f"`{where}` is not read: it is no mapping with `subitems`.")
                continue
            entries = list(self._entries(_below(sidebar), where))
            if len(sidebars) == 1:
                nav += entries
                continue
            title = as_text(sidebar.get("title")) or name.replace("_", " ").capitalize()
            first = self._page(as_text(sidebar.get("title_url")), title, where)
            entries = [*([first] if first else []), *entries]
            if entries:
                nav.append({title: entries})
        for bar in _below(topnav if isinstance(topnav, Mapping) else {}, "topnav", "topnav_dropdowns"):
            nav += self._entries(_below(bar), "_data/topnav.yml", again=False)
        return nav if len(nav) > 1 else []

    def _entries(
        self, items: Iterable[Any], where: str, depth: int = 0, *, again: bool = True
    ) -> Iterator[Any]:
        """Give the entries of `nav`.

        Args:
            items: entries as the old site has them.
            where: the file that they stand in.
            depth: how many entries they stand below.
            again: whether it is worth a note that a page is in the navigation already.
        """
        for item in items:
            title = as_text(item.get("title")) if isinstance(item, Mapping) else ""
            if not isinstance(item, Mapping) or not title:
                if not (isinstance(item, Mapping) and set(item) <= {"hr"}):
                    self.notes.append(f"{where}: an entry without `title` is left out: `{_short(item)}`.")
                continue
            below = _below(item)
            outside = as_text(item.get("external_url"))
            entry = (
                self._outside(title, outside, where)
                if outside
                else self._page(as_text(item.get("url")), title, where, again=again)
            )
            if not below:
                if entry:
                    yield entry
                continue
            if depth >= _MAX_DEPTH:
                self.notes.append(f"{where}: what stands below “{title}” is too deep and left out.")
                continue
            children = list(self._entries(below, where, depth + 1, again=again))
            if children:
                yield {title: [*([entry] if entry else []), *children]}
            elif entry:
                yield entry

    def _page(self, url: str, title: str, where: str, *, again: bool = True) -> dict[str, str] | None:
        if not url:
            return None
        if "://" in url:
            return self._outside(title, url, where)
        match = self._index.resolve(url, "")
        if match.page is None:
            hint = suggest_name(url.strip("/").removesuffix(".html"), self._names)
            found = f" Several pages are called so: {', '.join(page.path for page in match.candidates)}."
            self.notes.append(
                f"{where}: “{title}” leads to `{url}`, which is no page, and is left out."
                f"{found if match.candidates else f' {hint}' if hint else ''}"
            )
            return None
        path = match.page.path
        if path in self._shown:
            home = self._index.resolve("/", "").page
            if again and match.page is not home:
                self.notes.append(f"{where}: “{title}” leads to `{path}`, which stands in `nav` already.")
            return None
        self._shown.add(path)
        if match.suffix:
            self.notes.append(f"{where}: “{title}” leads to the page, without `{match.suffix}`.")
        return {title: path}

    def _outside(self, title: str, url: str, where: str) -> dict[str, str] | None:
        address = safe_url(url)
        if address is None:
            self.notes.append(f"{where}: “{title}” leads to `{url[:60]}`, which is no address to link to.")
        if address is None or address in self._addresses:
            return None
        self._addresses.add(address)
        return {title: address}


def _below(item: Any, *names: str) -> list[Any]:
    """Return what stands below an entry, under any of the names that the theme has had for it."""
    if not isinstance(item, Mapping):
        return []
    lists = (item.get(name) for name in names or _BELOW)
    return [one for found in lists if isinstance(found, list) for one in found]


def _short(item: Any) -> str:
    text = repr(item)
    return text if len(text) <= 60 else f"{text[:60]}…"
