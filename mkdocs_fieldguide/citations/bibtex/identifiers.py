"""Read URLs, DOIs and identifiers in archives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from mkdocs_fieldguide.citations.html_entities import decode_entities_in_latex

_ARCHIVES = {
    "arxiv": "https://arxiv.org/abs/",
    "googlebooks": "https://books.google.com/books?id=",
    "hdl": "https://hdl.handle.net/",
    "jstor": "https://www.jstor.org/stable/",
}
"""URLs of the archives that biblatex knows, up to the identifier."""

_NAMED_SIGNS = {"asciitilde": "~", "asciicircum": "^", "backslash": "\\"}
_NAMED_SIGN = re.compile(r"\{?\\text(?P<name>" + "|".join(_NAMED_SIGNS) + r")\s*(?:\{\})?\}?")
_ARXIV_ID = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?")
_DOI_PREFIX = re.compile(r"(https?://(?:dx\.|www\.)?doi\.org/)|doi:", re.IGNORECASE)


def strip_latex_from_url(source: str) -> str:
    """Return a URL without LaTeX's braces and escapes, and without the white space of broken lines."""
    return re.sub(r"\s+", "", strip_latex_from_urls(source))


def strip_latex_from_urls(source: str) -> str:
    """Return a text of URLs without LaTeX's braces and escapes."""
    text = re.sub(r"\\url\s*", "", decode_entities_in_latex(source))
    text = re.sub(r"\\([%#&_~{}$])", r"\1", text)
    text = _NAMED_SIGN.sub(lambda match: _NAMED_SIGNS[match["name"]], text)
    return text.replace("{", "").replace("}", "")


def read_doi(source: str) -> str:
    """Return a DOI without `doi:`, or decoded from its URL."""
    doi = strip_latex_from_url(source)
    match = _DOI_PREFIX.match(doi)
    if match is None:
        return doi
    rest = doi[match.end() :]
    return unquote(rest) if match[1] else rest


def read_eprint(fields: Mapping[str, str]) -> tuple[str, str]:
    """Return the CSL variable and the value for the identifier in an archive; both empty if there is none."""
    eprint = strip_latex_from_url(fields.get("eprint", ""))
    archive = (fields.get("eprinttype") or fields.get("archiveprefix") or "").strip("{} ").lower()
    if eprint and archive == "pubmed":
        return "PMID", eprint
    if _ARXIV_ID.fullmatch(eprint):
        archive = "arxiv"
    return ("URL", f"{_ARCHIVES[archive]}{eprint}") if eprint and archive in _ARCHIVES else ("", "")
