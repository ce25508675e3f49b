"""The directive `section_tiles`: tiles that link to pages."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Call, Output, PageLookup, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.model.entries import slugify
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.rendering.directives.base import COLUMNS, PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class SectionTilesDirective(PageDirective):
    """Tiles that link to pages."""

    def linked_pages(self, call: Call, page: str, lookup: PageLookup) -> Iterable[PageInfo]:
        """Yield the pages that are shown as tiles."""
        if names := call.names("custom"):
            for name in names:
                yield from lookup.resolve_page(name, page).candidates
        elif wanted := call.name("type"):
            yield from lookup.pages_by_type.get(wanted, ())
        else:
            yield from (found for found in lookup.pages.values() if found.type)

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the tiles, with a filter that is named after the type of the pages."""
        call = slot.mark.call
        wanted = call.name("type") if call else ""
        name = slugify(wanted) if wanted else "tiles"
        return page.renderers.tiles.section(slot.mark, name, page.next_number(f"tiles {name}"))


DIRECTIVE = SectionTilesDirective(
    "section_tiles",
    Output.BLOCK,
    "Tiles that link to pages: all pages of a type, or those listed.",
    parameters=(
        Parameter("type", "The type of the pages."),
        Parameter("custom", "Ids of the pages, instead of a type.", "list"),
        Parameter("except", "File names of pages to leave out.", "list"),
        Parameter("search", "Adds a search box for the tiles.", "flag"),
        Parameter(
            "affiliations", "`true` adds a filter for organisations, `false` hides them on the tiles.", "flag"
        ),
        Parameter("supported_by", "The same as `affiliations`.", "flag"),
        *COLUMNS,
    ),
    includes=("section-navigation-tiles", "section-navigation-tiles-simple"),
    searchable=False,
)
