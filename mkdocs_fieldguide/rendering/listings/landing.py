"""Blocks of landing pages: search, tiles of types, numbers, and a call to contribute."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from mkdocs_fieldguide.content.field_checks import check_markdown
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.markup.placeholders import Placeholder
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.page.link_targets import resolve_link_target
from mkdocs_fieldguide.rendering.page.type_label import DEFAULT_ICON
from mkdocs_fieldguide.rendering.urls import Links

NUMBERS: Mapping[str, str] = MappingProxyType(
    {
        "pages": "material/file-document-outline",
        "tools": "material/tools",
        "people": "material/account-outline",
        "organisations": "material/domain",
        "references": "material/book-open-variant-outline",
        "countries": "material/earth",
    }
)
"""The numbers in their default order, each with an icon."""

_CONTRIBUTE = ("contribute", "contributing", "how_to_contribute", "how-to-contribute", "CONTRIBUTING")
"""Common ids of pages about contributing."""


@dataclass(frozen=True, slots=True)
class TypeView:
    """A page type, for the template.

    Attributes:
        id: its name in front matter.
        label: its label.
        url: link to the listing of its pages.
        description: a sentence about it.
        icon: an icon of the theme.
        colour: name of its colour; empty for the default.
        count: the number of its pages.
    """

    id: str
    label: str
    url: str
    description: str
    icon: str
    colour: str
    count: int


class LandingRenderer:
    """Renders the blocks with links relative to one depth of the site."""

    def __init__(self, context: RenderContext, links: Links) -> None:
        self._context = context
        self._links = links

    def search(self) -> Markup:
        """Render the field that opens the search; empty if the site has no search."""
        return (
            self._context.templates.partial("landing-search")
            if self._context.options.has_search
            else Markup("")
        )

    def type_tiles(self, mark: Placeholder, *, anchor: bool = True) -> Markup:
        """Render a tile for each page type.

        Args:
            mark: the placeholder of the directive.
            anchor: whether to add the anchor, which only the first tiles on a page have.
        """
        call = mark.call
        wanted = call.names("custom") if call else ()
        left_out = call.names("except") if call else ()
        known = self._context.registry.pages_by_type
        self._check_names(wanted, known, mark, "page has the type")
        names = wanted or [it.name for it in self._context.options.page_types.ordered(known)]
        types = [self._type(name) for name in names if name in known and name not in left_out]
        if not types and call and call.values:
            self._context.findings.add(Code.NOTHING_TO_SHOW, mark.location, "There are no types to show.")
        columns = call.values.get("col", 0) if call else 0
        return (
            self._context.templates.partial("type-tiles", types=types, columns=columns, anchor=anchor)
            if types
            else Markup("")
        )

    def numbers(self, mark: Placeholder) -> Markup:
        """Render the numbers of entries in the guide, except those that are zero."""
        wanted = mark.call.names("custom") if mark.call else ()
        self._check_names(wanted, NUMBERS, mark, "number of the guide has the name")
        counts = self._counts()
        numbers = []
        for name in wanted or NUMBERS:
            count, url = counts.get(name, (0, ""))
            if count:
                word = self._context.words.plural(f"count_{name}", count)
                numbers.append(
                    {"name": name, "count": count, "url": url, "word": word, "icon": NUMBERS[name]}
                )
        return self._context.templates.partial("guide-numbers", numbers=numbers) if numbers else Markup("")

    def call_to_contribute(self, mark: Placeholder) -> Markup:
        """Render the call to contribute; without a link if there is no target."""
        call, plain = mark.call, self._context.text.placeholders.plain
        values = {
            name: plain(call.text(name)) if call else "" for name in ("title", "content", "url", "button")
        }
        check_markdown(values["content"], mark.location, "the call to contribute", self._context.findings)
        url = (
            resolve_link_target(self._context, self._links, values.pop("url"), mark)
            or self._contribution_url()
        )
        return self._context.templates.partial("call-to-contribute", **values, url=url)

    def _type(self, name: str) -> TypeView:
        pages = self._context.registry.pages_by_type[name]
        own = next((page for page in pages if page.path.endswith(("index.md", "README.md"))), pages[0])
        it = self._context.options.page_types(name)
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
        """Return the numbers of entries, each with the link to their listing."""
        registry, links = self._context.registry, self._links
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
        """Return the link to the tiles of types, through which readers reach all pages."""
        landing = next((page for page in self._context.registry.pages.values() if page.is_landing), None)
        if landing is None or not self._context.registry.pages_by_type:
            return ""
        if landing.landing_blocks and "type_tiles" not in landing.landing_blocks:
            return ""
        return f"{self._links.page(landing.path)}#fg-types"

    def _contribution_url(self) -> str:
        for name in _CONTRIBUTE:
            page = self._context.registry.resolve_page(name, "").page
            if page is not None:
                return self._links.page(page.path)
        return self._context.chrome.repository_url

    def _check_names(
        self, names: Iterable[str], known: Collection[str], mark: Placeholder, what: str
    ) -> None:
        for name in names:
            if name not in known:
                message, hint = f"No {what} “{name[:120]}”.", suggest_name(name, known)
                self._context.findings.add(Code.BAD_ARGUMENT, mark.location, message, hint)
