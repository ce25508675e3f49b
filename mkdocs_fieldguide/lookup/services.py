"""Web services for metadata of publications.

Sources: DOI content negotiation (https://citation.doi.org/docs.html), NCBI's Literature Citation Exporter
(https://api.ncbi.nlm.nih.gov/lit/ctxp/), Open Library's Books API (https://openlibrary.org/dev/docs/api/books).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from mkdocs_fieldguide.lookup.identifiers import DOI, ISBN, PMID, Identifier
from mkdocs_fieldguide.lookup.normalise import normalise_item
from mkdocs_fieldguide.lookup.openlibrary import convert_book
from mkdocs_fieldguide.net.errors import LookupFailedError
from mkdocs_fieldguide.net.fetch_json import DEFAULT_LIMITS, FetchLimits, NotFoundError, fetch_json
from mkdocs_fieldguide.net.public_only import SsrfGuard
from mkdocs_fieldguide.net.request_urls import get_endpoint

CSL_JSON = "application/vnd.citationstyles.csl+json"


@dataclass(frozen=True, slots=True)
class Services:
    """Base URLs of the services.

    A service that the user has chosen may have a private address. Its redirects may not lead to any other
    private host or port.
    """

    doi: str = "https://doi.org/"
    pmid: str = "https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pubmed/"
    isbn: str = "https://openlibrary.org/"

    @property
    def guard(self) -> SsrfGuard:
        """Return a guard that allows public addresses and the services that the user has chosen."""
        default = Services()
        pairs = (self.doi, default.doi), (self.pmid, default.pmid), (self.isbn, default.isbn)
        return SsrfGuard([get_endpoint(url) for url, default_url in pairs if url != default_url])


def look_up(
    identifier: Identifier, services: Services, limits: FetchLimits = DEFAULT_LIMITS
) -> dict[str, Any]:
    """Look up a publication; return it as a normalised CSL-JSON item without `id`.

    Raises:
        LookupFailedError: if that fails; the message names the identifier.
    """
    try:
        return _LOOKUPS[identifier.kind](identifier.value, services, limits)
    except NotFoundError as error:
        raise LookupFailedError(f"{identifier} was not found: {error}") from None
    except LookupFailedError as error:
        raise LookupFailedError(f"Cannot look up {identifier}: {error}") from None


def _look_up_doi(value: str, services: Services, limits: FetchLimits) -> dict[str, Any]:
    found = fetch_json(_join(services.doi, quote(value, safe="/:;()._-")), CSL_JSON, limits, services.guard)
    item = normalise_item(_mapping(found))
    item.setdefault("DOI", value)
    return item


def _look_up_pmid(value: str, services: Services, limits: FetchLimits) -> dict[str, Any]:
    url = _join(services.pmid, f"?format=csl&id={value}")
    found = fetch_json(url, "application/json", limits, services.guard)
    if isinstance(found, list):
        found = found[0] if found else {}
    if isinstance(found, dict) and "title" not in found:
        raise NotFoundError("the service has no record.")
    item = normalise_item(_mapping(found))
    item["title"] = item["title"].removesuffix(".")  # PubMed adds a full stop
    item["PMID"] = value
    return item


def _look_up_isbn(value: str, services: Services, limits: FetchLimits) -> dict[str, Any]:
    path = f"api/books?bibkeys=ISBN:{value}&format=json&jscmd=data"
    found = _mapping(fetch_json(_join(services.isbn, path), "application/json", limits, services.guard))
    if not found:
        raise NotFoundError("the service has no record.")
    record = found.get(f"ISBN:{value}")
    item = normalise_item(convert_book(record) if isinstance(record, dict) else {})
    item["ISBN"] = value
    return item


_LOOKUPS = {DOI: _look_up_doi, PMID: _look_up_pmid, ISBN: _look_up_isbn}


def _join(base: str, path: str) -> str:
    return f"{base.rstrip('/')}/{path}"


def _mapping(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise LookupFailedError("the response is not a record of one publication.")
    return found
