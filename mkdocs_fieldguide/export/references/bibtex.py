"""Export references to BibTeX.

Entries use the types and fields of BibTeX (http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf), and those
of biblatex (http://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf) where BibTeX has none:
BibTeX and reference managers treat unknown types as `misc`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from mkdocs_fieldguide.export.references.csl_values import Date, Name, Values, format_iso_date
from mkdocs_fieldguide.export.references.latex_escape import escape, escape_rich, escape_title
from mkdocs_fieldguide.model.references import Reference, fold_key
from mkdocs_fieldguide.model.unicode_forms import normalise
from mkdocs_fieldguide.model.written_dates import MONTHS

_CharacterTest = Callable[[str], bool]
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
_PUBLISHER = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}
_CONTAINER = {"article": "journal", "periodical": "journal"}
_NUMBER = {"article": "issue", "periodical": "issue", "book": "collection-number",
           "incollection": "collection-number", "inproceedings": "collection-number"}  # fmt: skip
_DEFAULT_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
_PLAIN = {
    "volume": "volume", "edition": "edition", "version": "version", "chapter": "chapter-number",
    "pagetotal": "number-of-pages", "eventtitle": "event-title", "venue": "event-place",
    "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "language": "language",
    "keywords": "keyword", "note": "note", "abstract": "abstract",
}  # fmt: skip
_PLAIN_PART = re.compile(r"[\w.’'-]+(?: [\w.’'-]+)*")
_PLAIN_PARTICLE = re.compile(r"[\w’'-]+(?: [\w’'-]+)*")


def to_bibtex(reference: Reference, key: str = "") -> str:
    """Return a reference as a BibTeX entry: its source text if that is safe, or else a generated entry.

    Args:
        reference: the reference.
        key: the key of the entry, if it differs from the default; see `assign_bibtex_keys`.
    """
    if key and key != _make_default_key(reference):
        return write_entry(reference, key)
    return reference.bibtex if reference.has_sound_source else write_entry(reference)


def assign_bibtex_keys(references: Collection[Reference]) -> dict[str, str]:
    """Return unique keys for the references in a single BibTeX file, by citation key.

    BibTeX ignores letter case in keys: if several keys are equal for it, all but the first get a number.
    """
    defaults = {reference.key: _make_default_key(reference) for reference in references}
    reserved = {fold_key(key) for key in defaults.values()}
    taken: set[str] = set()
    counts: dict[str, int] = {}
    keys: dict[str, str] = {}
    for citation_key, key in defaults.items():
        folded = candidate = fold_key(key)
        while candidate in taken or (candidate != folded and candidate in reserved):
            counts[folded] = counts.get(folded, 1) + 1
            candidate = f"{folded}-{counts[folded]}"
        taken.add(candidate)
        keys[citation_key] = key if candidate == folded else f"{sanitise_key(key)}-{counts[folded]}"
    return keys


def _make_default_key(reference: Reference) -> str:
    return reference.key if reference.has_sound_source else sanitise_key(reference.key)


def write_entry(reference: Reference, key: str = "") -> str:
    """Generate a BibTeX entry from the CSL-JSON of a reference.

    Args:
        reference: the reference.
        key: the key of the entry; by default the citation key, without characters that BibTeX forbids.
    """
    values = Values(reference.csl)
    kind = _choose_type(values)
    fields = _iterate_fields(kind, values)
    lines = [f"  {name} = {value}," for name, value in fields if value not in ("", "{}")]
    return "\n".join([f"@{kind}{{{key or sanitise_key(reference.key)},", *lines, "}"])


def sanitise_key(key: str) -> str:
    """Return a key without characters that BibTeX forbids."""
    sanitised = re.sub(r"[^\w:.+/-]+", "_", normalise("NFC", key)).strip("_")
    return sanitised or "reference"


def _choose_type(values: Values) -> str:
    if values.type == "article":  # CSL's type for preprints, and for articles in unspecified periodicals
        return "article" if values.text("container-title") else "misc"
    if values.type == "thesis" and "master" in values.text("genre").casefold():
        return "mastersthesis"
    return _TYPES.get(values.type, "misc")


def _iterate_fields(kind: str, values: Values) -> Iterator[tuple[str, str]]:
    for role in ("author", "editor", "translator"):
        yield role, f"{{{' and '.join(map(_format_name, values.names(role)))}}}"
    if any(name.keeps_particle for role in ("author", "editor", "translator") for name in values.names(role)):
        yield "options", "{useprefix=true}"  # of biblatex
    yield "title", f"{{{escape_title(values.rich('title'))}}}"
    yield _CONTAINER.get(kind, "booktitle"), f"{{{escape_rich(values.rich('container-title'))}}}"
    yield "shortjournal", f"{{{escape(values.text('container-title-short'))}}}"
    yield "series", f"{{{escape_rich(values.rich('collection-title'))}}}"
    yield from _iterate_date_fields(values.date("issued"))
    yield "number", f"{{{escape(values.text(_NUMBER.get(kind, 'number')))}}}"
    first, last = values.pages
    yield "pages", f"{{{escape(first)}{'--' if last else ''}{escape(last)}}}"
    yield _PUBLISHER.get(kind, "publisher"), f"{{{escape(values.text('publisher'))}}}"
    yield "address", f"{{{escape(values.text('publisher-place'))}}}"
    genre = values.text("genre")
    yield "type", f"{{{escape(genre)}}}" if genre != _DEFAULT_GENRES.get(kind) else ""  # implied by the type
    for name, variable in _PLAIN.items():
        yield name, f"{{{escape(values.text(variable))}}}"
    yield "doi", f"{{{_escape_url(values.doi, keep='<>')}}}"
    yield "url", f"{{{_escape_url(values.url)}}}"
    yield "urldate", f"{{{values.date('accessed').iso}}}"


def _iterate_date_fields(date: Date) -> Iterator[tuple[str, str]]:
    if not date.first:
        yield "year", f"{{{escape(date.literal)}}}"
        return
    yield "year", f"{{{date.year}}}"
    if date.last or date.circa or len(date.first) != len(date.calendar):
        # Only the date format of biblatex supports ranges, approximate dates and seasons.
        qualifier = "~" if date.circa else ""
        end = f"/{format_iso_date(date.last)}{qualifier}" if date.last else ""
        yield "date", f"{{{format_iso_date(date.first)}{qualifier}{end}}}"
        return
    if len(date.first) > 1:
        yield "month", MONTHS[date.first[1] - 1]
    if len(date.first) > 2:
        yield "day", f"{{{date.first[2]}}}"


def _format_name(name: Name) -> str:
    """Return a name as “von Family, Suffix, Given”, with braces where BibTeX would split it differently."""
    if name.literal:
        return f"{{{escape(name.literal)}}}"
    family = _format_part(name.family)
    particle = name.particle
    if particle and _PLAIN_PARTICLE.fullmatch(particle) and _words_begin(particle, str.islower):
        family = f"{escape(name.particle)} {family}"
    elif name.particle:
        family = f"{{{escape(f'{name.particle} {name.family}')}}}"
    if not name.given:
        # BibTeX would read “van Eyck” without a comma as given and family name.
        full_name = " ".join(part for part in (name.particle, name.family, name.suffix) if part)
        is_single_word = full_name == name.family and " " not in full_name
        return family if is_single_word else f"{{{escape(full_name)}}}"
    suffix = [_format_part(name.suffix)] if name.suffix else []
    return ", ".join([family, *suffix, _format_part(name.given)])


def _format_part(text: str) -> str:
    """Return a part of a name; words in lower case need braces, or BibTeX takes them for particles."""
    is_plain = _PLAIN_PART.fullmatch(text) and _words_begin(text, str.isupper)
    return escape(text) if is_plain else f"{{{escape(text)}}}"


def _words_begin(text: str, has_case: _CharacterTest) -> bool:
    return all(has_case(word[0]) for word in text.split())


def _escape_url(text: str, keep: str = "") -> str:
    """Return a URL with the characters that have a meaning in BibTeX and LaTeX percent-encoded (RFC 3986).

    Args:
        text: the URL, or a DOI.
        keep: characters to leave as they are; `<` and `>` are part of old DOIs.
    """
    return re.sub(
        r"[{}\\\"<>^`|\s]",
        lambda match: match[0] if match[0] in keep else f"%{ord(match[0]):02X}",
        text,
    )
