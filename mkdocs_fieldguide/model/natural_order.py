"""The order in which readers expect names."""

from __future__ import annotations

import re
import unicodedata

from mkdocs_fieldguide.model.unicode_forms import normalise

_DIGITS = re.compile(r"([0-9]+)")


def make_natural_key(name: str) -> tuple[str | tuple[int, str], ...]:
    """Return a sort key that ignores letter case and accents, and compares digits as numbers.

    The script of the tables sorts in the same way (`Intl.Collator` with `numeric`), apart from the rules of
    single languages.
    """
    text = normalise("NFKD", name.casefold())
    if not text.isascii():
        text = "".join(letter for letter in text if not unicodedata.category(letter).startswith("M"))
    parts = _DIGITS.split(text)
    # Texts and numbers alternate, so that only values of one type are compared. A number is compared by its
    # length first: `int` accepts a limited number of digits.
    return tuple(
        (len(part.lstrip("0")), part.lstrip("0")) if index % 2 else part for index, part in enumerate(parts)
    )
