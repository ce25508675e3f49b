"""Tables with more rows than a page should hold: in parts for readers, and in a file for the script."""

from __future__ import annotations

import json
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_fieldguide.model.unicode_forms import normalise

WHOLE = 2000
"""A table with more rows is cut."""

PART = 500
"""So many rows stand on each page of a table that is cut."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is published.

    Attributes:
        html: the row, as the template has rendered it.
        keys: what it is sorted by in each column; None where that cannot be sorted.
        values: the values by which filters find it, by filter.
    """

    html: Markup
    keys: Sequence[str | int | None]
    values: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class RowsAddress:
    """Where a file of rows is.

    Attributes:
        path: its path below the site's root.
        versioned: the same with what tells browsers that it has changed.
    """

    path: str
    versioned: str


def parts_of(count: int) -> int:
    """Return on how many pages a table with `count` rows stands."""
    return -(-count // PART) if count > WHOLE else 1


def rows_json(rows: Iterable[Row]) -> str:
    """Return the file of a table's rows: `{"rows": [[html, text, keys, values], …]}`."""
    lines = ",\n".join(
        json.dumps(
            [row.html, build_search_text(row.html), row.keys, row.values],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for row in rows
    )
    return f'{{"rows": [\n{lines}\n]}}\n'


def rows_address(name: str, text: str) -> RowsAddress:
    """Return where the rows of the table `name` are put."""
    path = f"fieldguide/rows/{name}.json"
    return RowsAddress(path, f"{path}?v={zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}")


def build_search_text(html: Markup) -> str:
    """Return the text of a row as the script compares it: small letters, without accents (`plain`)."""
    text = normalise("NFD", html.striptags())
    if not text.isascii():
        text = "".join(letter for letter in text if not unicodedata.category(letter).startswith("M"))
    return text.lower()
