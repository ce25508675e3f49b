"""Finding a site's mkdocs.yml."""

from __future__ import annotations

import re
from pathlib import Path

FILE_NAMES = ("mkdocs.yml", "mkdocs.yaml")

_FOLDER = re.compile(r"""\b(?:docs_dir|data_dir)["']?[ \t]*:[ \t]*(?P<value>[^\s#,}][^\n\r#,}]*)""")
_PLAIN = re.compile(r"""["']?[^\s"'!&*|>{\[$\\][^"'\\]*["']?""")


def find_mkdocs_yml(path: Path) -> Path | None:
    """Return the configuration file that `path` means: itself, or the one in this folder or above it."""
    if path.is_file():
        return path
    for folder in (path.resolve(), *path.resolve().parents):
        for name in FILE_NAMES:
            if (folder / name).is_file():
                return folder / name
    return None


def named_folders(path: Path) -> list[Path] | None:
    """Return the folders of pages and data that settings name, without the time it takes to read them whole.

    It is for settings that their owner has written in the ordinary way; nobody gains by fooling it, as a
    folder that is not named is none of the guide's.

    Args:
        path: mkdocs.yml.

    Returns:
        The folders; None if they cannot be told without reading the settings.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    found = []
    for match in _FOLDER.finditer(text):
        value = match["value"].strip()
        if not _PLAIN.fullmatch(value):
            return None
        found.append(path.resolve().parent / value.strip("\"'"))
    return None if "INHERIT" in text else found
