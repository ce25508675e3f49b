"""A persistent mapping in one cache file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.files import cache_store

_DEFAULT_MAX_ENTRIES = 5000


def digest(*parts: object) -> str:
    """Return a digest of JSON-like values that is stable across processes."""
    return digest_text(json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str))


def digest_text(text: str) -> str:
    """Return a digest of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class JsonCache:
    """A mapping of digests to JSON values, stored in a file.

    A missing or corrupt file is treated as an empty cache, and rewritten. Nothing here raises.

    Args:
        path: the file; None for a cache in memory only.
        max_entries: maximum number of values, including those not used in this run.
    """

    def __init__(self, path: Path | None, max_entries: int = _DEFAULT_MAX_ENTRIES) -> None:
        self._path = path
        self._max_entries = max_entries
        self._stored: dict[str, Any] | None = None
        self._used: dict[str, Any] = {}
        self._changed = False

    def _load(self) -> dict[str, Any]:
        if self._stored is None:
            self._stored = {}
            if self._path is not None:
                self._stored = self._read(self._path)
                self._changed = self._changed or (not self._stored and self._path.exists())
        return self._stored

    @staticmethod
    def _read(path: Path) -> dict[str, Any]:
        payload = cache_store.load(path)
        try:
            values = json.loads(payload) if payload else {}
        except (ValueError, RecursionError):
            return {}
        return values if isinstance(values, dict) else {}

    def get(self, key: str) -> Any:
        """Return the cached value of a digest, or None."""
        if key not in self._used:
            value = self._load().get(key)
            if value is None:
                return None
            self._used[key] = value
        return self._used[key]

    def put(self, key: str, value: Any) -> None:
        """Cache a JSON-serialisable value."""
        self._used[key] = value
        self._changed = True

    def save(self) -> None:
        """Write the file if there are new values, or if the existing file is unusable."""
        if self._path is None or not self._changed:
            return
        values: Mapping[str, Any] = self._used
        max_entries = self._max_entries - len(self._used)
        if max_entries > 0:
            unused = {key: value for key, value in self._load().items() if key not in self._used}
            values = {**dict(list(unused.items())[-max_entries:]), **self._used}
        text = json.dumps(values, ensure_ascii=False)
        if cache_store.store(self._path, text.encode("utf-8", "surrogatepass")):
            self._changed = False
