"""Tables with too many rows for one page: several pages, and a file with all rows for the script."""

from __future__ import annotations

import json
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_fieldguide.model.unicode_forms import normalise

MAX_ROWS = 2000
"""Maximum number of rows of a table on one page."""

ROWS_PER_PAGE = 500
"""Number of rows on each page of a larger table."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row in the file with all rows.

    Attributes:
        html: the rendered row.
        keys: the sort key of each column; None for columns that cannot be sorted.
        values: the values for each filter, by name of the filter.
    """

    html: Markup
    keys: Sequence[str | int | None]
    values: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class RowsUrl:
    """The URL of a file with rows.

    Attributes:
        path: its path below the site's root.
        versioned: the path with a checksum, so that browsers do not use an outdated copy.
    """

    path: str
    versioned: str


def parts_of(count: int) -> int:
    """Return the number of pages for a table with `count` rows."""
    return -(-count // ROWS_PER_PAGE) if count > MAX_ROWS else 1


def format_rows(rows: Iterable[Row]) -> str:
    """Return the file with all rows of a table: `{"rows": [[html, text, keys, values], …]}`."""
    lines = ",\n".join(
        json.dumps(
            [row.html, build_search_text(row.html), row.keys, row.values],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for row in rows
    )
    return f'{{"rows": [\n{lines}\n]}}\n'


def make_rows_url(name: str, text: str) -> RowsUrl:
    """Return the URL of the file with the rows of a table."""
    path = f"fieldguide/rows/{name}.json"
    return RowsUrl(path, f"{path}?v={zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}")


def build_search_text(html: Markup) -> str:
    """Return the text of a row in lower case without accents, as `plain` of the script does."""
    text = normalise("NFD", html.striptags())
    if not text.isascii():
        text = "".join(letter for letter in text if not unicodedata.category(letter).startswith("M"))
    return text.lower()
