"""Target folders of commands: never overwritten, and marked until complete."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.files.atomic import WriteError, remove_stale_files, write_text

UNFINISHED = ".fieldguide-unfinished"
"""Marker file in a target folder while a command writes to it."""


class TargetFolderError(Exception):
    """The target folder cannot be used; the message says why in one sentence."""


def ensure_empty_dir(folder: Path) -> None:
    """Check that a folder is empty or does not exist.

    Raises:
        TargetFolderError: if it is a file or not empty.
    """
    if folder.is_dir():
        remove_stale_files(folder)
    ensure_finished(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TargetFolderError(f"{folder} exists and is not empty; nothing was written.")


def ensure_finished(folder: Path) -> None:
    """Check that a folder is not the result of an interrupted command.

    Raises:
        TargetFolderError: if it is.
    """
    if (folder / UNFINISHED).is_file():
        raise TargetFolderError(
            f"{folder} is incomplete because an earlier run was interrupted; "
            "delete the folder, then run the command again."
        )


@contextlib.contextmanager
def mark_unfinished(folder: Path) -> Iterator[None]:
    """Mark a folder as unfinished until everything is written, so that the next run notices an interruption.

    Raises:
        WriteError: if the marker cannot be written.
    """
    marker = folder / UNFINISHED
    try:
        write_text(marker, "A fieldguide command was interrupted: delete this folder, then run it again.\n")
    except WriteError as error:
        raise WriteError.of(error, folder) from error
    try:
        yield
    except BaseException:
        echo(f"{folder} is incomplete: delete it before the next run.", error=True)
        raise
    marker.unlink()
