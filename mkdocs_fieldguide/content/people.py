"""Loaders of people and organisations."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from mkdocs_fieldguide.content.addresses import read_address, unwrap
from mkdocs_fieldguide.content.field_checks import Local, clean_identifier, clean_urls
from mkdocs_fieldguide.content.identifiers import (
    is_ror_address,
    normalise_login,
    normalise_orcid,
    normalise_ror,
)
from mkdocs_fieldguide.content.source_maps import RawEntry
from mkdocs_fieldguide.content.validation import MIN_SIMILARITY, check_keys, list_known_keys, validate_entry
from mkdocs_fieldguide.content.yaml.error_messages import expect_mapping
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.suggestions import closest_match
from mkdocs_fieldguide.findings.wording import describe_value, shorten
from mkdocs_fieldguide.model.dates import parse_period_end
from mkdocs_fieldguide.model.entries import NULL_STRINGS, Entry
from mkdocs_fieldguide.model.location import SourceMap
from mkdocs_fieldguide.model.people import COLLECTIVE_TYPES, Organisation, Person
from mkdocs_fieldguide.model.urls import web_url

_Named = TypeVar("_Named", Person, Organisation)

_DETAILS = ("git", "email", "orcid", "image_url", "url", "members")
"""Keys of contact details, links and pictures; a person's page is nearly empty without them."""

_PERSON_KEYS = list_known_keys(Person)
_ORGANISATION_KEYS = list_known_keys(Organisation)


def read_people(entries: Iterable[RawEntry], findings: Findings) -> dict[str, Person]:
    """Return people by full name, in file order.

    Args:
        entries: items of a mapping by name or by short id, or of a list with `name`.
        findings: receives problems in the entries.
    """
    return _read_all(entries, "this person", _read_person, findings)


def _read_person(entry: RawEntry, people: dict[str, Person], findings: Findings) -> None:
    raw = _to_mapping(entry, findings, "a person")
    if raw is None:
        return
    label = f"person “{shorten(raw['name'])}”"
    check_keys(raw, _PERSON_KEYS, entry.source, findings, label)
    clean_urls(raw, ("url", "website"), entry.source, findings, label)
    clean_urls(raw, ("image_url",), entry.source, findings, label, local=Local.PICTURE)
    clean_identifier(raw, "orcid", entry.source, findings, label, read=normalise_orcid, kind="an ORCID iD")
    clean_identifier(raw, "git", entry.source, findings, label, read=normalise_login, kind="a login name")
    if isinstance(raw.get("email"), str):
        raw["email"] = unwrap(raw["email"]).removeprefix("mailto:")
    _check_until(raw, entry.source, findings, label)
    _check_type(raw, entry.source, findings, label)
    _check_nested(raw, entry.source, findings, label)
    person = validate_entry(Person, raw, entry.source, findings, label)
    if person is None or not _is_new(person, person.name, people, findings):
        return
    people[person.name] = person
    if not any(getattr(person, key) for key in _DETAILS):
        findings.add(
            Code.EMPTY_PERSON,
            person.defined_at,
            f"“{shorten(person.name)}” has no contact details, links or picture.",
        )


def read_organisations(entries: Iterable[RawEntry], findings: Findings) -> dict[str, Organisation]:
    """Return organisations by name, in file order.

    Args:
        entries: items of a list with `name`, or of a mapping by name.
        findings: receives problems in the entries.
    """
    return _read_all(entries, "this organisation", _read_organisation, findings)


def _read_organisation(entry: RawEntry, organisations: dict[str, Organisation], findings: Findings) -> None:
    raw = _to_mapping(entry, findings, "an organisation")
    if raw is None:
        return
    label = f"organisation “{shorten(raw['name'])}”"
    check_keys(raw, _ORGANISATION_KEYS, entry.source, findings, label)
    clean_urls(raw, ("url",), entry.source, findings, label)
    clean_urls(raw, ("image_url",), entry.source, findings, label, local=Local.PICTURE)
    clean_identifier(raw, "pid", entry.source, findings, label, read=_normalise_pid, kind="a ROR id or a URL")
    organisation = validate_entry(Organisation, raw, entry.source, findings, label)
    if organisation and _is_new(organisation, organisation.name, organisations, findings):
        organisations[organisation.name] = organisation


def check_shared_ids(
    people: Mapping[str, Person], organisations: Mapping[str, Organisation], findings: Findings
) -> None:
    """Report organisations with the id of a person.

    Args:
        people: people by name.
        organisations: organisations by name.
        findings: receives DUPLICATE_ID.
    """
    ids = {person.id: person.name for person in people.values() if person.id}
    for organisation in organisations.values():
        if organisation.id in ids:
            findings.add(
                Code.DUPLICATE_ID,
                organisation.source.at("id"),
                f"The id “{shorten(organisation.id)}” is also that of “{shorten(ids[organisation.id])}”;"
                " in credits it refers to the person.",
            )


def _read_all(
    entries: Iterable[RawEntry],
    label: str,
    read: Callable[[RawEntry, dict[str, _Named], Findings], None],
    findings: Findings,
) -> dict[str, _Named]:
    """Return valid entries by name."""
    found: dict[str, _Named] = {}
    for entry in entries:
        with error_boundary(findings, entry.source.start, label):
            read(entry, found, findings)
    return _drop_duplicate_ids(found, findings)


def _drop_duplicate_ids(entries: dict[str, _Named], findings: Findings) -> dict[str, _Named]:
    """Return the entries without ids that are the id or name of another entry."""
    first: dict[str, str] = {}
    found = dict(entries)
    for name, entry in entries.items():
        if not entry.id or entry.id == name:
            continue
        taken = entry.id if entry.id in entries else first.setdefault(entry.id, name)
        if taken != name:
            findings.add(
                Code.DUPLICATE_ID,
                entry.source.at("id"),
                f"The id “{shorten(entry.id)}” already refers to “{shorten(taken)}”; "
                f"“{shorten(name)}” has no id.",
            )
            found[name] = entry.model_copy(update={"id": None})
    return found


def _check_until(raw: dict[str, Any], source: SourceMap, findings: Findings, label: str) -> None:
    """Mark people as former if the date in `until` has passed."""
    value = raw.get("until")
    if not isinstance(value, str) or value.strip() in NULL_STRINGS:
        return
    last = parse_period_end(value)
    if last is None:
        del raw["until"]
        findings.add(
            Code.IMPOSSIBLE_DATE,
            source.at("until"),
            f"“until” of {label} is “{shorten(value)}”, which is not a valid date; it is left out.",
            "Write a year, month or day, as in 2025, 2025-06 or 2025-06-30.",
        )
    elif last < _build_date():
        raw["former"] = True


def _build_date() -> datetime.date:
    """Return the date of the build; SOURCE_DATE_EPOCH overrides it (https://reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.now(datetime.UTC)
    return (datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch.isdecimal() else now).date()


def _check_type(raw: dict[str, Any], source: SourceMap, findings: Findings, label: str) -> None:
    """Report a misspelt `collective`; any other type is valid."""
    value = raw.get("type")
    if not isinstance(value, str) or value.casefold() in COLLECTIVE_TYPES:
        return
    suggestion = closest_match(value, COLLECTIVE_TYPES, MIN_SIMILARITY)
    if suggestion:
        findings.add(
            Code.WRONG_TYPE,
            source.at("type"),
            f"“type” of {label} is “{shorten(value)}”, which has no effect.",
            f"Did you mean “{suggestion}”?",
            fix=(value, suggestion),
        )


def _check_nested(raw: dict[str, Any], source: SourceMap, findings: Findings, label: str) -> None:
    """Report entries that are indented so far that they are keys of the person above them."""
    for key, value in raw.items():
        if key[:1].isupper() and isinstance(value, dict) and any(name in _DETAILS for name in value):
            findings.add(
                Code.MISSPELT_KEY,
                source.key_at(key),
                f"“{shorten(key)}” is indented as a key of {label}; it is not read as a person.",
                "Begin its line without spaces.",
            )


def _to_mapping(entry: RawEntry, findings: Findings, kind: str) -> dict[str, Any] | None:
    """Return an entry as a mapping with a name; None, with a finding, if it is not one."""
    value = {} if entry.value is None and isinstance(entry.key, str) else entry.value
    if not isinstance(value, dict):
        findings.add(
            Code.WRONG_TYPE,
            entry.source.start,
            f"The entry for {kind} is {describe_value(value)}; it is left out.",
            expect_mapping(value),
        )
        return None
    raw = dict(value)
    if isinstance(entry.key, str):
        if isinstance(raw.get("name"), str) and raw["name"].strip():
            raw["id"] = raw.get("id") or entry.key
        else:
            raw["name"] = entry.key
    name = raw.get("name")
    if isinstance(name, str) and name.strip():
        return raw
    if any(item is not None for item in raw.values()):
        findings.add(
            Code.MISSING_VALUE,
            entry.source.at("name"),
            f"The entry for {kind} has no name; it is left out.",
        )
    return None


def _is_new(entry: Entry, name: str, known: dict[str, Any], findings: Findings) -> bool:
    if name not in known:
        return True
    findings.add(
        Code.DUPLICATE_ID,
        entry.source.at("name"),
        f"“{shorten(name)}” is already defined in {known[name].defined_at}; this entry is ignored.",
    )
    return False


def _normalise_pid(text: str) -> str | None:
    """Normalise a persistent id: a ROR id in any form, or the URL of another kind of identifier."""
    found = normalise_ror(text)
    if found or is_ror_address(text):
        return found
    return web_url(read_address(text).url or "")
