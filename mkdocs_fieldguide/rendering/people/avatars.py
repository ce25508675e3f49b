"""What stands for a person without a picture: initials on a hue made from the name."""

from __future__ import annotations

import zlib

HUES = 12
"""How many hues the style sheet has, as classes `fg-hue-0` to `fg-hue-11`."""


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name, in capitals."""
    words = [word for word in name.split() if word[:1].isalpha()]
    if not words:
        return name.strip()[:1].upper() or "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def avatar_hue(name: str) -> int:
    """Return the number of the hue for a name, the same on every page and in every build."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) % HUES
