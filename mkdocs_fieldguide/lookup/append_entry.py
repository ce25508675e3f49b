"""Append entries to a bibliography file and change nothing else in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from mkdocs_fieldguide.files.atomic import fsync_directory, remove_stale_files, write_temporary
from mkdocs_fieldguide.files.regular_files import read_regular
from mkdocs_fieldguide.net.errors import LookupFailedError

_MAX_BYTES = 50_000_000
"""Size limit; builds read no larger bibliography."""


def append_entries(path: Path, entries: Sequence[str], check: Callable[[Path], None]) -> None:
    """Append entries to a file atomically; the file is created if it does not exist.

    The existing bytes stay unchanged, including a byte-order mark. New lines have the line endings of the
    file. If its last line has no line ending, the new last line has none either.

    Args:
        path: the file.
        entries: BibTeX entries with LF line endings.
        check: called with the temporary file before it replaces the old one; raises an exception to cancel.

    Raises:
        LookupFailedError: if nothing was appended.
    """
    # Replaces the target of a symlink, not the symlink itself.
    target = path.resolve()
    try:
        remove_stale_files(target.parent)
        old = _content(target)
        new = _append(old, entries, path)
        with write_temporary(target, new, durable=True, suffix=".bib") as temporary:
            check(temporary)
            if _content(target) != old:
                raise LookupFailedError(
                    f"{path} was changed by another program in the meantime; nothing was added."
                )
            temporary.replace(target)
        fsync_directory(target.parent)
    except OSError as error:
        raise LookupFailedError(f"Cannot write {path}: {error.strerror or error}.") from None


def _content(path: Path) -> bytes:
    """Return the content of a file; empty if it does not exist.

    Raises:
        LookupFailedError: if it exceeds the size limit.
        OSError: if it cannot be read.
    """
    data = read_regular(path, _MAX_BYTES) if path.exists() else b""
    if len(data) > _MAX_BYTES:
        raise LookupFailedError(f"{path} is larger than {_MAX_BYTES // 1_000_000} MB; nothing was added.")
    return data


def _append(old: bytes, entries: Sequence[str], path: Path) -> bytes:
    try:
        old.decode("utf-8")
    except UnicodeDecodeError:
        raise LookupFailedError(f"{path} is not valid UTF-8; save it as UTF-8, then try again.") from None
    end = b"\r\n" if b"\r\n" in old else b"\r" if b"\r" in old and b"\n" not in old else b"\n"
    text = "\n\n".join(entry.strip("\n") for entry in entries).encode("utf-8").replace(b"\n", end)
    without_bom = old.removeprefix(b"\xef\xbb\xbf")
    if not without_bom:
        return old + text + end
    if not without_bom.endswith(end):
        return old + end + end + text
    return old + (b"" if without_bom.endswith(end * 2) else end) + text + end
