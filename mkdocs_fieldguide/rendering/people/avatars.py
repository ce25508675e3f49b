"""Avatars of people without a picture: initials on a colour derived from the name."""

from __future__ import annotations

import zlib

HUES = 12
"""Number of hues in the style sheet, which has the classes `fg-hue-0` to `fg-hue-11`."""


def initials(name: str) -> str:
    """Return the initials of the first and the last word of a name, in upper case."""
    words = [word for word in name.split() if word[:1].isalpha()]
    if not words:
        return name.strip()[:1].upper() or "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def avatar_hue(name: str) -> int:
    """Return the number of the hue for a name; it is the same in all builds."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) % HUES
