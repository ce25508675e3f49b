"""Which output paths are safe: none that passes can leave the site folder.

Paths are relative to the site folder and use `/`. `find_path_fault` checks whether a path is safe on every
file system, and `resolve_output_path` turns a URL of the site into a path. `output_folder` tracks which paths
are taken and writes the files.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from urllib.parse import unquote

from mkdocs_fieldguide.model.device_names import is_reserved_name

MAX_NAME_BYTES = 255
"""Bytes of a file name on most file systems (NAME_MAX); NTFS counts UTF-16 units, which are never more."""

MAX_PATH_BYTES = 800
"""Bytes of a path below the site folder. The whole path has 1,024 bytes on macOS (PATH_MAX), so this leaves
room for the site folder's own path."""

MAX_FOLDERS = 40
"""Folders below each other. Python's `os.makedirs` calls itself for each folder that is missing."""

RESERVED_FOLDERS = ("assets", "fieldguide", "search")
"""Folders of the theme, of our own published files and of the search. A page may be the index of one."""

_FORBIDDEN = re.compile(r'[<>:"|?*\\]')
_MOST_ENCODINGS = 5
"""How often an address is percent-decoded to find what it hides."""

HINT_ALLOWED_PATHS = "Use a path below the site such as /my_page, made of letters, digits, “-”, “_” and “.”."
"""Hint of findings about unsafe paths."""


class UnsafePathError(ValueError):
    """A path cannot be written to; the message says why, as the end of a sentence about the path."""


def find_path_fault(path: str) -> str:
    """Return why a relative path cannot be an output path; empty when it can.

    A path that passes is safe on every common file system: it cannot leave its folder, and no system takes it
    for anything else.

    Args:
        path: the path, with `/`.

    Returns:
        The end of a sentence that begins with the path, such as `leads out of the site`.
    """
    fault = find_size_fault(path)
    if fault:
        return fault
    for part in path.split("/"):
        if fault := _name_fault(part):
            return fault
    return ""


def find_size_fault(path: str) -> str:
    """Return why a path is too long or nested too deeply to be written; empty when it is not.

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


def resolve_output_path(address: str, *, use_directory_urls: bool) -> str:
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
    if fault := find_path_fault(clean):
        raise UnsafePathError(fault)
    folder, _, rest = clean.partition("/")
    if fold_path(folder) in RESERVED_FOLDERS and fold_path(rest) != "index.html":
        raise UnsafePathError(f"lies in “{folder}/”, which holds files that the build makes")
    return clean


def _check_address(address: str) -> None:
    """Raise for an address that leads out of the site, also when it is percent-encoded once or more often."""
    if len(address) > MAX_PATH_BYTES:
        raise UnsafePathError(f"is longer than {MAX_PATH_BYTES} bytes")
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


def fold_path(path: str) -> str:
    """Return what is the same for paths that are one file where letter case and Unicode form do not count."""
    if path.isascii() and path.islower():  # pragma: no mutate (the same as below, only faster)
        return path
    return unicodedata.normalize("NFC", path).casefold()
