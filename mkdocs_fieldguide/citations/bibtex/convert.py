"""Convert a BibTeX or biblatex entry to a CSL-JSON item.

The mapping follows the biblatex manual (entry types and fields) and the CSL 1.0.2 specification (types and
variables).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mkdocs_fieldguide.citations.bibtex.dates import DateReading, is_month, read_date, read_year
from mkdocs_fieldguide.citations.bibtex.identifiers import read_doi, read_eprint, strip_latex_from_url
from mkdocs_fieldguide.citations.bibtex.latex import Decoded, decode, decode_text
from mkdocs_fieldguide.citations.bibtex.localisation_keys import translate_key, translate_keys
from mkdocs_fieldguide.citations.bibtex.name_lists import split_at_and
from mkdocs_fieldguide.citations.bibtex.names import read_flag, read_people
from mkdocs_fieldguide.citations.bibtex.titles import derive_short_title, to_sentence_case
from mkdocs_fieldguide.findings.wording import shorten

TYPES = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "bibnote": "", "book": "book",
    "bookinbook": "chapter", "booklet": "pamphlet", "collection": "book", "conference": "paper-conference",
    "commentary": "book", "dataset": "dataset", "electronic": "webpage", "image": "graphic",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia", "jurisdiction": "legal_case", "legal": "legislation",
    "legislation": "legislation", "letter": "personal_communication", "manual": "book",
    "mastersthesis": "thesis", "misc": "", "movie": "motion_picture", "music": "song", "mvbook": "book",
    "mvcollection": "book", "mvproceedings": "book", "mvreference": "book", "online": "webpage",
    "patent": "patent", "performance": "performance", "periodical": "periodical", "phdthesis": "thesis",
    "proceedings": "book", "reference": "book", "report": "report", "review": "review",
    "software": "software", "standard": "standard", "suppbook": "chapter", "suppcollection": "chapter",
    "suppperiodical": "article-journal", "techreport": "report", "thesis": "thesis",
    "unpublished": "manuscript", "video": "motion_picture", "www": "webpage",
}  # fmt: skip
_PEOPLE = {
    "author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
    "director": "director", "holder": "author",
}  # fmt: skip
_PLAIN = {
    "edition": "edition", "chapter": "chapter-number", "version": "version",
    "pagetotal": "number-of-pages", "volumes": "number-of-volumes",
    "keywords": "keyword", "annotation": "annote", "annote": "annote", "language": "", "issn": "ISSN",
    "isbn": "ISBN", "pmid": "PMID", "pmcid": "PMCID", "eid": "page", "venue": "event-place",
    "eventtitle": "event-title", "pubstate": "status", "status": "status", "library": "call-number",
    "shorthand": "citation-label",
}  # fmt: skip
_DATES = {"date": "issued", "urldate": "accessed", "eventdate": "event-date", "origdate": "original-date"}
_USE_PREFIX = re.compile(r"(?<!\w)useprefix\b(?:\s*=\s*([^,]*))?", re.IGNORECASE)
_BY_ORGANISATION = ("manual", "proceedings", "mvproceedings")
_GENRE = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
_GENRES = {
    "phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "techreport": "Technical report",
    "candthesis": "Candidate thesis", "resreport": "Research report", "software": "", "datacd": "",
    "audiocd": "",
}  # fmt: skip
_ENGLISH = re.compile(
    r"\s*(?:$|en\b|eng\b|english|american|british|us?kenglish|dcterms\.RFC4646; en)", re.IGNORECASE
)
_LANGUAGES = {
    "german": "de-DE", "ngerman": "de-DE", "deutsch": "de-DE", "french": "fr-FR", "francais": "fr-FR",
    "spanish": "es-ES",
    "italian": "it-IT", "dutch": "nl-NL", "portuguese": "pt-PT", "swedish": "sv-SE", "danish": "da-DK",
    "norwegian": "nb-NO", "finnish": "fi-FI", "polish": "pl-PL", "czech": "cs-CZ", "catalan": "ca-AD",
}  # fmt: skip


class EntryConverter:
    """Converts one entry to a CSL-JSON item.

    Attributes:
        csl: the item.
        faults: problems in the fields, each a clause that follows "The entry …", and what to do.
        unknown: unsupported LaTeX commands.
    """

    def __init__(self, kind: str, key: str, fields: Mapping[str, str]) -> None:
        self._kind = kind
        self._fields = fields
        self.faults: list[tuple[str, str]] = []
        self.unknown: dict[str, None] = {}
        self.csl: dict[str, Any] = {"id": key, "type": TYPES.get(kind, "")}
        language = fields.get("langid", "") or fields.get("language", "")
        self._english = _ENGLISH.match(language) is not None
        if not self._english:
            written = self._text("langid") or self._text("language")
            self.csl["language"] = _LANGUAGES.get(language.strip("{} ").lower().removeprefix("lang"), written)
        self._convert_people()
        self._convert_dates()
        self._convert_titles()
        self._convert_numbers()
        self._convert_publisher()
        self._convert_urls()
        for name, variable in _PLAIN.items():
            # A status such as “forthcoming” replaces the year; beside a year, it has other meanings.
            if name == "status" and "issued" in self.csl:
                continue
            if variable and (value := self._text(name)):
                self.csl.setdefault(variable, translate_key(value) if variable == "status" else value)
        for variable in [
            variable for variable, value in self.csl.items() if value == "" and variable != "type"
        ]:
            del self.csl[variable]

    def _decode(self, name: str) -> Decoded:
        value = self._fields.get(name)
        if not value:
            return Decoded()
        decoded = decode(value)
        self.unknown.update(dict.fromkeys(decoded.unknown))
        return decoded

    def _text(self, name: str) -> str:
        return self._decode(name).text

    def _list(self, name: str) -> str:
        """Return a list of publishers or places as text.

        Three or more are separated by semicolons. The names of many publishers have a single “and”, and it
        reads well between two places.
        """
        source = self._fields.get(name, "")
        if source.count(" and ") < 2:
            return self._text(name)
        parts = [decode_text(part) for part in split_at_and(source)]
        return "; ".join(parts) if len(parts) > 2 else self._text(name)

    def _title(self, name: str) -> str:
        return to_sentence_case(self._decode(name), self._english)

    def _convert_people(self) -> None:
        option = _USE_PREFIX.search(self._fields.get("options", ""))
        use_prefix = read_flag(option[1] or "") if option else False
        if "useprefix" in self._fields:
            use_prefix = read_flag(self._fields["useprefix"])
        for name, variable in _PEOPLE.items():
            if variable not in self.csl and (value := self._fields.get(name)):
                people, faults = read_people(value, use_prefix=use_prefix)
                self.faults += [(f"has a malformed name: {fault}", "") for fault in faults]
                if people:
                    self.csl[variable] = people

    def _convert_dates(self) -> None:
        fields = self._fields
        for name, variable in _DATES.items():
            if source := fields.get(name):
                reading = read_date(source)
                if name == "date" and reading.csl and "literal" in reading.csl and fields.get("year"):
                    reading = DateReading(None, "the field “year” is used")
                self._add_date(variable, name, source, reading)
        if "issued" not in self.csl and (year := fields.get("year")):
            month, day = fields.get("month", ""), fields.get("day", "")
            reading = read_year(year, month, day)
            self._add_date("issued", "year", year, reading)
            if month.strip("{} ") and reading.csl and not is_month(month):
                message = f"has “{shorten(month)}” in “month”, which is not a month, and is left out"
                self.faults.append((message, "Write a number, or an abbreviation such as `mar`."))

    def _add_date(self, variable: str, name: str, source: str, reading: DateReading) -> None:
        if reading.fault:
            message = f"has the invalid date “{shorten(source)}” in “{name}”; {reading.fault}"
            self.faults.append((message, "Write dates as 2015-03-31, 2015-03 or 2015."))
        if reading.csl:
            self.csl[variable] = reading.csl

    def _convert_titles(self) -> None:
        title, subtitle = self._title("title"), self._title("subtitle")
        if self._kind == "periodical" and not title:
            title = self._title("journaltitle")
        full = f"{title}: {subtitle}" if title and subtitle else title or subtitle
        addon = self._title("titleaddon")
        if full:
            self.csl["title"] = f"{full}. {addon}" if addon else full
        short = self._title("shorttitle") or (title if subtitle else derive_short_title(full))
        if short and short != full:
            self.csl["title-short"] = short
        container = self._join_container_title()
        if container:
            self.csl["container-title"] = container
        self.csl["container-title-short"] = self._text("shortjournal")
        series = translate_key(self._text("series"))
        if series.isdecimal() and self.csl["type"] in ("article-journal", "periodical"):
            series = f"{series}{_make_ordinal_suffix(series)} series"
        self.csl["collection-title"] = series

    def _join_container_title(self) -> str:
        for name, sub in (
            ("journaltitle", "journalsubtitle"), ("journal", "journalsubtitle"),
            ("booktitle", "booksubtitle"), ("maintitle", "mainsubtitle"), ("issuetitle", ""),
        ):  # fmt: skip
            main = self._text(name)
            if main:
                rest = self._text(sub) if sub else ""
                return f"{main}: {rest}" if rest else main
        return ""

    def _convert_numbers(self) -> None:
        number, issue = self._text("number"), self._text("issue")
        if number:
            if self._kind in ("article", "suppperiodical", "periodical"):
                variable = "issue"
            elif self._kind in (
                "book",
                "inbook",
                "incollection",
                "collection",
                "proceedings",
                "inproceedings",
            ):
                variable = "collection-number"
            else:
                variable = "number"
            self.csl[variable] = number
        if issue:
            self.csl["issue"] = f"{number}, {issue}" if number and self.csl.get("issue") else issue
        volume, part = self._text("volume"), self._text("part")
        self.csl["volume"] = f"{volume}.{part}" if volume and part else volume
        self.csl["part-number"] = "" if volume else part
        pages = self._text("pages")
        if pages:
            self.csl["page"] = _use_hyphens(pages)

    def _convert_publisher(self) -> None:
        is_thesis = self.csl["type"] == "thesis"
        names: tuple[str, ...] = (
            ("school", "institution") if is_thesis else ("publisher", "institution", "organization", "school")
        )
        if self._kind in _BY_ORGANISATION and self._use_organisation_as_author():
            names = ("publisher", "institution", "school")
        publisher = next((text for name in (*names, "publisher") if (text := self._list(name))), "")
        if not publisher and self._kind in ("misc", "online", "unpublished", "booklet"):
            how_published = self._text("howpublished")
            url = re.fullmatch(r"(?:Available (?:at|from):?\s*)?(https?://\S+)", how_published)
            if url and not self._fields.get("url"):
                self.csl["URL"] = url.group(1)
            elif not url:
                publisher = how_published
        self.csl["publisher"] = publisher
        self._convert_places()
        genre = self._text("type")
        genre = _GENRES.get(genre.lower(), translate_key(genre))
        self.csl["genre"] = genre if self._fields.get("type") else _GENRE.get(self._kind, "")

    def _use_organisation_as_author(self) -> bool:
        """Use the organisation as author if there is no other; BibTeX's styles do so in these entries."""
        organisation = self._text("organization")
        if not organisation or "author" in self.csl or "editor" in self.csl:
            return False
        self.csl["author"] = [{"literal": organisation}]
        return True

    def _convert_places(self) -> None:
        """Convert `address` and `location`, which are the same field unless an entry has both.

        ACM's entries have the publisher's place in `address` and the conference's in `location`.
        """
        address, location = self._list("address"), translate_keys(self._list("location"))
        if self._kind == "patent":
            self.csl["jurisdiction"] = location or address
            return
        self.csl["publisher-place"] = address or location
        if address and location != address:
            self.csl["event-place"] = location

    def _convert_urls(self) -> None:
        if doi := self._fields.get("doi"):
            self.csl["DOI"] = read_doi(doi)
        if url := self._fields.get("url"):
            self.csl["URL"] = strip_latex_from_url(url)
        variable, value = read_eprint(self._fields)
        if value:
            self.csl.setdefault(variable, value)


def _make_ordinal_suffix(number: str) -> str:
    """Return the suffix of an English ordinal number."""
    is_teen = number[-2:-1] == "1"
    return "th" if is_teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def _use_hyphens(pages: str) -> str:
    """Return a page range with each dash, and the white space around it, replaced by a hyphen."""
    first, *others = re.split("–|--|—", pages)
    if not others:
        return pages
    *inner, last = others
    return "-".join([first.rstrip(), *(part.strip() for part in inner), last.lstrip()])
