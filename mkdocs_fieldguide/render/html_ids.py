"""Ids of elements, made from ids and names of data."""

from __future__ import annotations

import zlib

_LONGEST = 120
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:+")


def html_id(text: str) -> str:
    """Return `text` for use in an `id` and in a link to it.

    Ids as people write them stay as they are. What HTML or an address cannot hold is written as `~` and its
    code point, and a very long text is cut and told from others by a checksum, so that two texts never
    share an id.
    """
    if len(text) <= _LONGEST and all(c in _PLAIN for c in text):
        return text or "~"
    safe = "".join(c if c in _PLAIN else f"~{ord(c):x}~" for c in text[:_LONGEST])
    if len(text) > _LONGEST:
        safe += f"~{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"
    return safe


def file_name(text: str) -> str:
    """Return `text` for use as the name of a file, on every system, and in its address."""
    return html_id(text).replace(":", "~3a~").replace("+", "~2b~").replace("..", "~2e~.")


def mention_anchor(kind: str, name: str, count: int) -> str:
    """Return the id of a mention in the text.

    Args:
        kind: `cite` or `fg-mention`.
        name: what is mentioned.
        count: how many mentions of it stand before on the page.
    """
    anchor = f"{kind}-{html_id(name)}"
    return anchor if count == 0 else f"{anchor}-{count + 1}"
