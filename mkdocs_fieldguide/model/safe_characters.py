"""Removal of control, bidirectional and other unsafe characters from input.

Control characters except tab and line feed, surrogates and noncharacters are disallowed: they are errors in
HTML (https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream), most are forbidden
in XML 1.0 (https://www.w3.org/TR/xml/#charsets), and terminals interpret some as commands. Bidirectional
control characters (UAX #9, explicit formatting characters) can make a text look different from what it is
(CVE-2021-42574).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

REPLACEMENT = "\ufffd"
"""Replaces a disallowed character (Unicode 16, 3.9: U+FFFD substitution)."""

_PLANE_ENDS = "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
DISALLOWED = f"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}"
"""For use in a character class of a regular expression."""

BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides, isolates and their terminators, for use in a character class."""

_DISALLOWED = re.compile(f"[{DISALLOWED}]")
_BIDI_CONTROL = re.compile(f"[{BIDI_CONTROLS}]")
_UNSAFE = re.compile(f"[{DISALLOWED}{BIDI_CONTROLS}\ufeff]")
_PLAIN = bytes([*range(0x20, 0x7F), 0x09, 0x0A])
_LINE_END = re.compile("\r\n?")
_UNPRINTABLE = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Unicode categories of controls, formats, surrogates, and line and paragraph separators."""
_ISOLATES = "\u2066\u2067\u2068"
_END_OF_ISOLATE = "\u2069"
_MAX_DEPTH = 100
_MAX_NUMBER_BITS = 10_000
"""`str` raises for numbers of more than 4,300 digits, see `sys.set_int_max_str_digits`."""


def sanitise_text(text: str) -> str:
    """Return a text that is safe to write to any output.

    A disallowed character becomes U+FFFD; byte-order marks and bidirectional control characters are removed.
    Balanced isolates are retained in texts with right-to-left letters: Arabic and Hebrew texts set off other
    languages with them, and balanced isolates have no effect beyond the text.

    Args:
        text: any text; all kinds of line endings become line feeds.
    """
    if not _has(_UNSAFE, text):
        return text
    text = _DISALLOWED.sub(REPLACEMENT, _LINE_END.sub("\n", text)).replace("\ufeff", "")
    return text if has_balanced_isolates(text) else _BIDI_CONTROL.sub("", text)


def has_balanced_isolates(text: str) -> bool:
    """Return whether a right-to-left text has no bidirectional controls other than balanced isolates."""
    depth = 0
    for control in _BIDI_CONTROL.findall(text):
        if control in _ISOLATES:
            depth += 1
        elif control == _END_OF_ISOLATE and depth:
            depth -= 1
        else:
            return False
    return depth == 0 and any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def find_unsafe_characters(text: str) -> tuple[str, ...]:
    """Return the distinct characters that `sanitise_text` removes or replaces."""
    if not _has(_UNSAFE, text):
        return ()
    sanitised = sanitise_text(text)
    # A carriage return is part of a line ending, which `sanitise_text` converts to a line feed.
    candidates = dict.fromkeys(_UNSAFE.findall(text))
    return tuple(character for character in candidates if character not in sanitised and character != "\r")


def replace_disallowed(text: str) -> str:
    """Replace disallowed characters one for one, so that offsets do not change."""
    return _DISALLOWED.sub(REPLACEMENT, text) if _has(_DISALLOWED, text) else text


def find_disallowed(text: str) -> Iterator[re.Match[str]]:
    """Return an iterator over the matches of disallowed characters in a text."""
    return _DISALLOWED.finditer(text) if _has(_DISALLOWED, text) else iter(())


def is_disallowed(character: str) -> bool:
    """Return whether a character is disallowed in all output."""
    return _DISALLOWED.match(character) is not None


def _has(characters: re.Pattern[str], text: str) -> bool:
    """Return whether a text has one of the characters of a pattern, none of which is printable ASCII.

    Without printable ASCII, little is left of most texts. The regular expressions would take up to a hundred
    times as long for the whole text.
    """
    others = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    return bool(others) and characters.search(others) is not None


def sanitise_value(value: Any, _above: tuple[int, ...] = ()) -> Any:
    """Return a value in which all texts are sanitised.

    Cyclic and too deeply nested values, and numbers too large for Python to format, become None.

    Args:
        value: data from a YAML or JSON reader; other objects are returned unchanged.
    """
    if isinstance(value, str):
        return sanitise_text(value)
    if isinstance(value, int) and value.bit_length() > _MAX_NUMBER_BITS:
        return None
    if not isinstance(value, (list, tuple, Mapping)):
        return value
    if id(value) in _above or len(_above) > _MAX_DEPTH:
        return None
    above = (*_above, id(value))
    if isinstance(value, Mapping):
        return {sanitise_value(key): sanitise_value(item, above) for key, item in value.items()}
    return type(value)(sanitise_value(item, above) for item in value)


def escape_unprintable(text: str) -> str:
    """Escape unprintable characters for output to a terminal, which would interpret some as commands.

    Line endings are escaped too: continuous-integration servers interpret commands at the start of a line.
    """
    if text.isprintable():
        return text
    return "".join(
        f"\\u{ord(character):04x}" if unicodedata.category(character) in _UNPRINTABLE else character
        for character in text
    )


def describe_character(character: str) -> str:
    """Return code point and name of a character, such as `U+202E (Right-to-left override)`."""
    kind = "a noncharacter" if unicodedata.category(character) == "Cn" else "a control character"
    if unicodedata.category(character) == "Cs":
        kind = "half of a surrogate pair"
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} ({name.capitalize() or kind})"
