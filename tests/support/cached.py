"""Read, change and damage cache files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.files import cache_store


def stored(path: Path) -> Any:
    """Return the JSON in a cache file."""
    payload = cache_store.load(path)
    assert payload is not None, f"{path} cannot be used"
    return json.loads(payload)


def store(path: Path, value: Any) -> None:
    """Write JSON to a cache file, with a matching digest."""
    assert cache_store.store(path, json.dumps(value).encode())


def flipped(data: bytes, count: int) -> Iterator[bytes]:
    """Yield data with one flipped bit, at `count` positions from the first byte to the last."""
    for number in range(count):
        at = number * (len(data) - 1) // max(1, count - 1)
        yield data[:at] + bytes([data[at] ^ 1 << number % 8]) + data[at + 1 :]


def cuts(data: bytes) -> list[bytes]:
    """Return data truncated, emptied, extended, and overwritten with zeros."""
    return [b"", data[:1], data[: len(data) // 2], data[:-1], data + b" ", bytes(len(data))]
