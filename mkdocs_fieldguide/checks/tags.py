"""What the marks of all pages show together: what is never used, and what stands where it cannot work."""

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

_TAKEN_OUT = re.compile(rf"{TOKEN.pattern}|[\x02\x03\n]")
"""What stands in a text where tags and parts of Markdown have been taken out of it."""


def check_tags(
    slots: Mapping[str, Iterable[Slot]], book: PlaceholderTable, registry: Registry, findings: Findings
) -> None:
    """Report tools that no page mentions, references that none cites, and tags out of place.

    Args:
        slots: the marks that readers see, by page.
        book: all marks.
        registry: the whole guide.
        findings: receives UNUSED_TOOL, UNUSED_REFERENCE, MISPLACED_TAG, and what the checks of the directives
            report.
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
                _misplaced(findings, slot.mark, "inside a link, button or label, where no block can stand")
    for mark in book.written_out:
        for problem in mark.problems:
            findings.add(problem.code, mark.location, problem.message, problem.hint, fix=problem.fix)
    for mark, where in book.misplaced:
        _misplaced(findings, mark, where)
    _report_unused(registry, tools, set(registry.references) if all_listed else cited, findings)


def report_exceeded_limits(
    book: PlaceholderTable, place_of: Callable[[str, str], Location], findings: Findings
) -> None:
    """Report pages that cannot be converted within bounds.

    Args:
        book: all marks.
        place_of: gives the place of a text on a page: `(page, text) -> place`.
        findings: receives TOO_LARGE.
    """
    for page, what, text in book.too_much:
        written = max(_TAKEN_OUT.split(text), key=lambda piece: len(piece or ""))[:60]
        findings.add(
            Code.TOO_LARGE,
            place_of(page, written),
            f"{what}.",
            "Nobody writes so by hand: look at who changed the page and why.",
        )


def _report_unused(registry: Registry, tools: set[str], cited: set[str], findings: Findings) -> None:
    # Without a page of the guide's own that mentions tools there is no guide yet.
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


def _misplaced(findings: Findings, mark: Placeholder, where: str) -> None:
    findings.add(
        Code.MISPLACED_TAG,
        mark.location,
        f"“{shorten(mark.source)}” stands {where}.",
        "Write there what is to be read, without a tag.",
    )
