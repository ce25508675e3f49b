"""Publication and modification dates of pages, from their metadata."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs_fieldguide.model.dates import parse_date

_MODIFIED = ("last_update", "last_modified_at", "revision_date", "git_revision_date_localized")
_PUBLISHED = ("date", "git_creation_date_localized")


@dataclass(frozen=True, slots=True)
class PageDates:
    """Dates as `2026-05-31`; empty if unknown.

    Attributes:
        modified: date of the last change.
        published: date of publication.
    """

    modified: str = ""
    published: str = ""

    @property
    def last(self) -> str:
        """Return the modification date, or else the publication date."""
        return self.modified or self.published


def read_page_dates(meta: Mapping[str, Any]) -> PageDates:
    """Return the dates in a page's metadata.

    Front matter sets them with `last_update` (or `last_modified_at`, `revision_date`) and `date`; the plugins
    git-revision-date and git-revision-date-localized add theirs to the metadata as well. The date of the
    build is not a date of a page.
    """
    return PageDates(_first(meta, _MODIFIED), _first(meta, _PUBLISHED))


def _first(meta: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        # The plugins add an ISO date next to the formatted one. For a page without a commit it is the build
        # date.
        value = meta.get(f"{name}_raw_iso_date") if meta.get(f"{name}_hash", True) else None
        if found := _day(value if value is not None or name.startswith("git_") else meta.get(name)):
            return found
    return ""


def _day(value: Any) -> str:
    if isinstance(value, Mapping):  # Material's blog: `date: {created: …}`
        value = value.get("created")
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, str):
        # Strict, as plugins also add dates formatted for readers.
        value = parse_date(value, padded=True)
    return value.isoformat() if isinstance(value, datetime.date) else ""
