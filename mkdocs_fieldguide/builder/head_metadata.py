"""Metadata in the head of each page: JSON-LD, Open Graph, canonical URL."""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.generated_pages import GeneratedPage, Listings
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.export.schema_org.graph import LinkedData, PageFacts, SiteFacts
from mkdocs_fieldguide.export.schema_org.nodes import NodeFactory
from mkdocs_fieldguide.model.page_dates import read_page_dates
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.rendering.context import RenderContext

log = logging.getLogger("mkdocs.plugins.fieldguide")

_PICTURES = ("page_img", "image")
"""Front matter keys for a page's picture: ETT's, below `images/`, and Material's."""


class HeadMetadata:
    """Completes the heads of a site's pages.

    Args:
        config: the site's configuration.
        options: the plugin's options.
        context: the context of rendering.
        listings: where listings and pages of entries are.
        generated_info: returns information about a generated page, by source path; None for other pages.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        options: FieldguideConfig,
        context: RenderContext,
        listings: Listings,
        generated_info: Callable[[str], PageInfo | None],
    ) -> None:
        self._generated_info = generated_info
        self._config = config
        self._options = options
        self._context = context
        self._listings = listings
        self._root = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
        if options.metadata.json_ld and not self._root:
            log.info("JSON-LD is left out because `site_url` is not set, so pages have no absolute URLs.")

    def put_into(self, output: str, page: Page) -> str:
        """Return a finished page with the metadata that its head lacks."""
        end = output.find("</head>")
        info = self._info(page)
        if end < 0 or info is None:
            return output
        head = output[:end]
        options = self._options.metadata
        kind = self._kind(page)
        facts = self._facts(page, info, kind)
        canonical = page.canonical_url or ""
        linked_data = Markup()
        if options.json_ld and self._root:
            main_entity = kind.main_entity(facts, self._linked_data) if kind else None
            # Escaped for a `script` element, where HTML's own escapes are not decoded.
            linked_data = Markup(self._linked_data.to_json(facts, main_entity))
        inserted = self._context.templates.partial(
            "head",
            canonical=canonical if options.canonical and 'rel="canonical"' not in head else "",
            properties=list(self._properties(facts, kind, canonical))
            if options.open_graph and 'property="og:' not in head
            else (),
            linked_data=linked_data,
        )
        return f"{head}{inserted}\n{output[end:]}" if inserted else output

    def _info(self, page: Page) -> PageInfo | None:
        path = page.file.src_uri
        return self._generated_info(path) or self._context.registry.pages.get(path)

    def _kind(self, page: Page) -> GeneratedPage | None:
        """Return what a page shows as a generated page, or in the place of one; None for all others."""
        if page.is_homepage:
            return None
        path = page.file.src_uri
        return self._listings.generated.get(path) or self._listings.authored.get(path)

    def _facts(self, page: Page, info: PageInfo, kind: GeneratedPage | None) -> PageFacts:
        home = page.is_homepage
        description = info.description or info.summary or str(page.meta.get("description") or "")
        if kind is not None:
            description = kind.meta_description(self._context.registry) or description
        title = info.title or html.unescape(str(page.title or info.base_name))
        return PageFacts(
            info=info,
            url=page.canonical_url or "",
            title=self._config.site_name if home and not info.title else title,
            is_home=home,
            schema_type="WebPage" if home else kind.schema_type if kind else "",
            country=(kind.country if kind else "") or info.country_code or "",
            description=self._plain(description),
            picture=self._picture(page.meta),
            keywords=_split_words(page.meta.get("keywords"))
            or tuple(word.replace("&lt;", "<") for word in _split_words(page.meta.get("tags"))),
            dates=read_page_dates(page.meta),
            breadcrumbs=() if home else tuple(self._breadcrumbs(page, kind)),
        )

    def _breadcrumbs(self, page: Page, kind: GeneratedPage | None) -> Iterator[tuple[str, str]]:
        """Yield title and URL of the pages above a page, from the home page; not of sections without one."""
        if not self._root:
            return
        yield self._config.site_name, self._root
        listing = self._listings.listings.get(kind.breadcrumb, "") if kind else ""
        if listing in self._context.urls.pages:
            generated = self._listings.generated.get(listing)
            known = self._context.registry.pages.get(listing)
            title = (
                generated.display_title(self._context.words) if generated else (known.title if known else "")
            )
            yield title or "", self._root + self._context.urls.pages[listing]
            return
        for section in reversed(list(page.ancestors)):
            above = _page_of(section)
            if above is not None and above is not page and above.canonical_url and not above.is_homepage:
                yield html.unescape(str(above.title)), above.canonical_url

    def _properties(
        self, facts: PageFacts, kind: GeneratedPage | None, canonical: str
    ) -> Iterator[tuple[str, str]]:
        """Yield the Open Graph properties (https://ogp.me) that have a value."""
        values = {
            "og:type": "website" if facts.is_home else kind.open_graph_type if kind else "article",
            "og:site_name": self._config.site_name,
            "og:title": facts.title,
            "og:description": facts.description or (self._config.site_description or ""),
            "og:url": canonical,
            "og:image": facts.picture,
        }
        return ((name, value) for name, value in values.items() if value)

    def _picture(self, meta: Mapping[str, object]) -> str:
        for name in _PICTURES:
            value = meta.get(name)
            if isinstance(value, str) and value:
                for path in (value, f"images/{value}"):
                    if url := self._picture_url(path):
                        return url
        return ""

    def _picture_url(self, path: str | None) -> str:
        """Return the full URL of a picture in the site; empty for one elsewhere."""
        found = self._context.urls.file(path or "")
        return self._root + quote(found) if self._root and found else ""

    def _plain(self, text: str) -> str:
        return " ".join(self._context.templates.markdown(text).striptags().split())

    @cached_property
    def _linked_data(self) -> LinkedData:
        addresses = self._context.urls
        options = self._options
        theme = self._config.theme
        files = {"application/json": "fieldguide/tools.json", "text/csv": "fieldguide/tools.csv"}
        nodes = NodeFactory(
            self._context.registry,
            self._root,
            addresses.tools,
            addresses.people,
            addresses.organisations,
            addresses.countries,
            self._picture_url,
            self._plain,
        )
        site = SiteFacts(
            name=self._config.site_name,
            description=self._config.site_description or "",
            language=str(theme["language"]) if "language" in theme else "",
            publisher=options.metadata.publisher or self._config.site_author or "",
            learning_types=frozenset(options.metadata.learning_types),
            files={media_type: self._root + path for media_type, path in files.items()}
            if options.exports
            else {},
        )
        return LinkedData(site, nodes, addresses.pages, self._context.mentions)


def _page_of(section: StructureItem) -> Page | None:
    """Return the index page of a navigation section, to which Material links the section's title."""
    children = getattr(section, "children", None) or ()
    first = children[0] if children else None
    return first if isinstance(first, Page) and first.is_index else None


def _split_words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, (list, tuple)):
        return ()
    return tuple(word for item in value if isinstance(item, str) and (word := item.strip()))
