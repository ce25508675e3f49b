"""Which pages readers can come to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from mkdocs_fieldguide.checks.links import ResolvedLink
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.registry.registry import Registry


def check_reachability(
    registry: Registry,
    entrances: Collection[str],
    links: Iterable[ResolvedLink],
    slots: Mapping[str, Iterable[Slot]],
    findings: Findings,
    types: Mapping[str, str],
) -> None:
    """Report pages to which no way leads from the navigation, over links, related pages and tiles.

    Args:
        registry: the whole guide.
        entrances: source paths of the pages in the navigation.
        links: the links of all pages.
        slots: the marks that readers see, by page.
        findings: receives UNREACHABLE_PAGE.
        types: source path of the page that lists a type, by type.
    """
    ways: dict[str, set[str]] = {}
    for link in links:
        if link.leads_to:
            ways.setdefault(link.page, set()).add(link.leads_to)
    for path, page in registry.pages.items():
        for target in page.related_page_ids:
            match = registry.resolve_page(target, path)
            ways.setdefault(path, set()).update(found.path for found in match.candidates)
    for path, marks in slots.items():
        ways.setdefault(path, set()).update(_linked_pages(registry, path, marks))
    for name, path in types.items():
        ways.setdefault(path, set()).update(page.path for page in registry.pages_by_type.get(name, ()))
    reached = {path for path in entrances if path in registry.pages or path in ways}
    reached.update(path for path in registry.pages if path in ("index.md", "README.md", "404.md"))
    waiting = list(reached)
    while waiting:
        for path in ways.get(waiting.pop(), ()):
            if path not in reached:
                reached.add(path)
                waiting.append(path)
    for path, page in registry.pages.items():
        if path not in reached and not page.generated and not page.search_exclude:
            findings.add(
                Code.UNREACHABLE_PAGE,
                Location(page.defined_at.file, 1),
                f"Nothing leads to “{shorten(path)}”: it is in no navigation, "
                "and no page that is links to it.",
                "Add it to `nav`, link to it, or name it in `not_in_nav`.",
            )


def _linked_pages(registry: Registry, path: str, marks: Iterable[Slot]) -> set[str]:
    found: set[str] = set()
    for slot in marks:
        call = slot.mark.call
        if call is not None:
            found.update(page.path for page in call.directive.linked_pages(call, path, registry))
    return found
