"""Folders that commands fill."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.files.atomic import WriteError, remove_stale_files, write_text

UNFINISHED = ".fieldguide-unfinished"
"""A file that lies in a folder while a command fills it."""


class TargetFolderError(Exception):
    """A folder cannot be filled; the message says why, in one sentence."""


def ensure_empty_dir(folder: Path) -> None:
    """Make sure that nothing can be overwritten in a folder.

    Raises:
        FolderError: if it is a file, or holds something.
    """
    if folder.is_dir():
        remove_stale_files(folder)
    if (folder / UNFINISHED).is_file():
        raise TargetFolderError(
            f"{folder} holds what a run that was interrupted has left; "
            "delete the folder, then run the command again."
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TargetFolderError(f"{folder} is there already and not empty; nothing is written.")


@contextlib.contextmanager
def mark_unfinished(folder: Path) -> Iterator[None]:
    """Mark a folder as unfinished until all is written, so that the next run can tell.

    Raises:
        WriteError: if it cannot be marked.
    """
    marker = folder / UNFINISHED
    try:
        write_text(marker, "A fieldguide command was interrupted: delete this folder, then run it again.\n")
    except WriteError as error:
        raise WriteError.of(error, folder) from error
    try:
        yield
    except BaseException:
        echo(f"{folder} is unfinished: delete it before the next run.", error=True)
        raise
    marker.unlink()
