"""What a CSL-JSON item says, as clean text: whatever a bibliography holds, no writer here can stumble on it.

Source of the variables: CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html) and the
schema of CSL-JSON (https://github.com/citation-style-language/schema).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs_fieldguide.model.dates import split_partial_date
from mkdocs_fieldguide.model.unicode_forms import normalise
from mkdocs_fieldguide.model.urls import web_url

TAG = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)\b[^<>]*>")
"""The inline markup of CSL-JSON."""

# Control characters, halves of characters, what is no character, and marks that turn the direction of the
# text that follows, which would make a value look like another.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ALSO_CALLED = {"title-short": "shortTitle", "container-title-short": "journalAbbreviation"}


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody, or with `literal` alone a body.

    Attributes:
        particle: `van`, `de la` and the like, where it is kept apart from the family name.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def sorted_form(self) -> str:
        """Return “Family, Given, Suffix”, as RIS and OpenURL want it."""
        if self.literal:
            return self.literal
        parts = [f"{self.particle} {self.family}".strip(), self.given]
        return ", ".join([part for part in parts if part] + ([self.suffix] if self.suffix else []))


@dataclass(frozen=True, slots=True)
class Date:
    """A date, or a range of two.

    Attributes:
        first: year, and as far as known month and day; seasons are 21 to 24, as in ISO 8601-2.
        last: the end of a range.
        literal: the date in words, where it is no date by number.
    """

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    literal: str = ""
    circa: bool = False

    @property
    def year(self) -> str:
        """Return the year by four digits; empty when there is none."""
        return _year(self.first[0]) if self.first else ""

    @property
    def calendar(self) -> tuple[int, ...]:
        """Return the first date without a season."""
        return self.first[:1] if len(self.first) > 1 and self.first[1] > 12 else self.first

    @property
    def iso(self) -> str:
        """Return the first date as `2021-05-03`, as far as it is known."""
        return iso(self.calendar)


class Values:
    """Reads one item.

    Args:
        csl: the item; its values may be anything.
    """

    def __init__(self, csl: Mapping[str, Any]) -> None:
        self._csl = csl
        self.type = self.text("type")

    def rich(self, name: str) -> str:
        """Return a variable on one line with its inline markup; empty where there is none."""
        value = self._csl.get(name)
        if value is None and name in _ALSO_CALLED:
            value = self._csl.get(_ALSO_CALLED[name])
        return clean(value)

    def text(self, name: str) -> str:
        """Return a variable as plain text on one line."""
        return " ".join(TAG.sub("", self.rich(name)).split())

    @property
    def doi(self) -> str:
        """Return the DOI without any address before it; empty when it is none."""
        match = _DOI.fullmatch(self.text("DOI"))
        return match.group(1) if match else ""

    @property
    def url(self) -> str:
        """Return the address, if it is one of the web."""
        return web_url(self.rich("URL")) or ""

    def names(self, role: str) -> tuple[Name, ...]:
        """Return the people in a role, such as `author`."""
        value = self._csl.get(role)
        if not isinstance(value, (list, tuple)):
            return ()
        names = tuple(name for item in value if (name := _name(item)) is not None)
        # After others it stands for names that the source leaves out, as BibTeX's `and others`.
        return names[:-1] if len(names) > 1 and names[-1].literal == "others" else names

    def date(self, name: str) -> Date:
        """Return a date variable."""
        return _date(self._csl.get(name))

    @property
    def pages(self) -> tuple[str, str]:
        """Return first and last page; the last is empty where there is but one."""
        first, _, last = re.sub(r"\s*(?:--?|–|—)\s*", "-", self.text("page")).partition("-")
        return first, last


def clean(value: Any) -> str:
    """Return a text or number on one line, without characters that no reference has."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    try:
        text = str(value)
    except ValueError:  # an integer of more digits than Python writes
        return ""
    return " ".join(_UNWANTED.sub(" ", normalise("NFC", text)).split())


def iso(parts: tuple[int, ...]) -> str:
    """Return the parts of a date in the form of ISO 8601."""
    return "-".join([_year(parts[0]), *(f"{part:02}" for part in parts[1:])]) if parts else ""


def _year(year: int) -> str:
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def _name(item: Any) -> Name | None:
    if isinstance(item, str):
        return Name(literal=clean(item)) if clean(item) else None
    if not isinstance(item, Mapping):
        return None
    family, given, suffix = (clean(item.get(key)) for key in ("family", "given", "suffix"))
    particles = (clean(item.get(key)) for key in ("dropping-particle", "non-dropping-particle"))
    particle = " ".join(part for part in particles if part)
    literal = clean(item.get("literal"))
    if not family:
        # A name of one part, or one whose family name was lost.
        literal = literal or " ".join(part for part in (particle, given, suffix) if part)
        return Name(literal=literal) if literal else None
    return Name(family, given, particle, suffix)


def _date(value: Any) -> Date:
    if not isinstance(value, Mapping):
        return _in_words(clean(value))
    parts = value.get("date-parts")
    listed = parts if isinstance(parts, (list, tuple)) else []
    found = [date for one in listed[:2] if (date := _parts(one))]
    if not found:
        return _in_words(clean(value.get("literal")) or clean(value.get("raw")))
    season = clean(value.get("season"))
    if len(found[0]) == 1 and season in ("1", "2", "3", "4"):
        found[0] = (*found[0], 20 + int(season))
    return Date(found[0], found[1] if len(found) > 1 else (), circa=bool(value.get("circa")))


def _in_words(text: str) -> Date:
    date = split_partial_date(text)
    first = _parts(date[:3]) if date and not date[3] else ()
    return Date(first) if first else Date(literal=text)


def _parts(value: Any) -> tuple[int, ...]:
    """Return year, month and day as far as they can be those of a date."""
    found: list[int] = []
    for part in value[:3] if isinstance(value, (list, tuple)) else ():
        text = clean(part)
        if not re.fullmatch(r"-?[0-9]{1,4}", text):
            break
        number = int(text)
        if len(found) == 1 and 13 <= number <= 16:
            number += 8  # some write a season as month 13 to 16
        limits = ((-9999, 9999), (1, 24), (1, 31))[len(found)]
        if not limits[0] <= number <= limits[1] or (not found and number == 0):
            break
        if len(found) == 1 and 12 < number < 21:
            break
        found.append(number)
        if len(found) == 2 and number > 12:
            break
    return tuple(found)
