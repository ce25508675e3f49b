"""Checks that an output path is safe and cannot leave the site folder.

Paths are relative to the site folder and use `/`. `find_path_fault` checks whether a path is safe on every
file system, and `resolve_output_path` turns a URL of the site into a path. `output_folder` tracks which paths
are taken and writes the files.
"""

from __future__ import annotations

import functools
import posixpath
import re
import unicodedata
from urllib.parse import unquote

from mkdocs_fieldguide.model.device_names import is_reserved_name

MAX_NAME_BYTES = 255
"""Bytes of a file name on most file systems (NAME_MAX); NTFS counts UTF-16 units, which are never more."""

MAX_PATH_BYTES = 800
"""Bytes of a path relative to the site folder. An absolute path may have 1,024 bytes on macOS (PATH_MAX), so
this leaves space for the path of the site folder."""

MAX_FOLDERS = 40
"""Nested folders. Python's `os.makedirs` recurses for each missing folder."""

RESERVED_FOLDERS = ("assets", "fieldguide", "search")
"""Folders of the theme, of exported files and of the search. A page may be the index of one."""

_FORBIDDEN = re.compile(r'[<>:"|?*\\]')
_MAX_DECODINGS = 5
"""How often a URL is percent-decoded to find hidden characters."""

HINT_ALLOWED_PATHS = (
    "Use a path relative to the site, such as /my_page, of letters, digits, “-”, “_” and “.”."
)
"""Hint of findings about unsafe paths."""


class UnsafePathError(ValueError):
    """A path is not safe to write to; the message is the end of a sentence that begins with the path."""


@functools.lru_cache(maxsize=8192)  # asked for before a path is claimed, and before the file is written
def find_path_fault(path: str) -> str:
    """Return why a relative path is not safe as an output path; empty if it is.

    A safe path cannot leave its folder, and has the same meaning on every common file system.

    Args:
        path: the path, with `/`.

    Returns:
        The end of a sentence that begins with the path, such as `points outside the site`.
    """
    fault = find_size_fault(path)
    if fault:
        return fault
    for part in path.split("/"):
        if fault := _name_fault(part):
            return fault
    return ""


def find_size_fault(path: str) -> str:
    """Return why a path is too long or nested too deeply to be written; empty if it is not.

    Args:
        path: the path, with `/`.
    """
    if path.count("/") > MAX_FOLDERS:
        return f"has more than {MAX_FOLDERS} folders"
    if len(path.encode("utf-8", "surrogatepass")) > MAX_PATH_BYTES:
        return f"is longer than {MAX_PATH_BYTES} bytes"
    if any(len(part.encode("utf-8", "surrogatepass")) > MAX_NAME_BYTES for part in path.split("/")):
        return f"has a part longer than {MAX_NAME_BYTES} bytes"
    return ""


def _name_fault(name: str) -> str:
    """Return why a name is not valid for a file or folder; empty if it is."""
    forbidden = _FORBIDDEN.search(name)
    faults = (
        (name == "..", "contains “..”"),
        (name in ("", "."), "has an empty part"),
        # U+FFFD replaces characters that are disallowed in all output, such as NUL.
        (not name.isprintable() or "\ufffd" in name, "contains an invisible character"),
        (forbidden, f"contains “{forbidden and forbidden[0]}”"),
        (name.startswith("."), "has a part that begins with a dot"),
        (name.endswith((".", " ")), "has a part that ends with a dot or a space"),
        (is_reserved_name(name), f"has the part “{name[:40]}”, a device name reserved by Windows"),
    )
    return next(
        (fault for is_so, fault in faults if is_so),
        "",  # pragma: no mutate (callers only test the truth value)
    )


def resolve_output_path(address: str, *, use_directory_urls: bool) -> str:
    """Return the output file of a URL path of the site.

    Args:
        address: path from the site's root, as in `permalink` and `redirect_from`; percent-encoded, so that
            `/a%20b` is the folder `a b`.
        use_directory_urls: whether `/x` is `x/index.html`, not `x.html`.

    Raises:
        UnsafePathError: if the path is not safe.
    """
    written = address.partition("#")[0].partition("?")[0].strip()
    _check_address(written)
    # Decoded once, as a server decodes a request; the result is checked again below.
    clean = posixpath.normpath("/" + unquote(written)).lstrip("/")
    if not clean.endswith(".html"):
        # In Jekyll, `/index` is the index page of the folder.
        clean = re.sub(r"(?:^|/)index$", "", clean)
        if not clean:
            clean = "index.html"
        else:
            clean += "/index.html" if use_directory_urls or written.endswith("/") else ".html"
    if fault := find_path_fault(clean):
        raise UnsafePathError(fault)
    folder, _, rest = clean.partition("/")
    if fold_path(folder) in RESERVED_FOLDERS and fold_path(rest) != "index.html":
        raise UnsafePathError(f"is in “{folder}/”, which is reserved for files of the build")
    return clean


def _check_address(address: str) -> None:
    """Raise if a URL path points outside the site, even if it is percent-encoded several times."""
    if len(address) > MAX_PATH_BYTES:
        raise UnsafePathError(f"is longer than {MAX_PATH_BYTES} bytes")
    if "//" in address:
        raise UnsafePathError("contains “//”, which points to another server")
    decoded = address
    for _ in range(_MAX_DECODINGS):
        for part in decoded.split("/"):
            # An empty part comes from a leading or trailing slash; `.` is the folder itself.
            if part not in ("", ".") and (fault := _name_fault(part)):
                raise UnsafePathError(fault)
        further = unquote(decoded)
        if further == decoded:
            return
        if further.count("/") != decoded.count("/"):
            raise UnsafePathError("contains a percent-encoded slash")
        decoded = further
    raise UnsafePathError("is percent-encoded too many times")


def fold_path(path: str) -> str:
    """Return a path in the form in which paths are compared: case-folded and Unicode-normalised."""
    if path.isascii() and path.islower():  # pragma: no mutate (the same as below, only faster)
        return path
    return unicodedata.normalize("NFC", path).casefold()
