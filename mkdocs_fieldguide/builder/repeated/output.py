"""The site folder of a `--dirty` build, which MkDocs does not empty."""

from __future__ import annotations

import contextlib
import json
import operator
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from mkdocs.structure.files import File, Files

from mkdocs_fieldguide.files import cache_store

Stamp = tuple[int, ...]
"""Size, inode, times and mode of a file, which change whenever it is written."""

_MODIFIED, _MODE = 2, 4
"""Positions of the modification time and of the mode."""

_Stamps = dict[str, Stamp]


class WrittenFiles:
    """The files that earlier builds have written into the site folder.

    Args:
        site_dir: the site folder.
        folder: the cache folder for the list; None to keep it in memory only.
    """

    def __init__(self, site_dir: Path, folder: Path | None) -> None:
        self._site_dir = site_dir
        self._path = folder / "written.json" if folder else None
        self._written = self._read()
        self._found: _Stamps = {}
        self._before: _Stamps = {}
        self._after: _Stamps = {}
        self._unfinished = False
        self._texts: dict[str, tuple[str, Stamp]] = {}
        self._new: dict[str, str] = {}

    def begin(self) -> None:
        """Record what is in the site folder before a build."""
        now = dict(_stamps(self._site_dir))
        if self._unfinished:
            self._written |= _changed(self._before, now)
        self._found, self._before, self._unfinished = now, dict(now), True
        self._new = {}

    def stamp_before(self, path: str) -> Stamp | None:
        """Return values that identify a file as this build has found it; None if it did not exist."""
        return self._found.get(path)

    def stamp_after(self, path: str) -> Stamp | None:
        """Return values that identify a file as this build has left it; None if it does not exist."""
        return self._after.get(path)

    def make_older(self, file: File) -> None:
        """Make an output older than its source: MkDocs compares the times, and reads and writes the file."""
        self._set_time(file, _is_older, lambda source: source - 1_000_000_000)

    def make_newer(self, file: File) -> None:
        """Make an output newer than its source, as if it were written now: MkDocs skips the file."""
        self._set_time(file, operator.ge, lambda source: max(source, time.time_ns()))

    def _set_time(
        self, file: File, is_right: Callable[[int, int], bool], choose: Callable[[int], int]
    ) -> None:
        """Set the modification time of an output, in nanoseconds.

        Args:
            file: the file.
            is_right: compares the times of output and source; there is nothing to do if it is true.
            choose: returns the time from that of the source.
        """
        target = file.abs_dest_path
        if file.dest_uri not in self._found or not file.abs_src_path or file.abs_src_path == target:
            return  # MkDocs writes what does not exist, and what has no source file
        with contextlib.suppress(OSError):
            source = os.stat(file.abs_src_path).st_mtime_ns  # noqa: PTH116
            found = self._before[file.dest_uri]
            if is_right(found[_MODIFIED], source) and not stat.S_ISLNK(found[_MODE]):
                return
            _set_modification_time(target, choose(source))
            self._before[file.dest_uri] = _stamp(os.stat(target, follow_symlinks=False))  # noqa: PTH116

    def write(self, path: str, text: str, write: Callable[[], None]) -> None:
        """Write a file, unless the last build has written the same text and nothing has changed it since."""
        known, stamp = self._texts.get(path, ("", None))
        if stamp is None or known != text or stamp != self._before.get(path):
            write()
        self._new[path] = text

    def finish(self, files: Files, skipped: Iterable[str] = ()) -> None:
        """Delete what earlier builds have written and this one has not.

        Files that no build has written are not touched.

        Args:
            files: the files of the site. Plugins may have placed some of them in the site folder themselves.
            skipped: output paths of the pages that did not have to be written.
        """
        after = self._after = dict(_stamps(self._site_dir))
        in_place = (file.dest_uri for file in files if file.abs_src_path == file.abs_dest_path)
        written = {*_changed(self._before, after), *in_place, *skipped, *self._new}
        self._texts = {path: (text, after[path]) for path, text in self._new.items() if path in after}
        self._unfinished = False
        for path in self._written - written:
            if path in after:
                _delete(self._site_dir, path)
        self._written = written & after.keys()
        if self._path is not None:
            data = {"site": str(self._site_dir), "files": sorted(self._written)}
            cache_store.store(self._path, json.dumps(data).encode("utf-8", "surrogatepass"))

    def _read(self) -> set[str]:
        payload = cache_store.load(self._path) if self._path else None
        try:
            data = json.loads(payload) if payload else {}
            return set(data["files"]) if data["site"] == str(self._site_dir) else set()
        except (KeyError, ValueError, TypeError, RecursionError):
            return set()


def _is_older(output: int, source: int) -> bool:
    """Return whether a time is earlier, also in seconds with fractions, which MkDocs compares."""
    return output <= source - 1_000_000


def _changed(before: _Stamps, after: _Stamps) -> set[str]:
    return {path for path, stamp in after.items() if stamp != before.get(path)}


def _stamps(site_dir: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield each file below a folder, and values that change whenever it is written."""
    folders = [("", os.fspath(site_dir))]
    while folders:
        below, folder = folders.pop()
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{below}{entry.name}/", entry.path))
                elif not (entry.is_symlink() and entry.is_dir()):
                    with contextlib.suppress(OSError):
                        yield f"{below}{entry.name}", _stamp(entry.stat(follow_symlinks=False))


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns, status.st_mode


def _set_modification_time(path: str, time_ns: int) -> None:
    """Set a time, or delete a file for which that is impossible, so that it is written.

    Raises:
        OSError: if neither is possible.
    """
    # The time of a symlink would be that of a file which may be elsewhere.
    if not os.path.islink(path):  # noqa: PTH114
        with contextlib.suppress(OSError):
            os.utime(path, ns=(time_ns, time_ns))
            return
    os.unlink(path)  # noqa: PTH108


def _delete(site_dir: Path, path: str) -> None:
    """Delete a file, and the folders that are empty without it."""
    target = site_dir / path
    if Path(os.path.realpath(target.parent)) != Path(os.path.realpath(site_dir), *_folders(path)):
        return  # a symlink leads out of the site folder
    with contextlib.suppress(OSError):
        target.unlink()
        for folder in target.parents:
            if folder == site_dir:
                break
            folder.rmdir()


def _folders(path: str) -> Iterable[str]:
    return path.split("/")[:-1]
