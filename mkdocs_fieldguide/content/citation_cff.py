"""Loader of CITATION.cff, which says how to cite the whole guide.

The keys are those of the Citation File Format 1.2.0
(https://github.com/citation-file-format/citation-file-format/blob/main/schema-guide.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mkdocs_fieldguide.content.confusables import check_characters
from mkdocs_fieldguide.content.field_checks import Local, clean_identifier, clean_urls
from mkdocs_fieldguide.content.identifiers import normalise_orcid
from mkdocs_fieldguide.content.source_maps import submap
from mkdocs_fieldguide.content.validation import check_keys
from mkdocs_fieldguide.content.yaml.reader import read_yaml
from mkdocs_fieldguide.files.read_text import read_text
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.findings.wording import capitalise, describe_value, shorten
from mkdocs_fieldguide.model.dates import parse_date
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.references import Reference

KEY = "guide"
"""Key of the reference."""

_REQUIRED = ("cff-version", "message", "title", "authors")
_OF_BOTH = (
    "abstract", "authors", "commit", "contact", "doi", "date-released", "identifiers", "keywords", "license",
    "license-url", "repository", "repository-artifact", "repository-code", "title", "type", "url", "version",
)  # fmt: skip
_OF_FILE = NameIndex(sorted((*_OF_BOTH, "cff-version", "message", "preferred-citation", "references")))
_OF_REFERENCE = NameIndex(sorted((
    *_OF_BOTH, "abbreviation", "collection-doi", "collection-title", "collection-type", "conference",
    "copyright", "data-type", "database", "database-provider", "date-accessed", "date-downloaded",
    "date-published", "department", "edition", "editors", "editors-series", "end", "entry", "filename",
    "format", "institution", "isbn", "issn", "issue", "issue-date", "issue-title", "journal", "languages",
    "loc-end", "loc-start", "location", "medium", "month", "nihmsid", "notes", "number", "number-volumes",
    "pages", "patent-states", "pmcid", "publisher", "recipients", "scope", "section", "senders", "start",
    "status", "term", "thesis-type", "translators", "volume", "volume-title", "year", "year-original",
)))  # fmt: skip
_OF_NAME = NameIndex(sorted((
    "address", "affiliation", "alias", "city", "country", "date-end", "date-start", "email", "family-names",
    "fax", "given-names", "location", "name", "name-particle", "name-suffix", "orcid", "post-code", "region",
    "tel", "website",
)))  # fmt: skip
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "article": "article-journal", "book": "book", "conference": "book", "data": "dataset",
        "conference-paper": "paper-conference", "database": "dataset", "dataset": "dataset",
        "magazine-article": "article-magazine",
        "manual": "book", "map": "map", "newspaper-article": "article-newspaper", "pamphlet": "pamphlet",
        "patent": "patent", "presentation": "speech", "proceedings": "book", "report": "report",
        "software": "software", "software-code": "software", "standard": "standard", "thesis": "thesis",
        "unpublished": "manuscript", "video": "motion_picture", "website": "webpage",
    }
)  # fmt: skip
_TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "title": "title", "version": "version", "doi": "DOI", "journal": "container-title",
        "volume": "volume",
        "issue": "issue", "number": "number", "edition": "edition", "isbn": "ISBN", "issn": "ISSN",
        "collection-title": "collection-title", "pages": "number-of-pages", "pmcid": "PMCID",
    }
)  # fmt: skip
_URLS = ("url", "repository-code", "repository", "repository-artifact")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}(?:\.\d+)*/\S+)")
_NUMBER = re.compile(r"[0-9]{1,4}")


def read_citation_file(path: Path, name: str, findings: Findings) -> Reference | None:
    """Read the reference of a guide: the `preferred-citation` if there is one, else the file itself.

    Args:
        path: the file.
        name: its name in findings.
        findings: receives problems in the file.

    Returns:
        The reference; None, with a finding, if it has no title or the file cannot be read.
    """
    with error_boundary(findings, Location(name), "the citation file"):
        return _read_file(path, name, findings)
    return None


def _read_file(path: Path, name: str, findings: Findings) -> Reference | None:
    text = read_text(path, name, findings)
    if text is None:
        return None
    check_characters(text, name, findings)
    loaded = read_yaml(text, name, findings)
    if loaded is None:
        return None
    if not isinstance(loaded.value, dict):
        findings.add(
            Code.WRONG_TYPE,
            loaded.source.start,
            f"{name} contains {describe_value(loaded.value)}, so the guide has no citation.",
            "Expected a mapping, as written by cff-initializer.",
        )
        return None
    reader = _Reader(findings)
    whole = reader.entry(loaded.value, loaded.source, _OF_FILE, f"the citation file {name}", _REQUIRED)
    preferred = loaded.value.get("preferred-citation")
    if isinstance(preferred, dict):
        source = submap(loaded.source, "preferred-citation")
        whole = reader.entry(preferred, source, _OF_REFERENCE, "the preferred citation", ("title", "authors"))
    elif preferred is not None:
        reader.wrong(loaded.source.at("preferred-citation"), "preferred-citation", preferred, "a mapping")
    return Reference(KEY, whole, loaded.source.start) if whole.get("title") else None


class _Reader:
    """Converts entries of the file to CSL-JSON, and reports their problems."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def entry(
        self,
        entry_data: Mapping[str, Any],
        source: SourceMap,
        keys: NameIndex,
        label: str,
        required: tuple[str, ...],
    ) -> dict[str, Any]:
        """Return the whole file, or a reference in it, as a CSL-JSON item."""
        raw = dict(entry_data)
        check_keys(raw, keys, source, self._findings, label)
        for key in required:
            if raw.get(key) in (None, "", []):
                self._findings.add(Code.MISSING_VALUE, source.start, f"{capitalise(label)} has no “{key}”.")
        _promote_doi(raw)
        clean_urls(raw, _URLS, source, self._findings, label, local=Local.NOT_ALLOWED)
        clean_identifier(raw, "doi", source, self._findings, label, read=_normalise_doi, kind="a DOI")
        item: dict[str, Any] = {"type": _TYPES.get(str(raw.get("type") or "software"), "document")}
        for key, variable in _TEXTS.items():
            item[variable] = self._read_text(raw, key, source)
        for role, variable in (("authors", "author"), ("editors", "editor"), ("translators", "translator")):
            item[variable] = list(self._read_names(raw.get(role), role, source))
        item["URL"] = next((raw[key] for key in _URLS if isinstance(raw.get(key), str)), None)
        item["issued"] = self._read_issued(raw, source)
        item["page"] = "-".join(str(raw[key]) for key in ("start", "end") if raw.get(key))
        for key, variable in (
            ("publisher", "publisher"),
            ("institution", "publisher"),
            ("conference", "event-title"),
        ):
            entity = raw.get(key)
            if isinstance(entity, Mapping) and isinstance(entity.get("name"), str) and not item.get(variable):
                item[variable] = entity["name"]
        return {key: value for key, value in item.items() if value not in (None, "", [])}

    def wrong(self, location: Any, key: str, value: object, expected: str) -> None:
        """Report a value of the wrong type."""
        self._findings.add(
            Code.WRONG_TYPE,
            location,
            f"“{key}” is {describe_value(value)}; it is left out.",
            f"Expected {expected}.",
        )

    def _read_text(self, raw: Mapping[str, Any], key: str, source: SourceMap) -> str | None:
        value = raw.get(key)
        if value is None or isinstance(value, str):
            return value
        self.wrong(source.at(key), key, value, "text")
        return None

    def _read_names(self, value: object, role: str, source: SourceMap) -> Iterator[dict[str, Any]]:
        if value is None:
            return
        if not isinstance(value, list):
            self.wrong(source.at(role), role, value, "a list of people")
            return
        for number, item in enumerate(value):
            if not isinstance(item, dict):
                self.wrong(source.at(role, number), role, item, "a mapping with `family-names` or `name`")
                continue
            raw, inner = dict(item), submap(source, role, number)
            label = f"an entry of “{role}”"
            check_keys(raw, _OF_NAME, inner, self._findings, label)
            clean_identifier(
                raw, "orcid", inner, self._findings, label, read=normalise_orcid, kind="an ORCID iD"
            )
            if name := _convert_name(raw):
                yield name
            else:
                self._findings.add(
                    Code.MISSING_VALUE, inner.start, f"{capitalise(label)} has no name; it is left out."
                )

    def _read_issued(self, raw: Mapping[str, Any], source: SourceMap) -> dict[str, Any] | None:
        for key in ("date-published", "date-released"):
            value = raw.get(key)
            if not isinstance(value, str):
                continue
            day = parse_date(value, with_time=False)
            if day is not None:
                return {"date-parts": [[day.year, day.month, day.day]]}
            self._findings.add(
                Code.IMPOSSIBLE_DATE,
                source.at(key),
                f"“{key}” is “{shorten(value)}”, which is not a valid date.",
                "Write year, month and day, as in 2026-05-31.",
            )
        parts = [str(raw.get(key) or "") for key in ("year", "month")]
        # `int` raises for texts of more than 4,300 digits.
        numbers = [int(part) for part in parts if _NUMBER.fullmatch(part)]
        return {"date-parts": [numbers]} if _NUMBER.fullmatch(parts[0]) else None


def _convert_name(raw: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a person or entity as a CSL name."""
    parts = {
        "family": raw.get("family-names"),
        "given": raw.get("given-names"),
        "non-dropping-particle": raw.get("name-particle"),
        "suffix": raw.get("name-suffix"),
    }
    found = {key: value for key, value in parts.items() if isinstance(value, str) and value}
    if "family" in found:
        return found
    literal = next(
        (v for v in (raw.get("name"), found.get("given"), raw.get("alias")) if isinstance(v, str)), ""
    )
    return {"literal": literal} if literal else None


def _promote_doi(raw: dict[str, Any]) -> None:
    """Set a missing DOI to the first one among the identifiers."""
    identifiers = raw.get("identifiers")
    if raw.get("doi") or not isinstance(identifiers, list):
        return
    for identifier in identifiers:
        if isinstance(identifier, Mapping) and identifier.get("type") == "doi":
            raw["doi"] = identifier.get("value")
            return


def _normalise_doi(text: str) -> str | None:
    match = _DOI.fullmatch(text.strip())
    return match[1] if match else None
