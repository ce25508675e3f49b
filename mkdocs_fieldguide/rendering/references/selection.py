"""Selects, sorts and groups the references of a `bibliography` directive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.query import QueryError, parse_query
from mkdocs_fieldguide.citations.sort_and_group import (
    Group,
    GroupNames,
    group_references,
    is_descending,
    sort_references,
    split_field_names,
)
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.directive import Call
from mkdocs_fieldguide.model.list_settings import ListSettings
from mkdocs_fieldguide.model.references import Reference

Report = Callable[[Code, str, str], None]
"""Receives the code, message and hint of a finding."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Citation keys under one heading.

    Attributes:
        keys: the keys; empty for a heading with subheadings.
        heading: the heading; empty if the list is not grouped.
        level: nesting depth of the heading, from 0.
    """

    keys: list[str]
    heading: str = ""
    level: int = 0


def select_references(
    call: Call,
    references: Mapping[str, Reference],
    cited: Sequence[str],
    formatter: Formatter,
    report: Report,
    settings: ListSettings,
) -> list[KeyGroup]:
    """Return the citation keys of a list, in groups.

    Args:
        call: the `bibliography` directive.
        references: the whole bibliography.
        cited: the keys that the page cites, in order of first citation.
        formatter: formatter of the list's style, which defines the default order.
        report: receives errors in the query.
        settings: how groups are called and ordered.
    """
    in_order = call.flag("cited_in_order")
    keys = list(cited) if in_order or call.flag("cited") else list(references)
    if files := call.names("file"):
        _report_unknown_files(files, references, report)
        keys = [key for key in keys if any(_is_file(references[key].defined_at.file, file) for file in files)]
    if text := call.text("query"):
        keys = _matching(text, keys, references, report)
    order = call.text("order")
    if (sort_by := call.text("sort_by")) and split_field_names(sort_by) and not in_order:
        keys = [found.key for found in sort_references((references[key] for key in keys), sort_by, order)]
    elif not in_order:
        keys = formatter.order(keys)
        if is_descending(order):
            keys.reverse()
    keys = keys[call.values.get("offset", 0) :]
    if limit := call.values.get("max", 0):
        keys = keys[:limit]
    if group_by := call.text("group_by"):
        groups = group_references(
            [references[key] for key in keys], group_by, call.text("group_order"), _group_names(settings)
        )
        return list(_flat(groups, 0)) if groups else [KeyGroup(keys)]
    return [KeyGroup(keys)]


def with_settings(call: Call, settings: ListSettings) -> Call:
    """Return the call of a list with the page's settings for the parameters that it does not have."""
    parameters = settings.parameters()
    return replace(call, values={**parameters, **call.values}) if parameters else call


def _group_names(settings: ListSettings) -> GroupNames:
    return GroupNames(settings.type_names, settings.type_aliases, settings.type_order, settings.month_names)


def _matching(text: str, keys: list[str], references: Mapping[str, Reference], report: Report) -> list[str]:
    try:
        query = parse_query(text)
    except QueryError as error:
        report(Code.BAD_ARGUMENT, f"The query “{text[:80]}” is invalid.", str(error))
        return keys
    return [key for key in keys if query.matches(references[key])]


def _flat(groups: Iterable[Group], level: int) -> Iterator[KeyGroup]:
    for group in groups:
        keys = [] if group.groups else [reference.key for reference in group.references]
        yield KeyGroup(keys, group.label, level)
        yield from _flat(group.groups, level + 1)


def _report_unknown_files(files: Sequence[str], references: Mapping[str, Reference], report: Report) -> None:
    paths = dict.fromkeys(reference.defined_at.file for reference in references.values())
    for file in files:
        if not any(_is_file(path, file) for path in paths):
            hint = suggest_name(file, [path.rsplit("/", 1)[-1] for path in paths])
            report(Code.BAD_ARGUMENT, f"No entry of the bibliography is from a file “{shorten(file)}”.", hint)


def _is_file(path: str, name: str) -> bool:
    """Return whether a file is meant by its path, the end of its path, or its name without the extension."""
    return path.endswith("/" + name) or path == name or path.rsplit("/", 1)[-1].rsplit(".", 1)[0] == name
