"""The fields of a reference, for the partials of a site that show entries in another form."""

from __future__ import annotations

import re

from mkdocs_fieldguide.citations.csl.names import read_names
from mkdocs_fieldguide.citations.field_values import get_field_text
from mkdocs_fieldguide.model.references import Reference

_PERSON = re.compile(r"(author|editor|translator)_(\d{1,4})_(first|last)")


class EntryFields:
    """The fields of a reference as plain text, by their names in BibTeX; an empty text for a missing one.

    As in jekyll-scholar, `author_array` is a list of people with `first` and `last`, `author_0_last` is the
    family name of the first of them, and `bibtex` is the source of the entry.

    Args:
        reference: the reference.
    """

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    def __getitem__(self, name: str) -> str | list[dict[str, str]]:
        """Return a field."""
        if name == "bibtex":
            return self._reference.bibtex
        if name.endswith("_array"):
            return self._people(name.removesuffix("_array"))
        if match := _PERSON.fullmatch(name):
            people = self._people(match[1])
            number = int(match[2])
            return people[number][match[3]] if number < len(people) else ""
        return get_field_text(self._reference, name)

    def _people(self, role: str) -> list[dict[str, str]]:
        people = read_names(self._reference.csl.get(role))
        return [
            {
                "first": " ".join(part for part in (person.given, person.dropping) if part),
                "last": person.literal or person.short,
            }
            for person in people
        ]
