"""What leads into a guide: search, tiles of types, numbers, a call to contribute; and the page of them all.

Each block is a directive that can stand on any page. The layout `landing` only puts those that the text does
not hold in their usual order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.content.field_checks import check_markdown
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.arguments import Call
from mkdocs_fieldguide.markup.directives import DIRECTIVES
from mkdocs_fieldguide.markup.placeholders import Kind, Placeholder
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.rendering.context import Site
from mkdocs_fieldguide.rendering.listings.news_events import DatedRenderer
from mkdocs_fieldguide.rendering.page.edit_actions import Action
from mkdocs_fieldguide.rendering.page.link_targets import target_address
from mkdocs_fieldguide.rendering.page.type_label import DEFAULT_ICON
from mkdocs_fieldguide.rendering.urls import Links

TEXT = "text"
BLOCKS = ("landing_search", TEXT, "type_tiles", "guide_numbers", "news", "call_to_contribute")
"""The blocks of a landing page in their usual order; all but the page's own text are directives."""

UNSEARCHED = frozenset({"landing_search", "type_tiles", "guide_numbers"})
"""Blocks that say nothing of their own, so the search does not look into them."""

NUMBERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "pages": ("page", "material/file-document-outline"),
        "tools": ("tool", "material/tools"),
        "people": ("person", "material/account-outline"),
        "organisations": ("organisation", "material/domain"),
        "references": ("reference", "material/book-open-variant-outline"),
        "countries": ("country", "material/earth"),
    }
)
"""What is counted, in the usual order: the word for one, and an icon."""

_CONTRIBUTE = ("contribute", "contributing", "how_to_contribute", "how-to-contribute", "CONTRIBUTING")
"""Ids that pages about contributing have in most guides."""


@dataclass(frozen=True, slots=True)
class TypeView:
    """A type of pages, for the template.

    Attributes:
        id: as pages write it.
        label: what readers see.
        url: link to the page that lists its pages.
        description: a sentence about it.
        icon: an icon of the theme.
        colour: name of its colour; empty for the site's own.
        count: how many pages are of it.
    """

    id: str
    label: str
    url: str
    description: str
    icon: str
    colour: str
    count: int


class LandingRenderer:
    """Renders the blocks as seen from pages at one depth of the site."""

    def __init__(self, site: Site, links: Links, dated: DatedRenderer) -> None:
        self._site = site
        self._links = links
        self._makers: dict[str, Callable[[Placeholder], Markup]] = {
            "landing_search": lambda mark: self.search(),
            "type_tiles": self.type_tiles,
            "guide_numbers": self.numbers,
            "news": lambda mark: dated.news(mark) if site.registry.news else Markup(""),
            "call_to_contribute": self.call_to_contribute,
        }

    def search(self) -> Markup:
        """Render the field that opens the search; nothing where the site has none."""
        return self._site.templates.partial("landing-search") if self._site.searchable else Markup("")

    def type_tiles(self, mark: Placeholder, *, anchor: bool = True) -> Markup:
        """Render a tile for each type; `anchor` says that these are the first ones on the page."""
        call = mark.call
        wanted = call.names("custom") if call else ()
        left_out = call.names("except") if call else ()
        known = self._site.registry.pages_by_type
        self._check_names(wanted, known, mark, "page is of the type")
        names = wanted or [it.name for it in self._site.types.ordered(known)]
        types = [self._type(name) for name in names if name in known and name not in left_out]
        if not types and call and call.values:
            self._site.findings.add(Code.NOTHING_TO_SHOW, mark.location, "There are no types to show.")
        columns = call.values.get("col", 0) if call else 0
        return (
            self._site.templates.partial("type-tiles", types=types, columns=columns, anchor=anchor)
            if types
            else Markup("")
        )

    def numbers(self, mark: Placeholder) -> Markup:
        """Render how much of everything the guide holds; what there is nothing of is left out."""
        wanted = mark.call.names("custom") if mark.call else ()
        self._check_names(wanted, NUMBERS, mark, "number is called")
        counts = self._counts()
        numbers = []
        for name in wanted or NUMBERS:
            count, url = counts.get(name, (0, ""))
            if count:
                one, icon = NUMBERS[name]
                word = self._site.words(f"count_{one if count == 1 else name}")
                numbers.append({"name": name, "count": count, "url": url, "word": word, "icon": icon})
        return self._site.templates.partial("guide-numbers", numbers=numbers) if numbers else Markup("")

    def call_to_contribute(self, mark: Placeholder) -> Markup:
        """Render the call to contribute; without a place that it could lead to, it is text only."""
        call, plain = mark.call, self._site.book.plain
        values = {
            name: plain(call.text(name)) if call else "" for name in ("title", "content", "url", "button")
        }
        check_markdown(values["content"], mark.location, "the call to contribute", self._site.findings)
        url = target_address(self._site, self._links, values.pop("url"), mark) or self._where_to_contribute()
        return self._site.templates.partial("call-to-contribute", **values, url=url)

    def page(
        self,
        info: PageInfo,
        heading: Markup,
        text: Markup,
        by_hand: Collection[str],
        actions: Sequence[Action],
        unsearched: Callable[[Markup], Markup],
    ) -> Markup:
        """Put a landing page together.

        Args:
            info: the page.
            heading: its title.
            text: its text below the title.
            by_hand: names of the directives in the text: what stands there is not repeated.
            actions: the buttons beside the title.
            unsearched: is told of what the search does not look into, and gives it back.
        """
        blocks: list[dict[str, Any]] = []
        search = Markup("")
        for name in self.blocks(info):
            html = text if name == TEXT else Markup("") if name in by_hand else self._default(name, info)
            if name in UNSEARCHED and html:
                unsearched(html)
            if name == "landing_search" and not blocks:
                search = html  # at the top it belongs to the title
            elif html.strip():
                blocks.append({"name": name, "html": html})
        return self._site.templates.partial(
            "landing", page=info, heading=heading, search=search, blocks=blocks, actions=actions
        )

    def blocks(self, info: PageInfo) -> list[str]:
        """Return the names of a page's blocks in their order; report those that there are not."""
        found: dict[str, None] = {}
        for number, name in enumerate(info.landing_blocks):
            if name in BLOCKS:
                found.setdefault(name)
                continue
            message = f"A landing page has no block “{shorten(name)}”."
            hint = suggest_name(name, BLOCKS) or f"Known: {', '.join(BLOCKS)}."
            self._site.findings.add(
                Code.BAD_ARGUMENT, info.source.at("landing_blocks", number), message, hint
            )
        return list(found) or list(BLOCKS)

    def _default(self, name: str, info: PageInfo) -> Markup:
        values = {"limit": 3, "title": self._site.words("news")} if name == "news" else {}
        call = Call(DIRECTIVES[name], (), values)
        return self._makers[name](Placeholder(-1, Kind.CALL, "", info.path, info.defined_at, call=call))

    def _type(self, name: str) -> TypeView:
        pages = self._site.registry.pages_by_type[name]
        own = next((page for page in pages if page.path.endswith(("index.md", "README.md"))), pages[0])
        it = self._site.types(name)
        return TypeView(
            name,
            it.label,
            self._links.type(name) or self._links.page(own.path),
            it.description or own.description or own.summary or "",
            it.icon or DEFAULT_ICON,
            it.colour,
            len(pages),
        )

    def _counts(self) -> dict[str, tuple[int, str]]:
        """Return how many there are of what, and where they are listed."""
        registry, links = self._site.registry, self._links
        pages = [page for page in registry.pages.values() if not page.search_exclude and not page.generated]
        tools = {*registry.tools, *(tool.id for tool in registry.national_resources)}
        codes = {
            code.strip().upper()
            for page in pages
            for code in (page.country_code, *page.supported_by)
            if code and code.strip().upper() in registry.countries
        }
        countries = [page for page in pages if page.country_code]
        return {
            "pages": (len(pages), self._all_pages()),
            "tools": (len(tools), links.listing("tools")),
            "people": (
                sum(not person.hidden for person in registry.people.values()),
                links.listing("contributors"),
            ),
            "organisations": (
                sum(entry.expose for entry in registry.organisations.values()),
                links.listing("affiliations"),
            ),
            "references": (len(registry.references), links.listing("references")),
            "countries": (
                len(codes),
                self._type(countries[0].type).url if countries and countries[0].type else "",
            ),
        }

    def _all_pages(self) -> str:
        """Return the link to the tiles of types, which together lead to all pages."""
        landing = next((page for page in self._site.registry.pages.values() if page.is_landing), None)
        if landing is None or not self._site.registry.pages_by_type:
            return ""
        return f"{self._links.page(landing.path)}#fg-types"

    def _where_to_contribute(self) -> str:
        for name in _CONTRIBUTE:
            page = self._site.registry.resolve_page(name, "").page
            if page is not None:
                return self._links.page(page.path)
        return self._site.repository

    def _check_names(
        self, names: Iterable[str], known: Collection[str], mark: Placeholder, what: str
    ) -> None:
        for name in names:
            if name not in known:
                message, hint = f"No {what} “{name[:120]}”.", suggest_name(name, known)
                self._site.findings.add(Code.BAD_ARGUMENT, mark.location, message, hint)
