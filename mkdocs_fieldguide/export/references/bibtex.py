"""A reference as a BibTeX entry.

Sources: the types and fields of BibTeX (http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf), and of
biblatex (http://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf) for what BibTeX has no type
for; both programs, and reference managers, take an unknown type for `misc`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from mkdocs_fieldguide.export.references.csl_values import Date, Name, Values, iso
from mkdocs_fieldguide.export.references.latex_escape import escape, escape_rich, escape_title
from mkdocs_fieldguide.model.references import Reference, fold_key
from mkdocs_fieldguide.model.unicode_forms import normalise

_Test = Callable[[str], bool]
_TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "chapter": "incollection", "dataset": "dataset", "entry": "incollection",
    "entry-dictionary": "incollection", "entry-encyclopedia": "incollection", "graphic": "image",
    "manuscript": "unpublished", "motion_picture": "video", "pamphlet": "booklet",
    "paper-conference": "inproceedings", "patent": "patent", "performance": "performance",
    "periodical": "periodical", "personal_communication": "letter", "post": "online",
    "post-weblog": "online", "report": "techreport", "review": "article", "review-book": "article",
    "software": "software", "song": "audio", "standard": "standard", "thesis": "phdthesis",
    "webpage": "online",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PUBLISHER = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}
_CONTAINER = {"article": "journal", "periodical": "journal"}
_NUMBER = {"article": "issue", "periodical": "issue", "book": "collection-number",
           "incollection": "collection-number", "inproceedings": "collection-number"}  # fmt: skip
_USUAL_GENRE = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
_PLAIN = {
    "volume": "volume", "edition": "edition", "version": "version", "chapter": "chapter-number",
    "pagetotal": "number-of-pages", "eventtitle": "event-title", "venue": "event-place",
    "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "language": "language",
    "keywords": "keyword", "note": "note", "abstract": "abstract",
}  # fmt: skip
_CAPITALISED = re.compile(r"[\w.’'-]+(?: [\w.’'-]+)*")
_PARTICLE = re.compile(r"[\w’'-]+(?: [\w’'-]+)*")


def to_bibtex(reference: Reference, key: str = "") -> str:
    """Return a reference as BibTeX: its own source text where that is sound, else written anew.

    Args:
        reference: the reference.
        key: the key of the entry, where it is not the usual one; see `published_keys`.
    """
    if key and key != _usual_key(reference):
        return write_entry(reference, key)
    return reference.bibtex if reference.has_sound_source else write_entry(reference)


def assign_bibtex_keys(references: Collection[Reference]) -> dict[str, str]:
    """Return the keys that references have in one BibTeX file, by their own.

    No two are the same for BibTeX, which ignores letter case: all but the first of them get a number.
    """
    usual = {reference.key: _usual_key(reference) for reference in references}
    own = {fold_key(key) for key in usual.values()}
    taken: set[str] = set()
    counts: dict[str, int] = {}
    found: dict[str, str] = {}
    for written, key in usual.items():
        folded = name = fold_key(key)
        while name in taken or (name != folded and name in own):
            counts[folded] = counts.get(folded, 1) + 1
            name = f"{folded}-{counts[folded]}"
        taken.add(name)
        found[written] = key if name == folded else f"{safe_key(key)}-{counts[folded]}"
    return found


def _usual_key(reference: Reference) -> str:
    return reference.key if reference.has_sound_source else safe_key(reference.key)


def write_entry(reference: Reference, key: str = "") -> str:
    """Return a reference as a BibTeX entry made from its CSL-JSON.

    Args:
        reference: the reference.
        key: the key of the entry; by default the reference's own, as far as BibTeX allows it.
    """
    values = Values(reference.csl)
    kind = _kind(values)
    lines = [f"  {name} = {value}," for name, value in _fields(kind, values) if value not in ("", "{}")]
    return "\n".join([f"@{kind}{{{key or safe_key(reference.key)},", *lines, "}"])


def safe_key(key: str) -> str:
    """Return a key with only what BibTeX allows in one."""
    kept = re.sub(r"[^\w:.+/-]+", "_", normalise("NFC", key)).strip("_")
    return kept or "reference"


def _kind(values: Values) -> str:
    if values.type == "article":  # CSL's word for a preprint and for what is in no kind of periodical
        return "article" if values.text("container-title") else "misc"
    if values.type == "thesis" and "master" in values.text("genre").casefold():
        return "mastersthesis"
    return _TYPES.get(values.type, "misc")


def _fields(kind: str, values: Values) -> Iterator[tuple[str, str]]:
    for role in ("author", "editor", "translator"):
        yield role, f"{{{' and '.join(map(_name, values.names(role)))}}}"
    yield "title", f"{{{escape_title(values.rich('title'))}}}"
    yield _CONTAINER.get(kind, "booktitle"), f"{{{escape_rich(values.rich('container-title'))}}}"
    yield "shortjournal", f"{{{escape(values.text('container-title-short'))}}}"
    yield "series", f"{{{escape_rich(values.rich('collection-title'))}}}"
    yield from _date(values.date("issued"))
    yield "number", f"{{{escape(values.text(_NUMBER.get(kind, 'number')))}}}"
    first, last = values.pages
    yield "pages", f"{{{escape(first)}{'--' if last else ''}{escape(last)}}}"
    yield _PUBLISHER.get(kind, "publisher"), f"{{{escape(values.text('publisher'))}}}"
    yield "address", f"{{{escape(values.text('publisher-place'))}}}"
    genre = values.text("genre")
    yield "type", f"{{{escape(genre)}}}" if genre != _USUAL_GENRE.get(kind) else ""
    for name, variable in _PLAIN.items():
        yield name, f"{{{escape(values.text(variable))}}}"
    yield "doi", f"{{{_address(values.doi)}}}"
    yield "url", f"{{{_address(values.url)}}}"
    yield "urldate", f"{{{values.date('accessed').iso}}}"


def _date(date: Date) -> Iterator[tuple[str, str]]:
    if not date.first:
        yield "year", f"{{{escape(date.literal)}}}"
        return
    yield "year", f"{{{date.year}}}"
    if date.last or date.circa or len(date.first) != len(date.calendar):
        # Only biblatex's way of writing dates has ranges, doubt and seasons.
        sign = "~" if date.circa else ""
        end = f"/{iso(date.last)}{sign}" if date.last else ""
        yield "date", f"{{{iso(date.first)}{sign}{end}}}"
        return
    if len(date.first) > 1:
        yield "month", _MONTHS[date.first[1] - 1]
    if len(date.first) > 2:
        yield "day", f"{{{date.first[2]}}}"


def _name(name: Name) -> str:
    """Return a name as “von Family, Suffix, Given”, with braces where BibTeX would cut it elsewhere."""
    if name.literal:
        return f"{{{escape(name.literal)}}}"
    family = _part(name.family)
    if name.particle and _PARTICLE.fullmatch(name.particle) and _begin(name.particle, str.islower):
        family = f"{escape(name.particle)} {family}"
    elif name.particle:
        family = f"{{{escape(f'{name.particle} {name.family}')}}}"
    if not name.given:
        # Alone, “van Eyck” would be read as first and last name.
        whole = " ".join(part for part in (name.particle, name.family, name.suffix) if part)
        return family if whole == name.family and " " not in whole else f"{{{escape(whole)}}}"
    return ", ".join([family, *([_part(name.suffix)] if name.suffix else []), _part(name.given)])


def _part(text: str) -> str:
    """Return a part of a name; words that begin small would be taken for particles."""
    plain = _CAPITALISED.fullmatch(text) and _begin(text, str.isupper)
    return escape(text) if plain else f"{{{escape(text)}}}"


def _begin(text: str, is_case: _Test) -> bool:
    return all(is_case(word[0]) for word in text.split())


def _address(text: str) -> str:
    """Return an address with what would end the field or begin a command percent-encoded (RFC 3986)."""
    return re.sub(r"[{}\\\"<>^`|\s]", lambda match: f"%{ord(match.group()):02X}", text)
