"""Tiles that link to pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.markup.directive import Call
from mkdocs_fieldguide.markup.placeholders import Placeholder
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.listings.country import make_country_view
from mkdocs_fieldguide.rendering.page.type_label import Label, TypeRenderer
from mkdocs_fieldguide.rendering.people.people import PeopleRenderer
from mkdocs_fieldguide.rendering.tables.facets import Facet, build_facets, join_facet_values, name_filters
from mkdocs_fieldguide.rendering.urls import Links

TILES_FOR_FILTERS = 10
"""Minimum number of tiles for a search on the listing of a type."""


class TileRenderer:
    """Renders tiles with links relative to one depth of the site."""

    def __init__(
        self, context: RenderContext, links: Links, people: PeopleRenderer, types: TypeRenderer
    ) -> None:
        self._context = context
        self._links = links
        self._people = people
        self._types = types

    def section(self, mark: Placeholder, name: str = "tiles", number: int = 1) -> Markup:
        """Render the tiles of a `section_tiles` directive.

        Args:
            mark: the placeholder of the directive.
            name: name of the filter, which is the prefix of its URL parameters.
            number: the number of this filter among those of the same name on the page.
        """
        call = mark.call
        if call is None:
            return Markup("")
        chosen = self._chosen(call, mark)
        left_out = {name.removesuffix(".md") for name in call.names("except")}
        chosen = [
            page
            for page in chosen
            if not left_out & {page.base_name, PurePosixPath(page.path).stem}
            and not page.search_exclude
            and page.path != mark.page
        ]
        if call.flag("sort", default=not call.names("custom")):
            chosen.sort(key=_title)
        if not chosen:
            self._context.findings.add(
                Code.NOTHING_TO_SHOW,
                mark.location,
                "There are no pages to show as tiles.",
                self._types_hint(call),
            )
        switches = [call.values[name] for name in ("affiliations", "supported_by") if name in call.values]
        return self.tiles(
            chosen,
            organisations=any(switches) or not switches,
            columns=call.values.get("col", 0),
            search=True if call.flag("search") else None if any(switches) else False,
            name=name if number == 1 else f"{name}-{number}",
            title=self._filter_title(call.name("type"), number),
        )

    def listing(self, name: str) -> Markup:
        """Render tiles for all pages of a type, by title."""
        pages = [page for page in self._context.registry.pages_by_type.get(name, ()) if not page.generated]
        many = len(pages) >= TILES_FOR_FILTERS
        return self.tiles(sorted(pages, key=_title), search=many, title=self._filter_title(name))

    def link(self, page: PageInfo) -> dict[str, str]:
        """Return the title and link of a page."""
        return {"title": page.title or page.base_name, "url": self._links.page(page.path)}

    def tiles(
        self,
        pages: Iterable[PageInfo],
        *,
        organisations: bool = False,
        columns: int = 0,
        reasons: Mapping[str, str] = MappingProxyType({}),
        search: bool | None = False,
        name: str = "tiles",
        title: str = "",
    ) -> Markup:
        """Render tiles for `pages`, in their order.

        Args:
            pages: the pages.
            organisations: whether to show the supporting organisations of each page.
            columns: maximum number of columns; 0 for the default.
            reasons: why pages are shown, by source path.
            search: whether to add a search with filters; None if only together with filters.
            name: name of the filter.
            title: label of the filter, for assistive technology.
        """
        shown = [self._tile(page, reasons.get(page.path, ""), organisations=organisations) for page in pages]
        offered = self._facets(shown) if search is not False and len(shown) > 1 else []
        return self._context.templates.partial(
            "tiles",
            tiles=shown,
            typed=_are_types_useful([tile["label"] for tile in shown]),
            columns=columns,
            name=name,
            title=title or self._filter_title(""),
            facets=offered if offered or (search and len(shown) > 1) else None,
        )

    def _tile(self, page: PageInfo, reason: str, *, organisations: bool) -> dict[str, Any]:
        supporters = [self._people.organisation(name) for name in page.supported_by]
        countries = {found["country"].code: found["country"].name for found in supporters if found["country"]}
        own = make_country_view(self._context, self._links, page.country_code)
        label = self._types.label(page)
        chosen_by = {
            "type": join_facet_values(
                {page.type: label.text[:1].upper() + label.text[1:]} if page.type and label else {}
            ),
            "organisation": join_facet_values(
                {found["name"]: found["shown"] for found in supporters if not found["country"]}
            ),
            "country": join_facet_values({**countries, own.code: own.name} if own else countries),
        }
        return {
            "id": page.id,
            **self.link(page),
            "type": page.type or "",
            "label": label,
            "picture": self._types.picture(page),
            "description": page.description or page.summary or "",
            "reason": reason,
            "organisations": supporters if organisations else [],
            "chosen_by": chosen_by,
            # Each tile has its type as an attribute anyway.
            "values": {
                name: [value for value, _ in found] for name, found in chosen_by.items() if name != "type"
            },
        }

    def _filter_title(self, type_name: str, number: int = 1) -> str:
        words = self._context.words
        title = (
            words("filter_type", name=self._context.options.page_types(type_name).label)
            if type_name
            else words("filter_tiles")
        )
        return title if number == 1 else f"{title} ({number})"

    def _facets(self, tiles: list[dict[str, Any]]) -> list[Facet]:
        words = self._context.words
        labels = {
            "type": words("page_type"),
            "organisation": words("organisation"),
            "country": words("country"),
        }
        return build_facets(labels, [tile["chosen_by"] for tile in tiles])

    def page_ids(self, number: int = 1) -> Markup:
        """Render a table with the ids of all pages that authors wrote.

        Args:
            number: the number of this table among those of page ids on the page.
        """
        pages = [
            {"id": page.id, "description": page.description or page.summary or "", **self.link(page)}
            for page in self._context.registry.pages.values()
            if not page.search_exclude
        ]
        title = self._context.words("filter_type", name=self._context.words("pages"))
        pages.sort(key=lambda page: page["id"])
        names = name_filters("page-ids", title, number)
        return self._context.templates.partial("page-ids", pages=pages, **names)

    def _chosen(self, call: Call, mark: Placeholder) -> list[PageInfo]:
        registry = self._context.registry
        if wanted := call.names("custom"):
            chosen = []
            for name in wanted:
                match = registry.resolve_page(name, mark.page)
                if match.page:
                    chosen.append(match.page)
                else:
                    hint = suggest_name(name, self._context.indexes.page_names)
                    self._context.findings.add(
                        Code.UNKNOWN_PAGE, mark.location, f"No page has the id “{name}”.", hint
                    )
            return chosen
        wanted_type = call.name("type")
        if not wanted_type:
            return [page for page in registry.pages.values() if page.type and not page.generated]
        return [page for page in registry.pages_by_type.get(wanted_type, ()) if not page.generated]

    def _types_hint(self, call: Call) -> str:
        wanted = call.name("type")
        types = self._context.registry.pages_by_type
        return suggest_name(wanted, types) if wanted and wanted not in types else ""


def _are_types_useful(labels: Sequence[Label | None]) -> bool:
    """Return whether tiles should show their types: not if all would show the same one, or none."""
    shown = {(label.text, label.icon, label.picture) if label else None for label in labels}
    return len(shown) > 1 or (len(labels) == 1 and None not in shown)


def _title(page: PageInfo) -> str:
    return (page.title or page.base_name).casefold()
