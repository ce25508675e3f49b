"""One digest of everything that a check depends on: its input files, Python and the installed packages.

Standard library only, and little of it, so that a check without changes takes no time for imports.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from glob import glob
from pathlib import Path

import mkdocs_fieldguide
from mkdocs_fieldguide.files.symlinks import AllowedRoots

_PACKAGE = Path(mkdocs_fieldguide.__file__).parent
# Files whose existence matters, but not their content.
_PICTURES = (".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".tiff", ".webp")
_MEDIA = (
    *_PICTURES,
    ".mov",
    ".mp3",
    ".mp4",
    ".ogg",
    ".otf",
    ".pdf",
    ".ttf",
    ".wav",
    ".webm",
    ".woff2",
    ".zip",
)

_MAX_SIZE = 50_000_000
"""In bytes. The content of larger files is never read; see `MAX_BYTES` of the readers."""


def fingerprint(allowed_roots: AllowedRoots, trees: Iterable[str], patterns: Iterable[str]) -> str:
    """Return a digest of files, their names, and the programs that read them.

    Args:
        allowed_roots: the folders that the guide may read from. Symlinks out of them are not followed; only
            their existence counts.
        trees: files, and folders with everything in them; they need not exist.
        patterns: glob patterns of files.

    Raises:
        OSError: if a file or folder exists and cannot be read.
    """
    found = hashlib.sha256()
    for line in _programs():
        found.update(f"{line}\n".encode("utf-8", "surrogateescape"))
    for folder in allowed_roots.allowed:
        _put(found, "allowed", str(folder))
    found.update(digest_of_files(allowed_roots, trees, patterns).encode())
    return found.hexdigest()


def digest_of_files(allowed_roots: AllowedRoots, trees: Iterable[str], patterns: Iterable[str]) -> str:
    """Return a digest of files and their names alone; see `fingerprint`."""
    found = hashlib.sha256()
    seen: set[str] = set()
    for tree in sorted(trees):
        _add(found, tree, allowed_roots, seen)
    for pattern in sorted(patterns):
        _put(found, "pattern", pattern)
        for path in sorted(glob(pattern, recursive=True)):  # noqa: PTH207 (may be absolute)
            _add(found, path, allowed_roots, seen)
    return found.hexdigest()


@functools.cache
def digest_of_programs() -> str:
    """Return a digest of Python, all installed packages and our own code, as they were at first."""
    return hashlib.sha256("\n".join(_programs()).encode("utf-8", "surrogateescape")).hexdigest()


def _add(found: hashlib._Hash, path: str, allowed_roots: AllowedRoots, seen: set[str]) -> None:
    link = os.path.islink(path)  # noqa: PTH114 (a guide has thousands of files, and Path objects are slow)
    if link and allowed_roots.is_lexically_inside(Path(path)) and not allowed_roots.contains(Path(path)):
        _put(found, "outside", path)
    elif os.path.isdir(path):  # noqa: PTH112
        real = os.path.realpath(path)
        _put(found, "folder", path)
        # A folder with several symlinks to it, or with one inside itself, is read once.
        if real not in seen:
            seen.add(real)
            for name in sorted(os.listdir(path)):  # noqa: PTH208
                _add(found, os.path.join(path, name), allowed_roots, seen)  # noqa: PTH118
    elif os.path.isfile(path):  # noqa: PTH113
        _put(found, "file", path)
        status = os.stat(path)  # noqa: PTH116
        if status.st_size > _MAX_SIZE:
            _put(found, f"{status.st_size} {status.st_mtime_ns}", path)
        elif not path.casefold().endswith(_MEDIA):
            with open(path, "rb") as stream:  # noqa: PTH123
                found.update(hashlib.file_digest(stream, "sha256").digest())
    else:
        _put(found, "missing", path)


def _put(found: hashlib._Hash, kind: str, path: str) -> None:
    found.update(f"{kind}\0{path}\0".encode("utf-8", "surrogateescape"))


def _programs() -> Iterator[str]:
    """Yield lines that change when Python, a package or our own code changes."""
    yield sys.version
    for folder in sys.path:
        if Path(folder).name in ("site-packages", "dist-packages") and Path(folder).is_dir():
            yield from sorted(name for name in os.listdir(folder) if name.endswith("-info"))  # noqa: PTH208
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in (".py", ".yml", ".csl", ".xml", ".po"):
            status = path.stat()
            yield f"{path} {status.st_size} {status.st_mtime_ns}"
