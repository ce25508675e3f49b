"""Dates: from CSL-JSON, and into text as a style or language wants it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.richtext import RichText, Run
from mkdocs_fieldguide.citations.csl.textcase import apply_case
from mkdocs_fieldguide.model.dates import split_partial_date

if TYPE_CHECKING:
    from mkdocs_fieldguide.citations.csl.locales import Locale
    from mkdocs_fieldguide.citations.csl.xml import XmlNode


@dataclass(frozen=True, slots=True)
class CslDate:
    """A date or a range of two.

    Attributes:
        parts: (year, month, day) of start and end; 0 where not known; months 13 to 16 are seasons.
        literal: text that stands for the whole date.
        circa: the date is not certain.
    """

    parts: tuple[tuple[int, int, int], ...] = ()
    literal: str = ""
    circa: bool = False

    @property
    def known(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self.parts or self.literal)


_TIME = re.compile(r"(?:T.*)?")


def read_csl_date(value: Any) -> CslDate:
    """Return the date in a CSL-JSON value: `date-parts`, `raw`, `literal`, or a plain text."""
    if isinstance(value, (str, int)):
        return _from_text(str(value))
    if not isinstance(value, Mapping):
        return CslDate()
    circa = value.get("circa") in (True, "true", 1, "1")
    listed = value.get("date-parts")
    parts = []
    if isinstance(listed, (list, tuple)):
        for one in listed[:2]:
            if isinstance(one, (list, tuple)) and one:
                numbers = [*(_number(part) for part in one[:3]), 0, 0][:3]
                season = _number(value.get("season", 0))
                if season and not numbers[1]:
                    numbers[1] = 12 + season
                parts.append((numbers[0], numbers[1], numbers[2]))
    if parts and parts[0][0]:
        return CslDate(tuple(parts), "", circa)
    if value.get("raw"):
        found = _from_text(str(value["raw"]))
        return CslDate(found.parts, found.literal, circa)
    return CslDate((), str(value.get("literal") or ""), circa)


def _from_text(text: str) -> CslDate:
    halves = text.split("/")
    if len(halves) <= 2:
        found = [split_partial_date(half.strip()) for half in halves]
        parts = tuple(date[:3] for date in found if date and _TIME.fullmatch(date[3]))
        if len(parts) == len(halves):
            return CslDate(parts)
    return CslDate((), text.strip())


def _number(value: Any) -> int:
    try:
        return int(str(value)[:6])
    except ValueError:
        return 0


def make_date_sort_key(date: CslDate, shown: int = 3) -> str:
    """Return a text that sorts like the date, by as many of year, month and day as are shown."""
    texts = []
    for part in date.parts:
        year, month, day = (*part[:shown], 0, 0)[:3]
        texts.append(f"{year + 10000:05}{month:02}{day:02}")
    return "/".join(texts) or date.literal.casefold()


def format_date(node: XmlNode, date: CslDate, locale: Locale) -> RichText:
    """Return a date as a style's `<date>` element wants it, without that element's own affixes."""
    if not date.parts:
        return richtext.parse_inline(date.literal)
    form = node.get("form")
    if form:
        base = locale.date(form)
        if base is None:
            return [Run(str(date.parts[0][0]))]
        wanted = {"year": ("year",), "year-month": ("year", "month")}.get(
            node.get("date-parts", ""), ("year", "month", "day")
        )
        own = {part.get("name", ""): part for part in node.findall("date-part")}
        steps = [
            _Part(part, own.get(part.get("name", "")))
            for part in base.findall("date-part")
            if part.get("name") in wanted
        ]
        delimiter = base.get("delimiter", "")
    else:
        steps = [_Part(part, None) for part in node.findall("date-part")]
        delimiter = node.get("delimiter", "")
    return _range(steps, delimiter, date, locale)


class _Part:
    """A date-part of the locale's form, with what the style changes of it: all but what stands around it."""

    def __init__(self, base: XmlNode, over: XmlNode | None) -> None:
        self.attributes = dict(base.attributes)
        if over is not None:
            kept = {k: v for k, v in over.attributes.items() if k not in ("prefix", "suffix", "name")}
            self.attributes.update(kept)
        self.get = self.attributes.get
        self.name = base.get("name", "")


def _range(steps: list[_Part], delimiter: str, date: CslDate, locale: Locale) -> RichText:
    start = date.parts[0]
    if len(date.parts) < 2 or date.parts[1] == start:
        return _tail_trimmed(_write(steps, delimiter, start, locale))
    end = date.parts[1]
    if not end[0]:
        return [*_write(steps, delimiter, start, locale), Run("–")]
    index = {"year": 0, "month": 1, "day": 2}
    present = [s for s in steps if start[index[s.name]] or end[index[s.name]]]
    differing = [name for name in ("year", "month", "day") if start[index[name]] != end[index[name]]]
    shown = {s.name for s in present}
    largest = next((name for name in differing if name in shown), None)
    if largest is None:
        return _tail_trimmed(_write(present, delimiter, start, locale))
    # Parts larger than the largest that differs are written once, before or after it as the order has them.
    both = {name for name in ("year", "month", "day") if index[name] >= index[largest]}
    first_at = next(i for i, s in enumerate(present) if s.name in both)
    last_at = max(i for i, s in enumerate(present) if s.name in both)
    dash = next((s.get("range-delimiter") for s in present if s.name == largest), None) or "–"
    middle = present[first_at : last_at + 1]
    lead = _write(present[:first_at], delimiter, start, locale)
    left = _trimmed(_write(middle, delimiter, start, locale))
    right = _write(middle, delimiter, end, locale)
    tail = _write(present[last_at + 1 :], delimiter, end, locale)
    if not tail:
        right = _tail_trimmed(right)
    return [*lead, *left, Run(dash), *right, *tail]


def _trimmed(runs: RichText) -> RichText:
    """Drop the affix that would stand between a part and the range dash."""
    while runs and not runs[-1].text.strip(" ,."):
        runs = runs[:-1]
    return runs


def _tail_trimmed(runs: RichText) -> RichText:
    """Drop a suffix that waits for a next part, such as the comma after a month without a day."""
    while runs and not runs[-1].text.strip(" ,"):
        runs = runs[:-1]
    return runs


def _write(steps: list[_Part], delimiter: str, parts: tuple[int, int, int], locale: Locale) -> RichText:
    pieces = []
    for step in steps:
        runs = _write_part(step, parts, locale)
        if runs:
            if step.get("strip-periods") == "true":
                runs = [Run(run.text.replace(".", "")) for run in runs]
            case = step.get("text-case")
            runs = apply_case(runs, case) if case else runs
            for name, value, sign in (("font-style", "italic", "i"), ("font-weight", "bold", "b")):
                if step.get(name) == value:
                    runs = richtext.mark(runs, sign)
            pieces.append(richtext.wrap(runs, step.get("prefix", ""), step.get("suffix", "")))
    return richtext.join(pieces, delimiter)


def _write_part(step: _Part, parts: tuple[int, int, int], locale: Locale) -> RichText:
    year, month, day = parts
    form = step.get("form")
    if step.name == "year" and year:
        return [Run(_year(year, form or "long", locale))]
    if step.name == "month" and month:
        return [Run(text)] if (text := _month(month, form or "long", locale)) else []
    if step.name == "day" and day and month <= 12:
        if form == "numeric-leading-zeros":
            return [Run(f"{day:02}")]
        if form == "ordinal" and (day == 1 or not locale.limit_day_ordinals):
            return [Run(f"{day}{locale.ordinal(day)}")]
        return [Run(str(day))]
    return []


def _year(year: int, form: str, locale: Locale) -> str:
    if year < 0:
        return f"{-year}{locale.term('bc')}"
    text = str(year)[-2:] if form == "short" and year > 999 else str(year)
    return text + locale.term("ad") if year < 1000 else text


def _month(month: int, form: str, locale: Locale) -> str:
    if month > 12:
        season = (month - 13) % 4 + 1 if month < 21 else (month - 21) % 4 + 1
        return locale.term(f"season-{season:02}")
    if form == "numeric":
        return str(month)
    if form == "numeric-leading-zeros":
        return f"{month:02}"
    return locale.term(f"month-{month:02}", form)
