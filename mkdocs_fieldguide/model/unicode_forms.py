"""Unicode's normalization forms, in time linear in the text.

`unicodedata.normalize` sorts each run of combining marks by insertion, which takes time that grows with the
square of the run. No writing system puts more than a few marks on a letter; the longest known run has 18
(Unicode Standard Annex #15, "Stream-Safe Text Format").
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

MAX_MARKS = 30
"""Combining marks in a row that are normalized together (UAX #15, definition D3)."""

_JOINER = "\u034f"
# All combining marks lie above U+02FF, so that most texts need not be looked at letter by letter.
_CANDIDATE = re.compile(rf"[^\x00-\u02ff]{{{MAX_MARKS + 1}}}")


def normalise(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """Return a text in a normalization form.

    Longer runs of combining marks than any writing system has are broken by U+034F COMBINING GRAPHEME JOINER,
    which cannot be seen, as the Stream-Safe Text Process of UAX #15 (12.1) has it.

    Args:
        form: the name of the form.
        text: any text.
    """
    if text.isascii():
        return text
    return unicodedata.normalize(form, _stream_safe(text) if _CANDIDATE.search(text) else text)


def _stream_safe(text: str) -> str:
    out: list[str] = []
    marks = 0
    for character in text:
        # Some characters that are no marks fall apart into marks, at most four.
        decomposed = unicodedata.normalize("NFKD", character)
        if all(map(unicodedata.combining, decomposed)):
            if marks + len(decomposed) > MAX_MARKS:
                out.append(_JOINER)
                marks = 0
            marks += len(decomposed)
        else:
            marks = sum(1 for one in decomposed if unicodedata.combining(one))
        out.append(character)
    return "".join(out)
