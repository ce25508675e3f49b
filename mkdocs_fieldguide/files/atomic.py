"""Writing a file so that it is whole at every moment: the old one or the new one, never a part."""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import re
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where a file that is open can be neither removed nor renamed
    fcntl = None  # type: ignore[assignment]

_PREFIX, _SUFFIX = ".fieldguide-", ".tmp"
_TEMPORARY = re.compile(rf"{re.escape(_PREFIX)}[a-z0-9_]+{re.escape(_SUFFIX)}(?:\.bib)?")
"""Names of our temporary files; the dot at the beginning keeps them from being taken for pages or data."""

_OLD = 3600
"""Seconds after which a temporary file that cannot be locked is taken to be left over."""

_NEW_FILE_MODE = 0o666


class WriteError(OSError):
    """A file cannot be written; its `filename` is the one that was asked for.

    The errors of a full disk have no name, and the name of a temporary file helps nobody.
    """

    @classmethod
    def of(cls, error: OSError, path: Path) -> WriteError:
        """Return what an error means for a file."""
        return cls(error.errno, error.strerror or str(error), str(path))


def write_text(path: Path, text: str, *, durable: bool = False) -> None:
    """Write a text file as a whole, and make the folders that lead to it; see `atomic_write`.

    Raises:
        WriteError: if that cannot be done.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:  # a file, where a folder is needed
        raise WriteError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path)) from error
    except OSError as error:
        raise WriteError.of(error, path) from error
    atomic_write(path, text.encode(errors="replace"), durable=durable)


def atomic_write(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Put `data` in place of what a file holds, or make the file; all of it happens, or nothing.

    The new content is written beside the file, then takes the file's name in one step. A link stays one: what
    it points to is replaced. A device or a pipe, such as `/dev/stdout`, is written to.

    Args:
        path: the file.
        data: what it is to hold.
        durable: force it onto the disk, so that it also survives a power cut.

    Raises:
        WriteError: if that cannot be done; the file is then as it was.
    """
    try:
        if _is_special(path):
            path.write_bytes(data)
            return
        target = path.resolve()
        _sweep_once(target.parent)
        with write_temporary(target, data, durable=durable) as temporary:
            os.replace(temporary, target)  # noqa: PTH105 (tests make this very step fail)
    except OSError as error:
        raise WriteError.of(error, path) from error
    if durable:
        fsync_directory(target.parent)


@contextlib.contextmanager
def write_temporary(
    target: Path, data: bytes, *, durable: bool = False, mode: int | None = None, suffix: str = ""
) -> Iterator[Path]:
    """Give a temporary file with `data`, in the folder of `target`, to be renamed to it.

    It is removed at the end unless it was renamed. Until then it is locked, so that `sweep` spares it.

    Args:
        target: the file whose place it is to take, links resolved.
        data: what it holds.
        durable: force it onto the disk. Else the name may reach the disk before the content does, and a power
            cut leave an empty file.
        mode: its permissions; by default those of `target`, or those of any new file.
        suffix: how its name ends, for readers that go by that.

    Raises:
        OSError: if it cannot be written.
    """
    handle, temporary = _locked(target.parent, suffix)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
            _set_mode(temporary, target, mode)
            if fcntl is None:
                stream.close()
            yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def remove_stale_files(folder: Path) -> None:
    """Remove temporary files that a process which has been killed has left in a folder; never raises."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name) and entry.is_file() and not entry.is_symlink():
                _remove_unless_in_use(Path(entry.path))


@functools.lru_cache(maxsize=1024)
def _sweep_once(folder: Path) -> None:
    """Sweep a folder, once in a process: a command may write thousands of files into one."""
    remove_stale_files(folder)


def fsync_directory(folder: Path) -> None:
    """Force the names in a folder onto the disk, where the system can do that for folders.

    Else the file is whole after a power cut, but may be the old one again.
    """
    with contextlib.suppress(OSError):  # Windows opens no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_special(path: Path) -> bool:
    """Tell whether a path leads to a device, a pipe or a folder, which cannot be replaced by a file."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False


def _locked(folder: Path, suffix: str) -> tuple[int, Path]:
    """Make a temporary file and lock it."""
    while True:
        handle, name = tempfile.mkstemp(dir=folder, prefix=_PREFIX, suffix=_SUFFIX + suffix)
        if fcntl is None:
            return handle, Path(name)
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        # Another process may have swept it between the two steps.
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)


def _remove_unless_in_use(path: Path) -> None:
    with contextlib.suppress(OSError):
        with path.open("r+b") as stream:
            if _is_in_use(stream.fileno()):
                return
            if fcntl is not None:  # while the lock is held
                path.unlink()
        if fcntl is None:
            path.unlink()


def _is_in_use(handle: int) -> bool:
    """Lock a temporary file, and tell whether that fails because its writer still holds the lock."""
    if fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:  # a file system without locks
            pass
        else:
            return False
    return time.time() - os.fstat(handle).st_mtime < _OLD


def _set_mode(temporary: Path, target: Path, mode: int | None) -> None:
    """Give a temporary file the owner and the permissions of the file whose place it takes."""
    if mode is None:
        try:
            old = target.stat()
        except FileNotFoundError:
            mode = _NEW_FILE_MODE & ~_umask()
        else:
            mode = stat.S_IMODE(old.st_mode)
            if hasattr(os, "chown"):
                with contextlib.suppress(OSError):
                    os.chown(temporary, old.st_uid, old.st_gid)
    temporary.chmod(mode)


def _umask() -> int:
    # It can only be read by setting it, for all threads: none of them must meanwhile make a file that is open
    # to other users.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
