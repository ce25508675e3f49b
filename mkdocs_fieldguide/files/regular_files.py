"""Safe reading of untrusted paths: regular files only, never named pipes, sockets or devices.

Opening a named pipe blocks until another process writes to it; reading a device may never end, and opening
one may have side effects.
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
    """A path is not a regular file; `strerror` says what it is."""

    def __init__(self, mode: int) -> None:
        number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
        super().__init__(number, describe_file_type(mode))


def describe_file_type(mode: int) -> str:
    """Return why a file that is not regular cannot be read, as the end of a sentence.

    Args:
        mode: mode of the file, from `os.stat`.
    """
    if stat.S_ISDIR(mode):
        return os.strerror(errno.EISDIR)
    kind = next((kind for is_kind, kind in _KINDS if is_kind(mode)), "special file")
    return f"it is a {kind}, not a regular file"


def is_regular(path: Path) -> bool:
    """Return whether a regular file exists; never raises, even for invalid or too long paths."""
    return os.path.isfile(path)  # noqa: PTH113 (which raises)


def read_regular(path: Path, limit: int) -> bytes:
    """Read a regular file; symlinks are followed.

    Args:
        path: the file.
        limit: maximum number of bytes; one more is returned of a longer file.

    Raises:
        NotRegularError: if the path is not a regular file; it is not opened.
        OSError: if the file cannot be read.
        ValueError: if the path contains a NUL.
    """
    mode = os.stat(path).st_mode  # noqa: PTH116 (the same for a path and an open file)
    if not stat.S_ISREG(mode):
        raise NotRegularError(mode)
    # The path may have been replaced since: opening must not block.
    handle = os.open(path, _READ)
    with os.fdopen(handle, "rb") as stream:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise NotRegularError(mode)
        return stream.read(limit + 1)
