"""Conversion of sidebars and top bar to `nav`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mkdocs_fieldguide.findings.suggestions import NameIndex, suggest_name
from mkdocs_fieldguide.migrate.notes import LocatedMapping
from mkdocs_fieldguide.migrate.yaml_values import as_text
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.urls import safe_url
from mkdocs_fieldguide.registry.page_index import PageIndex

_CHILD_KEYS = ("subitems", "items", "folders", "folderitems")
"""Keys for child entries; the last two are those of older top bars."""

_MAX_DEPTH = 8
_MAX_NAMED = 5


class Navigation:
    """Converts the navigation.

    Args:
        index: the pages of the site.
        names: names of the pages, to suggest corrections.

    Attributes:
        notes: sentences on entries that were not migrated, or only in part.
    """

    def __init__(self, index: PageIndex, names: NameIndex) -> None:
        self._index = index
        self._names = names
        self._included: set[str] = set()
        self._urls: set[str] = set()
        self._duplicates: dict[str, list[tuple[str, str, str]]] = {}
        self.notes: list[str] = []

    def convert(
        self, sidebars: Mapping[str, Any], topnav: Any, files: Mapping[str, str] | None = None
    ) -> list[Any]:
        """Return `nav`; empty if there is neither a sidebar nor a top bar.

        A single sidebar becomes the navigation. Several sidebars become its top-level sections, in the order
        in which the top bar names them. Entries that only the top bar has are appended.

        Args:
            sidebars: content of each `_data/sidebars/NAME.yml`, by NAME, the main one first.
            topnav: content of `_data/topnav.yml`.
            files: paths of their files by base name, if they are others.
        """
        nav: list[Any] = []
        paths = files or {}
        bar_file = paths.get("topnav", "_data/topnav.yml")
        home = self._index.resolve("/", "").page
        if home is not None:
            self._included.add(home.path)
            nav.append({"Home": home.path})
        for name, sidebar in sidebars.items():
            where = paths.get(name, f"_data/sidebars/{name}.yml")
            if not isinstance(sidebar, Mapping):
                self.notes.append(f"`{where}` was ignored: it is not a mapping with `subitems`.")
                continue
            self._note_lost_keys(sidebar, where)
            entries = list(self._entries(_children(sidebar), where))
            if len(sidebars) == 1:
                nav += entries
                continue
            title = as_text(sidebar.get("title")) or name.replace("_", " ").capitalize()
            overview = self._page(as_text(sidebar.get("title_url")), title, f"`{where}`")
            entries = [*([overview] if overview else []), *entries]
            if entries:
                nav.append({title: entries})
        for bar in _children(topnav if isinstance(topnav, Mapping) else {}, "topnav", "topnav_dropdowns"):
            nav += self._entries(_children(bar), bar_file, note_duplicates=False)
        nav += self._entries(_children(topnav, "subitems"), bar_file, note_duplicates=False)
        if len(sidebars) > 1:
            start = int(home is not None)
            nav[start:] = self._in_order_of(_children(topnav, "subitems"), nav[start:])
        self.notes += map(_describe_duplicates, self._duplicates.values())
        return nav if len(nav) > 1 else []

    def _in_order_of(self, bar: Sequence[Any], nav: list[Any]) -> list[Any]:
        """Return sections in the order of the entries of the top bar; others follow."""
        places: dict[str, int] = {}
        for place, item in enumerate(item for item in bar if isinstance(item, Mapping)):
            page = self._index.resolve(as_text(item.get("url")), "").page
            places.setdefault(_simplify(as_text(item.get("title"))), place)
            places.setdefault(page.path if page else "", place)

        def place_of(section: dict[str, Any]) -> int:
            title, below = next(iter(section.items()))
            first = next(iter(below[0].values())) if isinstance(below, list) else below
            return places.get(_simplify(title), places.get(str(first), len(places)))

        return sorted(nav, key=place_of)

    def _note_lost_keys(self, sidebar: Mapping[str, Any], where: str) -> None:
        if sidebar.get("version"):
            self.notes.append(f"{where}: The version “{as_text(sidebar['version'])}” is not shown.")
        icons = [as_text(item.get("title")) for item in _all_entries(sidebar) if item.get("icon")]
        if icons:
            named = ", ".join(f"“{title}”" for title in icons[:_MAX_NAMED])
            more = f" and {len(icons) - _MAX_NAMED} more" if len(icons) > _MAX_NAMED else ""
            self.notes.append(
                f"{where}: The icons of {named}{more} are not shown; set `icon` in the front matter of their"
                " pages."
            )

    def pages_without_entry(self, pages: Iterable[PageInfo]) -> list[str]:
        """Return the paths of pages that readers reach through no entry, except those that are hidden."""
        return [
            page.path
            for page in pages
            if page.path not in self._included and not page.search_exclude and page.base_name != "404"
        ]

    def _entries(
        self, items: Iterable[Any], file: str, depth: int = 0, *, note_duplicates: bool = True
    ) -> Iterator[Any]:
        """Yield entries of `nav`.

        Args:
            items: entries of the old site.
            file: path of their file.
            depth: their depth.
            note_duplicates: whether to add a note if a page is already in `nav`.
        """
        for item in items:
            where = f"`{file}:{item.line}`" if isinstance(item, LocatedMapping) else f"`{file}`"
            title = as_text(item.get("title")) if isinstance(item, Mapping) else ""
            if not isinstance(item, Mapping) or not title:
                if not (isinstance(item, Mapping) and set(item) <= {"hr"}):
                    self.notes.append(f"{where}: Skipped an entry without `title`: `{_shorten(item)}`.")
                continue
            child_items = _children(item)
            external_url = as_text(item.get("external_url"))
            entry = (
                self._external_link(title, external_url, where)
                if external_url
                else self._page(as_text(item.get("url")), title, where, note_duplicates=note_duplicates)
            )
            if not child_items:
                if entry:
                    yield entry
                continue
            if depth >= _MAX_DEPTH:
                self.notes.append(
                    f"{where}: Skipped the entries below “{title}”, which are nested too deeply."
                )
                continue
            children = list(self._entries(child_items, file, depth + 1, note_duplicates=note_duplicates))
            if children:
                yield {title: [*([entry] if entry else []), *children]}
            elif entry:
                yield entry

    def _page(
        self, url: str, title: str, where: str, *, note_duplicates: bool = True
    ) -> dict[str, str] | None:
        if not url:
            return None
        if "://" in url:
            return self._external_link(title, url, where)
        match = self._index.resolve(url, "")
        if match.page is None:
            hint = suggest_name(url.strip("/").removesuffix(".html"), self._names)
            ambiguous = f" Several pages match: {', '.join(page.path for page in match.candidates)}."
            self.notes.append(
                f"{where}: Skipped “{title}”, because `{url}` is not a page."
                f"{ambiguous if match.candidates else f' {hint}' if hint else ''}"
            )
            return None
        path = match.page.path
        if path in self._included:
            home = self._index.resolve("/", "").page
            if note_duplicates and match.page is not home:
                self._duplicates.setdefault(where.strip("`").partition(":")[0], []).append(
                    (where, title, path)
                )
            return None
        self._included.add(path)
        if match.suffix:
            self.notes.append(f"{where}: “{title}” links to the whole page, without `{match.suffix}`.")
        return {title: path}

    def _external_link(self, title: str, url: str, where: str) -> dict[str, str] | None:
        safe = safe_url(url)
        if safe is None:
            self.notes.append(f"{where}: Skipped “{title}”, because `{url[:60]}` is not a supported URL.")
        if safe is None or safe in self._urls:
            return None
        self._urls.add(safe)
        return {title: safe}


def _describe_duplicates(found: Sequence[tuple[str, str, str]]) -> str:
    """Return a sentence on the entries of one file whose pages are already in `nav`."""
    where, title, path = found[0]
    if len(found) == 1:
        return f"{where}: Skipped “{title}”, because `{path}` is already in `nav`."
    named = ", ".join(f"“{title}”" for _, title, _ in found[:_MAX_NAMED])
    more = f" and {len(found) - _MAX_NAMED} more" if len(found) > _MAX_NAMED else ""
    return f"{where}: Skipped {named}{more}, because their pages are already in `nav`."


def _simplify(title: str) -> str:
    """Return a title as the theme compares it with the name of a sidebar."""
    return re.sub(r"[\s_-]", "", title).casefold()


def _all_entries(item: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    for child in _children(item) if depth <= _MAX_DEPTH else []:
        if isinstance(child, Mapping):
            yield child
            yield from _all_entries(child, depth + 1)


def _children(item: Any, *names: str) -> list[Any]:
    """Return the child entries, from all keys that versions of the theme have used for them."""
    if not isinstance(item, Mapping):
        return []
    lists = (item.get(name) for name in names or _CHILD_KEYS)
    return [child for children in lists if isinstance(children, list) for child in children]


def _shorten(item: Any) -> str:
    text = repr(item)
    return text if len(text) <= 60 else f"{text[:60]}…"
