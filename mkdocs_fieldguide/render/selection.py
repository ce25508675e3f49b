"""Which references a `bibliography` tag lists, in which order and groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mkdocs_fieldguide.citations.formatting import Formatter
from mkdocs_fieldguide.citations.query import QueryError, group, ordered, parse_query
from mkdocs_fieldguide.diagnostics import Code
from mkdocs_fieldguide.expand.arguments import Call
from mkdocs_fieldguide.model import Reference

Report = Callable[[Code, str, str], None]
"""Takes code, message and hint of a finding."""


def select(
    call: Call,
    references: Mapping[str, Reference],
    cited: Sequence[str],
    formatter: Formatter,
    report: Report,
) -> list[tuple[str, list[str]]]:
    """Return the keys to list, in groups.

    Args:
        call: the `bibliography` tag.
        references: the whole bibliography.
        cited: what the page cites, in the order of citing.
        formatter: formatter of the list's style, which knows the style's order.
        report: where a faulty query is reported.

    Returns:
        Pairs of a group's heading, empty without groups, and its keys.
    """
    in_order = call.flag("cited_in_order")
    keys = list(cited) if in_order or call.flag("cited") else list(references)
    if file := call.text("file"):
        keys = [key for key in keys if _is_of_file(references[key], file)]
    if text := call.text("query"):
        try:
            query = parse_query(text)
        except QueryError as error:
            report(Code.BAD_ARGUMENT, f"The query “{text[:80]}” cannot be read: {error}", "")
        else:
            keys = [key for key in keys if query(references[key])]
    descending = call.text("order").casefold() in ("descending", "desc", "reverse")
    if sort_by := call.text("sort_by"):
        keys = ordered(keys, references, sort_by, descending=descending)
    elif not in_order:
        keys = formatter.order(keys)
        if descending:
            keys.reverse()
    keys = keys[call.values.get("offset", 0) :]
    if limit := call.values.get("max", 0):
        keys = keys[:limit]
    if group_by := call.text("group_by"):
        last_first = call.text("group_order").casefold() not in ("ascending", "asc")
        return group(keys, references, group_by, descending=last_first)
    return [("", keys)]


def _is_of_file(reference: Reference, file: str) -> bool:
    name = reference.place.file
    return name.endswith("/" + file) or name == file or name.rsplit("/", 1)[-1].rsplit(".", 1)[0] == file
