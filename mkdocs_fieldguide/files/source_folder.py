"""The folder with the source files of generated pages, for programs that read the file of every page."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from mkdocs_fieldguide.files.atomic import write_text
from mkdocs_fieldguide.files.output_paths import find_path_fault

_WRITTEN: dict[str, tuple[bytes, tuple[int, ...]]] = {}
"""What this process has found in or written into files, and values that change with their content.

`mkdocs serve` would otherwise read all files again in each build.
"""


class SourceFolder:
    """Source files of generated pages, outside the guide.

    The build itself never reads these files: what is in them has no effect on it.

    Args:
        folder: the folder, inside a trusted cache; by default a temporary folder, which exists as long as
            this object.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        if folder is None:
            # A build that only uses memory would stop other plugins, which expect that pages have files.
            self._temporary = tempfile.TemporaryDirectory(prefix="fieldguide-", ignore_cleanup_errors=True)
            folder = Path(self._temporary.name)
        self._folder = str(folder)

    def write(self, path: str, text: str) -> str:
        """Write a file, unless it has this content already, and return its absolute path.

        Its time is then that of its last change, from which other programs conclude that it has changed.

        Args:
            path: path below the folder.
            text: the content.

        Returns:
            The path; empty if the file cannot be written.
        """
        if find_path_fault(path):
            return ""
        # Most files are unchanged, and Path objects are slow.
        target = os.path.join(self._folder, path)  # noqa: PTH118
        data = text.encode(errors="replace")
        known, stamp = _WRITTEN.get(target, (None, ()))
        if known == data and stamp and stamp == _stamp(target):
            return target
        written = self._write(target, data, text)
        if written and self._temporary is None:  # each build has another temporary folder
            _WRITTEN[target] = data, _stamp(target)
        return written

    @staticmethod
    def _write(target: str, data: bytes, text: str) -> str:
        try:
            with open(target, "rb") as stream:  # noqa: PTH123
                if stream.read(len(data) + 1) == data:
                    return target
        except (OSError, ValueError):
            pass
        try:
            # Nothing reads a new file yet, so it does not need an atomic write, which is slower.
            with open(target, "xb") as stream:  # noqa: PTH123
                stream.write(data)
                return target
        except (OSError, ValueError):
            pass
        try:
            write_text(Path(target), text)
        except (OSError, ValueError):
            return ""
        return target

    def sweep(self, paths: Collection[str]) -> None:
        """Delete all files but those at these paths, and the folders that are empty without them."""
        for folder, _, names in os.walk(self._folder, topdown=False):
            below = os.path.relpath(folder, self._folder).replace(os.sep, "/")
            for name in names:
                if (name if below == "." else f"{below}/{name}") not in paths:
                    _WRITTEN.pop(os.path.join(folder, name), None)  # noqa: PTH118
                    with contextlib.suppress(OSError):
                        os.unlink(os.path.join(folder, name))  # noqa: PTH108, PTH118
            if below != ".":
                with contextlib.suppress(OSError):
                    os.rmdir(folder)  # noqa: PTH106


def _stamp(path: str) -> tuple[int, ...]:
    try:
        status = os.stat(path, follow_symlinks=False)  # noqa: PTH116
    except (OSError, ValueError):
        return ()
    return status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns, status.st_mode
