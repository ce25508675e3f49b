"""Parse CSL-JSON dates and format them as the style or the locale requires."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.run import RichText, Run
from mkdocs_fieldguide.citations.csl.textcase import apply_case
from mkdocs_fieldguide.model.dates import split_partial_date
from mkdocs_fieldguide.model.written_dates import is_no_date, parse_written_date

if TYPE_CHECKING:
    from mkdocs_fieldguide.citations.csl.locales import Locale
    from mkdocs_fieldguide.citations.csl.xml import XmlNode


@dataclass(frozen=True, slots=True)
class CslDate:
    """A date or a date range.

    Attributes:
        parts: (year, month, day) of start and end, 0 if unknown; months 13 to 16 are seasons.
        literal: the date as text, if it has no parts.
        circa: whether the date is approximate.
    """

    parts: tuple[tuple[int, int, int], ...] = ()
    literal: str = ""
    circa: bool = False

    @property
    def known(self) -> bool:
        """Return whether the date has any content."""
        return bool(self.parts or self.literal)


_TIME = re.compile(r"(?:T.*)?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)


def read_csl_date(value: Any) -> CslDate:
    """Return the date in a CSL-JSON value: `date-parts`, `raw`, `literal` or plain text."""
    if isinstance(value, (str, int)):
        return _parse_text(str(value))
    if not isinstance(value, Mapping):
        return CslDate()
    circa = value.get("circa") in (True, "true", 1, "1")
    listed = value.get("date-parts")
    parts = []
    if isinstance(listed, (list, tuple)):
        for one in listed[:2]:
            if isinstance(one, (list, tuple)) and one:
                numbers = [*(_parse_number(part) for part in one[:3]), 0, 0][:3]
                season = _parse_number(value.get("season", 0))
                if season and not numbers[1]:
                    numbers[1] = 12 + season
                parts.append((numbers[0], numbers[1], numbers[2]))
    if parts and parts[0][0]:
        return CslDate(tuple(parts), "", circa)
    if value.get("raw"):
        found = _parse_text(str(value["raw"]))
        return replace(found, circa=circa or found.circa)
    literal = str(value.get("literal") or "")
    return CslDate((), "" if is_no_date(literal) else literal, circa)


def _parse_text(text: str) -> CslDate:
    if is_no_date(text):
        return CslDate()
    endpoints = text.split("/")
    if len(endpoints) <= 2:
        found = [split_partial_date(endpoint.strip()) for endpoint in endpoints]
        parts = tuple(date[:3] for date in found if date and _TIME.fullmatch(date[3]))
        if len(parts) == len(endpoints) and (len(parts) == 1 or all(part[0] >= 100 for part in parts)):
            return CslDate(parts)
    date = parse_written_date(text)
    if date is None or not date.is_exact:
        return CslDate((), text.strip())
    return CslDate(tuple((*part, 0, 0)[:3] for part in date.parts), "", date.is_circa)  # type: ignore[misc]


def _parse_number(value: Any) -> int:
    try:
        return int(str(value)[:6])
    except ValueError:
        return 0


def make_date_sort_key(date: CslDate, precision: int = 3) -> str:
    """Return a string that sorts like the date, by the first `precision` of year, month and day."""
    texts = []
    for part in date.parts:
        year, month, day = (*part[:precision], 0, 0)[:3]
        texts.append(f"{year + 10000:05}{month:02}{day:02}")
    if not texts and (match := _YEAR.search(date.literal)):
        # “2015 (in press)” belongs to the other dates of 2015.
        texts.append(f"{int(match[0]) + 10000:05}0000")
    return "/".join(texts) or date.literal.casefold()


def format_date(node: XmlNode, date: CslDate, locale: Locale) -> RichText:
    """Return a date in the format of a `<date>` element, without the affixes of the element."""
    if not date.parts:
        return richtext.parse_inline(date.literal)
    form = node.get("form")
    if form:
        base = locale.date(form)
        if base is None:
            return [Run(str(date.parts[0][0]))]
        names = {"year": ("year",), "year-month": ("year", "month")}.get(
            node.get("date-parts", ""), ("year", "month", "day")
        )
        overrides = {part.get("name", ""): part for part in node.findall("date-part")}
        parts = [
            _DatePart(part, overrides.get(part.get("name", "")))
            for part in base.findall("date-part")
            if part.get("name") in names
        ]
        delimiter = base.get("delimiter", "")
    else:
        parts = [_DatePart(part, None) for part in node.findall("date-part")]
        delimiter = node.get("delimiter", "")
    return _format_range(parts, delimiter, date, locale)


class _DatePart:
    """A `<date-part>` of the locale with the attributes that the style overrides: all but the affixes."""

    def __init__(self, base: XmlNode, override: XmlNode | None) -> None:
        self.attributes = dict(base.attributes)
        if override is not None:
            self.attributes.update(
                (name, value)
                for name, value in override.attributes.items()
                if name not in ("prefix", "suffix", "name")
            )
        self.get = self.attributes.get
        self.name = base.get("name", "")


def _format_range(parts: list[_DatePart], delimiter: str, date: CslDate, locale: Locale) -> RichText:
    start = date.parts[0]
    if len(date.parts) < 2 or date.parts[1] == start:
        return _strip_end(_format_parts(parts, delimiter, start, locale), " ,")
    end = date.parts[1]
    if not end[0]:
        return [*_format_parts(parts, delimiter, start, locale), Run("–")]
    index = {"year": 0, "month": 1, "day": 2}
    present = [part for part in parts if start[index[part.name]] or end[index[part.name]]]
    differing = [name for name in ("year", "month", "day") if start[index[name]] != end[index[name]]]
    shown = {part.name for part in present}
    largest = next((name for name in differing if name in shown), None)
    if largest is None:
        return _strip_end(_format_parts(present, delimiter, start, locale), " ,")
    # Only the largest part that differs and the smaller ones are repeated; larger parts appear once, before
    # or after them, in the order of the format.
    repeated = {name for name in ("year", "month", "day") if index[name] >= index[largest]}
    first = next(i for i, part in enumerate(present) if part.name in repeated)
    last = max(i for i, part in enumerate(present) if part.name in repeated)
    dash = next((part.get("range-delimiter") for part in present if part.name == largest), None) or "–"
    middle = present[first : last + 1]
    before = _format_parts(present[:first], delimiter, start, locale)
    left = _strip_end(_format_parts(middle, delimiter, start, locale), " ,.")
    right = _format_parts(middle, delimiter, end, locale)
    after = _format_parts(present[last + 1 :], delimiter, end, locale)
    if not after:
        right = _strip_end(right, " ,")
    span = [*left, Run(dash), *right]
    return richtext.join([before, span, after], delimiter)


def _strip_end(runs: RichText, characters: str) -> RichText:
    """Remove runs of only these characters from the end, such as the comma after a month without a day."""
    while runs and not runs[-1].text.strip(characters):
        runs = runs[:-1]
    return runs


def _format_parts(
    parts: list[_DatePart], delimiter: str, values: tuple[int, int, int], locale: Locale
) -> RichText:
    formatted = []
    for part in parts:
        runs = _format_part(part, values, locale)
        if runs:
            if part.get("strip-periods") == "true":
                runs = [Run(run.text.replace(".", "")) for run in runs]
            case = part.get("text-case")
            runs = apply_case(runs, case) if case else runs
            runs = richtext.apply_font(part.attributes, runs)
            formatted.append(richtext.wrap(runs, part.get("prefix", ""), part.get("suffix", "")))
    return richtext.join(formatted, delimiter)


def _format_part(part: _DatePart, values: tuple[int, int, int], locale: Locale) -> RichText:
    year, month, day = values
    form = part.get("form")
    if part.name == "year" and year:
        return [Run(_format_year(year, form or "long", locale))]
    if part.name == "month" and month:
        return [Run(text)] if (text := _format_month(month, form or "long", locale)) else []
    if part.name == "day" and day and month <= 12:
        if form == "numeric-leading-zeros":
            return [Run(f"{day:02}")]
        if form == "ordinal" and (day == 1 or not locale.limit_day_ordinals):
            return [Run(f"{day}{locale.ordinal(day, locale.gender(f'month-{month:02}'))}")]
        return [Run(str(day))]
    return []


def _format_year(year: int, form: str, locale: Locale) -> str:
    if year < 0:
        return f"{-year}{locale.term('bc')}"
    text = str(year)[-2:] if form == "short" and year > 999 else str(year)
    return text + locale.term("ad") if year < 1000 else text


def _format_month(month: int, form: str, locale: Locale) -> str:
    if month > 24:
        return ""
    if month > 12:
        season = (month - 13) % 4 + 1 if month < 21 else (month - 21) % 4 + 1
        return locale.term(f"season-{season:02}")
    if form == "numeric":
        return str(month)
    if form == "numeric-leading-zeros":
        return f"{month:02}"
    return locale.term(f"month-{month:02}", form)
