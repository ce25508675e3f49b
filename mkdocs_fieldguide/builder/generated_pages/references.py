"""The generated page with the whole bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_fieldguide.builder.generated_pages.base import Entries, ListingPage
from mkdocs_fieldguide.export.schema_org.graph import LinkedData
from mkdocs_fieldguide.model.pages import GeneratedKind, PageInfo
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.page.page import PageRenderer
from mkdocs_fieldguide.rendering.renderers import Renderers

_REST = r"(?:[^%{}]|\{(?![{%]))*"
"""The rest of a tag. It ends where another tag begins, so that no text is scanned once for each tag above."""


@dataclass(frozen=True, slots=True)
class ReferencesPage(ListingPage):
    """The whole bibliography."""

    kind = GeneratedKind("references")
    order = 20
    option = "references"
    title_key = "references"
    noindex = True
    tag_words = ("bibliography",)
    # The whole bibliography, not what the page cites or a selection.
    tag = re.compile(
        rf"\{{[%{{]-?\s*bibliography\b(?!{_REST}\b(?:cited|cited_in_order|query|file|max|offset)\b)"
        rf"(?!{_REST}\s-[cCqfmO]\b){_REST}[%}}]\}}"
    )

    @classmethod
    def entries(cls, registry: Registry) -> Entries:
        """Return all references."""
        return registry.references

    @classmethod
    def shows_all(cls, page: PageInfo | None) -> bool:
        """Return whether the page's front matter has no query."""
        return page is None or page.scholar is None or not page.scholar.query

    def render(self, renderers: Renderers, page: PageRenderer) -> Markup:
        """Return the bibliography."""
        return page.all_references()

    def items(self, linked: LinkedData) -> Iterator[tuple[str, str]]:
        """Yield each reference."""
        for reference in linked.nodes.registry.references.values():
            node = linked.nodes.reference(reference)
            yield node.get("name", reference.key), node.get("url", "")
