"""Which page a written name stands for. Floor 1."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.permalinks import resolve_permalink

_SUFFIX = re.compile(r"[#?].*", re.DOTALL)
_ENDING = re.compile(r"\.(?:md|markdown|html)$")
_INDEX = re.compile(r"(?:^|/)(?:index|README)$")


@dataclass(frozen=True, slots=True)
class PageMatch:
    """What a written name of a page stands for.

    Attributes:
        page: the page, if there is just one.
        suffix: the `#heading` or `?query` that was written behind it.
        candidates: the pages that it could be; several if `page` is None because the name is ambiguous.
    """

    page: PageInfo | None
    suffix: str = ""
    candidates: tuple[PageInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class PageIndex:
    """Finds pages by id, permalink, path and base name, each by one look into a dictionary.

    Attributes:
        by_id: pages by `page_id`, the first of those that share one.
        by_permalink: pages by permalink, without ending and slashes around it.
        by_path: pages by source path, without ending; an index page by its folder.
        by_base_name: pages by base name.
        by_folder: pages by the folder that they lie in and base name; an index page lies beside its folder.
    """

    by_id: Mapping[str, PageInfo] = field(default_factory=dict)
    by_permalink: Mapping[str, tuple[PageInfo, ...]] = field(default_factory=dict)
    by_path: Mapping[str, PageInfo] = field(default_factory=dict)
    by_base_name: Mapping[str, tuple[PageInfo, ...]] = field(default_factory=dict)
    by_folder: Mapping[tuple[str, str], PageInfo] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: Iterable[PageInfo]) -> PageIndex:
        """Index these pages; where two have the same key the first one holds it."""
        by_id: dict[str, PageInfo] = {}
        by_permalink: dict[str, list[PageInfo]] = {}
        by_path: dict[str, PageInfo] = {}
        by_base_name: dict[str, list[PageInfo]] = {}
        by_folder: dict[tuple[str, str], PageInfo] = {}
        for page in pages:
            if page.page_id:
                by_id.setdefault(page.page_id, page)
            if page.permalink:
                by_permalink.setdefault(_bare(unquote(resolve_permalink(page))), []).append(page)
            bare = _bare(page.path)
            by_path.setdefault(bare, page)
            by_base_name.setdefault(page.base_name, []).append(page)
            by_folder.setdefault((posixpath.dirname(bare), page.base_name), page)
        return cls(by_id, _tuples(by_permalink), by_path, _tuples(by_base_name), by_folder)

    def resolve(self, target: str, from_path: str) -> PageMatch:
        """Return the page that `target`, written on the page at `from_path`, stands for.

        A target is, in this order: a `page_id`; a permalink; a path from the page's own folder or from
        the docs folder; a base name. A base name that several pages have is the one in the page's own
        folder, or the one at the top of the docs folder, or ambiguous. Endings, `./` and slashes around
        do not count; letter case does. `/` and `index` are the home page.

        Args:
            target: what was written, with or without `#heading` and `?query`.
            from_path: source path of the page that it was written on.
        """
        suffix = _SUFFIX.search(target)
        written = unquote(_SUFFIX.sub("", target)).strip()
        end = suffix[0] if suffix else ""
        if not written:
            return self._one(self.by_path.get(_bare(from_path)), end)
        if written in self.by_id:
            return self._one(self.by_id[written], end)
        bare = _bare(written)
        if bare in self.by_id:
            return self._one(self.by_id[bare], end)
        # Permalinks made of base names (`/:basename`) may be shared; then they say no more than the name.
        addressed = self.by_permalink.get(bare, ())
        page = addressed[0] if len(addressed) == 1 else self._by_path(written, bare, from_path)
        if page is not None:
            return self._one(page, end)
        named = self.by_base_name.get(bare, ()) or addressed
        return PageMatch(named[0] if len(named) == 1 else None, end, named)

    def _by_path(self, written: str, bare: str, from_path: str) -> PageInfo | None:
        if not bare and not written.endswith(".md"):
            return self.by_path.get("")
        if not written.startswith("/"):
            folder = posixpath.dirname(from_path)
            own = posixpath.normpath(posixpath.join(folder, _ENDING.sub("", written)))
            found = self.by_folder.get((folder, bare)) or self.by_path.get(_bare(own))
            if found is not None:
                return found
        return self.by_path.get(bare)

    @staticmethod
    def _one(page: PageInfo | None, suffix: str) -> PageMatch:
        return PageMatch(page, suffix, (page,) if page else ())


def _tuples(groups: Mapping[str, list[PageInfo]]) -> dict[str, tuple[PageInfo, ...]]:
    return {name: tuple(pages) for name, pages in groups.items()}


def _bare(path: str) -> str:
    """Return a path without ending, `index` and slashes or dots around it; empty for the home page."""
    clean = re.sub(r"^(?:\.?/)+", "", path).rstrip("/")
    return _INDEX.sub("", _ENDING.sub("", "" if clean == "." else clean))
