"""A BibTeX or biblatex entry as a CSL-JSON item.

Sources of the correspondence: the biblatex manual (entry types and fields) and the CSL 1.0.2 specification
(types and variables).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mkdocs_fieldguide.citations.bibtex.dates import parse_biblatex_date, parse_bibtex_date
from mkdocs_fieldguide.citations.bibtex.latex import decode
from mkdocs_fieldguide.citations.bibtex.names import read_people
from mkdocs_fieldguide.citations.bibtex.titles import derive_short_title, to_sentence_case

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
    "volume": "volume", "edition": "edition", "chapter": "chapter-number", "version": "version",
    "pagetotal": "number-of-pages", "volumes": "number-of-volumes", "part": "part-number",
    "keywords": "keyword", "annotation": "annote", "annote": "annote", "language": "", "issn": "ISSN",
    "isbn": "ISBN", "pmid": "PMID", "pmcid": "PMCID", "eid": "page", "venue": "event-place",
    "eventtitle": "event-title", "pubstate": "status", "library": "call-number",
    "shorthand": "citation-label",
}  # fmt: skip
_RAW = {"doi": "DOI", "url": "URL"}
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
    """Turns one entry into a CSL-JSON item.

    Attributes:
        csl: the item.
        faults: what is wrong in the fields, each a clause that follows "The entry …".
        unknown: LaTeX commands that are not understood.
    """

    def __init__(self, kind: str, key: str, fields: Mapping[str, str]) -> None:
        self._kind = kind
        self._fields = fields
        self.faults: list[str] = []
        self.unknown: dict[str, None] = {}
        self.csl: dict[str, Any] = {"id": key, "type": TYPES.get(kind, "")}
        language = fields.get("langid", "") or fields.get("language", "")
        self._english = _ENGLISH.match(language) is not None
        if not self._english:
            written = self._text("langid") or self._text("language")
            self.csl["language"] = _LANGUAGES.get(language.strip("{} ").lower(), written)
        self._people()
        self._dates()
        self._titles()
        self._numbers()
        self._publishing()
        self._addresses()
        for name, variable in _PLAIN.items():
            if variable and (value := self._text(name)):
                self.csl.setdefault(variable, value)
        for variable in [
            variable for variable, value in self.csl.items() if value == "" and variable != "type"
        ]:
            del self.csl[variable]

    def _text(self, name: str) -> str:
        value = self._fields.get(name)
        if not value:
            return ""
        decoded = decode(value)
        self.unknown.update(dict.fromkeys(decoded.unknown))
        return decoded.text

    def _title(self, name: str) -> str:
        value = self._fields.get(name)
        if not value:
            return ""
        decoded = decode(value)
        self.unknown.update(dict.fromkeys(decoded.unknown))
        return to_sentence_case(decoded, self._english)

    def _people(self) -> None:
        for name, variable in _PEOPLE.items():
            if variable not in self.csl and (value := self._fields.get(name)):
                people, faults = read_people(value)
                self.faults += [f"has a name that cannot be read: {fault}" for fault in faults]
                if people:
                    self.csl[variable] = people

    def _dates(self) -> None:
        for name, variable in (
            ("date", "issued"),
            ("urldate", "accessed"),
            ("eventdate", "event-date"),
            ("origdate", "original-date"),
        ):
            value = self._text(name)
            if not value:
                continue
            found = parse_biblatex_date(value)
            if found is None:
                self.faults.append(f"has the date “{value[:40]}” in “{name}”, which cannot be read")
                found = {"literal": value}
            self.csl[variable] = found
        if "issued" not in self.csl and (year := self._fields.get("year", "")):
            issued = parse_bibtex_date(year, self._fields.get("month", ""), self._fields.get("day", ""))
            if issued:
                self.csl["issued"] = issued

    def _titles(self) -> None:
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
        container = self._container()
        if container:
            self.csl["container-title"] = container
        self.csl["container-title-short"] = self._text("shortjournal")
        series = self._text("series")
        if series:
            self.csl["collection-title"] = series

    def _container(self) -> str:
        for name, sub in (
            ("journaltitle", "journalsubtitle"), ("journal", "journalsubtitle"),
            ("booktitle", "booksubtitle"), ("maintitle", "mainsubtitle"), ("issuetitle", ""),
        ):  # fmt: skip
            main = self._text(name)
            if main:
                rest = self._text(sub) if sub else ""
                return f"{main}: {rest}" if rest else main
        return ""

    def _numbers(self) -> None:
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
        pages = self._text("pages")
        if pages:
            self.csl["page"] = _with_hyphens(pages)

    def _publishing(self) -> None:
        thesis = self.csl["type"] == "thesis"
        names = (
            ("school", "institution") if thesis else ("publisher", "institution", "organization", "school")
        )
        publisher = next((text for name in (*names, "publisher") if (text := self._text(name))), "")
        if not publisher and self._kind in ("misc", "online", "unpublished", "booklet"):
            how = self._text("howpublished")
            address = re.fullmatch(r"(?:Available (?:at|from):?\s*)?(https?://\S+)", how)
            if address and not self._fields.get("url"):
                self.csl["URL"] = address.group(1)
            elif not address:
                publisher = how
        self.csl["publisher"] = publisher
        self.csl["publisher-place"] = self._text("location") or self._text("address")
        genre = self._text("type")
        self.csl["genre"] = _GENRES.get(genre.lower(), genre) if genre else _GENRE.get(self._kind, "")

    def _addresses(self) -> None:
        for name, variable in _RAW.items():
            value = self._fields.get(name)
            if value:
                text = strip_latex_from_url(value)
                if variable == "DOI":
                    text = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text, flags=re.IGNORECASE)
                self.csl[variable] = text
        eprint = strip_latex_from_url(self._fields.get("eprint", ""))
        kind = (
            (self._fields.get("eprinttype") or self._fields.get("archiveprefix") or "").strip("{} ").lower()
        )
        if eprint and kind == "pubmed":
            self.csl.setdefault("PMID", eprint)
        elif eprint and (kind == "arxiv" or re.fullmatch(r"\d{4}\.\d{4,5}(?:v\d+)?", eprint)):
            self.csl.setdefault("URL", f"https://arxiv.org/abs/{eprint}")


def _with_hyphens(pages: str) -> str:
    """Return pages with a hyphen for each dash and the white space around it."""
    first, *others = re.split("–|--|—", pages)
    if not others:
        return pages
    *inner, last = others
    return "-".join([first.rstrip(), *(part.strip() for part in inner), last.lstrip()])


def strip_latex_from_url(source: str) -> str:
    """Return an address as it is meant: without the braces and escapes that LaTeX needs."""
    text = re.sub(r"\\url\s*", "", source)
    text = re.sub(r"\\([%#&_~{}$])", r"\1", text)
    text = re.sub(r"\{?\\textasciitilde\s*(?:\{\})?\}?", "~", text)
    return re.sub(r"\s+", "", text.replace("{", "").replace("}", ""))
