"""Read CSL-JSON files (https://docs.citationstyles.org/en/stable/specification.html)."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from mkdocs_fieldguide.citations.html_entities import decode_entities
from mkdocs_fieldguide.citations.unsafe_urls import drop_unsafe_urls
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.model.safe_characters import describe_character, find_unsafe_characters, sanitise_text

_MAX_DEPTH = 30


def read_csl_json(text: str, name: str, findings: Findings) -> list[Reference]:
    """Return the references in a CSL-JSON file; invalid items are reported.

    Args:
        text: a list of items, or an object with such a list in `items` or `references`.
        name: the file name, for findings.
        findings: receives the findings.
    """
    try:
        data = json.loads(text)
    except RecursionError:
        findings.add(
            Code.TOO_LARGE, Location(name), f"The bibliography {name} is too deeply nested and is not read."
        )
        return []
    except ValueError as error:
        if not isinstance(error, json.JSONDecodeError):
            # Python limits the number of digits of an integer (sys.set_int_max_str_digits).
            message = f"The bibliography {name} contains a number with thousands of digits and is not read."
            findings.add(Code.TOO_LARGE, Location(name), message)
            return []
        line, column = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        findings.add(
            Code.BIBLIOGRAPHY_SYNTAX,
            Location(name, line, column),
            f"The bibliography {name} is not valid JSON: {error}.",
        )
        return []
    if isinstance(data, Mapping):
        data = data.get("items", data.get("references", [data]))
    if not isinstance(data, list):
        message = f"The bibliography {name} does not contain a list of references."
        findings.add(Code.WRONG_TYPE, Location(name), message)
        return []
    lines = _find_lines(text)
    references = []
    for at, item in enumerate(data, 1):
        with error_boundary(findings, Location(name), f"item {at} of {name}"):
            reference = _reference(item, at, name, lines, findings)
            if reference is not None:
                references.append(reference)
    return references


def _reference(
    item: Any, at: int, name: str, lines: dict[str, list[int]], findings: Findings
) -> Reference | None:
    if not isinstance(item, Mapping):
        findings.add(Code.WRONG_TYPE, Location(name), f"Item {at} of {name} is not a reference.")
        return None
    key = item.get("id", item.get("citation-key"))
    if not isinstance(key, (str, int)) or isinstance(key, bool) or not str(key).strip():
        findings.add(Code.MISSING_VALUE, Location(name), f"Item {at} of {name} has no “id” and is left out.")
        return None
    key_lines = lines.get(str(key).strip(), [])
    location = Location(name, key_lines.pop(0) if key_lines else 0)
    key = sanitise_text(str(key).strip())
    if _measure_depth(item) > _MAX_DEPTH:
        findings.add(Code.TOO_LARGE, location, f"The entry “{key}” is too deeply nested and is left out.")
        return None
    if unsafe := _find_unsafe(item):
        names = ", ".join(map(describe_character, unsafe[:3])) + (" and others" if len(unsafe) > 3 else "")
        findings.add(
            Code.HIDDEN_CHARACTER,
            location,
            f"The entry “{key}” contains characters that a page cannot show: {names}.",
            "They are removed or replaced with “\ufffd”. Delete them, or their escape sequences.",
        )
    item = drop_unsafe_urls(_sanitise(item), key, location, findings)
    if not str(item.get("title") or "").strip():
        findings.add(Code.INCOMPLETE_REFERENCE, location, f"The entry “{key}” has no title.")
    return Reference(key, {**item, "id": key}, location)


def _sanitise(value: Any) -> Any:
    """Return a value without characters that are not allowed in any output, and without invalid numbers.

    HTML entities are decoded: Crossref leaves them in titles. Python's parser accepts `NaN` and `Infinity`,
    which are not valid JSON (RFC 8259, section 6).
    """
    if isinstance(value, str):
        return sanitise_text(decode_entities(value))
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {sanitise_text(str(key)): _sanitise(one) for key, one in value.items()}
    return [_sanitise(one) for one in value] if isinstance(value, list) else value


def _find_unsafe(value: Any) -> tuple[str, ...]:
    """Return the characters, in all strings of a value, that are not allowed in any output, each once."""
    if isinstance(value, str):
        return find_unsafe_characters(value)
    if isinstance(value, Mapping):
        inner = [*value, *value.values()]
    else:
        inner = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(character for one in inner for character in _find_unsafe(one)))


def _find_lines(text: str) -> dict[str, list[int]]:
    """Return the line numbers of each id, in ascending order."""
    found: dict[str, list[int]] = {}
    counted, line = 0, 1
    for match in re.finditer(r'"(?:id|citation-key)"\s*:\s*(?:"((?:[^"\\]|\\.)*)"|(\d+))', text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        try:
            key = str(json.loads(f'"{match.group(1)}"')) if match.group(1) is not None else match.group(2)
        except ValueError:
            continue
        found.setdefault(key.strip(), []).append(line)
    return found


def _measure_depth(value: Any, level: int = 0) -> int:
    if level > _MAX_DEPTH:
        return level
    if isinstance(value, Mapping):
        return max((_measure_depth(one, level + 1) for one in value.values()), default=level)
    if isinstance(value, list):
        return max((_measure_depth(one, level + 1) for one in value), default=level)
    return level
