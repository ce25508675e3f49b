"""What builds have written of each page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.builder.repeated.json_file import JsonFile
from mkdocs_fieldguide.builder.repeated.output import Stamp
from mkdocs_fieldguide.builder.repeated.site_reads import Key


@dataclass(frozen=True, slots=True)
class PageOutput:
    """A page that a build has written.

    Attributes:
        key: digest of what its file depends on.
        stamp: identifies the file as it was written.
        search: its entries in the search index.
    """

    key: str
    stamp: Stamp
    search: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class PageHead:
    """The head of a page.

    Attributes:
        key: digest of what it depends on, except for the next three.
        others: digest of everything that it could have read of other pages.
        reads: what it has read of them.
        tools: digests of the descriptions of the tools that it has read, by id.
        digest: digest of the head.
    """

    key: str
    others: str
    reads: Mapping[Key, str]
    tools: Mapping[str, str]
    digest: str


class OutputStore:
    """The pages in the site folder, in memory while `mkdocs serve` runs, and in a file for later runs.

    Attributes:
        pages: the pages by source path.
        heads: the head of each page.
        searched: digests of what the search has read of each page.
        contents: the content of each page and its digest. It is the same text as in the assembled page.
    """

    def __init__(self) -> None:
        self.heads: dict[str, PageHead] = {}
        self.searched: dict[str, str] = {}
        self.contents: dict[str, tuple[str, str]] = {}
        self.pages: dict[str, PageOutput] = {}
        self._file = JsonFile("outputs.json")

    def open(self, folder: Path) -> None:
        """Read what earlier runs have written from a cache folder, once."""
        found = self._file.read(folder, _decode)
        if found is not None:
            self.pages = found

    def save(self) -> None:
        """Write the list for later runs."""
        self._file.write(
            lambda: {name: [page.key, page.stamp, page.search] for name, page in self.pages.items()}
        )


def _decode(key: str, stamp: list[int], search: list[dict[str, Any]]) -> PageOutput:
    return PageOutput(str(key), tuple(stamp), [dict(entry) for entry in search])
