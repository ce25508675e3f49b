"""Output paths: every file that a build writes gets its path here, so that none can leave the site folder.

Paths are relative to the site folder and use `/`. `path_fault` says whether a path is safe on every file
system, `output_file` turns an address of the site into a path, and `OutputPaths` knows which paths are taken
and writes files. Floor 0: standard library.
"""

from __future__ import annotations

import contextlib
import errno
import os
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from mkdocs_fieldguide.whole_files import WriteError

LONGEST_NAME = 255
"""Bytes of a file name on most file systems (NAME_MAX); NTFS counts UTF-16 units, which are never more."""

LONGEST_PATH = 800
"""Bytes of a path below the site folder. The whole path has 1,024 bytes on macOS (PATH_MAX), so this leaves
room for the site folder's own path."""

MOST_FOLDERS = 40
"""Folders below each other. Python's `os.makedirs` calls itself for each folder that is missing."""

RESERVED_FOLDERS = ("assets", "fieldguide", "search")
"""Folders of the theme, of our own published files and of the search. A page may be the index of one."""

_RESERVED_FILES = ("404.html", "sitemap.xml", "sitemap.xml.gz")
"""What MkDocs makes of the templates of every theme."""

# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ ]*(?:\.|$)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\]')
_MOST_ENCODINGS = 5
"""How often an address is percent-decoded to find what it hides."""

_WRITE = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)

ALLOWED = "Use a path below the site such as /my_page, made of letters, digits, “-”, “_” and “.”."
"""Hint of findings about unsafe paths."""

TAKEN = "Rename one of them."
"""Hint of findings about paths that another file has."""


class UnsafePathError(ValueError):
    """A path cannot be written to; the message says why, as the end of a sentence about the path."""


class PathTakenError(UnsafePathError):
    """Another file has the path, or the path needs a folder where a file is or the reverse.

    Attributes:
        holder: the source or description of the other file.
    """

    def __init__(self, holder: str, message: str) -> None:
        super().__init__(message)
        self.holder = holder


def is_reserved_name(name: str) -> bool:
    """Tell whether Windows takes a file name for a device, such as `aux.html` or `NUL`."""
    return _DEVICES.match(name) is not None


def path_fault(path: str) -> str:
    """Return why a relative path cannot be an output path; empty when it can.

    A path that passes is safe on every common file system: it cannot leave its folder, and no system takes it
    for anything else.

    Args:
        path: the path, with `/`.

    Returns:
        The end of a sentence that begins with the path, such as `leads out of the site`.
    """
    fault = size_fault(path)
    if fault:
        return fault
    for part in path.split("/"):
        if fault := _name_fault(part):
            return fault
    return ""


def size_fault(path: str) -> str:
    """Return why a path is too long or nested too deeply to be written; empty when it is not.

    Args:
        path: the path, with `/`.
    """
    if path.count("/") > MOST_FOLDERS:
        return f"has more than {MOST_FOLDERS} folders"
    if len(path.encode("utf-8", "surrogatepass")) > LONGEST_PATH:
        return f"is longer than {LONGEST_PATH} bytes"
    if any(len(part.encode("utf-8", "surrogatepass")) > LONGEST_NAME for part in path.split("/")):
        return f"has a part longer than {LONGEST_NAME} bytes"
    return ""


def _name_fault(name: str) -> str:
    """Return why a name cannot be that of a file or folder; empty when it can."""
    forbidden = _FORBIDDEN.search(name)
    faults = (
        (name == "..", "leads out of its folder with “..”"),
        (name in ("", "."), "has an empty part"),
        # U+FFFD stands for a character that no output may hold, such as NUL.
        (not name.isprintable() or "\ufffd" in name, "has a character that cannot be seen"),
        (forbidden, f"has a “{forbidden and forbidden[0]}”"),
        (name.startswith("."), "has a part that begins with a dot"),
        (name.endswith((".", " ")), "has a part that ends in a dot or blank"),
        (is_reserved_name(name), f"has the part “{name[:40]}”, which Windows reserves for a device"),
    )
    return next(
        (fault for is_so, fault in faults if is_so),
        "",  # pragma: no mutate (callers only test whether there is a fault)
    )


def output_file(address: str, *, use_directory_urls: bool) -> str:
    """Return the output file that an address in the site stands for.

    Args:
        address: path from the site's root, as `permalink` and `redirect_from` have it; percent-encoded, so
            that `/a%20b` stands for the folder `a b`.
        use_directory_urls: whether `/x` is `x/index.html`, not `x.html`.

    Raises:
        UnsafePathError: if no file of the site can be meant.
    """
    written = address.partition("#")[0].partition("?")[0].strip()
    _check_address(written)
    # Once, as a server does with what a browser asks for; what the result is must pass again below.
    clean = posixpath.normpath("/" + unquote(written)).lstrip("/")
    if not clean.endswith(".html"):
        # In Jekyll `/index` is what a server shows for the folder.
        clean = re.sub(r"(?:^|/)index$", "", clean)
        if not clean:
            clean = "index.html"
        else:
            clean += "/index.html" if use_directory_urls or written.endswith("/") else ".html"
    if fault := path_fault(clean):
        raise UnsafePathError(fault)
    folder, _, rest = clean.partition("/")
    if _key(folder) in RESERVED_FOLDERS and _key(rest) != "index.html":
        raise UnsafePathError(f"lies in “{folder}/”, which holds files that the build makes")
    return clean


def _check_address(address: str) -> None:
    """Raise for an address that leads out of the site, also when it is percent-encoded once or more often."""
    if len(address) > LONGEST_PATH:
        raise UnsafePathError(f"is longer than {LONGEST_PATH} bytes")
    if "//" in address:
        raise UnsafePathError("has two slashes in a row, which lead to another server")
    decoded = address
    for _ in range(_MOST_ENCODINGS):
        for part in decoded.split("/"):
            # An empty part is the slash at an end, `.` the folder itself.
            if part not in ("", ".") and (fault := _name_fault(part)):
                raise UnsafePathError(fault)
        further = unquote(decoded)
        if further == decoded:
            return
        if further.count("/") != decoded.count("/"):
            raise UnsafePathError("has a percent-encoded slash")
        decoded = further
    raise UnsafePathError("is percent-encoded again and again")


def _key(path: str) -> str:
    """Return what is the same for paths that are one file where letter case and Unicode form do not count."""
    if path.isascii() and path.islower():  # pragma: no mutate (the same as below, only faster)
        return path
    return unicodedata.normalize("NFC", path).casefold()


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

    def claim(self, path: str, holder: str) -> None:
        """Take a path for a file.

        Args:
            path: the path below the site folder.
            holder: the file, in words, for findings about others that want its path.

        Raises:
            PathTakenError: if another file has the path or stands in its way.
            UnsafePathError: if nothing can be written there.
        """
        if fault := path_fault(path):
            raise UnsafePathError(fault)
        key = _key(path)
        _check_free(key, self._files.get(key), self._files, self._folders)
        self._check_links(path)
        self._take(path, holder)

    def claim_as_it_is(self, path: str, holder: str) -> None:
        """Take the path that a file of the docs folder or of a plugin has already.

        Such a path may have any characters, and it may replace a reserved file: that is up to MkDocs.

        Args:
            path: the path below the site folder.
            holder: the file, in words.

        Raises:
            PathTakenError: if another file has the path or stands in its way.
            UnsafePathError: if MkDocs could not write the file.
        """
        if fault := size_fault(path):
            raise UnsafePathError(fault)
        if ".." in path.split("/") or path.startswith("/"):
            raise UnsafePathError("leads out of the site")
        taken = None if path in self.reserved else self._exact_files.get(path)
        _check_free(path, taken, self._exact_files, self._exact_folders)
        self._check_links(path)
        self._take(path, holder)

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
        if fault := path_fault(path):
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

    def _take(self, path: str, holder: str) -> None:
        key = _key(path)
        self._files.setdefault(key, holder)
        self._exact_files[path] = holder
        for folders, file in ((self._folders, key), (self._exact_folders, path)):
            for parent in _parents(file):
                if parent in folders:
                    break
                folders[parent] = holder

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


def is_emptied(site_dir: Path) -> bool:
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
