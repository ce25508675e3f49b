"""Characters that no output may hold, and taking them out of values that were read.

Not allowed are the control characters but tab and line feed, surrogates and noncharacters: HTML calls them
errors (https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream), XML 1.0 forbids
most (https://www.w3.org/TR/xml/#charsets), and terminals take some for commands. Characters that turn the
direction of text around (UAX #9, explicit formatting characters) make a text look other than it is
(CVE-2021-42574).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

REPLACEMENT = "\ufffd"
"""Stands in the place of a character that is not allowed (Unicode 16, 3.9: U+FFFD substitution)."""

_PLANE_ENDS = "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
DISALLOWED = f"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}"
"""As they stand in a class of a regular expression."""

BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates with their ends, as they stand in a class."""

_NOT_ALLOWED = re.compile(f"[{DISALLOWED}]")
_TURNING = re.compile(f"[{BIDI_CONTROLS}]")
_UNSAFE = re.compile(f"[{DISALLOWED}{BIDI_CONTROLS}\ufeff]")
_PLAIN = bytes([*range(0x20, 0x7F), 0x09, 0x0A])
_LINE_END = re.compile("\r\n?")
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Categories of controls, formats, surrogates, and line and paragraph separators."""
_ISOLATES = "\u2066\u2067\u2068"
_END_OF_ISOLATE = "\u2069"
_DEEPEST = 100
_LONGEST_NUMBER = 10_000
"""Bits; `str` raises for numbers of more than 4,300 digits, `sys.set_int_max_str_digits`."""


def sanitise_text(text: str) -> str:
    """Return a text that can be written to any output.

    A character that is not allowed becomes U+FFFD; a byte-order mark, and what turns the direction of text
    around, is taken out. Isolates stay where they are balanced and the text has letters that are written from
    the right: Arabic and Hebrew set other languages apart with them, and what is balanced reaches no further
    than the text.

    Args:
        text: any text; line ends may be of any kind and become line feeds.
    """
    if _is_plain(text) or _UNSAFE.search(text) is None:
        return text
    text = _NOT_ALLOWED.sub(REPLACEMENT, _LINE_END.sub("\n", text)).replace("\ufeff", "")
    return text if has_balanced_isolates(text) else _TURNING.sub("", text)


def has_balanced_isolates(text: str) -> bool:
    """Tell whether all that turns a text around is isolates, each with its end, in right-to-left text."""
    depth = 0
    for found in _TURNING.findall(text):
        if found in _ISOLATES:
            depth += 1
        elif found == _END_OF_ISOLATE and depth:
            depth -= 1
        else:
            return False
    return depth == 0 and any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def find_unsafe_characters(text: str) -> tuple[str, ...]:
    """Return what `cleaned` takes out of a text or replaces in it, each character once."""
    if _is_plain(text) or _UNSAFE.search(text) is None:
        return ()
    kept = sanitise_text(text)
    # A carriage return is a line end, which `cleaned` changes to a line feed.
    found = dict.fromkeys(_UNSAFE.findall(text))
    return tuple(character for character in found if character not in kept and character != "\r")


def replace_disallowed(text: str) -> str:
    """Return a text in which only what is not allowed is replaced, character by character."""
    return text if _is_plain(text) else _NOT_ALLOWED.sub(REPLACEMENT, text)


def find_disallowed(text: str) -> Iterator[re.Match[str]]:
    """Find the characters in a text that are not allowed."""
    return iter(()) if _is_plain(text) else _NOT_ALLOWED.finditer(text)


def is_disallowed(character: str) -> bool:
    """Tell whether no output may hold a character."""
    return _NOT_ALLOWED.match(character) is not None


def _is_plain(text: str) -> bool:
    """Tell at a glance that a text has printable ASCII characters only, as whole pages mostly have."""
    return text.isascii() and not text.encode().translate(None, _PLAIN)


def sanitise_value(value: Any, _above: tuple[int, ...] = ()) -> Any:
    """Return a value with all texts in it cleaned.

    A value inside itself, one too deep in others, and a number that Python does not write in full are None.

    Args:
        value: what a reader of YAML or JSON gives; other objects stay as they are.
    """
    if isinstance(value, str):
        return sanitise_text(value)
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        return None
    if not isinstance(value, (list, tuple, Mapping)):
        return value
    if id(value) in _above or len(_above) > _DEEPEST:
        return None
    above = (*_above, id(value))
    if isinstance(value, Mapping):
        return {sanitise_value(key): sanitise_value(item, above) for key, item in value.items()}
    return type(value)(sanitise_value(item, above) for item in value)


def escape_unprintable(text: str) -> str:
    """Return a text for a terminal: what cannot be seen, and would command it, is shown by its number.

    A line end is as well: servers of continuous integration take commands at the beginning of a line.
    """
    if text.isprintable():
        return text
    return "".join(
        f"\\u{ord(character):04x}" if unicodedata.category(character) in _UNSEEN else character
        for character in text
    )


def describe_character(character: str) -> str:
    """Return a character as messages name it, such as `U+202E (Right-to-left override)`."""
    usual = "a noncharacter" if unicodedata.category(character) == "Cn" else "a control character"
    if unicodedata.category(character) == "Cs":
        usual = "half of a surrogate pair"
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} ({name.capitalize() or usual})"
