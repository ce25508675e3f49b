"""Robust access to CSL-JSON items: values of any type become sanitised text, names and dates.

Sources of the variables: CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html) and the
schema of CSL-JSON (https://github.com/citation-style-language/schema).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs_fieldguide.citations.csl.names import OTHERS
from mkdocs_fieldguide.citations.csl.richtext import INLINE_TAG
from mkdocs_fieldguide.model.dates import split_partial_date
from mkdocs_fieldguide.model.unicode_forms import normalise
from mkdocs_fieldguide.model.urls import web_url

# Control characters, surrogates, noncharacters, and bidirectional controls, which can make a value look like
# a different one.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ALIASES = {"title-short": "shortTitle", "container-title-short": "journalAbbreviation"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person, or, with `literal` only, of an institution.

    Attributes:
        family: the family name.
        given: the given names.
        particle: a particle such as `van` or `de la`, if it is separate from the family name.
        suffix: a suffix such as `Jr.`.
        literal: the full name of an institution.
        keeps_particle: whether the particle is part of the family name in citations, too.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    keeps_particle: bool = False

    @property
    def sorted_form(self) -> str:
        """Return “Family, Given, Suffix”, the format of RIS and OpenURL."""
        if self.literal:
            return self.literal
        parts = [f"{self.particle} {self.family}".strip(), self.given]
        return ", ".join([part for part in parts if part] + ([self.suffix] if self.suffix else []))


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a date range.

    Attributes:
        first: year and, if known, month and day; seasons are months 21 to 24, as in ISO 8601-2.
        last: the end of the range; empty for a single date.
        literal: the date as text, if it is not numeric.
        circa: whether the date is approximate.
    """

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    literal: str = ""
    circa: bool = False

    @property
    def year(self) -> str:
        """Return the year with four digits; an empty string if there is none."""
        return _format_year(self.first[0]) if self.first else ""

    @property
    def calendar(self) -> tuple[int, ...]:
        """Return the first date without a season."""
        return self.first[:1] if len(self.first) > 1 and self.first[1] > 12 else self.first

    @property
    def iso(self) -> str:
        """Return the first date as `2021-05-03`, without the parts that are unknown."""
        return format_iso_date(self.calendar)


class Values:
    """The values of an item.

    Args:
        csl: the item; its values may have any type.
    """

    def __init__(self, csl: Mapping[str, Any]) -> None:
        self._csl = csl
        self.type = self.text("type")

    def rich(self, name: str) -> str:
        """Return a variable on one line, with inline markup; an empty string if there is none."""
        value = self._csl.get(name)
        if value is None and name in _ALIASES:
            value = self._csl.get(_ALIASES[name])
        return sanitise(value)

    def text(self, name: str) -> str:
        """Return a variable as plain text on one line."""
        return " ".join(INLINE_TAG.sub("", self.rich(name)).split())

    @property
    def doi(self) -> str:
        """Return the DOI without a URL prefix; an empty string if it is missing or invalid."""
        match = _DOI.fullmatch(self.text("DOI"))
        return match.group(1) if match else ""

    @property
    def url(self) -> str:
        """Return the URL if it is http or https; an empty string otherwise."""
        return web_url(self.rich("URL")) or ""

    def names(self, role: str) -> tuple[Name, ...]:
        """Return the names in a role, such as `author`, without a final `others`."""
        value = self._csl.get(role)
        if not isinstance(value, (list, tuple)):
            return ()
        names = tuple(name for item in value if (name := _read_name(item)) is not None)
        return names[:-1] if len(names) > 1 and names[-1].literal == OTHERS else names

    def date(self, name: str) -> Date:
        """Return a date variable."""
        return _read_date(self._csl.get(name))

    @property
    def pages(self) -> tuple[str, str]:
        """Return the first and last page; the last one is empty for a single page."""
        first, _, last = re.sub(r"\s*(?:--?|–|—)\s*", "-", self.text("page")).partition("-")
        return first, last


def sanitise(value: Any) -> str:
    """Return a string or number as a single line without unsafe characters; other types become empty."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    try:
        text = str(value)
    except ValueError:  # an integer with more digits than Python converts
        return ""
    return " ".join(_UNSAFE.sub(" ", normalise("NFC", text)).split())


def format_iso_date(parts: tuple[int, ...]) -> str:
    """Return the parts of a date in ISO 8601 format."""
    return "-".join([_format_year(parts[0]), *(f"{part:02}" for part in parts[1:])]) if parts else ""


def _format_year(year: int) -> str:
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def _read_name(item: Any) -> Name | None:
    if isinstance(item, str):
        return Name(literal=sanitise(item)) if sanitise(item) else None
    if not isinstance(item, Mapping):
        return None
    family, given, suffix = (sanitise(item.get(key)) for key in ("family", "given", "suffix"))
    particles = (sanitise(item.get(key)) for key in ("dropping-particle", "non-dropping-particle"))
    particle = " ".join(part for part in particles if part)
    literal = sanitise(item.get("literal"))
    if not family:
        # A name with a single part, or without a family name.
        literal = literal or " ".join(part for part in (particle, given, suffix) if part)
        return Name(literal=literal) if literal else None
    keeps_particle = bool(sanitise(item.get("non-dropping-particle")))
    return Name(family, given, particle, suffix, keeps_particle=keeps_particle)


def _read_date(value: Any) -> Date:
    if not isinstance(value, Mapping):
        return _parse_text(sanitise(value))
    listed = value.get("date-parts")
    dates = [
        date
        for one in (listed[:2] if isinstance(listed, (list, tuple)) else ())
        if (date := _read_parts(one))
    ]
    if not dates:
        return _parse_text(sanitise(value.get("literal")) or sanitise(value.get("raw")))
    season = sanitise(value.get("season"))
    if len(dates[0]) == 1 and season in ("1", "2", "3", "4"):
        dates[0] = (*dates[0], 20 + int(season))
    return Date(dates[0], dates[1] if len(dates) > 1 else (), circa=bool(value.get("circa")))


def _parse_text(text: str) -> Date:
    date = split_partial_date(text)
    first = _read_parts(date[:3]) if date and not date[3] else ()
    return Date(first) if first else Date(literal=text)


def _read_parts(value: Any) -> tuple[int, ...]:
    """Return year, month and day, up to the first invalid part."""
    parts: list[int] = []
    for part in value[:3] if isinstance(value, (list, tuple)) else ():
        text = sanitise(part)
        if not re.fullmatch(r"-?[0-9]{1,4}", text):
            break
        number = int(text)
        if len(parts) == 1 and 13 <= number <= 16:
            number += 8  # CSL-JSON from some sources has seasons as months 13 to 16
        minimum, maximum = ((-9999, 9999), (1, 24), (1, 31))[len(parts)]
        if not minimum <= number <= maximum or (not parts and number == 0):
            break
        if len(parts) == 1 and 12 < number < 21:
            break
        parts.append(number)
        if len(parts) == 2 and number > 12:
            break
    return tuple(parts)
