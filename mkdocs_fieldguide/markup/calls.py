"""Calls become marks: those that can be carried out, and those with something wrong."""

from __future__ import annotations

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.markup.arguments import Parsed
from mkdocs_fieldguide.markup.context import ExpansionContext
from mkdocs_fieldguide.markup.placeholders import Kind, Placeholder, PlaceholderTable
from mkdocs_fieldguide.markup.problem import Problem
from mkdocs_fieldguide.model.location import Location


def call_mark(
    book: PlaceholderTable,
    around: ExpansionContext,
    parsed: Parsed,
    source: str,
    page: str,
    location: Location,
    foreign: tuple[Problem, ...] = (),
) -> Placeholder:
    """Write the mark of a call whose arguments are read.

    Args:
        book: receives the mark.
        around: what is known of the site.
        parsed: the call, or why there is none.
        source: what the author wrote.
        page: source path of the page.
        location: where it was written.
        foreign: what is wrong beside the arguments themselves.
    """
    problems = foreign + tuple(Problem(Code.BAD_ARGUMENT, message, hint) for message, hint in parsed.problems)
    call = parsed.call
    if call is None:
        return book.add(Kind.PROBLEM, source, page, location, plain=source, problems=problems)
    plain, missing = call.directive.plain_text(call, around)
    if missing:
        return book.add(Kind.PROBLEM, source, page, location, plain=plain, problems=(*problems, missing))
    return book.add(Kind.CALL, source, page, location, plain=plain, call=call, problems=problems)
