"""Ids of elements, made from ids and names of data."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

from mkdocs_fieldguide.model.device_names import is_reserved_name

_LONGEST = 120
_LONGEST_FILE = 200
"""Bytes of a file's name, so that a checksum and an ending fit into the 255 that it may have."""
_PLAIN = re.compile(rf"[a-zA-Z0-9_.:+-]{{1,{_LONGEST}}}")
_ODD = re.compile(r"[^a-zA-Z0-9_.:+-]")


def make_html_id(text: str) -> str:
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
        safe += _checksum(text)
    return safe


def make_file_name(text: str) -> str:
    """Return `text` for use as the beginning of a file's name, on every system, and in its address.

    Two texts have names that differ in more than letter case only where the texts do; see `file_names`.
    """
    name = make_html_id(text).replace(":", "~3a~").replace("+", "~2b~").replace("..", "~2e~.")
    if name.startswith(".") or is_reserved_name(name):
        name = f"~{ord(name[0]):x}~{name[1:]}"
    return name if len(name) <= _LONGEST_FILE else f"{name[:_LONGEST_FILE]}{_checksum(text)}"


def make_file_names(texts: Iterable[str]) -> dict[str, str]:
    """Return a name for a file for each text, all different where letter case does not count.

    Args:
        texts: what the files are of; the first of those that differ in letter case alone has the plain name.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for text in texts:
        name = make_file_name(text)
        if name.casefold() in taken:
            name += _checksum(text)
        taken.add(name.casefold())
        found[text] = name
    return found


def _checksum(text: str) -> str:
    return f"~{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def make_mention_anchor(kind: str, name: str, count: int) -> str:
    """Return the id of a mention in the text.

    Args:
        kind: `cite` or `fg-mention`.
        name: what is mentioned.
        count: how many mentions of it stand before on the page.
    """
    anchor = f"{kind}-{make_html_id(name)}"
    return anchor if count == 0 else f"{anchor}-{count + 1}"
