"""Symlink policy: allow-list of folders, and detection of symlinks that escape or form a cycle.

A pull request may add a symlink to any file of the machine that builds the site, or name such a file in a
page, in data or in mkdocs.yml. `AllowedRoots` and `resolve_below` check every such path.
"""

from __future__ import annotations

import itertools
import math
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from glob import has_magic
from pathlib import Path

_GIT = ".git"
"""Git's own folder, in which continuous-integration jobs store their write access to the repository."""
_MAX_WALK_FACTOR = 20
"""Maximum ratio of folders visited through symlinks to distinct folders."""
_WALK_ALLOWANCE = 1_000
_MAX_DEPTH = 100
"""Nested folders in a guide. Before Python 3.12, `os.walk` recurses for each."""


_MAX_NAME_LENGTH, _MAX_PART_BYTES = 1_000, 255
_NOT_RELATIVE = re.compile(r"[/\\]|[A-Za-z]:")
"""Start of an absolute path, or of a path with a Windows drive."""


VARIABLE = "FIELDGUIDE_ALLOW_OUTSIDE"
"""Environment variable with folders outside the repository that a guide may read, separated as in PATH."""

MSG_LINK_ESCAPES = "This symlink points outside the guide; it is neither read nor published."
HINT_COPY_FILE = "Replace it with the file itself."


def resolve_below(folder: Path, name: str) -> Path | None:
    """Resolve a name below a folder; return None if it is absolute, invalid or points outside the folder.

    Only the name is checked: symlinks below the folder are followed, as package installers create them.

    Args:
        folder: a trusted folder, such as one of the theme.
        name: an untrusted relative path with `/`.
    """
    parts = name.split("/")
    if may_escape(name) or "\\" in name or not name.isprintable() or {"", "."} & {*parts}:
        return None
    # Operating systems raise an error for longer ones.
    if len(name) > _MAX_NAME_LENGTH or any(len(part.encode()) > _MAX_PART_BYTES for part in parts):
        return None
    return folder.joinpath(*parts)


def may_escape(name: str) -> bool:
    """Return whether a name is absolute or contains `..`, so that it may point outside its folder.

    On every operating system, a backslash counts as a separator, and a letter with a colon as a drive.
    """
    return _NOT_RELATIVE.match(name) is not None or ".." in name.replace("\\", "/").split("/")


def find_repository_root(root: Path) -> Path:
    """Return the real path of the guide's Git repository, or of the guide's folder if there is none."""
    real = Path(os.path.realpath(root))
    return next((folder for folder in (real, *real.parents) if os.path.exists(folder / _GIT)), real)  # noqa: PTH110 (also where a folder may not be entered)


def read_allowed_folders() -> list[Path]:
    """Return the folders outside the repository that the environment variable allows."""
    return [Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name]


class AllowedRoots:
    """Allow-list of the folders that may contain files of a guide.

    These are its repository, and folders that the user allows. Settings in mkdocs.yml do not extend it, as a
    pull request can change them.

    Args:
        root: folder of mkdocs.yml.
        allowed: folders outside the repository that the command line allows, in addition to those of the
            environment variable `FIELDGUIDE_ALLOW_OUTSIDE`. Relative paths are relative to the working
            folder.
    """

    def __init__(self, root: Path, allowed: Iterable[Path] = ()) -> None:
        self._root = Path(os.path.realpath(root))
        self._home = find_repository_root(root)
        outside = (os.path.realpath(folder) for folder in (*allowed, *read_allowed_folders()))
        self.allowed = tuple(dict.fromkeys(Path(folder) for folder in outside))
        self._roots = (self._home, *self.allowed)

    def is_lexically_inside(self, path: Path) -> bool:
        """Return whether a path is inside the repository without resolving symlinks."""
        return Path(os.path.normpath(self._root / path)).is_relative_to(self._home)

    def may_search(self, pattern: str) -> bool:
        """Return whether a glob pattern can only match files inside the allowed folders.

        Args:
            pattern: the pattern, relative to the folder of mkdocs.yml.
        """
        # `**` also matches no folder at all, so `..` after it goes furthest up without it.
        parts = [part for part in Path(self._root, pattern).parts if part != "**"]
        path = Path(os.path.normpath(Path(*parts)))
        return path.is_relative_to(self._home) or self.contains(_before_wildcards(path))

    def owns(self, path: Path) -> bool:
        """Return whether a file is inside the guide, before and after resolving symlinks."""
        return self.is_lexically_inside(path) and self.contains(path)

    def contains(self, path: Path) -> bool:
        """Return whether a path, which need not exist, is really inside the allowed folders."""
        try:
            real = Path(os.path.realpath(path))
        except (OSError, ValueError):  # such as a NUL in the path
            return False
        for root in self._roots:
            if real.is_relative_to(root):
                return _GIT not in (part.casefold() for part in real.relative_to(root).parts)
        return False


def _before_wildcards(pattern: Path) -> Path:
    """Return the part of a pattern before the first wildcard."""
    plain = itertools.takewhile(lambda part: not has_magic(part), pattern.parts)
    return Path(*plain)


@dataclass(frozen=True, slots=True)
class SymlinkLoop:
    """A symlink to a folder that must not be followed.

    Attributes:
        path: the symlink, or the folder with too many of them.
        why: the problem, as the end of a sentence that begins with “This”.
    """

    path: Path
    why: str


def find_unsafe_symlinks(
    folder: Path,
    allowed_roots: AllowedRoots,
    failed: Callable[[Path, OSError], None] = lambda path, error: None,
) -> list[SymlinkLoop]:
    """Find symlinks to folders that must not be followed, in a folder and below it.

    MkDocs follows directory symlinks: one that escapes the guide may expose the whole machine, and symlinks
    that form a cycle, or multiply the folders, would make the walk endless.

    Args:
        folder: the folder.
        allowed_roots: allow-list of folders.
        failed: called with each folder that cannot be read, and the error.
    """
    unsafe: list[SymlinkLoop] = []
    below: dict[str, list[tuple[str, str]]] = {}
    start = os.path.realpath(folder)
    open_folders = [(start, str(folder), 0)]
    while open_folders:
        real, path, depth = open_folders.pop()
        if real in below:
            continue
        below[real] = []
        if depth > _MAX_DEPTH:
            unsafe.append(SymlinkLoop(Path(path), f"folder is nested more than {_MAX_DEPTH} levels deep"))
            continue
        for entry in _folders(path, failed):
            target = os.path.realpath(entry.path)
            if entry.is_symlink() and not allowed_roots.contains(Path(entry.path)):
                unsafe.append(SymlinkLoop(Path(entry.path), "is a symlink to a folder outside the guide"))
                continue
            below[real].append((target, entry.path))
            open_folders.append((target, entry.path, depth + 1))
    paths, cycle = _count_paths(start, below)
    if cycle:
        unsafe.append(SymlinkLoop(Path(cycle), "is a symlink to a folder that contains it"))
    elif paths > _MAX_WALK_FACTOR * len(below) + _WALK_ALLOWANCE:
        unsafe.append(SymlinkLoop(folder, "contains symlinks between folders that multiply without limit"))
    return unsafe


def _folders(path: str, failed: Callable[[Path, OSError], None]) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(path) as entries:
            yield from sorted(filter(_is_folder, entries), key=lambda entry: entry.name)
    except OSError as error:
        failed(Path(path), error)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a symlink to itself
        return False


def _count_paths(start: str, below: dict[str, list[tuple[str, str]]]) -> tuple[float, str]:
    """Return the number of paths that a walk would visit, and a symlink that closes a cycle."""
    paths: dict[str, float] = {}
    counted = {start: 1.0}  # so far, including folders on the stack
    stack = [(start, iter(below[start]))]
    while stack:
        folder, rest = stack[-1]
        for child, path in rest:
            if child in paths:
                counted[folder] += paths[child]
            elif child in counted:
                return math.inf, path
            else:
                counted[child] = 1.0
                stack.append((child, iter(below[child])))
                break
        else:
            stack.pop()
            paths[folder] = counted[folder]
            if stack:
                counted[stack[-1][0]] += paths[folder]
    return paths[start], ""
