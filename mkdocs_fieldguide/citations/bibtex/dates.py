"""Convert the dates of BibTeX and biblatex to CSL-JSON."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from mkdocs_fieldguide.citations.bibtex.latex import decode_text
from mkdocs_fieldguide.model.written_dates import (
    MONTHS,
    SEASONS,
    DateParts,
    WrittenDate,
    is_no_date,
    is_valid_date,
    parse_written_date,
)

_ENDPOINT = re.compile(
    r"(?P<year>-?\d{4}|[yY]-?\d{5,6}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{1,2}|XX)(?:-(?P<day>\d{1,2}|XX))?)?"
    r"(?:[T ]\d[\d:Z+.-]*)?\s*(?P<mark>[?~%]*)"
)
_SUFFIXED_YEAR = re.compile(r"(\d{4})\s?[a-z]")
_PLAIN_YEAR = re.compile(r"[12][0-9]{3}")
_SHORT_YEAR = re.compile(r"\d{1,2}")
_WORD = re.compile(r"[^\W\d_]{2,}")


class DateReading(NamedTuple):
    """A date field in CSL-JSON.

    Attributes:
        csl: the date; None if the field says that there is none.
        fault: what is wrong with the field, a clause that follows “has the invalid date “…” in “…””; empty if
            it is valid.
    """

    csl: dict[str, Any] | None
    fault: str = ""


def read_date(source: str) -> DateReading:
    """Return the date in a field of biblatex such as `date`.

    Dates that are written otherwise are read too, if they are unambiguous; of others, only the year is used.
    """
    plain = source.strip("{} \t\n\u00a0")
    text = decode_text(source)
    if not text.strip() or is_no_date(text):
        return DateReading(None)
    if date := parse_biblatex_date(plain):
        return DateReading(date)
    # The source has the sign of an approximate date, `~`, and the text has no commands.
    readings = [date for date in (parse_written_date(plain), parse_written_date(text)) if date]
    found = next((date for date in readings if date.is_exact), readings[0] if readings else None)
    if found is None:
        return DateReading({"literal": text}, "it is shown as written")
    used = "only its year is used" if len(found.parts[0]) == 1 else "only its year and month are used"
    return DateReading(_to_csl(found), "" if found.is_exact else used)


def read_year(year: str, month: str, day: str = "") -> DateReading:
    """Return a date from BibTeX's `year`, `month` and `day`.

    The month may be a name, an abbreviation, a number, or include the day (`10~jan`). A year in words, such
    as `in press`, becomes a literal date.
    """
    if _PLAIN_YEAR.fullmatch(year) and not month:
        return DateReading({"date-parts": [[int(year)]]})
    text = decode_text(year)
    suffixed = _SUFFIXED_YEAR.fullmatch(text)
    if suffixed:
        fault = "its letter is left out, as styles add such letters themselves"
        return DateReading({"date-parts": [[int(suffixed[1])]]}, fault)
    if _SHORT_YEAR.fullmatch(text) and not is_no_date(text):
        return DateReading({"literal": text}, "it is shown as written")
    reading = read_date(year)
    if reading.fault and _WORD.search(text):
        return DateReading({"literal": text})
    date = reading.csl
    if date is None or len(date.get("date-parts", [])) != 1 or len(date["date-parts"][0]) != 1:
        return reading
    parts = date["date-parts"][0]
    number, day_in_month = _parse_month(decode_text(month))
    if number:
        parts.append(number)
        day_text = decode_text(day) if day else day_in_month
        if day_text.isdecimal() and len(day_text) <= 2 and is_valid_date(parts[0], number, int(day_text)):
            parts.append(int(day_text))
    return reading


def is_month(source: str) -> bool:
    """Return whether a BibTeX field `month` contains a month."""
    return _parse_month(decode_text(source))[0] != 0


def parse_biblatex_date(source: str) -> dict[str, Any] | None:
    """Return a biblatex date, such as `2021-05-03`, `2020/2021-02` or `1999~`; None if it is not a date.

    The format is that of the biblatex manual, "Date and time specifications" (ISO 8601-2, level 1).
    """
    endpoints = source.strip().split("/")
    if len(endpoints) > 2:
        return None
    ranges: list[list[DateParts]] = []
    is_circa = False
    for endpoint in endpoints:
        if endpoint.strip() in ("", "..", "open", "unknown"):
            ranges.append([[0]])
            continue
        match = _ENDPOINT.fullmatch(endpoint.strip())
        parts = _read_endpoint(match) if match else None
        if match is None or parts is None:
            return None
        is_circa = is_circa or bool(match["mark"])
        ranges.append(parts)
    # An unspecified year, such as `199X`, is a range itself.
    start, end = ranges[0][0], ranges[-1][-1]
    parts = [start] if start is end else [start, end]
    if start == [0]:
        parts = parts[1:]
    if not parts or not parts[0][0]:
        return None
    return _to_csl(WrittenDate(parts, is_circa=is_circa))


def _read_endpoint(match: re.Match[str]) -> list[DateParts] | None:
    year, month, day = match["year"].lstrip("yY"), match["month"] or "", match["day"] or ""
    if "X" in year:
        return [[int(year.replace("X", "0"))], [int(year.replace("X", "9"))]]
    parts = [int(year)]
    # Some databases write unknown months and days as `00`.
    if month in ("", "XX", "00"):
        return [parts] if day in ("", "XX", "00") else None
    number = int(month)
    if 21 <= number <= 24:
        # ISO 8601-2 numbers the seasons from 21 to 24, CSL-JSON as months 13 to 16.
        return [[*parts, number - 8]]
    if day in ("", "XX", "00"):
        return [[*parts, number]] if is_valid_date(parts[0], number) else None
    return [[*parts, number, int(day)]] if is_valid_date(parts[0], number, int(day)) else None


def _to_csl(date: WrittenDate) -> dict[str, Any]:
    result: dict[str, Any] = {"date-parts": date.parts}
    if date.is_circa:
        result["circa"] = True
    return result


def _parse_month(text: str) -> tuple[int, str]:
    """Return the number of a month, 0 if there is none, and the day if the text includes it."""
    folded = text.casefold().strip()
    if folded.isdecimal():
        number = int(folded) if len(folded) <= 4 else 0
        return (number - 8 if 21 <= number <= 24 else number if 1 <= number <= 12 else 0), ""
    if folded in SEASONS:
        return SEASONS[folded], ""
    match = re.search(r"[a-z]{3}", folded)
    if match is None or match.group() not in MONTHS:
        return 0, ""
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", folded)
    return MONTHS.index(match.group()) + 1, day.group() if day else ""
