"""The version of the code that formats citations, for caches of what it made."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from mkdocs_fieldguide.model import urls

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def engine_version() -> str:
    """Return a digest of the source and locales of the citation engine.

    A cache entry that another version of the engine wrote must not be used.
    """
    digest = hashlib.sha256()
    files = [*_FOLDER.glob("*.py"), *_FOLDER.glob("csl/*.py"), *_FOLDER.glob("locales/*.xml")]
    files.append(Path(urls.__file__))  # decides which addresses become links
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:32]
