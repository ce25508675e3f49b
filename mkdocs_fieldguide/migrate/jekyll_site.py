"""The pages, data, includes and layouts of the old site, as Jekyll gives them to its templates."""

from __future__ import annotations

import csv
import functools
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from mkdocs_fieldguide.content.pages.defaults import Defaults, Rule
from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.files.regular_files import read_regular
from mkdocs_fieldguide.migrate.collections import Collection, collection_of, read_collections
from mkdocs_fieldguide.migrate.documents import describe_collections, make_document
from mkdocs_fieldguide.migrate.file_mapping import DOCS, GENERATED, Move, MoveKind
from mkdocs_fieldguide.migrate.old_page import OldPage, read_mapping, split_front_matter
from mkdocs_fieldguide.migrate.yaml_values import as_list, as_mapping, as_text, is_bounded
from mkdocs_fieldguide.model.pages import base_name
from mkdocs_fieldguide.model.permalinks import fill_permalink

_DATA_SUFFIXES = (".yml", ".yaml", ".json", ".csv", ".tsv")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class JekyllSite:
    """What templates can read.

    Args:
        site: folder of the old site.
        config: content of its `_config.yml`.
        moves: how each file is migrated.
        repository: URL of the repository; may be empty.
    """

    def __init__(
        self, site: Path, config: Mapping[str, Any], moves: Sequence[Move], repository: str = ""
    ) -> None:
        self._site = site
        self._config = config
        self._moves = moves
        self._repository = repository

    @functools.cached_property
    def collections(self) -> Sequence[Collection]:
        """The collections, and the posts."""
        return read_collections(self._config)

    @functools.cached_property
    def pages(self) -> Mapping[str, OldPage]:
        """The pages by their path in the old site, with those of collections."""
        pages = (self._page(move) for move in self._moves if _is_page(move))
        return {page.path: page for page in pages if page}

    @functools.cached_property
    def documents(self) -> Sequence[OldPage]:
        """The pages of collections, also of those that are not published."""
        copied = (move for move in self._moves if move.kind is MoveKind.COPIED and not _is_page(move))
        hidden = (self._page(move) for move in copied if collection_of(move.old, self.collections))
        return [page for page in [*self.pages.values(), *hidden] if page and page.collection]

    @functools.cached_property
    def _names(self) -> frozenset[str]:
        pages = self.pages.values()
        names = [
            name for page in pages for name in (page.url, page.path, as_text(page.values.get("page_id")))
        ]
        return frozenset(normalise_url(name) for name in (*names, *(base_name(page.new) for page in pages)))

    def has_target(self, entry: Mapping[str, Any]) -> bool:
        """Return whether an entry of a sidebar leads to an existing page or to another site."""
        url = as_text(entry.get("url"))
        return bool(as_text(entry.get("external_url"))) or "://" in url or normalise_url(url) in self._names

    @functools.cached_property
    def includes(self) -> Mapping[str, str]:
        """The texts of the own includes by their path below `_includes`."""
        return dict(self._texts("_includes/"))

    @functools.cached_property
    def layouts(self) -> Mapping[str, tuple[str, str]]:
        """The own layouts by name: the name of their parent, which may be empty, and their text."""
        found = {}
        for path, text in self._texts("_layouts/"):
            front, body = split_front_matter(text)
            found[PurePosixPath(path).stem] = (as_text(read_mapping(front or "").get("layout")), body)
        return found

    @functools.cached_property
    def generated_files(self) -> list[str]:
        """The paths of files that are no pages and that Jekyll computes."""
        return [move.old for move in self._moves if move.reason == GENERATED and not move.is_special]

    def generated_file(self, path: str) -> tuple[str, str]:
        """Return the address of a file that Jekyll computes, without a slash, and its text."""
        front, body = split_front_matter(self._read(path))
        address = as_text(read_mapping(front or "").get("permalink")).lstrip("/")
        is_inside = address and ":" not in address and ".." not in address and not address.endswith("/")
        return (address if is_inside else path), body

    def values(self, convert: Callable[[OldPage, str], str] = lambda page, text: text) -> dict[str, Any]:
        """Return the variables `site` and `jekyll` of templates.

        Args:
            convert: returns Markdown of a page of a collection as HTML.
        """
        copied = (move.old for move in self._moves if move.kind is MoveKind.COPIED)
        files = [path for path in copied if path not in self.pages and not path.startswith(("_", "."))]
        static = [
            {"path": f"/{path}", "name": path.rpartition("/")[2], "extname": PurePosixPath(path).suffix}
            for path in files
        ]
        pages = [page.liquid_values() for page in self.pages.values() if not page.collection]
        site = {
            **(self._config if is_bounded(self._config) else {}),
            **describe_collections(self.documents, self.collections, convert),
            "data": self.data,
            "pages": pages,
            "html_pages": pages,
            "static_files": static,
            "time": datetime.now(UTC),
            "github": as_mapping(self._config.get("github")) or {"repository_url": self._repository},
        }
        return {"site": site, "jekyll": {"environment": "production", "version": "4"}}

    @functools.cached_property
    def data(self) -> dict[str, Any]:
        """The content of the data files, by folders and names."""
        tree: dict[str, Any] = {}
        for move in self._moves:
            path = PurePosixPath(move.old)
            if not move.old.startswith("_data/") or path.suffix not in _DATA_SUFFIXES:
                continue
            if move.kind not in (MoveKind.COPIED, MoveKind.READ):
                continue
            folder: Any = tree
            for part in path.parts[1:-1]:
                folder = folder.setdefault(part, {}) if isinstance(folder, dict) else {}
            if isinstance(folder, dict):
                folder[path.stem] = _parse_data(self._read(move.old), path.suffix)
        return tree

    def read_beside(self, page: OldPage, name: str) -> str | None:
        """Return the text of a file next to a page; None if there is none in the site."""
        folder = page.path.rpartition("/")[0]
        path = f"{folder}/{name}" if folder else name
        known = {move.old for move in self._moves if move.kind is MoveKind.COPIED}
        return split_front_matter(self._read(path))[1] if path in known else None

    def _texts(self, folder: str) -> Iterator[tuple[str, str]]:
        for move in self._moves:
            if move.old.startswith(folder) and move.kind is MoveKind.LEFT and not move.is_special:
                yield move.old.removeprefix(folder), self._read(move.old)

    def _page(self, move: Move) -> OldPage | None:
        text = self._read(move.old)
        front, body = split_front_matter(text)
        if front is None or "\ufffd" in text:  # Not UTF-8: it is copied, and the build reports it.
            return None
        own = read_mapping(front)
        collection = collection_of(move.old, self.collections)
        values = {
            **self._defaults(collection.label if collection else "pages").native_for_path(move.old),
            **own,
        }
        pattern = as_text(values.get("permalink")) or as_text(self._config.get("permalink"))
        is_readable = bool(front.strip()) and text[: len(text) - len(body)].endswith("\n")
        is_copy = "permalink" in own and (self._site / move.old).is_symlink()
        url = old_url(move.old, "pretty" if is_copy else pattern)
        page = OldPage(move.old, move.new, front, body, own, values, url, is_copy, is_readable)
        return make_document(page, collection) if collection else page

    @functools.cache  # noqa: B019 (a site lives as long as the command)
    def _defaults(self, kind: str) -> Defaults:
        return _defaults_of(self._config, kind)

    def _read(self, path: str) -> str:
        """Return the text of a file; an empty one if it is too large, so that no part of it is written."""
        data = read_regular(self._site / path, MAX_BYTES)
        if len(data) > MAX_BYTES:
            return ""
        return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def _is_page(move: Move) -> bool:
    return move.kind is MoveKind.COPIED and move.new.startswith(f"{DOCS}/") and move.new.endswith(".md")


def _defaults_of(config: Mapping[str, Any], kind: str) -> Defaults:
    """Return the default front matter of pages, or of a collection, with all keys.

    Args:
        config: content of `_config.yml`.
        kind: `pages`, or the name of the collection.
    """
    rules = []
    for item in map(as_mapping, as_list(config.get("defaults"))):
        scope, values = as_mapping(item.get("scope")), as_mapping(item.get("values"))
        if as_text(scope.get("type")) in ("", kind):
            path = re.sub(r"^(?:\.?/)+|^\.$", "", as_text(scope.get("path")))
            rules.append(Rule(path, {}, {str(key): value for key, value in values.items()}))
    return Defaults(tuple(sorted(rules, key=lambda rule: len(rule.path))))


def old_url(path: str, permalink: str) -> str:
    """Return the URL of a page in the old site.

    Args:
        path: its path.
        permalink: its permalink, or the one of the site; may be empty.
    """
    page = re.sub(r"\.(?:md|markdown|html)$", "", path)
    folder, _, name = page.rpartition("/")
    if name == "index" and (not permalink or ":" not in permalink or not folder):
        return f"/{folder}/" if folder else "/"
    if permalink in ("pretty", "/:path/:basename/"):
        return f"/{page}/"
    if "/" not in permalink:
        return f"/{page}.html"
    return f"/{fill_permalink(permalink, f'{page}.md').lstrip('/')}"


def normalise_url(url: str) -> str:
    """Return a URL within the site without slashes around it, suffix and anchor."""
    return re.sub(r"(?:\.(?:md|markdown|html))?[#?].*$|\.(?:md|markdown|html)$", "", url).strip("/")


def _parse_data(text: str, suffix: str) -> Any:
    """Return the content of a data file; None if it is not valid, which the build reports."""
    try:
        if suffix == ".json":
            return json.loads(text)
        if suffix in (".csv", ".tsv"):
            return list(csv.DictReader(io.StringIO(text), delimiter="," if suffix == ".csv" else "\t"))
        found = yaml.load(text, _LOADER)  # noqa: S506 (a safe loader)
        return found if is_bounded(found) else None
    except (yaml.YAMLError, ValueError, RecursionError, csv.Error):
        return None
