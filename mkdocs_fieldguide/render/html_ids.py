"""Ids of elements, made from ids and names of data."""

from __future__ import annotations

import re
import zlib

_LONGEST = 120
_PLAIN = re.compile(rf"[a-zA-Z0-9_.:+-]{{1,{_LONGEST}}}")
_ODD = re.compile(r"[^a-zA-Z0-9_.:+-]")


def html_id(text: str) -> str:
    """Return `text` for use in an `id` and in a link to it.

    Ids as people write them stay as they are. What HTML or an address cannot hold is written as `~` and its
    code point, and a very long text is cut and told from others by a checksum, so that two texts never
    share an id.
    """
    if _PLAIN.fullmatch(text):
        return text
    if not text:
        return "~"
    safe = _ODD.sub(lambda odd: f"~{ord(odd[0]):x}~", text[:_LONGEST])
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
