"""Reading files of which only the name is known: never a named pipe, a socket or a device.

Opening a named pipe waits until somebody writes into it; reading a device may have no end, and opening one
may have effects. Floor 0: standard library.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_KINDS = (
    (stat.S_ISFIFO, "named pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
)

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NotRegularError(OSError):
    """What has a file's name is not a regular file; `strerror` says what it is."""

    def __init__(self, mode: int) -> None:
        number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
        super().__init__(number, describe_file_type(mode))


def describe_file_type(mode: int) -> str:
    """Return why a file that is not regular is not read, as the end of a sentence.

    Args:
        mode: its mode, as `os.stat` gives it.
    """
    if stat.S_ISDIR(mode):
        return os.strerror(errno.EISDIR)
    kind = next((kind for is_kind, kind in _KINDS if is_kind(mode)), "special file")
    return f"it is a {kind}, not a regular file"


def is_regular(path: Path) -> bool:
    """Tell whether there is a regular file; never raises, whatever the path is, as one that is too long."""
    return os.path.isfile(path)  # noqa: PTH113 (which raises)


def read_regular(path: Path, limit: int) -> bytes:
    """Return the bytes of a regular file, or of the one that a link leads to.

    Args:
        path: the file.
        limit: how many bytes it may have; one more is returned of a file that is longer.

    Raises:
        NotRegularError: if it is something else; it is not opened.
        OSError: if it cannot be read.
        ValueError: if the path holds a NUL.
    """
    mode = os.stat(path).st_mode  # noqa: PTH116 (the same for a path and an open file)
    if not stat.S_ISREG(mode):
        raise NotRegularError(mode)
    # It may be something else by now: opening must not wait.
    handle = os.open(path, _READ)
    with os.fdopen(handle, "rb") as stream:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise NotRegularError(mode)
        return stream.read(limit + 1)
