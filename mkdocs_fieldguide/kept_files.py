"""Where what was found out about a guide is kept between builds and checks."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from platformdirs import user_cache_path

VARIABLE = "FIELDGUIDE_CACHE_DIR"
"""Environment variable that names another folder for the files of all guides."""


def base_folder() -> Path:
    """Return the folder for the kept files of all guides."""
    base = os.environ.get(VARIABLE)
    return Path(base) if base else user_cache_path("mkdocs-fieldguide", appauthor=False)


def cache_folder(root: Path) -> Path:
    """Return the folder for one guide, below the user's folder of such files.

    It lies outside of the guide. What is kept there is believed, formatted HTML among it, and whoever
    proposes a change can put any file into the guide.

    Args:
        root: the folder of mkdocs.yml.
    """
    place = root.resolve()
    return base_folder() / f"{place.name}-{hashlib.sha256(os.fsencode(place)).hexdigest()[:16]}"
