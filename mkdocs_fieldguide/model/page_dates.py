"""When a page was made and last changed, as far as somebody says so.

Floor 0: standard library only.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MODIFIED = ("last_update", "last_modified_at", "revision_date", "git_revision_date_localized")
_PUBLISHED = ("date", "git_creation_date_localized")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class PageDates:
    """Days, as `2026-05-31`; empty where nobody says one.

    Attributes:
        modified: the last change.
        published: the first publication.
    """

    modified: str = ""
    published: str = ""

    @property
    def last(self) -> str:
        """Return the date of the last change, else that of publication."""
        return self.modified or self.published


def read_page_dates(meta: Mapping[str, Any]) -> PageDates:
    """Return the dates that a page's meta-data holds.

    Front matter says them as `last_update` (or `last_modified_at`, `revision_date`) and `date`; the plugins
    git-revision-date and git-revision-date-localized write theirs into the meta-data as well. A build's own
    date is no date of a page.
    """
    return PageDates(_first(meta, _MODIFIED), _first(meta, _PUBLISHED))


def _first(meta: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        # Beside a date made for readers stands one for machines. Without a commit it is the build's.
        value = meta.get(f"{name}_raw_iso_date") if meta.get(f"{name}_hash", True) else None
        if found := _day(value if value is not None or name.startswith("git_") else meta.get(name)):
            return found
    return ""


def _day(value: Any) -> str:
    if isinstance(value, Mapping):  # Material's blog: `date: {created: …}`
        value = value.get("created")
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    match = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return ""
    try:
        return datetime.date(*(int(part) for part in match.groups())).isoformat()
    except ValueError:
        return ""
