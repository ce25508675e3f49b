"""Loader of tools and resources, from the registry or from a country page."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Any

from mkdocs_fieldguide.content.field_checks import clean_urls
from mkdocs_fieldguide.content.source_maps import RawEntry
from mkdocs_fieldguide.content.validation import check_keys, list_known_keys, validate_entry
from mkdocs_fieldguide.content.yaml.error_messages import expect_mapping
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.findings.wording import capitalise, describe_value, shorten
from mkdocs_fieldguide.model.external_registries import BUILT_IN_REGISTRIES
from mkdocs_fieldguide.model.location import SourceMap
from mkdocs_fieldguide.model.tools import Tool

REGISTRY_KEYS = NameIndex(BUILT_IN_REGISTRIES)
"""Keys of the built-in external registries."""

_ID = re.compile(r"\w[\w.+:-]{0,199}")
_KEYS = list_known_keys(Tool)


def read_tools(
    entries: Iterable[RawEntry],
    findings: Findings,
    *,
    registry_keys: NameIndex = REGISTRY_KEYS,
    country: str | None = None,
) -> dict[str, Tool]:
    """Return the tools by id, in file order. Of several entries with the same id, the first is used.

    Args:
        entries: items of a list, or of a mapping by id.
        findings: receives problems in the entries.
        registry_keys: keys of external registries.
        country: code of the country whose page lists the tools, or an empty text for a page without one;
            None for the registry. Only tools on a country's page need no id.
    """
    tools: dict[str, Tool] = {}
    for entry in entries:
        tool = None
        with error_boundary(findings, entry.source.start, "this entry of the registry"):
            tool = _read_tool(entry, findings, registry_keys, country, tools)
        if tool is None:
            continue
        first = tools.setdefault(tool.id, tool)
        if first is not tool:
            findings.add(
                Code.DUPLICATE_ID,
                tool.source.at("id"),
                f"Duplicate id “{shorten(tool.id)}”; the entry in line {first.defined_at.line} is used.",
            )
    return tools


def _read_tool(
    entry: RawEntry,
    findings: Findings,
    registry_keys: NameIndex,
    country: str | None,
    others: Collection[str],
) -> Tool | None:
    source = entry.source
    if not isinstance(entry.value, dict):
        findings.add(
            Code.WRONG_TYPE,
            source.start,
            f"An entry of the registry is {describe_value(entry.value)}; it is left out.",
            expect_mapping(entry.value, "Expected a mapping with `id`, `name` and `url`."),
        )
        return None
    raw = dict(entry.value)
    if isinstance(entry.key, str):
        raw.setdefault("id", entry.key)
    if all(value is None for value in raw.values()):
        return None
    if country is not None and not _has_text(raw, "id") and _has_text(raw, "name"):
        raw["id"] = _id_of(raw["name"], country, others)
    if not _has_text(raw, "id"):
        label = (
            f"the entry “{shorten(raw['name'])}”" if _has_text(raw, "name") else "an entry of the registry"
        )
        findings.add(Code.MISSING_VALUE, source.at("id"), f"{capitalise(label)} has no id; it is left out.")
        check_keys(raw, _KEYS, source, findings, label)
        return None
    label = f"tool “{shorten(raw['id'])}”"
    _check_id(raw["id"], source, findings)
    check_keys(raw, _KEYS, source, findings, label)
    if isinstance(raw.get("registry"), dict):
        check_keys(raw["registry"], registry_keys, source, findings, f"“registry” of {label}", "registry")
    if not _has_text(raw, "name"):
        if not isinstance(raw.get("name"), (dict, list)):
            findings.add(
                Code.MISSING_VALUE,
                source.at("name") if "name" in raw else source.start,
                f"{capitalise(label)} has no name; its id is shown.",
            )
        else:
            findings.add(
                Code.WRONG_TYPE,
                source.at("name"),
                f"“name” of {label} is {describe_value(raw['name'])}; its id is shown.",
                "Expected text.",
            )
        raw["name"] = raw["id"]
    clean_urls(raw, ("url",), source, findings, label)
    if country:
        raw["country"] = country
    return validate_entry(Tool, raw, source, findings, label)


def _id_of(name: str, country: str, others: Collection[str]) -> str:
    """Return an id for a national resource, which needs none; its pages and anchors do.

    Args:
        name: its name.
        country: code of its country; may be empty.
        others: ids of the other resources of the page.
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower())
    digest = hashlib.sha256(name.strip().encode()).hexdigest()[:8]
    unique = "-".join([*(words or [digest]), country.lower() or "national"])[-150:].strip("-")
    numbered = (f"{unique}-{number}" for number in range(2, len(others) + 3))
    return unique if unique not in others else next(it for it in numbered if it not in others)


def _check_id(text: str, source: SourceMap, findings: Findings) -> None:
    if not _ID.fullmatch(text.strip()):
        findings.add(
            Code.MALFORMED_ID,
            source.at("id"),
            f"The id “{shorten(text)}” contains invalid characters.",
            "Use letters, digits, `-`, `_` and `.` only.",
        )


def _has_text(raw: dict[str, Any], key: str) -> bool:
    value = raw.get(key)
    return isinstance(value, str) and bool(value.strip())
