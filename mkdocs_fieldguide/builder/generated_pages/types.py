"""The generated pages that list the pages of a type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_fieldguide.builder.generated_pages.base import GeneratedPage
from mkdocs_fieldguide.builder.generated_pages.plan import PagePlan
from mkdocs_fieldguide.builder.type_listings import plan_types
from mkdocs_fieldguide.export.schema_org.graph import LinkedData, PageFacts
from mkdocs_fieldguide.export.schema_org.nodes import Node
from mkdocs_fieldguide.model.pages import GeneratedKind
from mkdocs_fieldguide.rendering.page.page import PageRenderer
from mkdocs_fieldguide.rendering.renderers import Renderers


@dataclass(frozen=True, slots=True)
class TypePage(GeneratedPage):
    """The list of all pages of a type."""

    kind = GeneratedKind("type")
    order = 60
    option = "types"
    schema_type = "CollectionPage"

    @classmethod
    def plan(cls, plan: PagePlan) -> None:
        """Plan the listing of each type that no author has written."""
        paths = plan.entries.setdefault(cls.kind.name, {})
        for page_type, wanted in plan_types(plan.types, plan.options.path(cls.option), plan.bodies):
            path, count = wanted, 1
            while path not in plan.bodies and path in plan.generated:
                count += 1
                path = f"{wanted.removesuffix('.md')}-{count}.md"
            paths[page_type.name] = path
            title = page_type.label[:1].upper() + page_type.label[1:]
            plan.add(cls(path, page_type.name, title, page_type.description))

    def render(self, renderers: Renderers, page: PageRenderer) -> Markup:
        """Return tiles of all pages of the type."""
        return renderers.tiles.listing(self.key)

    def main_entity(self, page: PageFacts, linked: LinkedData) -> Node | None:
        """Return the list of all pages of the type."""
        return linked.item_list(page, self._items(linked))

    def _items(self, linked: LinkedData) -> Iterator[tuple[str, str]]:
        for info in linked.nodes.registry.pages_by_type.get(self.key, ()):
            if info.path in linked.pages:
                yield info.title or info.base_name, linked.nodes.root + linked.pages[info.path]
