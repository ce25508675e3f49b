"""File names that Windows reserves for devices."""

from __future__ import annotations

import re

# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ ]*(?:\.|$)", re.IGNORECASE)


def is_reserved_name(name: str) -> bool:
    """Return whether Windows reserves a file name for a device, such as `aux.html` or `NUL`."""
    return _DEVICES.match(name) is not None
