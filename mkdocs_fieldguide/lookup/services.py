"""The services that know publications.

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
from mkdocs_fieldguide.net.client import get_endpoint
from mkdocs_fieldguide.net.errors import LookupFailedError
from mkdocs_fieldguide.net.fetch_json import DEFAULT_LIMITS, FetchLimits, NotFoundError, fetch_json
from mkdocs_fieldguide.net.public_only import SsrfGuard

CSL_JSON = "application/vnd.citationstyles.csl+json"


@dataclass(frozen=True, slots=True)
class Services:
    """The addresses that are asked, up to what is asked for.

    Those that whoever runs the command has chosen may be on a private network; redirects of theirs may not
    lead to another machine or port there.
    """

    doi: str = "https://doi.org/"
    pmid: str = "https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pubmed/"
    isbn: str = "https://openlibrary.org/"

    @property
    def guard(self) -> SsrfGuard:
        """Return what decides where connections may lead: the public web, and the services chosen."""
        usual = Services()
        given = (self.doi, usual.doi), (self.pmid, usual.pmid), (self.isbn, usual.isbn)
        return SsrfGuard([get_endpoint(chosen) for chosen, default in given if chosen != default])


def look_up(
    identifier: Identifier, services: Services, limits: FetchLimits = DEFAULT_LIMITS
) -> dict[str, Any]:
    """Return what the service says of a publication, as a tidy CSL-JSON item without `id`.

    Raises:
        LookupFailure: if it cannot be had; the sentence says of which identifier.
    """
    try:
        return _ASK[identifier.kind](identifier.value, services, limits)
    except NotFoundError as error:
        raise LookupFailedError(f"There is no {identifier}: {error}") from None
    except LookupFailedError as error:
        raise LookupFailedError(f"{identifier} could not be looked up: {error}") from None


def _doi(value: str, services: Services, limits: FetchLimits) -> dict[str, Any]:
    found = fetch_json(_below(services.doi, quote(value, safe="/:;()._-")), CSL_JSON, limits, services.guard)
    item = normalise_item(_mapping(found))
    item.setdefault("DOI", value)
    return item


def _pmid(value: str, services: Services, limits: FetchLimits) -> dict[str, Any]:
    address = _below(services.pmid, f"?format=csl&id={value}")
    found = fetch_json(address, "application/json", limits, services.guard)
    if isinstance(found, list):
        found = found[0] if found else {}
    if isinstance(found, dict) and "title" not in found:
        raise NotFoundError("the service has no record of it.")
    item = normalise_item(_mapping(found))
    item["title"] = item["title"].removesuffix(".")  # PubMed ends titles like sentences
    item["PMID"] = value
    return item


def _isbn(value: str, services: Services, limits: FetchLimits) -> dict[str, Any]:
    question = f"api/books?bibkeys=ISBN:{value}&format=json&jscmd=data"
    found = _mapping(fetch_json(_below(services.isbn, question), "application/json", limits, services.guard))
    if not found:
        raise NotFoundError("the service has no record of it.")
    record = found.get(f"ISBN:{value}")
    item = normalise_item(convert_book(record) if isinstance(record, dict) else {})
    item["ISBN"] = value
    return item


_ASK = {DOI: _doi, PMID: _pmid, ISBN: _isbn}


def _below(base: str, path: str) -> str:
    return f"{base.rstrip('/')}/{path}"


def _mapping(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise LookupFailedError("the answer is not the description of one publication.")
    return found
