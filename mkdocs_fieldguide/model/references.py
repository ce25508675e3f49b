"""Bibliography entries and citations of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.unicode_forms import normalise


def fold_key(key: str) -> str:
    """Return a citation key in the form in which keys are compared: BibTeX ignores letter case."""
    return normalise("NFC", key).casefold()


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the bibliography.

    Attributes:
        key: citation key, in the letter case of the file.
        csl: the entry as a CSL-JSON item (https://docs.citationstyles.org/en/stable/specification.html).
        defined_at: where the entry begins.
        bibtex: BibTeX source of the entry; empty if the source was CSL-JSON.
        has_sound_source: whether the BibTeX source can be published unchanged.
        aliases: further keys by which pages may cite the entry (biblatex's field `ids`).
    """

    key: str
    csl: Mapping[str, Any]
    defined_at: Location
    bibtex: str = ""
    has_sound_source: bool = False
    aliases: tuple[str, ...] = ()


def map_aliases(references: Mapping[str, Reference]) -> dict[str, str]:
    """Return the key of the entry that each alias belongs to; a key of an entry is never an alias."""
    keys: dict[str, str] = {}
    for reference in references.values():
        for alias in reference.aliases:
            if alias not in references:
                keys.setdefault(alias, reference.key)
    return keys


@dataclass(frozen=True, slots=True)
class CiteItem:
    """One item of a citation.

    Attributes:
        key: the citation key.
        locator: pages, chapter or other part, such as `23-5`.
        label: a CSL locator term (`page`, `chapter`, …).
        prefix: text before the item.
        suppress_author: omit the author: "(2021)".
        author_in_text: make the author part of the sentence: "Rehm et al. (2021)".
        suffix: text after the item.
        position: the position among the citations of the page: `first`, `subsequent`, `ibid` or
            `ibid-with-locator`.
        near_note: whether a previous note that cites the reference is near.
        first_note: number of the first note that cites the reference; 0 if there are no notes.
    """

    key: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suppress_author: bool = False
    author_in_text: bool = False
    suffix: str = ""
    position: str = "first"
    near_note: bool = False
    first_note: int = 0


class CiteForm(StrEnum):
    """Which text of a citation is wanted. All but the first are for styles whose citations are notes."""

    WHOLE = ""
    """The citation as it is in the text."""

    AUTHORS = "authors"
    """The authors that are part of the sentence, before the number of the note; usually none."""

    NOTE = "note"
    """The text of the note."""

    WITHIN_NOTE = "within-note"
    """The citation within a footnote of the author of the page."""
