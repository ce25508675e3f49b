"""Finding a site's mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

FILE_NAMES = ("mkdocs.yml", "mkdocs.yaml")


def find_settings(path: Path) -> Path | None:
    """Return the configuration file that `path` means: itself, or the one in this folder or above it."""
    if path.is_file():
        return path
    for folder in (path.resolve(), *path.resolve().parents):
        for name in FILE_NAMES:
            if (folder / name).is_file():
                return folder / name
    return None
