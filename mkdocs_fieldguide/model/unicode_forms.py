"""Unicode normalisation in linear time.

`unicodedata.normalize` sorts each run of combining marks with insertion sort, which takes quadratic time. No
writing system puts more than a few marks on a letter; the longest known run has 18 (Unicode Standard Annex
#15, "Stream-Safe Text Format").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

MAX_MARKS = 30
"""Maximum run of combining marks (UAX #15, definition D3)."""

_JOINER = "\u034f"
# All combining marks are above U+02FF, so most texts need no scan character by character.
_CANDIDATE = re.compile(rf"[^\x00-\u02ff]{{{MAX_MARKS + 1}}}")


def normalise(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """Normalise a text.

    Runs of combining marks longer than in any writing system are broken with the invisible U+034F COMBINING
    GRAPHEME JOINER, as in the Stream-Safe Text Process of UAX #15 (12.1).

    Args:
        form: name of the normalisation form.
        text: any text.
    """
    if text.isascii():
        return text
    return unicodedata.normalize(form, _stream_safe(text) if _CANDIDATE.search(text) else text)


def normalise_name(text: str) -> str:
    """Return a name or id in the form in which it is looked up: NFC, with single spaces between words.

    Texts that look the same are thus equal: keyboards and file systems differ in how they encode accents, and
    word processors insert no-break spaces.

    Args:
        text: a name or id as written.
    """
    return " ".join(normalise("NFC", text).split())


def spellings(paths: Iterable[str]) -> dict[str, str]:
    """Return paths that are not ASCII by their form NFC: some file systems store names in another form."""
    return {normalise("NFC", path): path for path in paths if not path.isascii()}


def _stream_safe(text: str) -> str:
    out: list[str] = []
    marks = 0
    for character in text:
        # Some characters that are not marks decompose into up to four marks.
        decomposed = unicodedata.normalize("NFKD", character)
        if all(map(unicodedata.combining, decomposed)):
            if marks + len(decomposed) > MAX_MARKS:
                out.append(_JOINER)
                marks = 0
            marks += len(decomposed)
        else:
            marks = sum(1 for part in decomposed if unicodedata.combining(part))
        out.append(character)
    return "".join(out)
