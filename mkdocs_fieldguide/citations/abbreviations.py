"""Abbreviations of journals and other titles, for styles that show the short form.

The format is that of Zotero and of citeproc-js: `{"default": {"container-title": {"Long title": "Short"}}}`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.files.read_text import read_text
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.model.safe_characters import sanitise_text
from mkdocs_fieldguide.model.unicode_forms import normalise

Abbreviations = Mapping[str, Mapping[str, str]]

_ALIASES = {"container-title": "journalAbbreviation", "title": "shortTitle"}
"""Other names of the short forms in CSL-JSON."""

_HINT = 'Expected {"default": {"container-title": {"Long title": "Short"}}}.'


def read_abbreviations(path: Path, name: str, findings: Findings) -> Abbreviations:
    """Return the abbreviations in a file: by CSL variable, and by the folded long form.

    Args:
        path: the file.
        name: its name in findings.
        findings: receives problems in the file.
    """
    text = read_text(path, name, findings)
    if text is None:
        return {}
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        location = Location(name, getattr(error, "lineno", 0), getattr(error, "colno", 0))
        reason = (
            error.msg if isinstance(error, json.JSONDecodeError) else "it is too large or nested too deeply"
        )
        findings.add(Code.UNREADABLE_FILE, location, f"{name} is not valid JSON: {reason}.", _HINT)
        return {}
    lists = data.get("default", data) if isinstance(data, dict) else None
    if not isinstance(lists, dict):
        findings.add(Code.WRONG_TYPE, Location(name), f"{name} contains no abbreviations.", _HINT)
        return {}
    return {
        variable: _read_list(words, f"“{shorten(variable)}” in {name}", Location(name), findings)
        for variable, words in lists.items()
    }


def _read_list(words: Any, where: str, location: Location, findings: Findings) -> dict[str, str]:
    if not isinstance(words, dict):
        findings.add(Code.WRONG_TYPE, location, f"{where[:1].upper()}{where[1:]} is not a mapping.", _HINT)
        return {}
    for long, short in words.items():
        if not isinstance(short, str):
            message = f"The abbreviation of “{shorten(long)}” below {where} is not text, and is left out."
            findings.add(Code.WRONG_TYPE, location, message, _HINT)
    return {_fold(long): sanitise_text(short) for long, short in words.items() if isinstance(short, str)}


def abbreviate(references: Mapping[str, Reference], abbreviations: Abbreviations) -> dict[str, Reference]:
    """Return the references with the short forms of their titles; forms in the data take precedence."""
    return {key: _abbreviate(reference, abbreviations) for key, reference in references.items()}


def _abbreviate(reference: Reference, abbreviations: Abbreviations) -> Reference:
    csl = reference.csl
    found = {
        f"{variable}-short": short
        for variable, words in abbreviations.items()
        if isinstance(long := csl.get(variable), str)
        and not (csl.get(f"{variable}-short") or csl.get(_ALIASES.get(variable, "")))
        and (short := words.get(_fold(long)))
    }
    return replace(reference, csl={**csl, **found}) if found else reference


def _fold(text: str) -> str:
    """Return a title in the form in which titles are compared."""
    return " ".join(normalise("NFC", text).casefold().split())
