"""DOIs, PMIDs and ISBNs as people write them.

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
_BEFORE_DOI = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_PMID = re.compile(r"(?:pmid:\s*|https?://pubmed\.ncbi\.nlm\.nih\.gov/)(\d{1,8})/?", re.IGNORECASE)
_ISBN = re.compile(r"(?:isbn(?:-1[03])?:?\s*)?([\d][\d -]*[\dX])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier.

    Attributes:
        kind: `DOI`, `PMID` or `ISBN`, as CSL calls the variable.
        value: in one form: a DOI without an address before it, an ISBN of 13 digits.
    """

    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"

    @property
    def folded(self) -> tuple[str, str]:
        """Return what two identifiers of the same thing have in common; in DOIs letter case is nothing."""
        return self.kind, self.value.casefold()


def read_identifier(text: str) -> Identifier:
    """Return the identifier that a person wrote.

    Raises:
        LookupFailure: if it is none.
    """
    written = text.strip()
    pmid = _PMID.fullmatch(written)
    if pmid:
        return Identifier(PMID, pmid.group(1).lstrip("0") or "0")
    address = _BEFORE_DOI.match(written)
    # In an address a sign may be percent-encoded; in a bare DOI a % is a %.
    is_address = address is not None and address.group().lower().startswith("http")
    doi = (
        unquote(written[address.end() :]) if is_address and address else _BEFORE_DOI.sub("", written, count=1)
    )
    if _DOI.fullmatch(doi):
        return Identifier(DOI, doi)
    if re.fullmatch(r"[0-9]{1,8}", written):
        raise LookupFailedError(f"“{written}” may be a PMID: write pmid:{written} then.")
    isbn = _ISBN.fullmatch(written)
    if isbn:
        digits = normalise_isbn(isbn.group(1))
        if not digits:
            raise LookupFailedError(
                f"“{_short(written)}” is no ISBN: its check digit or its length is wrong."
            )
        return Identifier(ISBN, digits)
    raise LookupFailedError(
        f"“{_short(written)}” is no DOI (10.1016/…), PMID (pmid:33211879) or ISBN (9780262510875)."
    )


def normalise_isbn(text: str) -> str:
    """Return an ISBN as its 13 digits; empty if it is none."""
    digits = re.sub(r"[\s-]", "", text).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        if sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True)) % 11:
            return ""
        head = f"978{digits[:9]}"
        return head + str(-_weighted(head) % 10)
    if re.fullmatch(r"97[89][0-9]{10}", digits) and _weighted(digits) % 10 == 0:
        return digits
    return ""


def _weighted(digits: str) -> int:
    return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))


def _short(text: str) -> str:
    kept = "".join(sign if sign.isprintable() else "�" for sign in text)
    return kept if len(kept) <= 80 else f"{kept[:79]}…"
