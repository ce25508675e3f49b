"""A reference's values under the names that BibTeX gives them, for choosing, sorting and grouping."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from mkdocs_fieldguide.citations.bibtex.convert import TYPES
from mkdocs_fieldguide.citations.csl.dates import CslDate, read_csl_date
from mkdocs_fieldguide.citations.csl.names import CslName, read_names
from mkdocs_fieldguide.model.references import Reference

_KIND = re.compile(r"@[ \t]*([A-Za-z][\w-]*)")
_TAG = re.compile(r"</?(?:i|b|sup|sub|sc|span)\b[^<>]*>")
_NAMES = {
    "abstract": ("abstract",), "address": ("publisher-place",), "annote": ("annote",),
    "booktitle": ("container-title",),
    "chapter": ("chapter-number",), "doi": ("DOI",), "edition": ("edition",), "howpublished": ("publisher",),
    "institution": ("publisher",), "isbn": ("ISBN",), "issn": ("ISSN",), "journal": ("container-title",),
    "journaltitle": ("container-title",), "keyword": ("keyword",), "keywords": ("keyword",),
    "language": ("language",),
    "location": ("publisher-place",), "note": ("note",), "number": ("issue", "number", "collection-number"),
    "organization": ("publisher",), "pages": ("page",), "pmcid": ("PMCID",), "pmid": ("PMID",),
    "publisher": ("publisher",), "school": ("publisher",), "series": ("collection-title",),
    "shorttitle": ("title-short",), "title": ("title",), "url": ("URL",), "version": ("version",),
    "volume": ("volume",),
}  # fmt: skip
_SAME_KIND = {
    "conference": "inproceedings", "electronic": "online", "mastersthesis": "thesis", "phdthesis": "thesis",
    "techreport": "report", "www": "online",
}  # fmt: skip
_PEOPLE = ("author", "editor", "translator")
_BY_CSL_TYPE = {
    "article": "article", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "book": "book", "chapter": "incollection", "dataset": "dataset",
    "paper-conference": "inproceedings", "report": "techreport", "software": "software",
    "thesis": "phdthesis",
    "webpage": "online", "post-weblog": "online", "patent": "patent", "manuscript": "unpublished",
    "pamphlet": "booklet",
}  # fmt: skip


def get_entry_type(reference: Reference) -> str:
    """Return a reference's BibTeX type in lower case: as its source has it, else from its CSL type."""
    match = _KIND.match(reference.bibtex)
    if match:
        return match.group(1).lower()
    return _BY_CSL_TYPE.get(str(reference.csl.get("type") or ""), "misc")


def has_type(reference: Reference, kind: str) -> bool:
    """Tell whether a reference is of a type, by BibTeX's or CSL's name for it."""
    wanted = kind.lower()
    own = get_entry_type(reference)
    if wanted in ("*", "entry", own) or _SAME_KIND.get(own) == wanted:
        return True
    csl_type = str(reference.csl.get("type") or "")
    if reference.bibtex:
        return wanted == csl_type and wanted not in TYPES
    return bool(csl_type) and csl_type in (wanted, TYPES.get(wanted))


def get_field_text(reference: Reference, name: str) -> str:
    """Return a field's plain text; empty where there is none.

    Args:
        reference: the reference.
        name: a BibTeX field (`year`, `author`, `journal`, `keywords`, …), `key`, `type`, or a CSL variable.
    """
    name = name.strip().lower()
    special = _SPECIAL.get(name)
    if special is not None:
        return special(reference)
    if name in _PEOPLE:
        return " and ".join(_full_name(person) for person in read_names(reference.csl.get(name)))
    for variable in _NAMES.get(name, (name, name.upper())):
        value = reference.csl.get(variable)
        if isinstance(value, (str, int)) and str(value).strip():
            return _TAG.sub("", str(value)).strip()
    return ""


def _full_name(person: CslName) -> str:
    if person.literal:
        return person.literal
    given = " ".join(part for part in (person.given, person.dropping) if part)
    return f"{person.short}, {given}" if given else person.short


def _issued(reference: Reference) -> CslDate:
    return read_csl_date(reference.csl.get("issued"))


def _part(index: int) -> Callable[[Reference], str]:
    def read(reference: Reference) -> str:
        parts = _issued(reference).parts
        return str(parts[0][index]) if parts and parts[0][index] else ""

    return read


def _month(reference: Reference) -> str:
    number = _part(1)(reference)
    return number.zfill(2) if number else ""


def _date(reference: Reference) -> str:
    date = _issued(reference)
    if not date.parts:
        return date.literal
    year, month, day = date.parts[0]
    text = f"{year:04}"
    if month:
        text += f"-{month:02}" + (f"-{day:02}" if day else "")
    return text


_SPECIAL: Mapping[str, Callable[[Reference], str]] = {
    "key": lambda reference: reference.key,
    "id": lambda reference: reference.key,
    "type": get_entry_type,
    "year": lambda reference: _part(0)(reference) or _issued(reference).literal,
    "month": _month,
    "month_numeric": _month,
    "day": _part(2),
    "date": _date,
}
