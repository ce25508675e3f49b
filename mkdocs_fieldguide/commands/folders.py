"""Folders that commands fill."""

from __future__ import annotations

from pathlib import Path


class FolderError(Exception):
    """A folder cannot be filled; the message says why, in one sentence."""


def require_empty(folder: Path) -> None:
    """Make sure that nothing can be overwritten in a folder.

    Raises:
        FolderError: if it is a file, or holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderError(f"{folder} is there already and not empty; nothing is written.")
