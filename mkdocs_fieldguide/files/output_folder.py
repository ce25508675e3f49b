"""Reservation of the output paths of one build, and safe writes below the site folder.

The path of every file that a build writes is claimed here, so that no file is written outside the site folder
or over another file.
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
"""Files that MkDocs creates from the templates of every theme."""

_WRITE = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)

HINT_PATH_TAKEN = "Rename one of them."
"""Hint of findings about paths that are already taken."""


class PathTakenError(UnsafePathError):
    """The path is taken by another file, or one path needs a folder where the other needs a file.

    Attributes:
        owner: source or description of the other file.
    """

    def __init__(self, owner: str, message: str) -> None:
        super().__init__(message)
        self.owner = owner


class LinkedPathError(UnsafePathError):
    """A path goes through a symlink in the site folder.

    Attributes:
        link: path of the symlink, beginning with the name of the site folder.
    """

    def __init__(self, link: str) -> None:
        super().__init__("goes through a symlink")
        self.link = link


class OutputPaths:
    """The output paths of one build.

    The first claim of a path wins. Two paths that differ only in letter case or Unicode normalisation are the
    same path, as on macOS and Windows; `claim_verbatim` distinguishes them, for files that exist side by side
    in the docs folder.

    Args:
        site_dir: the site folder.
        reserved: paths that content must not have, in addition to those of MkDocs itself.
        name: name of the site folder in findings.
        cleaned: whether MkDocs empties the folder before the build. It then deletes everything but symlinks
            to folders and hidden files.
    """

    def __init__(
        self, site_dir: Path, reserved: Iterable[str] = (), *, name: str = "site", cleaned: bool = True
    ) -> None:
        self._folder = os.path.abspath(site_dir)  # noqa: PTH100 (the folder need not exist)
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
        """Claim a path for a file.

        Args:
            path: path relative to the site folder.
            owner: description of the file, for findings about conflicting paths.

        Raises:
            PathTakenError: if the path conflicts with that of another file.
            UnsafePathError: if the path is not safe.
        """
        if fault := find_path_fault(path):
            raise UnsafePathError(fault)
        key = fold_path(path)
        _check_free(key, self._files.get(key), self._files, self._folders)
        self._check_links(path)
        self._take(path, owner)

    def claim_verbatim(self, path: str, owner: str) -> None:
        """Claim the path of an existing file of the docs folder or of a plugin.

        Such a path may have any characters, and may replace a reserved file: MkDocs decides.

        Args:
            path: path relative to the site folder.
            owner: description of the file.

        Raises:
            PathTakenError: if the path conflicts with that of another file.
            UnsafePathError: if MkDocs could not write the file.
        """
        if fault := find_size_fault(path):
            raise UnsafePathError(fault)
        if ".." in path.split("/") or path.startswith("/"):
            raise UnsafePathError("points outside the site")
        taken = None if path in self.reserved else self._exact_files.get(path)
        _check_free(path, taken, self._exact_files, self._exact_folders)
        self._check_links(path)
        self._take(path, owner)

    def write(self, path: str, text: str) -> None:
        """Write a file whose path was claimed; no symlink is followed and no file is replaced.

        The file is created in place, not renamed from a temporary file: nothing reads it before the end of
        the build, and a rename would replace a file that another program has created.

        Args:
            path: path relative to the site folder.
            text: contents, written as UTF-8.

        Raises:
            UnsafePathError: if an existing file, folder or symlink is in the way.
            WriteError: if the file cannot be written for other reasons, such as a full disk; a partial file
                is deleted.
        """
        if fault := find_path_fault(path):
            raise UnsafePathError(fault)
        data = text.encode()
        parts = path.split("/")
        target = os.path.join(self._folder, *parts)  # noqa: PTH118 (Path objects are slow)
        folder = os.path.dirname(target)  # noqa: PTH120
        expected = os.path.join(os.path.realpath(self._folder), *parts[:-1])  # noqa: PTH118
        # After the folder was emptied, an existing file is that of another plugin.
        flags = _WRITE | (os.O_EXCL if self._cleaned else os.O_TRUNC)
        try:
            # Checked before and after: no folder must be created behind a symlink either.
            if os.path.realpath(folder) == expected:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            if os.path.realpath(folder) != expected:
                raise LinkedPathError(self._named(path))
            handle = os.open(target, flags, 0o666)
        except FileExistsError:
            raise UnsafePathError("is the path of an existing file") from None
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
        """Raise if a path goes through a symlink in the site folder."""
        for parent in reversed(list(_parents(path))):
            if self._is_link(parent):
                raise LinkedPathError(self._named(parent))
            if self._cleaned:
                return  # deeper folders are deleted when MkDocs empties the site folder
        if not self._cleaned and self._is_link(path):
            raise LinkedPathError(self._named(path))

    def _named(self, path: str) -> str:
        return f"{self._name}/{path}"

    def _is_link(self, path: str) -> bool:
        if path not in self._links:
            whole = os.path.join(self._folder, path)  # noqa: PTH118
            # MkDocs deletes symlinks to files, but not symlinks to folders.
            self._links[path] = os.path.islink(whole) and (not self._cleaned or os.path.isdir(whole))  # noqa: PTH112, PTH114
        return self._links[path]


def _check_free(path: str, taken: str | None, files: Mapping[str, str], folders: Mapping[str, str]) -> None:
    """Raise if a path conflicts with a claimed path.

    Args:
        path: the path.
        taken: owner of the same path.
        files: owners of files by path.
        folders: owners of files by the folders that they are in.

    Raises:
        PathTakenError: if the path conflicts with that of another file.
    """
    if taken := taken or folders.get(path):
        raise PathTakenError(taken, f"is already taken by {taken}")
    for parent in _parents(path):
        if taken := files.get(parent):
            raise PathTakenError(taken, f"needs a folder where {taken} is")


def _parents(path: str) -> Iterable[str]:
    """Yield the parent folders of a path, the nearest first."""
    while path := path.rpartition("/")[0]:
        yield path


def is_cleaned(site_dir: Path) -> bool:
    """Return whether MkDocs has emptied the site folder: it leaves only hidden files and symlinks to folders.

    Args:
        site_dir: the site folder, which need not exist.
    """
    try:
        with os.scandir(site_dir) as entries:
            return all(entry.name.startswith(".") or entry.is_symlink() for entry in entries)
    except OSError:
        return True


def is_inside(folder: Path, path: Path) -> bool:
    """Return whether a path, which need not exist, is inside a folder after symlinks are resolved.

    Args:
        folder: the folder.
        path: a path to be written.
    """
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
