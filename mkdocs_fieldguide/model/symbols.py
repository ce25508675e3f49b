"""Tells symbols from words: in another letter case, a symbol would be another one."""

from __future__ import annotations

import re
from functools import lru_cache

_GREEK = "\u00b5\u0370-\u03ff\u1f00-\u1fff"
_GREEK_LETTER = re.compile(f"[{_GREEK}]")
_GREEK_WORD = re.compile(f"[{_GREEK}]{{3}}")
_NUMBERED_LETTER = re.compile(r"[a-z][0-9]")


def is_symbol(text: str, at: int) -> bool:
    """Return whether the word at a position is a symbol, as in “β-catenin”, “γδ T cells” and “p53”.

    Greek letters are symbols unless the text contains words in Greek.
    """
    letter = text[at]
    if letter < "\u00b5":
        return _NUMBERED_LETTER.match(text, at) is not None
    return _GREEK_LETTER.match(letter) is not None and not _has_greek_words(text)


@lru_cache(maxsize=4)
def _has_greek_words(text: str) -> bool:
    # Cached, because each word of a text asks.
    return _GREEK_WORD.search(text) is not None
