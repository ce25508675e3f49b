"""The entries of the bibliography, and how they are cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.unicode_forms import normalise


def fold_key(key: str) -> str:
    """Return what is the same for citation keys that are one for BibTeX: it ignores their letter case."""
    return normalise("NFC", key).casefold()


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the bibliography.

    Attributes:
        key: what pages cite, in the letter case of the file.
        csl: the entry as a CSL-JSON item (https://docs.citationstyles.org/en/stable/specification.html).
        defined_at: where the entry begins.
        bibtex: the entry's own source text; empty when the source was CSL-JSON.
        has_sound_source: whether the source text may be published as it is.
    """

    key: str
    csl: Mapping[str, Any]
    defined_at: Location
    bibtex: str = ""
    has_sound_source: bool = False


@dataclass(frozen=True, slots=True)
class CiteItem:
    """One key of a citation and how it is to be cited.

    Attributes:
        key: the citation key.
        locator: pages, chapter or other part, such as `23-5`.
        label: a CSL locator term (`page`, `chapter`, …).
        prefix: text before this item.
        suppress_author: leave the author out: "(2021)".
        author_in_text: write the author into the sentence: "Rehm et al. (2021)".
    """

    key: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suppress_author: bool = False
    author_in_text: bool = False
