"""Cache files with integrity checks; every cached file is read and written here.

The digest detects corruption, a renamed file, and files written by another version of the package. It does
not detect tampering, as anyone can compute it: a cache is trusted because of its location, see `cache_dir`.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from mkdocs_fieldguide import __version__
from mkdocs_fieldguide.files.atomic import write_temporary

_MAGIC = b"fieldguide-cache 2 "
"""Magic number, with format version 2. The digest, the length of the payload and a line feed follow."""

_MAX_HEADER = 200

_PRIVATE = 0o600
# Opening a named pipe must not block; see `regular_files`.
_READ = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


def load(path: Path, context: str = "") -> bytes | None:
    """Return the payload of a cache file, or None if it is missing, corrupt or not trusted; never raises.

    Args:
        path: the file.
        context: what the payload depends on besides its name; must be equal to the context when it was
            stored.
    """
    try:
        handle = os.open(path, _READ)
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(handle)
            if not _is_trusted(status):
                return None
            header = stream.readline(_MAX_HEADER)
            # Checked before reading, as a corrupt file may be larger than the memory.
            if not header.endswith(b" %d\n" % (status.st_size - len(header))):
                return None
            payload = stream.read()
    except (OSError, ValueError, MemoryError):
        return None
    return payload if header == _build_header(path, payload, context) else None


def store(path: Path, payload: bytes, context: str = "") -> bool:
    """Store a payload atomically; return whether this succeeded; never raises.

    Args:
        path: the file.
        payload: the data.
        context: what the payload depends on besides its name.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        data = _build_header(path, payload, context) + payload
        # No fsync: a file that a power failure has corrupted does not match its digest.
        with write_temporary(path, data, mode=_PRIVATE) as temporary:
            temporary.replace(path)
    except (OSError, ValueError):
        return False
    return True


def _build_header(path: Path, payload: bytes, context: str) -> bytes:
    digest = hashlib.sha256(f"{__version__}\0{path.name}\0{context}\0".encode(errors="surrogatepass"))
    digest.update(payload)
    return _MAGIC + b"%s %d\n" % (digest.hexdigest().encode(), len(payload))


def _is_trusted(status: os.stat_result) -> bool:
    """Return whether only this user or the administrator can have written a file."""
    if not stat.S_ISREG(status.st_mode):
        return False
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid in (os.geteuid(), 0) and not status.st_mode & stat.S_IWOTH
