"""Export references to RIS, a tagged format that all reference managers import.

Sources: the RIS specification of Reference Manager
(https://web.archive.org/web/20120526103719/http://refman.com/support/risformat_intro.asp), and the tags in
current use (https://en.wikipedia.org/wiki/RIS_(file_format)).
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_fieldguide.export.references.csl_values import Date, Values
from mkdocs_fieldguide.model.references import Reference

_TYPES = {
    "article": "UNPB", "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    "bill": "BILL", "book": "BOOK", "broadcast": "MPCT", "chapter": "CHAP", "dataset": "DATA",
    "entry": "CHAP", "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "graphic": "ART",
    "hearing": "HEAR", "legal_case": "CASE", "legislation": "STAT", "manuscript": "UNPB", "map": "MAP",
    "motion_picture": "MPCT", "musical_score": "MUSIC", "pamphlet": "PAMP", "paper-conference": "CONF",
    "patent": "PAT", "periodical": "SER", "personal_communication": "PCOMM", "post": "ELEC",
    "post-weblog": "BLOG", "report": "RPRT", "review": "JOUR", "review-book": "JOUR", "software": "COMP",
    "song": "SOUND", "speech": "SLIDE", "standard": "STAND", "thesis": "THES", "treaty": "STAT",
    "webpage": "ELEC",
}  # fmt: skip
_PEOPLE = {"author": "AU", "editor": "A2", "translator": "A4"}
_TEXTS = {
    "title": "TI", "title-short": "ST", "container-title": "T2", "container-title-short": "J2",
    "collection-title": "T3",
}  # fmt: skip
_OTHER_TEXTS = {
    "publisher": "PB", "publisher-place": "CY", "edition": "ET", "genre": "M3", "language": "LA",
    "note": "N1", "abstract": "AB",
}  # fmt: skip


def to_ris(reference: Reference) -> str:
    """Return a reference as an RIS record, from `TY  - …` to `ER  - `, with CRLF line endings."""
    values = Values(reference.csl)
    lines = [f"{tag}  - {value}" for tag, value in _iterate_fields(reference.key, values) if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _iterate_fields(key: str, values: Values) -> Iterator[tuple[str, str]]:
    yield "TY", _choose_type(values)
    for role, tag in _PEOPLE.items():
        for name in values.names(role):
            yield tag, name.sorted_form
    for variable, tag in _TEXTS.items():
        yield tag, values.text(variable)
    issued = values.date("issued")
    yield "PY", issued.year
    yield "DA", _format_date(issued)
    yield "VL", values.text("volume")
    yield "IS", values.text("issue") or values.text("number")
    first, last = values.pages
    yield "SP", first
    yield "EP", last
    yield "SN", values.text("ISBN") or values.text("ISSN")
    yield "DO", values.doi
    yield "UR", values.url
    yield "Y2", _format_date(values.date("accessed"))
    for variable, tag in _OTHER_TEXTS.items():
        yield tag, values.text(variable)
    yield "AN", values.text("PMID")
    for word in values.text("keyword").split(","):
        yield "KW", word.strip()
    yield "ID", Values({"key": key}).text("key")


def _choose_type(values: Values) -> str:
    if not values.type and values.url:
        return "ELEC"
    return _TYPES.get(values.type, "GEN")


def _format_date(date: Date) -> str:
    """Return a date as `YYYY/MM/DD/other`; the slashes of unknown parts remain."""
    if not date.calendar:
        return f"///{date.literal.replace('/', '-')}" if date.literal else ""
    year, *rest = date.calendar
    month, day = [f"{part:02}" for part in rest] + [""] * (2 - len(rest))
    return f"{year:04}/{month}/{day}/" if year > 0 else ""
