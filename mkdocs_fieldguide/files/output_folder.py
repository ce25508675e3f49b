"""The output paths of one build: which are taken, and writing files below the site folder.

Every file that a build writes is claimed here, so that none lands outside the site folder or over another
file. Floor 0: standard library.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs_fieldguide.files.atomic import WriteError
from mkdocs_fieldguide.files.output_paths import UnsafePathError, find_path_fault, find_size_fault, fold_path

_RESERVED_FILES = ("404.html", "sitemap.xml", "sitemap.xml.gz")
"""What MkDocs makes of the templates of every theme."""

_WRITE = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)

HINT_PATH_TAKEN = "Rename one of them."
"""Hint of findings about paths that another file has."""


class PathTakenError(UnsafePathError):
    """Another file has the path, or the path needs a folder where a file is or the reverse.

    Attributes:
        owner: the source or description of the other file.
    """

    def __init__(self, owner: str, message: str) -> None:
        super().__init__(message)
        self.owner = owner


class LinkedPathError(UnsafePathError):
    """A path leads through a symbolic link that lies in the site folder.

    Attributes:
        link: the link, with the name of the site folder before it.
    """

    def __init__(self, link: str) -> None:
        super().__init__("leads through a symbolic link")
        self.link = link


class OutputPaths:
    """The paths of one build's output files.

    A path is claimed once, by whoever comes first. Two paths that differ only in letter case or Unicode
    normalisation are one path, as on macOS and Windows. `claim_as_it_is` alone tells them apart, for files
    that lie in the docs folder side by side.

    Args:
        site_dir: the site folder.
        reserved: paths that no content may have, beside those of MkDocs itself.
        name: how findings name the site folder.
        cleaned: whether the folder is emptied before the build writes. MkDocs then removes everything but
            links to folders and hidden files.
    """

    def __init__(
        self, site_dir: Path, reserved: Iterable[str] = (), *, name: str = "site", cleaned: bool = True
    ) -> None:
        self._folder = os.path.abspath(site_dir)  # noqa: PTH100 (of a folder that need not exist)
        self._name = name
        self._cleaned = cleaned
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self._exact_files: dict[str, str] = {}
        self._exact_folders: dict[str, str] = {}
        self._links: dict[str, bool] = {}
        self.reserved = frozenset({*_RESERVED_FILES, *reserved})
        for path in self.reserved:
            self._take(path, f"“{path}”")

    def claim(self, path: str, owner: str) -> None:
        """Take a path for a file.

        Args:
            path: the path below the site folder.
            owner: the file, in words, for findings about others that want its path.

        Raises:
            PathTakenError: if another file has the path or stands in its way.
            UnsafePathError: if nothing can be written there.
        """
        if fault := find_path_fault(path):
            raise UnsafePathError(fault)
        key = fold_path(path)
        _check_free(key, self._files.get(key), self._files, self._folders)
        self._check_links(path)
        self._take(path, owner)

    def claim_verbatim(self, path: str, owner: str) -> None:
        """Take the path that a file of the docs folder or of a plugin has already.

        Such a path may have any characters, and it may replace a reserved file: that is up to MkDocs.

        Args:
            path: the path below the site folder.
            owner: the file, in words.

        Raises:
            PathTakenError: if another file has the path or stands in its way.
            UnsafePathError: if MkDocs could not write the file.
        """
        if fault := find_size_fault(path):
            raise UnsafePathError(fault)
        if ".." in path.split("/") or path.startswith("/"):
            raise UnsafePathError("leads out of the site")
        taken = None if path in self.reserved else self._exact_files.get(path)
        _check_free(path, taken, self._exact_files, self._exact_folders)
        self._check_links(path)
        self._take(path, owner)

    def write(self, path: str, text: str) -> None:
        """Write a file whose path was claimed; no link is followed and no file is replaced.

        Args:
            path: the path below the site folder.
            text: what is written, in UTF-8.

        Raises:
            UnsafePathError: if something on the disk stands in the way.
            WriteError: if the file cannot be written for other reasons, such as a full disk; nothing is left
                of it then.
        """
        if fault := find_path_fault(path):
            raise UnsafePathError(fault)
        data = text.encode()
        parts = path.split("/")
        target = os.path.join(self._folder, *parts)  # noqa: PTH118 (Path objects are slow)
        folder = os.path.dirname(target)  # noqa: PTH120
        expected = os.path.join(os.path.realpath(self._folder), *parts[:-1])  # noqa: PTH118
        # In an emptied folder a file that is there now is that of another plugin.
        flags = _WRITE | (os.O_EXCL if self._cleaned else os.O_TRUNC)
        try:
            # Before as well as after: a folder must not be made behind a link either.
            if os.path.realpath(folder) == expected:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            if os.path.realpath(folder) != expected:
                raise LinkedPathError(self._named(path))
            handle = os.open(target, flags, 0o666)
        except FileExistsError:
            raise UnsafePathError("is the path of a file that is there already") from None
        except OSError as error:
            if error.errno in (errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG):
                raise UnsafePathError(f"cannot be written: {os.strerror(error.errno)}") from None
            raise WriteError.of(error, Path(target)) from error
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.unlink(target)  # noqa: PTH108
            raise WriteError.of(error, Path(target)) from error

    def _take(self, path: str, owner: str) -> None:
        key = fold_path(path)
        self._files.setdefault(key, owner)
        self._exact_files[path] = owner
        for folders, file in ((self._folders, key), (self._exact_folders, path)):
            for parent in _parents(file):
                if parent in folders:
                    break
                folders[parent] = owner

    def _check_links(self, path: str) -> None:
        """Raise if the way to a path goes over a symbolic link that lies in the site folder."""
        for parent in reversed(list(_parents(path))):
            if self._is_link(parent):
                raise LinkedPathError(self._named(parent))
            if self._cleaned:
                return  # further down nothing is left after cleaning
        if not self._cleaned and self._is_link(path):
            raise LinkedPathError(self._named(path))

    def _named(self, path: str) -> str:
        return f"{self._name}/{path}"

    def _is_link(self, path: str) -> bool:
        if path not in self._links:
            whole = os.path.join(self._folder, path)  # noqa: PTH118
            # MkDocs removes links to files, but not links to folders.
            self._links[path] = os.path.islink(whole) and (not self._cleaned or os.path.isdir(whole))  # noqa: PTH112, PTH114
        return self._links[path]


def _check_free(path: str, taken: str | None, files: Mapping[str, str], folders: Mapping[str, str]) -> None:
    """Raise if a path cannot be taken.

    Args:
        path: the path.
        taken: the file that has it.
        files: holders of the files by path.
        folders: holders of files in the folders by path.

    Raises:
        PathTakenError: if another file has the path or stands in its way.
    """
    if taken := taken or folders.get(path):
        raise PathTakenError(taken, f"is already taken by {taken}")
    for parent in _parents(path):
        if taken := files.get(parent):
            raise PathTakenError(taken, f"needs a folder where {taken} is")


def _parents(path: str) -> Iterable[str]:
    """Give the folders that a path lies in, the nearest first."""
    while path := path.rpartition("/")[0]:
        yield path


def is_cleaned(site_dir: Path) -> bool:
    """Tell whether MkDocs has emptied the site folder: it leaves only hidden files and links to folders.

    Args:
        site_dir: the site folder, which need not exist.
    """
    try:
        with os.scandir(site_dir) as entries:
            return all(entry.name.startswith(".") or entry.is_symlink() for entry in entries)
    except OSError:
        return True


def is_inside(folder: Path, path: Path) -> bool:
    """Tell whether a path, which need not exist, really lies in a folder when links are followed.

    Args:
        folder: the folder.
        path: a path that is to be written.
    """
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
