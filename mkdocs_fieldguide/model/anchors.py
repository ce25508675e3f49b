"""HTML ids and file names derived from the ids and names in data."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

from mkdocs_fieldguide.model.device_names import is_reserved_name

_MAX_LENGTH = 120
_MAX_FILE_NAME = 200
"""Bytes of a file name; leaves space for a checksum and an extension within the limit of 255."""
_PLAIN = re.compile(rf"[a-zA-Z0-9_.:+-]{{1,{_MAX_LENGTH}}}")
_UNSAFE = re.compile(r"[^a-zA-Z0-9_.:+-]")


def make_html_id(text: str) -> str:
    """Return `text` as a value for an `id` attribute and for links to it.

    Ordinary ids are unchanged. Characters that are not safe in HTML or in a URL become `~` and their code
    point; a very long text is truncated and gets a checksum. Two different texts therefore never share an id.
    """
    if _PLAIN.fullmatch(text):
        return text
    if not text:
        return "~"
    safe = _UNSAFE.sub(lambda match: f"~{ord(match[0]):x}~", text[:_MAX_LENGTH])
    if len(text) > _MAX_LENGTH:
        safe += _checksum(text)
    return safe


def make_file_name(text: str) -> str:
    """Return `text` as the stem of a file name that is valid on every operating system and in a URL.

    The names of two texts may differ in letter case alone; see `make_file_names`.
    """
    name = make_html_id(text).replace(":", "~3a~").replace("+", "~2b~").replace("..", "~2e~.")
    if name.startswith(".") or is_reserved_name(name):
        name = f"~{ord(name[0]):x}~{name[1:]}"
    return name if len(name) <= _MAX_FILE_NAME else f"{name[:_MAX_FILE_NAME]}{_checksum(text)}"


def make_file_names(texts: Iterable[str]) -> dict[str, str]:
    """Return a file name for each text, unique even on case-insensitive file systems.

    Args:
        texts: what the files are named after. Of texts that differ in letter case alone, the first gets the
            plain name.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for text in texts:
        name = make_file_name(text)
        if name.casefold() in taken:
            name += _checksum(text)
        taken.add(name.casefold())
        names[text] = name
    return names


def _checksum(text: str) -> str:
    return f"~{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def make_mention_anchor(kind: str, name: str, count: int) -> str:
    """Return the HTML id of a mention on a page.

    Args:
        kind: `cite` or `fg-mention`.
        name: what is mentioned.
        count: number of earlier mentions of it on the page.
    """
    anchor = f"{kind}-{make_html_id(name)}"
    return anchor if count == 0 else f"{anchor}-{count + 1}"
