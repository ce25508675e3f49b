"""Symbolic links and paths: which of them stay inside the guide, and which folders have an end.

Whoever proposes a change may add a link to any file of the machine that builds it, or name one in a page, in
data or in mkdocs.yml. `AllowedRoots` and `resolve_below` decide about every such path.
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
"""Git's own folder; in it a job of continuous integration keeps the right to write to the repository."""
_ROOM = 20
"""How many times as many folders there may be by way of links as there are without."""
_SMALL = 1_000
_DEEPEST = 100
"""Folders below each other in a guide. Before Python 3.12 `os.walk` calls itself for each."""


_LONGEST_NAME, _LONGEST_PART = 1_000, 255
_NOT_RELATIVE = re.compile(r"[/\\]|[A-Za-z]:")
"""How a path begins that does not count from a folder: at the root, or on a drive of Windows."""


VARIABLE = "FIELDGUIDE_ALLOW_OUTSIDE"
"""Environment variable with folders outside the repository that a guide may read, divided as in PATH."""

MSG_LINK_ESCAPES = "This is a link that leads out of the guide; it is neither read nor published."
HINT_COPY_FILE = "Put the file itself there."


def resolve_below(folder: Path, name: str) -> Path | None:
    """Return the path that a name means below a folder; None for one that is absolute, leads out or is none.

    Only the name decides: links below the folder are followed, as installers make them.

    Args:
        folder: a folder that is trusted, such as one of the theme.
        name: a relative path with `/`, written by anybody.
    """
    parts = name.split("/")
    if may_escape(name) or "\\" in name or not name.isprintable() or {"", "."} & {*parts}:
        return None
    # Systems refuse longer ones with an error.
    if len(name) > _LONGEST_NAME or any(len(part.encode()) > _LONGEST_PART for part in parts):
        return None
    return folder.joinpath(*parts)


def may_escape(name: str) -> bool:
    """Tell whether a name is absolute or holds `..`, so that it may mean a file outside of a folder.

    Whatever the system, a backslash divides folders, and a letter with a colon is a drive.
    """
    return _NOT_RELATIVE.match(name) is not None or ".." in name.replace("\\", "/").split("/")


def find_repository_root(root: Path) -> Path:
    """Return the real folder that a guide may link about in: its Git repository, else the guide's folder."""
    real = Path(os.path.realpath(root))
    return next((folder for folder in (real, *real.parents) if os.path.exists(folder / _GIT)), real)  # noqa: PTH110 (also where a folder may not be entered)


def read_allowed_folders() -> list[Path]:
    """Return the folders outside the repository that the environment allows a guide to read."""
    return [Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name]


class AllowedRoots:
    """Where the files of a guide may really lie: in its repository, and where its owner allows it.

    What mkdocs.yml names does not count, as a proposed change can name any folder there.

    Args:
        root: folder of mkdocs.yml.
        allowed: folders outside the repository that the command line allows, besides those of the
            environment variable `FIELDGUIDE_ALLOW_OUTSIDE`. Relative paths count from the working folder.
    """

    def __init__(self, root: Path, allowed: Iterable[Path] = ()) -> None:
        self._root = Path(os.path.realpath(root))
        self._home = find_repository_root(root)
        outside = (os.path.realpath(folder) for folder in (*allowed, *read_allowed_folders()))
        self.allowed = tuple(dict.fromkeys(Path(folder) for folder in outside))
        self._places = (self._home, *self.allowed)

    def is_lexically_inside(self, path: Path) -> bool:
        """Tell whether a path lies in the repository by its name, wherever links may lead from there."""
        return Path(os.path.normpath(self._root / path)).is_relative_to(self._home)

    def may_search(self, pattern: str) -> bool:
        """Tell whether all files that a pattern can match, as `glob` understands it, may be looked for.

        Args:
            pattern: the pattern, which counts from the folder of mkdocs.yml.
        """
        # `**` also stands for no folder at all, so that `..` after it leads furthest up without it.
        parts = [part for part in Path(self._root, pattern).parts if part != "**"]
        path = Path(os.path.normpath(Path(*parts)))
        return path.is_relative_to(self._home) or self.contains(_before_wildcards(path))

    def owns(self, path: Path) -> bool:
        """Tell whether a file that a page or data names is the guide's: by its name and in truth."""
        return self.is_lexically_inside(path) and self.contains(path)

    def contains(self, path: Path) -> bool:
        """Tell whether a file or folder, which need not exist, really lies where the guide's files may."""
        try:
            real = Path(os.path.realpath(path))
        except (OSError, ValueError):  # as for a NUL
            return False
        for place in self._places:
            if real.is_relative_to(place):
                return _GIT not in (part.casefold() for part in real.relative_to(place).parts)
        return False


def _before_wildcards(pattern: Path) -> Path:
    """Return the folder that a pattern without `..` looks in, or the file that it names."""
    plain = itertools.takewhile(lambda part: not has_magic(part), pattern.parts)
    return Path(*plain)


@dataclass(frozen=True, slots=True)
class SymlinkLoop:
    """A link to a folder that cannot be followed.

    Attributes:
        path: the link, or the folder in which links are too many.
        why: what is wrong with it, as the end of a sentence that begins with “This”.
    """

    path: Path
    why: str


def find_unsafe_symlinks(
    folder: Path,
    allowed_roots: AllowedRoots,
    failed: Callable[[Path, OSError], None] = lambda path, error: None,
) -> list[SymlinkLoop]:
    """Return the links to folders that must not be followed, in a folder and below it.

    MkDocs goes into every folder, through links as well: one that leads out of the guide may hold the whole
    machine, and those that lead back, or that meet again and again, have no end.

    Args:
        folder: the folder.
        allowed_roots: where the files of the guide may lie.
        failed: is told each folder that cannot be read, and why.
    """
    found: list[SymlinkLoop] = []
    below: dict[str, list[tuple[str, str]]] = {}
    start = os.path.realpath(folder)
    open_folders = [(start, str(folder), 0)]
    while open_folders:
        real, path, depth = open_folders.pop()
        if real in below:
            continue
        below[real] = []
        if depth > _DEEPEST:
            found.append(SymlinkLoop(Path(path), f"folder lies below {_DEEPEST} others"))
            continue
        for entry in _folders(path, failed):
            target = os.path.realpath(entry.path)
            if entry.is_symlink() and not allowed_roots.contains(Path(entry.path)):
                found.append(SymlinkLoop(Path(entry.path), "is a link to a folder outside of the guide"))
                continue
            below[real].append((target, entry.path))
            open_folders.append((target, entry.path, depth + 1))
    ways, circle = _ways(start, below)
    if circle:
        found.append(SymlinkLoop(Path(circle), "is a link that leads back to a folder that it lies in"))
    elif ways > _ROOM * len(below) + _SMALL:
        found.append(SymlinkLoop(folder, "holds links between folders that multiply without end"))
    return found


def _folders(path: str, failed: Callable[[Path, OSError], None]) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(path) as entries:
            yield from sorted(filter(_is_folder, entries), key=lambda entry: entry.name)
    except OSError as error:
        failed(Path(path), error)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _ways(start: str, below: dict[str, list[tuple[str, str]]]) -> tuple[float, str]:
    """Return in how many ways the folders can be come to, and a link that closes a circle."""
    ways: dict[str, float] = {}
    counted = {start: 1.0}  # so far, for folders on the stack as well
    stack = [(start, iter(below[start]))]
    while stack:
        folder, rest = stack[-1]
        for child, path in rest:
            if child in ways:
                counted[folder] += ways[child]
            elif child in counted:
                return math.inf, path
            else:
                counted[child] = 1.0
                stack.append((child, iter(below[child])))
                break
        else:
            stack.pop()
            ways[folder] = counted[folder]
            if stack:
                counted[stack[-1][0]] += ways[folder]
    return ways[start], ""
