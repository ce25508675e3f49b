"""The version of the citation engine, for cache keys."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from mkdocs_fieldguide.model import dates, symbols, urls, written_dates

_FOLDER = Path(__file__).parent
_SHARED = (dates, symbols, urls, written_dates)
"""Modules outside of the folder that decide about letter case, dates, and which URLs become links."""


@lru_cache(maxsize=1)
def compute_engine_version() -> str:
    """Return a digest of the engine's source code and locales, so that any change invalidates the cache."""
    digest = hashlib.sha256()
    files = [*_FOLDER.glob("*.py"), *_FOLDER.glob("csl/*.py"), *_FOLDER.glob("locales/*.xml")]
    files += [Path(str(module.__file__)) for module in _SHARED]
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:32]
