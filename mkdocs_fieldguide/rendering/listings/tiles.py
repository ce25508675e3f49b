"""Tiles that lead to pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from mkdocs_fieldguide.rendering.listings.country import country_view
from mkdocs_fieldguide.rendering.page.type_label import TypeRenderer
from mkdocs_fieldguide.rendering.people.people import PeopleRenderer
from mkdocs_fieldguide.rendering.tables.facets import Facet, facet, join_facet_values, table_names
from mkdocs_fieldguide.rendering.urls import Links

TILES_FOR_FILTERS = 10
"""Fewer tiles on the listing of a type are looked over faster than filtered."""


class TileRenderer:
    """Renders tiles as seen from pages at one depth of the site."""

    def __init__(
        self, context: RenderContext, links: Links, people: PeopleRenderer, types: TypeRenderer
    ) -> None:
        self._context = context
        self._links = links
        self._people = people
        self._types = types

    def section(self, mark: Placeholder, name: str = "tiles", number: int = 1) -> Markup:
        """Render the tiles that a `section_tiles` directive asks for.

        Args:
            mark: the directive's mark.
            name: name of the filter, before the names of its parameters in the address.
            number: which one of this name on the page it is.
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
        organisations = call.flag("affiliations") or call.flag("supported_by")
        return self.tiles(
            chosen,
            organisations=organisations,
            columns=call.values.get("col", 0),
            search=call.flag("search"),
            name=name if number == 1 else f"{name}-{number}",
            title=self._filter_title(call.text("type"), number),
        )

    def listing(self, name: str) -> Markup:
        """Render tiles for all pages of a type, by title."""
        pages = [page for page in self._context.registry.pages_by_type.get(name, ()) if not page.generated]
        many = len(pages) >= TILES_FOR_FILTERS
        return self.tiles(sorted(pages, key=_title), search=many, title=self._filter_title(name))

    def link(self, page: PageInfo) -> dict[str, str]:
        """Return title and link of a page."""
        return {"title": page.title or page.base_name, "url": self._links.page(page.path)}

    def tiles(
        self,
        pages: Iterable[PageInfo],
        *,
        organisations: bool = False,
        columns: int = 0,
        reasons: Mapping[str, str] = MappingProxyType({}),
        search: bool = False,
        name: str = "tiles",
        title: str = "",
    ) -> Markup:
        """Render tiles for `pages`, in their order.

        Args:
            pages: the pages.
            organisations: whether to show who stands behind each.
            columns: how many to a row, at most; 0 for the usual number.
            reasons: why a page stands there, by source path.
            search: whether to offer a search; there is one as well where organisations can be chosen.
            name: name of the filter.
            title: what the filter is called, for those who cannot see what it is for.
        """
        shown = [self._tile(page, reasons.get(page.path, ""), organisations=organisations) for page in pages]
        offered = self._facets(shown) if (search or organisations) and len(shown) > 1 else []
        return self._context.templates.partial(
            "tiles",
            tiles=shown,
            columns=columns,
            name=name,
            title=title or self._filter_title(""),
            facets=offered if offered or (search and len(shown) > 1) else None,
        )

    def _tile(self, page: PageInfo, reason: str, *, organisations: bool) -> dict[str, Any]:
        behind = [self._people.organisation(name) for name in page.supported_by]
        countries = {found["country"].code: found["country"].name for found in behind if found["country"]}
        own = country_view(self._context, self._links, page.country_code)
        label = self._types.label(page)
        chosen_by = {
            "type": join_facet_values(
                {page.type: label.text[:1].upper() + label.text[1:]} if page.type and label else {}
            ),
            "organisation": join_facet_values(
                {found["name"]: found["shown"] for found in behind if not found["country"]}
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
            "organisations": behind if organisations else [],
            "chosen_by": chosen_by,
            # What every tile has for its own sake is not written twice.
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
        found = (
            facet(name, label, (tile["chosen_by"][name] for tile in tiles)) for name, label in labels.items()
        )
        return [one for one in found if one]

    def page_ids(self, number: int = 1) -> Markup:
        """Render the ids of all pages that authors wrote, as a table.

        Args:
            number: which such table it is on the page.
        """
        pages = [
            {"id": page.id, **self.link(page)}
            for page in self._context.registry.pages.values()
            if not page.search_exclude
        ]
        title = self._context.words("filter_type", name=self._context.words("pages"))
        pages.sort(key=lambda page: page["id"])
        names = table_names("page-ids", title, number)
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
        wanted_type = call.text("type")
        if not wanted_type:
            return [page for page in registry.pages.values() if page.type and not page.generated]
        return [page for page in registry.pages_by_type.get(wanted_type, ()) if not page.generated]

    def _types_hint(self, call: Call) -> str:
        wanted = call.text("type")
        types = self._context.registry.pages_by_type
        return suggest_name(wanted, types) if wanted and wanted not in types else ""


def _title(page: PageInfo) -> str:
    return (page.title or page.base_name).casefold()
