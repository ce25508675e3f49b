"""Parsing of DOIs, PMIDs and ISBNs as people write them.

Sources: the DOI Handbook (https://doi.org/10.1000/182), PubMed's help
(https://pubmed.ncbi.nlm.nih.gov/help/#pmcid), the ISBN Users' Manual
(https://www.isbn-international.org/content/isbn-users-manual).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from mkdocs_fieldguide.net.errors import LookupFailedError

DOI, PMID, ISBN = "DOI", "PMID", "ISBN"

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[!-~]+")
_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_PMID = re.compile(r"(?:pmid:\s*|https?://pubmed\.ncbi\.nlm\.nih\.gov/)(\d{1,8})/?", re.IGNORECASE)
_ISBN = re.compile(r"(?:isbn(?:-1[03])?:?\s*)?([\d][\d -]*[\dX])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier.

    Attributes:
        kind: `DOI`, `PMID` or `ISBN`, the name of the CSL variable.
        value: normalised: a DOI without URL, an ISBN of 13 digits.
    """

    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"

    @property
    def folded(self) -> tuple[str, str]:
        """Return a key for comparisons; DOIs are case-insensitive."""
        return self.kind, self.value.casefold()


def read_identifier(text: str) -> Identifier:
    """Parse an identifier.

    Raises:
        LookupFailedError: if it is not a DOI, PMID or ISBN.
    """
    text = text.strip()
    pmid = _PMID.fullmatch(text)
    if pmid:
        return Identifier(PMID, pmid.group(1).lstrip("0") or "0")
    prefix = _DOI_PREFIX.match(text)
    doi = text[prefix.end() :] if prefix else text
    # URLs may be percent-encoded; in a DOI that is not part of a URL, % is a literal character.
    if prefix and prefix.group().lower().startswith("http"):
        doi = unquote(doi)
    if _DOI.fullmatch(doi):
        return Identifier(DOI, doi)
    if re.fullmatch(r"[0-9]{1,8}", text):
        raise LookupFailedError(f"“{text}” is ambiguous; for a PMID, write pmid:{text}.")
    isbn = _ISBN.fullmatch(text)
    if isbn:
        digits = normalise_isbn(isbn.group(1))
        if not digits:
            raise LookupFailedError(
                f"“{_shorten(text)}” is not a valid ISBN: its length or check digit is wrong."
            )
        return Identifier(ISBN, digits)
    raise LookupFailedError(
        f"“{_shorten(text)}” is not a DOI (10.1016/…), PMID (pmid:33211879) or ISBN (9780262510875)."
    )


def normalise_isbn(text: str) -> str:
    """Return the 13 digits of an ISBN; empty if it is invalid."""
    digits = re.sub(r"[\s-]", "", text).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        if sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True)) % 11:
            return ""
        first_digits = f"978{digits[:9]}"
        return first_digits + str(-_weighted_sum(first_digits) % 10)
    if re.fullmatch(r"97[89][0-9]{10}", digits) and _weighted_sum(digits) % 10 == 0:
        return digits
    return ""


def _weighted_sum(digits: str) -> int:
    return sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))


def _shorten(text: str) -> str:
    printable = "".join(character if character.isprintable() else "�" for character in text)
    return printable if len(printable) <= 80 else f"{printable[:79]}…"
