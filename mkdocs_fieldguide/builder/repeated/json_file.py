"""A file of the cache with what one run leaves for the next."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from mkdocs_fieldguide.files import cache_store

_Entry = TypeVar("_Entry")


class JsonFile:
    """A JSON object with an array for each page, which is read once.

    Args:
        name: the name of the file in the cache folder.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._path: Path | None = None

    def read(self, folder: Path, decode: Callable[..., _Entry]) -> dict[str, _Entry] | None:
        """Return the entries of earlier runs, by path of the page; none if the file cannot be used.

        Args:
            folder: the cache folder.
            decode: makes an entry from the items of an array; may raise what a damaged file causes.

        Returns:
            The entries; None if this folder has been read before.
        """
        path = folder / self._name
        if path == self._path:
            return None
        self._path = path
        payload = cache_store.load(path)
        try:
            stored = json.loads(payload) if payload else {}
            return {page: decode(*items) for page, items in stored.items()}
        except (AttributeError, ValueError, TypeError, RecursionError):
            return {}

    def write(self, entries: Callable[[], Mapping[str, Any]]) -> bool:
        """Write the entries, unless no folder has been read; return whether they were written."""
        if self._path is None:
            return False
        text = json.dumps(entries(), ensure_ascii=False)
        return cache_store.store(self._path, text.encode("utf-8", "surrogatepass"))
