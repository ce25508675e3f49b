"""Atomic file writes (temporary file, fsync, rename)."""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where an open file can be neither deleted nor renamed
    fcntl = None  # type: ignore[assignment]

_PREFIX, _SUFFIX = ".fieldguide-", ".tmp"
_TEMPORARY = re.compile(rf"{re.escape(_PREFIX)}[a-z0-9_]+{re.escape(_SUFFIX)}(?:\.bib)?")
"""Names of temporary files; with the leading dot they are not mistaken for pages or data."""

_STALE_AFTER = 3600
"""Seconds after which a temporary file that cannot be locked is considered stale."""

_NEW_FILE_MODE = 0o666


class WriteError(OSError):
    """A file cannot be written; `filename` is the requested file.

    The errors of a full disk have no file name, and that of a temporary file would be useless in a message.
    """

    @classmethod
    def of(cls, error: OSError, path: Path) -> WriteError:
        """Return the write error of a file that an operating-system error caused."""
        return cls(error.errno, error.strerror or str(error), str(path))


def write_text(path: Path, text: str, *, durable: bool = False) -> None:
    """Write a text file atomically, and create missing parent folders; see `atomic_write`.

    Raises:
        WriteError: if the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:  # a file in place of a parent folder
        raise WriteError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path)) from error
    except OSError as error:
        raise WriteError.of(error, path) from error
    atomic_write(path, text.encode(errors="replace"), durable=durable)


def atomic_write(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace or create a file atomically.

    The data is written to a temporary file in the same folder, which is then renamed. A symlink is preserved:
    its target is replaced. A device or pipe, such as `/dev/stdout`, is written to directly.

    Args:
        path: the file.
        data: the new contents.
        durable: flush the file to disk, so that it survives a power failure.

    Raises:
        WriteError: if the file cannot be written; it is unchanged.
    """
    try:
        if _is_special(path):
            path.write_bytes(data)
            return
        target = path.resolve()
        _sweep_once(target.parent)
        with write_temporary(target, data, durable=durable) as temporary:
            os.replace(temporary, target)  # noqa: PTH105 (tests make this call fail)
    except OSError as error:
        raise WriteError.of(error, path) from error
    if durable:
        fsync_directory(target.parent)


def atomic_copy(source: Path, target: Path) -> None:
    """Copy a file with its permissions and times; replace or create the target atomically.

    Args:
        source: the file to copy.
        target: path of the copy; missing parent folders are created.

    Raises:
        OSError: if the source cannot be read.
        WriteError: if the copy cannot be written; the target is unchanged.
    """
    with source.open("rb"):  # An error is that of the source; those below are errors of the copy.
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            resolved = target.resolve()
            _sweep_once(resolved.parent)
            with write_temporary(resolved, b"") as temporary:
                shutil.copy2(source, temporary)
                os.replace(temporary, resolved)  # noqa: PTH105 (tests make this call fail)
        except FileExistsError as error:  # a file in place of a parent folder
            raise WriteError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target)) from error
        except OSError as error:
            raise WriteError.of(error, target) from error


@contextlib.contextmanager
def write_temporary(
    target: Path, data: bytes, *, durable: bool = False, mode: int | None = None, suffix: str = ""
) -> Iterator[Path]:
    """Yield a temporary file with `data`, in the folder of `target`, to be renamed to it.

    The file is deleted at the end unless it was renamed. Until then it is locked, so that
    `remove_stale_files` spares it.

    Args:
        target: the file to replace, symlinks resolved.
        data: contents of the temporary file.
        durable: flush the file to disk. Otherwise the rename may reach the disk before the contents, and a
            power failure leave an empty file.
        mode: permissions; by default those of `target`, or those of a new file.
        suffix: file name suffix, for readers that depend on it.

    Raises:
        OSError: if the file cannot be written.
    """
    handle, temporary = _create_locked(target.parent, suffix)
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
    """Delete temporary files that killed processes left in a folder; never raises."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name) and entry.is_file() and not entry.is_symlink():
                _remove_unless_in_use(Path(entry.path))


@functools.lru_cache(maxsize=1024)
def _sweep_once(folder: Path) -> None:
    """Delete stale files once per folder and process: a command may write thousands of files."""
    remove_stale_files(folder)


def fsync_directory(folder: Path) -> None:
    """Flush the names in a folder to disk, if the operating system supports it.

    Otherwise a rename may be undone by a power failure; the old file is then intact.
    """
    with contextlib.suppress(OSError):  # Windows cannot open folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_special(path: Path) -> bool:
    """Return whether a path is a device, a pipe or a folder, which cannot be replaced by a file."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False


def _create_locked(folder: Path, suffix: str) -> tuple[int, Path]:
    """Create and lock a temporary file."""
    while True:
        handle, name = tempfile.mkstemp(dir=folder, prefix=_PREFIX, suffix=_SUFFIX + suffix)
        if fcntl is None:
            return handle, Path(name)
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        # Another process may have deleted the file before it was locked.
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)


def _remove_unless_in_use(path: Path) -> None:
    with contextlib.suppress(OSError):
        with path.open("r+b") as stream:
            if _is_in_use(stream.fileno()):
                return
            if fcntl is not None:  # while this process holds the lock
                path.unlink()
        if fcntl is None:
            path.unlink()


def _is_in_use(handle: int) -> bool:
    """Lock a temporary file; return whether this fails because its writer still holds the lock."""
    if fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:  # a file system without locks
            pass
        else:
            return False
    return time.time() - os.fstat(handle).st_mtime < _STALE_AFTER


def _set_mode(temporary: Path, target: Path, mode: int | None) -> None:
    """Copy owner and permissions of the target to the temporary file."""
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
    # The umask can only be read by setting it, for all threads. The temporary value is strict, so that no
    # other thread can create a file that other users may access.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
