"""Find orphan pages."""

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
    """Report pages that are not reachable from the navigation by links, related pages or tiles.

    Args:
        registry: the whole guide.
        entrances: source paths of the pages in the navigation.
        links: the links of all pages.
        slots: the placeholders that readers see, by page.
        findings: receives UNREACHABLE_PAGE.
        types: source path of the page that lists each type.
    """
    targets: dict[str, set[str]] = {}
    for link in links:
        if link.leads_to:
            targets.setdefault(link.page, set()).add(link.leads_to)
    for path, page in registry.pages.items():
        for target in page.related_page_ids:
            match = registry.resolve_page(target, path)
            targets.setdefault(path, set()).update(found.path for found in match.candidates)
    for path, page_slots in slots.items():
        targets.setdefault(path, set()).update(_linked_pages(registry, path, page_slots))
    for name, path in types.items():
        targets.setdefault(path, set()).update(page.path for page in registry.pages_by_type.get(name, ()))
    reached = {path for path in entrances if path in registry.pages or path in targets}
    reached.update(path for path in registry.pages if path in ("index.md", "README.md"))
    reached.update(path for path, page in registry.pages.items() if page.is_not_found)
    queue = list(reached)
    while queue:
        for path in targets.get(queue.pop(), ()):
            if path not in reached:
                reached.add(path)
                queue.append(path)
    for path, page in registry.pages.items():
        if path not in reached and not page.generated and not page.search_exclude:
            findings.add(
                Code.UNREACHABLE_PAGE,
                Location(page.defined_at.file, 1),
                f"Readers cannot reach “{shorten(path)}”: it is not in the navigation, "
                "and no reachable page links to it.",
                "Add it to `nav`, link to it, or list it in `not_in_nav`.",
            )


def _linked_pages(registry: Registry, path: str, slots: Iterable[Slot]) -> set[str]:
    found: set[str] = set()
    for slot in slots:
        call = slot.mark.call
        if call is not None:
            found.update(page.path for page in call.directive.linked_pages(call, path, registry))
    return found
