"""Numbers in references: numeric and plural tests, Roman numerals, page ranges."""

from __future__ import annotations

import re

_NUMERIC = re.compile(r"\s*[A-Za-z]{0,4}\d+[A-Za-z]{0,2}(?:\s*[-–—,&]+\s*[A-Za-z]{0,4}\d+[A-Za-z]{0,2})*\s*")
# The limits on lengths and the lookbehinds prevent quadratic backtracking.
_PREFIX = r"((?:[A-Za-z0-9]{0,40}[A-Za-z])?)"
_RANGE = re.compile(
    rf"(?<![A-Za-z0-9]){_PREFIX}(\d{{1,40}})([A-Za-z]{{0,40}})\s*(?:--?|–|—)\s*{_PREFIX}(\d{{1,40}})"
    r"((?:\.?[A-Za-z][A-Za-z0-9]{0,40})?)"
)
_ROMAN_RANGE = re.compile(r"(?<![\w-])([ivxlcdm]{1,12})\s*(?:--?|–|—)\s*([ivxlcdm]{1,12})(?![\w-])")
_PLURAL = re.compile(
    r"(?:\d[^\s,&\\]{0,40}|\b[ivxlcdm]{1,12})\s*,?\s*(?:[-–—,&]|\b(?:and|AND)\b)\s*(?:[^\W\d]{0,40}\d|[ivxlcdm]{1,12}\b)"
)
_NUMBER_RANGE = re.compile(r"(?<![\w-])(\d+)\s*-{1,2}\s*(\d+)(?![\w-])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def is_numeric(value: str) -> bool:
    """Return whether a value consists of numbers, such as `12`, `2b`, `S4` or `1-3, 5` (CSL: is-numeric)."""
    return _NUMERIC.fullmatch(value) is not None


def is_plural(value: str, is_count: bool) -> bool:
    """Return whether the label of this value is plural.

    Args:
        value: the content of the variable.
        is_count: whether the variable is a count (`number-of-pages`), so that "2" is plural.
    """
    if is_count:
        digits = re.search(r"\d+", value)
        return digits is not None and int(digits.group()[:9]) != 1
    return _PLURAL.search(value) is not None


def to_roman(number: int) -> str:
    """Return a number in lower-case Roman numerals, or in Arabic numerals from 4,000."""
    if not 0 < number < 4000:
        return str(number)
    result = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        result += letters * count
    return result


def use_range_dashes(value: str, delimiter: str = "–") -> str:
    """Return the value with range delimiters between numbers; `s2-42` is not a range."""
    return _NUMBER_RANGE.sub(rf"\1{delimiter}\2", value).replace("\\-", "-")


def format_page_range(value: str, form: str, delimiter: str = "–") -> str:
    """Return pages with their ranges in one of CSL's formats.

    Args:
        value: the pages, such as `321-328, 330`.
        form: `expanded`, `minimal`, `minimal-two`, `chicago`, `chicago-15` or `chicago-16`; any other value
            does not change the digits.
        delimiter: the range delimiter of the locale.
    """

    def convert(match: re.Match[str]) -> str:
        first, start, middle, second, end, tail = match.groups()
        is_section = first.isupper() and first.isalpha() and not second  # D975-9
        if second != first and form and not is_section:
            return f"{first}{start}{middle}-{second}{end}{tail}"  # not a range, as far as we know
        if middle or tail or second != first or not form:
            return f"{first}{start}{middle}{delimiter}{second}{end}{tail}"
        if len(end) < len(start):
            end = start[: len(start) - len(end)] + end
        if form == "expanded":
            return f"{first}{start}{delimiter}{second}{end}"
        return f"{first}{start}{delimiter}{_shorten(start, end, form)}"

    # A hyphen after a backslash is not a range: 3\-B.
    parts = value.split("\\-")
    return "-".join(_ROMAN_RANGE.sub(rf"\1{delimiter}\2", _RANGE.sub(convert, part)) for part in parts)


def _shorten(start: str, end: str, form: str) -> str:
    if len(start) != len(end) or start >= end:
        return end
    common = next(i for i in range(len(start)) if start[i] != end[i])
    if form == "minimal":
        return end[common:]
    if form == "minimal-two":
        return end[min(common, max(0, len(end) - 2)) :]
    return end[_count_omitted_digits(start, common, form) :] if form.startswith("chicago") else end


def _count_omitted_digits(start: str, common: int, form: str) -> int:
    """Return how many digits the end of a range omits (Chicago Manual of Style, "Inclusive numbers").

    Args:
        start: the start of the range.
        common: the number of leading digits that start and end share.
        form: the format.
    """
    digits = len(start)
    if digits < 3 or start.endswith("00"):
        return 0  # 3–10, 71–72, 100–104
    if start[-2] == "0":
        return common  # 107–8, 505–17
    if form != "chicago-16" and digits == 4 and digits - common >= 3:
        return 0  # 1496–1504 in the 15th edition
    return min(common, digits - 2)  # 321–25, 415–532
