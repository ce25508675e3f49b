"""Writing a file so that it is whole at every moment: the old one or the new one, never a part."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in place of what a file holds, even if the power fails meanwhile.

    The new content is written beside the file and forced onto the disk, then takes the file's name in one
    step. What a power cut leaves beside it begins with a dot, so that nobody takes it for a page or for data.

    Raises:
        OSError: if that cannot be done; the file is then as it was.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            # Else the name may reach the disk before the content does, and a power cut leave an empty file.
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        os.replace(beside, target)  # noqa: PTH105 (tests make this very step fail)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    force_folder(target.parent)


def force_folder(folder: Path) -> None:
    """Force the names in a folder onto the disk, where the system can do that for folders.

    Else the file is whole after a power cut, but may be the old one again.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
