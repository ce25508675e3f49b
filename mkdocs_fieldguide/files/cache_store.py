"""Files of the cache: what one run writes for the next, read only if it is whole and meant for this version.

Floor 0: the standard library only. All that is cached goes through here.

The digest finds damage, a file under another's name, and what another version of the package has written. It
does not find malice, as anybody can compute it: a cache is believed because of where it lies, see
`kept_files`.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from mkdocs_fieldguide import __version__
from mkdocs_fieldguide.files.atomic import write_temporary

_MAGIC = b"fieldguide-cache 2 "
"""How each file begins: followed by the digest, the length of the content and a line feed. 2 is the version
of the format."""

_LONGEST_HEAD = 200

_PRIVATE = 0o600
# A named pipe must not be waited for; see `regular_files`.
_READ = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


def load(path: Path, context: str = "") -> bytes | None:
    """Return what was stored in a file, or None if it is missing, damaged or not ours; never raises.

    Args:
        path: the file.
        context: what the content depends on beside its name; the same text as when it was stored.
    """
    try:
        handle = os.open(path, _READ)
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(handle)
            if not _is_ours(status):
                return None
            head = stream.readline(_LONGEST_HEAD)
            # Checked first, as a damaged file may be larger than the memory.
            if not head.endswith(b" %d\n" % (status.st_size - len(head))):
                return None
            payload = stream.read()
    except (OSError, ValueError, MemoryError):
        return None
    return payload if head == _head(path, payload, context) else None


def store(path: Path, payload: bytes, context: str = "") -> bool:
    """Store bytes for the next run, all of them or none; tell whether that was possible; never raises.

    Args:
        path: the file.
        payload: what it is to hold.
        context: what the content depends on beside its name.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        data = _head(path, payload, context) + payload
        # A file that a power cut has spoilt does not match its digest: the disk need not be waited for.
        with write_temporary(path, data, mode=_PRIVATE) as temporary:
            temporary.replace(path)
    except (OSError, ValueError):
        return False
    return True


def _head(path: Path, payload: bytes, context: str) -> bytes:
    found = hashlib.sha256(f"{__version__}\0{path.name}\0{context}\0".encode(errors="surrogatepass"))
    found.update(payload)
    return _MAGIC + b"%s %d\n" % (found.hexdigest().encode(), len(payload))


def _is_ours(status: os.stat_result) -> bool:
    """Tell whether a file can have been written by this user or the administrator only."""
    if not stat.S_ISREG(status.st_mode):
        return False
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid in (os.geteuid(), 0) and not status.st_mode & stat.S_IWOTH
