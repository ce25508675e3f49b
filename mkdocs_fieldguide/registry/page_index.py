"""Resolve the id, permalink, path or base name of a page, as written by an author, to the page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.permalinks import resolve_permalink
from mkdocs_fieldguide.model.unicode_forms import normalise_name

_SUFFIX = re.compile(r"[#?].*", re.DOTALL)
_EXTENSION = re.compile(r"\.(?:md|markdown|html)$")
_INDEX = re.compile(r"(?:^|/)(?:index|README)$")


@dataclass(frozen=True, slots=True)
class PageMatch:
    """Result of resolving a link target.

    Attributes:
        page: the page; None if there is no match, or more than one.
        suffix: the `#fragment` or `?query` of the target.
        candidates: all matching pages; more than one if the target is ambiguous.
    """

    page: PageInfo | None
    suffix: str = ""
    candidates: tuple[PageInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class PageIndex:
    """Pages by id, permalink, path and base name, all as `normalise_name` returns them.

    Attributes:
        by_id: pages by `page_id`; the first one where several share an id.
        by_permalink: pages by permalink, without file extension and surrounding slashes.
        by_path: pages by source path, without file extension; an index page by its folder.
        by_base_name: pages by base name.
        by_folder: pages by folder and base name; an index page counts as a file in the parent folder.
        by_old_address: pages by the addresses that redirect to them.
    """

    by_id: Mapping[str, PageInfo] = field(default_factory=dict)
    by_permalink: Mapping[str, tuple[PageInfo, ...]] = field(default_factory=dict)
    by_path: Mapping[str, PageInfo] = field(default_factory=dict)
    by_base_name: Mapping[str, tuple[PageInfo, ...]] = field(default_factory=dict)
    by_folder: Mapping[tuple[str, str], PageInfo] = field(default_factory=dict)
    by_old_address: Mapping[str, PageInfo] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: Iterable[PageInfo]) -> PageIndex:
        """Build the index; where several pages share a key, the first one wins."""
        by_id: dict[str, PageInfo] = {}
        by_permalink: dict[str, list[PageInfo]] = {}
        by_path: dict[str, PageInfo] = {}
        by_base_name: dict[str, list[PageInfo]] = {}
        by_folder: dict[tuple[str, str], PageInfo] = {}
        by_old_address: dict[str, PageInfo] = {}
        for page in pages:
            if page.page_id:
                by_id.setdefault(page.page_id, page)
            if page.permalink:
                by_permalink.setdefault(_normalise(unquote(resolve_permalink(page))), []).append(page)
            name = normalise_name(page.base_name)
            by_base_name.setdefault(name, []).append(page)
            for file in filter(None, (page.path, page.neutral_path)):
                key = _normalise(file)
                by_path.setdefault(key, page)
                by_folder.setdefault((posixpath.dirname(key), name), page)
            for address in page.redirect_from:
                by_old_address.setdefault(_normalise(unquote(address)), page)
        return cls(
            by_id, _to_tuples(by_permalink), by_path, _to_tuples(by_base_name), by_folder, by_old_address
        )

    def resolve(self, target: str, from_path: str) -> PageMatch:
        """Return the page that `target` refers to on the page at `from_path`.

        A target is tried, in this order, as a `page_id`, a permalink, a path relative to the page's folder
        or to the docs folder, a base name, an address that redirects to it, and a URL relative to the page's
        permalink. A base name that several pages share means the page in the same folder, else the one at
        the top of the docs folder; otherwise it is ambiguous. File extensions, `./` and surrounding slashes
        are ignored; letter case is significant. `/` and `index` mean the home page.

        Args:
            target: the target, with or without `#fragment` and `?query`.
            from_path: source path of the page that contains the target.
        """
        suffix = _SUFFIX.search(target)
        path = normalise_name(unquote(_SUFFIX.sub("", target)))
        end = suffix[0] if suffix else ""
        if not path:
            return self._match(self.by_path.get(_normalise(from_path)), end)
        if path in self.by_id:
            return self._match(self.by_id[path], end)
        key = _normalise(path)
        if key in self.by_id:
            return self._match(self.by_id[key], end)
        # Several pages may share a permalink made of base names (`/:basename`); it is then no more specific
        # than the base name.
        same_permalink = self.by_permalink.get(key, ())
        page = same_permalink[0] if len(same_permalink) == 1 else self._find_by_path(path, key, from_path)
        if page is not None:
            return self._match(page, end)
        candidates = self.by_base_name.get(key, ()) or same_permalink
        if not candidates:
            page = self.by_old_address.get(key) or self._find_by_url(path, from_path)
            if page is not None:
                return self._match(page, end)
        return PageMatch(candidates[0] if len(candidates) == 1 else None, end, candidates)

    def _find_by_path(self, path: str, key: str, from_path: str) -> PageInfo | None:
        if not key and not path.endswith(".md"):
            return self.by_path.get("")
        if not path.startswith("/"):
            folder = posixpath.dirname(normalise_name(from_path))
            relative = posixpath.normpath(posixpath.join(folder, _EXTENSION.sub("", path)))
            page = self.by_folder.get((folder, key)) or self.by_path.get(_normalise(relative))
            if page is not None:
                return page
        return self.by_path.get(key)

    def _find_by_url(self, path: str, from_path: str) -> PageInfo | None:
        """Return the page at a URL with `..`, relative to the permalink of the page; browsers stop at `/`."""
        page = self.by_path.get(_normalise(from_path)) if path.startswith("../") else None
        if page is None or not page.permalink:
            return None
        folder = posixpath.dirname(resolve_permalink(page))
        found = self.by_permalink.get(_normalise(posixpath.normpath(posixpath.join("/", folder, path))), ())
        return found[0] if len(found) == 1 else None

    @staticmethod
    def _match(page: PageInfo | None, suffix: str) -> PageMatch:
        return PageMatch(page, suffix, (page,) if page else ())


def _to_tuples(groups: Mapping[str, list[PageInfo]]) -> dict[str, tuple[PageInfo, ...]]:
    return {name: tuple(pages) for name, pages in groups.items()}


def _normalise(path: str) -> str:
    """Return a path without extension, `index`, `./` and outer slashes; empty for the home page."""
    trimmed = re.sub(r"^(?:\.?/)+", "", normalise_name(path)).rstrip("/")
    return _INDEX.sub("", _EXTENSION.sub("", "" if trimmed == "." else trimmed))
