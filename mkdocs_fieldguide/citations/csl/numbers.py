"""Numbers in references: numeric or not, plural or not, ordinals, Roman numerals, page ranges."""

from __future__ import annotations

import re

_NUMERIC = re.compile(r"\s*[A-Za-z]{0,4}\d+[A-Za-z]{0,2}(?:\s*[-–—,&]+\s*[A-Za-z]{0,4}\d+[A-Za-z]{0,2})*\s*")
# Letters and digits are looked at from their beginnings only, and no page has a longer number: the work would
# grow with the square of their length.
_RANGE = re.compile(
    r"(?<![A-Za-z])([A-Za-z]{0,40})(?<!\d)(\d{1,40})([A-Za-z]{0,40})\s*"
    r"(?:--?|–|—)\s*([A-Za-z]{0,40})(\d{1,40})([A-Za-z]{0,40})"
)
_SEVERAL = re.compile(r"\d\S{0,40}\s*(?:[-–—,&]|and)\s*\S{0,40}\d|[ivxlcdm]\s*[-–—]\s*[ivxlcdm]")
_DIGITS = re.compile(r"(?<![\w-])(\d+)\s*-{1,2}\s*(\d+)(?![\w-])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def is_numeric(value: str) -> bool:
    """Tell whether a value holds numbers only, as in `12`, `2b`, `S4` or `1-3, 5` (CSL: is-numeric)."""
    return _NUMERIC.fullmatch(value) is not None


def is_plural(value: str, counts: bool) -> bool:
    """Tell whether a label before this value is to be in the plural.

    Args:
        value: the content of the variable.
        counts: the variable is a number of something (`number-of-pages`), so that "2" is plural.
    """
    if counts:
        digits = re.search(r"\d+", value)
        return digits is not None and int(digits.group()[:9]) != 1
    return _SEVERAL.search(value) is not None


def to_roman(number: int) -> str:
    """Return a number below 4,000 in small Roman numerals; others in Arabic ones."""
    if not 0 < number < 4000:
        return str(number)
    result = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        result += letters * count
    return result


def use_range_dashes(value: str, delimiter: str = "–") -> str:
    """Return the value with the hyphens between numbers as range dashes; `s2-42` is no range."""
    return _DIGITS.sub(rf"\1{delimiter}\2", value)


def format_page_range(value: str, form: str, delimiter: str = "–") -> str:
    """Return pages with their ranges written in one of CSL's forms.

    Args:
        value: such as `321-328, 330`.
        form: `expanded`, `minimal`, `minimal-two`, `chicago`, `chicago-15`, `chicago-16`; any other
            leaves the digits as they are.
        delimiter: the language's range dash.
    """

    def change(match: re.Match[str]) -> str:
        first, start, mid, second, end, tail = match.groups()
        if mid or tail or second != first or not form:
            return f"{first}{start}{mid}{delimiter}{second}{end}{tail}"
        if len(end) < len(start):
            end = start[: len(start) - len(end)] + end
        if form != "expanded" and not first:
            end = _shorten(start, end, form)
        return f"{first}{start}{delimiter}{second}{end}"

    return _RANGE.sub(change, value)


def _shorten(start: str, end: str, form: str) -> str:
    if len(start) != len(end) or start >= end:
        return end
    same = next(i for i in range(len(start)) if start[i] != end[i])
    if form == "minimal":
        return end[same:]
    if form == "minimal-two":
        return end[min(same, max(0, len(end) - 2)) :]
    return end[_chicago(start, same, form) :] if form.startswith("chicago") else end


def _chicago(start: str, same: int, form: str) -> int:
    """Return from which digit on the end is written (Chicago Manual of Style, "Inclusive numbers")."""
    digits = len(start)
    if digits < 3 or start.endswith("00"):
        return 0  # 3–10, 71–72, 100–104
    if start[-2] == "0":
        return same  # 107–8, 505–17
    if form != "chicago-16" and digits >= 4 and digits - same >= 3:
        return 0  # 1496–1504 in the 15th edition
    return min(same, digits - 2)  # 321–25, 415–532
