"""Create placeholders for calls, valid or not."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.markup.arguments import Parsed
from mkdocs_fieldguide.markup.context import ExpansionContext
from mkdocs_fieldguide.markup.placeholders import Kind, Placeholder, PlaceholderTable
from mkdocs_fieldguide.markup.problem import Problem
from mkdocs_fieldguide.model.location import Location


def call_mark(
    table: PlaceholderTable,
    context: ExpansionContext,
    parsed: Parsed,
    source: str,
    page: str,
    location: Location,
    foreign: tuple[Problem, ...] = (),
) -> Placeholder:
    """Create and return the placeholder of a call.

    Args:
        table: receives the placeholder.
        context: the site.
        parsed: the call, or why there is none.
        source: the call as written.
        page: source path of the page.
        location: location of the call.
        foreign: problems other than those of the arguments.
    """
    problems = foreign + tuple(Problem(Code.BAD_ARGUMENT, message, hint) for message, hint in parsed.problems)
    call = parsed.call
    if call is None:
        return table.add(Kind.PROBLEM, source, page, location, plain=source, problems=problems)
    if call.directive.takes_citation_keys and context.reference_aliases:
        call = replace(call, words=tuple(context.reference_aliases.get(key, key) for key in call.words))
    plain, missing = call.directive.plain_text(call, context)
    if missing:
        return table.add(Kind.PROBLEM, source, page, location, plain=plain, problems=(*problems, missing))
    return table.add(Kind.CALL, source, page, location, plain=plain, call=call, problems=problems)
