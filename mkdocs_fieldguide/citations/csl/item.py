"""A CSL-JSON item with typed access to its variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mkdocs_fieldguide.citations.csl.dates import CslDate, read_csl_date
from mkdocs_fieldguide.citations.csl.names import CslName, read_names

DATES = frozenset(("accessed", "available-date", "event-date", "issued", "original-date", "submitted"))
NAMES = frozenset(
    (
        "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor",
        "curator", "director", "editor", "editor-translator", "editorial-director", "executive-producer",
        "guest", "host",
        "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer",
        "recipient", "reviewed-author", "script-writer", "series-creator", "translator",
    )
)  # fmt: skip
_NOTE_LINE = re.compile(r"(?m)^([a-z]+(?:-[a-z]+)*): *(\S.*)$")
_ALIASES = {
    "event-title": "event",
    "event": "event-title",
    "title-short": "shortTitle",
    "container-title-short": "journalAbbreviation",
}


class Item:
    """A bibliographic item; parsed names and dates are cached.

    Attributes:
        key: the citation key.
        type: the CSL type; may be empty.
    """

    def __init__(self, key: str, csl: Mapping[str, Any]) -> None:
        self.key = key
        self._csl = csl
        self.type = str(csl.get("type") or "")
        # Reference managers keep variables they do not know in lines of the note: "event-date: 2004-10-01".
        note = csl.get("note")
        self._in_note = dict(_NOTE_LINE.findall(note)) if isinstance(note, str) and ":" in note else {}
        self._names: dict[str, tuple[CslName, ...]] = {}
        self._dates: dict[str, CslDate] = {}

    def text(self, variable: str) -> str:
        """Return a text or number variable; an empty string if there is none."""
        value = self._csl.get(variable)
        if value is None and variable in _ALIASES:
            value = self._csl.get(_ALIASES[variable])
        if value is None and self._in_note:
            value = self._in_note.get(variable)
        if isinstance(value, str):
            return value
        return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""

    def names(self, variable: str) -> tuple[CslName, ...]:
        """Return the names of a name variable."""
        found = self._names.get(variable)
        if found is None:
            value = self._csl.get(variable)
            if value is None and variable in self._in_note:
                family, _, given = self._in_note[variable].partition("||")
                value = [{"family": family, "given": given} if given else {"literal": family}]
            found = self._names[variable] = read_names(value)
        return found

    def date(self, variable: str) -> CslDate:
        """Return a date variable."""
        found = self._dates.get(variable)
        if found is None:
            value = self._csl.get(variable, self._in_note.get(variable))
            found = self._dates[variable] = read_csl_date(value)
        return found

    def label(self) -> str:
        """Return the `citation-label`, by default made of authors and year: Rehm21, WaCr53."""
        if label := self.text("citation-label"):
            return label
        people = self.names("author") or self.names("editor")
        names = [person.family or person.literal or person.given for person in people[:4]]
        letters = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}.get(len(names), (1, 1, 1, 1))
        parts = self.date("issued").parts
        year = f"{parts[0][0] % 100:02}" if parts else ""
        return (
            "".join(name[:count] for name, count in zip(names, letters, strict=False))
            or self.text("title")[:3]
        ) + year

    def has(self, variable: str) -> bool:
        """Return whether a variable has content."""
        if variable in NAMES:
            return bool(self.names(variable))
        if variable in DATES:
            return self.date(variable).known
        return bool(self.text(variable).strip())
