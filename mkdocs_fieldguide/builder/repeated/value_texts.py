"""Texts that differ for different values of what pages read; see `SiteReads`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from operator import attrgetter

from mkdocs_fieldguide.files.json_cache import digest_text
from mkdocs_fieldguide.model.mentions import Mention
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.registry.countries import CountrySummary
from mkdocs_fieldguide.registry.page_index import PageMatch
from mkdocs_fieldguide.registry.related_pages import RelatedPage
from mkdocs_fieldguide.rendering.context import RenderContext

_PARTS: Mapping[type, Callable[[object], object]] = {
    CountrySummary: attrgetter("name", "page", "resources", "organisations", "supports"),
    Mention: attrgetter("anchor", "heading"),
    PageMatch: attrgetter("page", "suffix", "candidates"),
    RelatedPage: attrgetter("page", "tools", "references", "people"),
}
"""Returns the parts of values by type, as far as pages show them."""


class ValueTexts:
    """Describes values.

    Args:
        context: the context of rendering.
        front_matter: the front matter of each page, by source path.
    """

    def __init__(self, context: RenderContext, front_matter: Mapping[str, str]) -> None:
        self._context = context
        self._front_matter = front_matter
        self._pages: dict[str, str] = {}
        self._tools: dict[int, str] = {}

    def __call__(self, value: object) -> str:
        """Return a text that differs for different values."""
        kind = type(value)
        if kind is str:
            return repr(value)
        if isinstance(value, PageInfo):
            return self._page(value)
        if isinstance(value, Tool):
            return self._tool(value)
        if kind in _PARTS:
            value = _PARTS[kind](value)
        elif isinstance(value, Mapping):
            value = [part for item in value.items() for part in item]
        if isinstance(value, (list, tuple)):
            return f"[{','.join(map(self, value))}]"
        return repr(value)

    def _tool(self, tool: Tool) -> str:
        key = id(tool)
        if key not in self._tools:
            # The front matter of a page determines where its national resources begin and end.
            place = self._pages_of_resources.get(key, "")
            self._tools[key] = digest_text(f"{tool!r}{self._front_matter.get(place, '')}")
        return self._tools[key]

    def _page(self, info: PageInfo) -> str:
        path = info.path
        if path not in self._pages:
            url = self._context.urls.pages.get(path)
            self._pages[path] = digest_text(f"{info!r}\0{self._front_matter.get(path)}\0{url}")
        return self._pages[path]

    @cached_property
    def _pages_of_resources(self) -> Mapping[int, str]:
        """Return the source path of the page in whose front matter each national resource is, by identity."""
        pages = self._context.registry.pages.values()
        return {id(tool): page.path for page in pages for tool in page.national_resources}
