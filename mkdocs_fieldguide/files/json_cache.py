"""A mapping that lives between runs, in one file of the cache."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.files import cache_store

_MAX_OLD = 5000


def digest(*parts: object) -> str:
    """Return a short name for content, the same in every process."""
    return digest_text(json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str))


def digest_text(text: str) -> str:
    """Return a short name for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class JsonCache:
    """A mapping of digests to JSON values, in a file.

    A missing or damaged file is an empty cache, and is written anew. Nothing here raises.

    Args:
        path: the file; None keeps everything in memory only.
        max_entries: how many values there may be, those not used this time included.
    """

    def __init__(self, path: Path | None, max_entries: int = _MAX_OLD) -> None:
        self._path = path
        self._max_entries = max_entries
        self._old: dict[str, Any] | None = None
        self._used: dict[str, Any] = {}
        self._changed = False

    def _loaded(self) -> dict[str, Any]:
        if self._old is None:
            self._old = {}
            if self._path is not None:
                self._old = self._read(self._path)
                self._changed = self._changed or (not self._old and self._path.exists())
        return self._old

    @staticmethod
    def _read(path: Path) -> dict[str, Any]:
        payload = cache_store.load(path)
        try:
            values = json.loads(payload) if payload else {}
        except (ValueError, RecursionError):
            return {}
        return values if isinstance(values, dict) else {}

    def get(self, key: str) -> Any:
        """Return the value kept under a digest, or None."""
        if key not in self._used:
            value = self._loaded().get(key)
            if value is None:
                return None
            self._used[key] = value
        return self._used[key]

    def put(self, key: str, value: Any) -> None:
        """Keep a value that JSON can hold."""
        self._used[key] = value
        self._changed = True

    def save(self) -> None:
        """Write the file if something is new, or if what is there cannot be used."""
        if self._path is None or not self._changed:
            return
        values: Mapping[str, Any] = self._used
        max_entries = self._max_entries - len(self._used)
        if max_entries > 0:
            old = {key: value for key, value in self._loaded().items() if key not in self._used}
            values = {**dict(list(old.items())[-max_entries:]), **self._used}
        text = json.dumps(values, ensure_ascii=False)
        if cache_store.store(self._path, text.encode("utf-8", "surrogatepass")):
            self._changed = False
