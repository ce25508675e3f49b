"""Convert the dates of BibTeX and biblatex to CSL-JSON."""

from __future__ import annotations

import re
from typing import Any

from mkdocs_fieldguide.citations.bibtex.latex import decode_text
from mkdocs_fieldguide.model.dates import split_partial_date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The abbreviations that BibTeX styles define for the months."""

_AFTER_DATE = re.compile(r"(?:T[\d:Z+.-]*)?(?:\s*([?~%]))?")
_SEASONS = {"spring": 13, "summer": 14, "autumn": 15, "fall": 15, "winter": 16}


def parse_biblatex_date(source: str) -> dict[str, Any] | None:
    """Return a biblatex date, such as `2021-05-03`, `2020/2021-02` or `1999~`; None if it is not a date.

    The format is that of the biblatex manual, "Date and time specifications" (ISO 8601-2, level 1).
    """
    parts, circa = [], False
    for endpoint in source.strip().split("/")[:2]:
        if endpoint.strip() in ("", "..", "open", "unknown"):
            parts.append([0])
            continue
        found = split_partial_date(endpoint.strip())
        after = _AFTER_DATE.fullmatch(found[3]) if found else None
        if found is None or after is None:
            return None
        year, month, day, _ = found
        circa = circa or bool(after[1])
        date = [year]
        if _is_month(month):
            # ISO 8601-2 numbers the seasons from 21 to 24, CSL-JSON as months 13 to 16.
            date.append(month - 8 if month > 20 else month)
            if 1 <= day <= 31 and month <= 12:
                date.append(day)
        parts.append(date)
    if parts and parts[0] == [0]:
        parts = parts[1:]
    if not parts or not parts[0][0]:
        return None
    result: dict[str, Any] = {"date-parts": parts}
    if circa:
        result["circa"] = True
    return result


def _is_month(number: int) -> bool:
    return 1 <= number <= 12 or 21 <= number <= 24


def parse_bibtex_date(year: str, month: str, day: str = "") -> dict[str, Any] | None:
    """Return a date from BibTeX's `year`, `month` and `day`; None without a year.

    The month may be a name, an abbreviation, a number, or include the day (`10~jan`). A year that is not a
    number, such as `in press`, becomes a literal date.
    """
    text = decode_text(year)
    if not text:
        return None
    match = re.fullmatch(r"(?:c(?:irca|a)?\.?\s*)?(-?\d{3,4})\??", text)
    if match is None:
        as_date = parse_biblatex_date(text)
        if as_date is not None:
            return as_date
        year_range = re.fullmatch(r"(\d{4})\s*[-–/]+\s*(\d{2,4})", text)
        if year_range:
            first, last = year_range.groups()
            return {"date-parts": [[int(first)], [int(first[: 4 - len(last)] + last)]]}
        return {"literal": text}
    parts = [int(match.group(1))]
    number, day_in_month = _parse_month(decode_text(month))
    if number:
        parts.append(number)
        day_text = decode_text(day) if day else day_in_month
        if re.fullmatch(r"[0-9]{1,4}", day_text) and 1 <= int(day_text) <= 31 and number <= 12:
            parts.append(int(day_text))
    result: dict[str, Any] = {"date-parts": [parts]}
    if text != match.group(1):
        result["circa"] = True
    return result


def _parse_month(text: str) -> tuple[int, str]:
    """Return the number of a month, 0 if there is none, and the day if the text includes it."""
    folded = text.casefold().strip()
    if folded.isdecimal():
        return (int(folded), "") if len(folded) <= 4 and _is_month(int(folded)) else (0, "")
    if folded in _SEASONS:
        return _SEASONS[folded], ""
    match = re.search(r"[a-z]{3}", folded)
    if match is None or match.group() not in MONTHS:
        return 0, ""
    day = re.search(r"\d{1,2}", folded)
    return MONTHS.index(match.group()) + 1, day.group() if day else ""
