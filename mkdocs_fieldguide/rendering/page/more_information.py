"""Links to further information on other sites: training, FAIRsharing, and the kinds that the settings add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.content.pages.link_kinds import LinkKind
from mkdocs_fieldguide.model.pages import MoreLink, PageInfo
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.tables.facets import (
    ROWS_FOR_FILTERS,
    Facet,
    build_facets,
    join_facet_values,
    name_filters,
)
from mkdocs_fieldguide.rendering.urls import Links

REGISTRY_ICONS: Mapping[str, str] = MappingProxyType(
    {
        "carpentries": "material/hammer-wrench",
        "github": "fontawesome/brands/github",
        "tess": "material/school-outline",
        "youtube": "fontawesome/brands/youtube",
        "zenodo": "simple/zenodo",
    }
)
"""Icons of training platforms, by name in lower case."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link, for the template."""

    name: str
    url: str
    description: str
    registry: str
    registry_url: str
    icon: str


class MoreInformationRenderer:
    """Renders links to further information.

    Args:
        context: the context of rendering.
        links: links relative to the pages.
    """

    def __init__(self, context: RenderContext, links: Links) -> None:
        self._context = context
        self._links = links
        self._icons = {
            name.casefold(): outside.icon
            for key, outside in context.registry.external_registries.items()
            for name in (key, outside.label)
        }

    def section(self, info: PageInfo) -> Markup:
        """Render the links of a page; empty if it has none."""
        groups = []
        for name, kind in self._context.options.link_kinds.by_name.items():
            links = [self._view(link, kind) for link in info.more.get(name, ())]
            if links:
                heading = kind.heading or self._context.words(f"more_{name}")
                groups.append({"kind": name, "icon": kind.icon, "heading": heading, "links": links})
        return self._context.templates.partial("more", groups=groups) if groups else Markup("")

    def training_table(self, number: int = 1) -> Markup:
        """Render a table of the training that all pages link to.

        Args:
            number: the number of this table among the training tables of the page.
        """
        rows: list[dict[str, Any]] = []
        for page, link in self._training():
            title = page.title or page.base_name
            chosen_by = {
                "registry": join_facet_values({link.registry: link.registry} if link.registry else {}),
                "page": join_facet_values({page.id: title}),
            }
            rows.append(
                {
                    "link": self._view(link, self._context.options.link_kinds.by_name["training"]),
                    "page": title,
                    "url": self._links.page(page.path),
                    "chosen_by": chosen_by,
                    "values": {name: [value for value, _ in pairs] for name, pairs in chosen_by.items()},
                }
            )
        facets = self._facets(rows) if len(rows) >= ROWS_FOR_FILTERS else None
        title = self._context.words("filter_type", name=self._context.words("more_training"))
        return self._context.templates.partial(
            "training-table", rows=rows, facets=facets, **name_filters("training", title, number)
        )

    def _facets(self, rows: Sequence[Mapping[str, Any]]) -> list[Facet]:
        labels = {"registry": self._context.words("registered_at"), "page": self._context.words("page")}
        return build_facets(labels, [row["chosen_by"] for row in rows])

    def _training(self) -> Iterator[tuple[PageInfo, MoreLink]]:
        for page in self._context.registry.pages.values():
            if not page.search_exclude:
                for link in page.more.get("training", ()):
                    yield page, link

    def _view(self, link: MoreLink, kind: LinkKind) -> LinkView:
        url = link.url or (kind.address(link.id) if link.id else "")
        registry = link.registry or ""
        name = registry.casefold().removeprefix("the ")
        icon = REGISTRY_ICONS.get(name) or self._icons.get(name, "")
        return LinkView(link.name, url, link.description, registry, link.registry_url or "", icon)
