"""Adding an entry to a bibliography file without touching anything else in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from mkdocs_fieldguide.files.atomic import fsync_directory, remove_stale_files, write_temporary
from mkdocs_fieldguide.files.regular_files import read_regular
from mkdocs_fieldguide.net.errors import LookupFailedError

_LARGEST = 50_000_000
"""Bytes; builds do not read a larger bibliography."""


def append_entries(path: Path, entries: Sequence[str], check: Callable[[Path], None]) -> None:
    """Add entries at the end of a file, or make the file; all of it happens, or nothing.

    Every byte that is there stays, a byte-order mark too. New lines end as the file's do, and a file
    without an end to its last line has none afterwards.

    Args:
        path: the file.
        entries: BibTeX, lines ending in a line feed.
        check: is given the new file before it takes the old one's place, and raises if it is no good.

    Raises:
        LookupFailure: if it cannot be done.
    """
    # A link stays one: what it points to is replaced.
    target = path.resolve()
    try:
        remove_stale_files(target.parent)
        old = _content(target)
        new = _joined(old, entries, path)
        with write_temporary(target, new, durable=True, suffix=".bib") as temporary:
            check(temporary)
            if _content(target) != old:
                raise LookupFailedError(
                    f"{path} was changed meanwhile by another program; nothing was added."
                )
            temporary.replace(target)
        fsync_directory(target.parent)
    except OSError as error:
        raise LookupFailedError(f"Cannot write {path}: {error.strerror or 'unknown reason'}.") from None


def _content(path: Path) -> bytes:
    """Return what a file holds; nothing for one that is not there.

    Raises:
        LookupFailure: if it is larger than a bibliography may be.
        OSError: if it cannot be read.
    """
    data = read_regular(path, _LARGEST) if path.exists() else b""
    if len(data) > _LARGEST:
        raise LookupFailedError(f"{path} is larger than {_LARGEST // 1_000_000} MB; nothing was added.")
    return data


def _joined(old: bytes, entries: Sequence[str], path: Path) -> bytes:
    try:
        old.decode("utf-8")
    except UnicodeDecodeError:
        raise LookupFailedError(f"{path} is not UTF-8 text; save it as UTF-8, then try again.") from None
    end = b"\r\n" if b"\r\n" in old else b"\r" if b"\r" in old and b"\n" not in old else b"\n"
    text = "\n\n".join(entry.strip("\n") for entry in entries).encode("utf-8").replace(b"\n", end)
    bare = old.removeprefix(b"\xef\xbb\xbf")
    if not bare:
        return old + text + end
    if not bare.endswith(end):
        return old + end + end + text
    return old + (b"" if bare.endswith(end * 2) else end) + text + end
