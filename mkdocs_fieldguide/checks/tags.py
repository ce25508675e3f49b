"""Report unused tools and references, misplaced tags, and exceeded limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.html_slots import Slot, SlotContext
from mkdocs_fieldguide.markup.placeholders import TOKEN, Placeholder, PlaceholderTable
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.registry.registry import Registry

_NOT_IN_SOURCE = re.compile(rf"{TOKEN.pattern}|[\x02\x03\n]")
"""Tokens, Python-Markdown's markers for stashed text, and line breaks: not searchable in the source."""


def check_tags(
    slots: Mapping[str, Iterable[Slot]], table: PlaceholderTable, registry: Registry, findings: Findings
) -> None:
    """Report tools that no page mentions, references that no page cites, and misplaced tags.

    Args:
        slots: the placeholders that readers see, by page.
        table: all placeholders.
        registry: the whole guide.
        findings: receives UNUSED_TOOL, UNUSED_REFERENCE, MISPLACED_TAG, and the problems of directives.
    """
    tools: set[str] = set()
    cited: set[str] = set()
    all_listed = False
    for page in slots.values():
        for slot in page:
            call = slot.mark.call
            if call is None:
                continue
            directive = call.directive
            tools.update(directive.mentioned_tools(call))
            cited.update(directive.used_keys(call))
            all_listed = all_listed or directive.uses_all_references(call)
            for problem in directive.check(call):
                findings.add(problem.code, slot.mark.location, problem.message, problem.hint, fix=problem.fix)
            if slot.where is SlotContext.LINK and slot.mark.is_block:
                _report_misplaced(
                    findings, slot.mark, "inside a link, button or label, which cannot contain blocks"
                )
    for placeholder in table.written_out:
        for problem in placeholder.problems:
            findings.add(problem.code, placeholder.location, problem.message, problem.hint, fix=problem.fix)
    for placeholder, where in table.misplaced:
        _report_misplaced(findings, placeholder, where)
    _report_unused(registry, tools, set(registry.references) if all_listed else cited, findings)


def report_exceeded_limits(
    table: PlaceholderTable, place_of: Callable[[str, str], Location], findings: Findings
) -> None:
    """Report pages whose conversion exceeded a limit.

    Args:
        table: all placeholders.
        place_of: returns the location of a text on a page: `(page, text) -> location`.
        findings: receives TOO_LARGE.
    """
    for page, what, text in table.too_much:
        written = max(_NOT_IN_SOURCE.split(text), key=lambda piece: len(piece or ""))[:60]
        findings.add(
            Code.TOO_LARGE,
            place_of(page, written),
            f"{what}.",
            "Such text is rarely written by hand: check who changed the page, and why.",
        )


def _report_unused(registry: Registry, tools: set[str], cited: set[str], findings: Findings) -> None:
    for page in registry.pages.values():
        tools.update(page.ref_to_main_resources)
    tools.update(registry.instances)
    for tool in registry.tools.values():
        if tool.id not in tools:
            findings.add(
                Code.UNUSED_TOOL, tool.source.at("id"), f"No page mentions the tool “{shorten(tool.id)}”."
            )
    for reference in registry.references.values():
        if reference.key not in cited:
            findings.add(
                Code.UNUSED_REFERENCE, reference.defined_at, f"No page cites “{shorten(reference.key)}”."
            )


def _report_misplaced(findings: Findings, placeholder: Placeholder, where: str) -> None:
    findings.add(
        Code.MISPLACED_TAG,
        placeholder.location,
        f"“{shorten(placeholder.source)}” has no effect {where}.",
        "Write the text itself instead of a tag.",
    )
