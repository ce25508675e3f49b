"""Look up the values of a reference by BibTeX field name, for queries, sorting and grouping."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from mkdocs_fieldguide.citations.bibtex.convert import TYPES
from mkdocs_fieldguide.citations.csl.dates import CslDate, read_csl_date
from mkdocs_fieldguide.citations.csl.names import CslName, read_names
from mkdocs_fieldguide.citations.csl.richtext import INLINE_TAG
from mkdocs_fieldguide.model.references import Reference

_ENTRY_TYPE = re.compile(r"@[ \t]*([A-Za-z][\w-]*)")
_CSL_VARIABLES = {
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
_TYPE_ALIASES = {
    "conference": "inproceedings", "electronic": "online", "mastersthesis": "thesis", "phdthesis": "thesis",
    "techreport": "report", "www": "online",
}  # fmt: skip
_PEOPLE = ("author", "editor", "translator")
_BIBTEX_TYPES = {
    "article": "article", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "book": "book", "chapter": "incollection", "dataset": "dataset",
    "paper-conference": "inproceedings", "report": "techreport", "software": "software",
    "thesis": "phdthesis",
    "webpage": "online", "post-weblog": "online", "patent": "patent", "manuscript": "unpublished",
    "pamphlet": "booklet",
}  # fmt: skip


def get_entry_type(reference: Reference) -> str:
    """Return the BibTeX type in lower case: that of the source text, or else derived from the CSL type."""
    match = _ENTRY_TYPE.match(reference.bibtex)
    if match:
        return match.group(1).lower()
    return _BIBTEX_TYPES.get(str(reference.csl.get("type") or ""), "misc")


def has_type(reference: Reference, kind: str) -> bool:
    """Return whether a reference has a type, given as a BibTeX or CSL type or as `*`."""
    kind = kind.lower()
    bibtex_type = get_entry_type(reference)
    if kind in ("*", "entry", bibtex_type) or _TYPE_ALIASES.get(bibtex_type) == kind:
        return True
    csl_type = str(reference.csl.get("type") or "")
    if reference.bibtex:
        return kind == csl_type and kind not in TYPES
    return bool(csl_type) and csl_type in (kind, TYPES.get(kind))


def get_field_text(reference: Reference, name: str) -> str:
    """Return a field as plain text; an empty string if there is none.

    Args:
        reference: the reference.
        name: a BibTeX field (`year`, `author`, `journal`, `keywords`, …), `key`, `type`, `name` (the authors,
            or else the editors, or an organisation), or a CSL variable.
    """
    name = name.strip().lower()
    compute = _COMPUTED.get(name)
    if compute is not None:
        return compute(reference)
    if name in _PEOPLE:
        return " and ".join(_format_name(person) for person in read_names(reference.csl.get(name)))
    for variable in _CSL_VARIABLES.get(name, (name, name.upper())):
        value = reference.csl.get(variable)
        if isinstance(value, (str, int)) and str(value).strip():
            return INLINE_TAG.sub("", str(value)).strip()
    return ""


def _get_name(reference: Reference) -> str:
    """Return the authors, or else the editors, or an organisation, as in jekyll-scholar."""
    people = next((text for name in ("author", "editor") if (text := get_field_text(reference, name))), "")
    return people or get_field_text(reference, "publisher")


def _format_name(person: CslName) -> str:
    if person.literal:
        return person.literal
    given = " ".join(part for part in (person.given, person.dropping) if part)
    return f"{person.short}, {given}" if given else person.short


def _read_issued(reference: Reference) -> CslDate:
    return read_csl_date(reference.csl.get("issued"))


def _get_date_part(reference: Reference, index: int) -> str:
    parts = _read_issued(reference).parts
    return str(parts[0][index]) if parts and parts[0][index] else ""


def _get_month(reference: Reference) -> str:
    number = _get_date_part(reference, 1)
    return number.zfill(2) if number else ""


def _get_date(reference: Reference) -> str:
    date = _read_issued(reference)
    if not date.parts:
        return date.literal
    year, month, day = date.parts[0]
    text = f"{year:04}"
    if month:
        text += f"-{month:02}" + (f"-{day:02}" if day else "")
    return text


_COMPUTED: Mapping[str, Callable[[Reference], str]] = {
    "name": _get_name,
    "key": lambda reference: reference.key,
    "id": lambda reference: reference.key,
    "type": get_entry_type,
    "year": lambda reference: _get_date_part(reference, 0) or _read_issued(reference).literal,
    "month": _get_month,
    "month_numeric": _get_month,
    "day": lambda reference: _get_date_part(reference, 2),
    "date": _get_date,
}
