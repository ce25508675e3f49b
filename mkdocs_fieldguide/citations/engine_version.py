"""The version of the citation engine, for cache keys."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from mkdocs_fieldguide.model import dates, symbols, unicode_forms, url_parsing, urls, written_dates

_FOLDER = Path(__file__).parent
_SHARED = (dates, symbols, unicode_forms, url_parsing, urls, written_dates)
"""Modules outside of the folder that decide about letter case, dates, and which URLs become links."""


def list_engine_files() -> list[Path]:
    """Return the files that decide how an entry is formatted, apart from its data and the style."""
    files = [*_FOLDER.glob("*.py"), *_FOLDER.glob("csl/*.py"), *_FOLDER.glob("locales/*.xml")]
    return sorted([*files, *(Path(str(module.__file__)) for module in _SHARED)])


@lru_cache(maxsize=1)
def compute_engine_version() -> str:
    """Return a digest of the engine's source code and locales, so that any change invalidates the cache."""
    digest = hashlib.sha256()
    for file in list_engine_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:32]
