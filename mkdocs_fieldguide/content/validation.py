"""Validation of raw data against a model, dropping as little as possible."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import AliasChoices, ValidationError

from mkdocs_fieldguide.content.field_checks import check_markdown
from mkdocs_fieldguide.content.long_values import drop_long_values
from mkdocs_fieldguide.content.source_maps import remove_items
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex, closest_match
from mkdocs_fieldguide.findings.wording import capitalise, describe_value, shorten
from mkdocs_fieldguide.model.entries import Entry
from mkdocs_fieldguide.model.location import SourceMap

if TYPE_CHECKING:  # pydantic's own dependency, whose version pydantic chooses
    from pydantic_core import ErrorDetails

E = TypeVar("E", bound=Entry)

MIN_SIMILARITY = 0.8
"""Minimum similarity of an unknown key to a known one to be reported as misspelt."""

_EXPECTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "dict_type": "a mapping (`key: value`)",
    "model_type": "a mapping (`key: value`)",
    "mapping_type": "a mapping (`key: value`)",
    "list_type": "a list",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
}


def list_known_keys(model: type[Entry], *also: str, internal: Collection[str] = ()) -> NameIndex:
    """Return the keys that entries of a model may have.

    Args:
        model: the model, whose fields are keys.
        also: further keys.
        internal: fields that files cannot set.
    """
    keys: set[str] = set()
    for name, field in model.model_fields.items():
        alias = field.validation_alias
        if isinstance(alias, AliasChoices):
            keys.update(choice for choice in alias.choices if isinstance(choice, str))
        else:
            keys.add(alias if isinstance(alias, str) else name)
    return NameIndex(sorted(keys.difference(internal, {"source"}).union(also)))


def check_keys(
    raw: Mapping[str, Any],
    known: NameIndex,
    source: SourceMap,
    findings: Findings,
    label: str,
    *path: str | int,
) -> None:
    """Report misspelt keys. Other unknown keys are valid, as sites may add their own.

    Args:
        raw: the mapping.
        known: the known keys.
        source: locations of the entry.
        findings: receives MISSPELT_KEY.
        label: description of the mapping, such as `tool “beacon”`.
        path: path of the mapping in the entry.
    """
    for key in raw:
        if key in known:
            continue
        suggestion = closest_match(key, known, MIN_SIMILARITY) or _same_letters(key, known)
        # If the mapping has the known key as well, the other one is probably intended.
        if suggestion is not None and suggestion not in raw:
            findings.add(
                Code.MISSPELT_KEY,
                source.key_at(*path, key),
                f"Unknown key “{shorten(key)}” in {label}; its value is not used.",
                f"Did you mean “{suggestion}”?",
                fix=(key, suggestion),
            )


def _same_letters(key: str, known: NameIndex) -> str | None:
    """Return the known key with the same letters: swapped letters make a short word too dissimilar."""
    letters = sorted(key[:40].casefold())
    return next((name for name in known if sorted(name) == letters), None)


def validate_entry(
    model: type[E],
    raw: Mapping[str, Any],
    source: SourceMap,
    findings: Findings,
    label: str,
    **internal: object,
) -> E | None:
    """Validate a mapping; invalid values are reported and left out.

    Args:
        model: the model.
        raw: the mapping as read.
        source: its locations.
        findings: receives WRONG_TYPE, TOO_LARGE and MISSING_VALUE, one for each field or list item, and
            problems in Markdown.
        label: description of the entry, such as `tool “beacon”`.
        **internal: fields that files cannot set.

    Returns:
        The entry; None, with a finding, if a required value is missing.
    """
    fields = model.model_fields
    # An empty value of a field means the default; that of a site's own key may have another meaning.
    data = {key: _copy(value) for key, value in raw.items() if value is not None or key not in fields}
    source = drop_long_values(data, _line_keys(model), source, findings, label)
    while True:
        try:
            entry = model.model_validate({**data, **internal, "source": source})
        except ValidationError as error:
            before = _count_values(data)
            # In reverse order, so that the indices of the remaining items do not change.
            out: dict[str, set[int]] = {}
            for problem in reversed(error.errors(include_url=False, include_context=False)):
                _drop_invalid(data, problem, source, findings, label, out)
            for name, numbers in out.items():
                source = remove_items(source, (name,), numbers)
            if _count_values(data) == before:
                return None
        else:
            for key in model.markdown_keys:
                text = getattr(entry, key) or ""
                check_markdown(text, source.at(key), f"“{key}” of {label}", findings)
            return entry


@functools.cache
def _line_keys(model: type[Entry]) -> tuple[str, ...]:
    """Return the keys of single-line values: all known keys whose values are not Markdown."""
    return tuple(
        list_known_keys(model, *model.other_line_keys, internal=(*model.markdown_keys, "source", "path"))
    )


def _copy(value: Any) -> Any:
    """Copy the two upper levels, from which invalid values are removed."""
    if isinstance(value, dict):
        return {key: list(item) if isinstance(item, list) else item for key, item in value.items()}
    return list(value) if isinstance(value, list) else value


def _count_values(data: Mapping[str, Any]) -> int:
    return len(data) + sum(len(value) for value in data.values() if isinstance(value, (list, dict)))


def _drop_invalid(
    data: dict[str, Any],
    problem: ErrorDetails,
    source: SourceMap,
    findings: Findings,
    label: str,
    out: dict[str, set[int]],
) -> None:
    """Report a problem and remove its value from `data`; add the index of a removed list item to `out`."""
    name = str(problem["loc"][0]) if problem["loc"] else ""
    inner = problem["loc"][1] if len(problem["loc"]) > 1 else None
    if problem["type"] == "missing":
        findings.add(Code.MISSING_VALUE, source.start, f"{capitalise(label)} has no “{name}”.")
        return
    if name not in data:
        findings.add(Code.WRONG_TYPE, source.start, f"{capitalise(label)} cannot be used: {problem['msg']}.")
        return
    if inner in out.get(name, ()):
        return
    container = data[name]
    expected = _EXPECTED.get(problem["type"])
    if isinstance(inner, int) and isinstance(container, list) and inner < len(container):
        found, location = container.pop(inner), source.at(name, inner)
        field = f"An item of “{name}”"
        out.setdefault(name, set()).add(inner)
    elif isinstance(inner, str) and isinstance(container, dict) and inner in container:
        found, location = container.pop(inner), source.at(name, inner)
        field = f"“{shorten(inner)}” in “{name}”"
    else:
        found, location = data.pop(name), source.at(name)
        field = f"“{name}”"
    findings.add(
        Code.WRONG_TYPE,
        location,
        f"{field} of {label} is {describe_value(found)}; it is left out.",
        f"Expected {expected}." if expected else f"{problem['msg']}.",
    )
