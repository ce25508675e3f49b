"""Finding mkdocs.yml and the folders of a guide."""

from __future__ import annotations

import re
from pathlib import Path

FILE_NAMES = ("mkdocs.yml", "mkdocs.yaml")

_FOLDER = re.compile(r"""\b(?:docs_dir|data_dir)["']?[ \t]*:[ \t]*(?P<value>[^\s#,}][^\n\r#,}]*)""")
_PLAIN = re.compile(r"""["']?[^\s"'!&*|>{\[$\\][^"'\\]*["']?""")


def find_mkdocs_yml(path: Path) -> Path | None:
    """Return a configuration file: `path` itself, or the nearest one in this folder or above it."""
    if path.is_file():
        return path
    for folder in (path.resolve(), *path.resolve().parents):
        for name in FILE_NAMES:
            if (folder / name).is_file():
                return folder / name
    return None


def named_folders(path: Path) -> list[Path] | None:
    """Return the folders in `docs_dir` and `data_dir`, without the time that parsing the settings takes.

    It understands settings in the usual style only. Unusual settings are no risk: a folder that is not found
    here is not part of the guide.

    Args:
        path: mkdocs.yml.

    Returns:
        The folders; None if the settings must be parsed to find them.
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
