"""What the head of each page tells machines: JSON-LD, Open Graph, the page's own address."""

from __future__ import annotations

import html
import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.generated_pages import Listings
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.export.schema_org.graph import LinkedData, PageFacts, SiteFacts
from mkdocs_fieldguide.export.schema_org.nodes import NodeFactory
from mkdocs_fieldguide.model.page_dates import read_page_dates
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.rendering.context import Site

log = logging.getLogger("mkdocs.plugins.fieldguide")

_OG_TYPES = {"home": "website", "person": "profile"}
_LISTING_OF = {"tool": "tools", "part": "tools", "person": "contributors", "organisation": "affiliations"}
_PICTURES = ("page_img", "image")
"""Keys of front matter that name a page's picture: ETT's, below `images/`, and Material's."""


class HeadMetadata:
    """Makes what is put into the heads of a site's pages.

    Args:
        config: the site's configuration.
        options: the plugin's options.
        site: what is known of the site.
        listings: where listings and pages of entries are.
        generated: what is known of the pages that the build makes, by source path.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        options: FieldguideConfig,
        site: Site,
        listings: Listings,
        generated: Mapping[str, PageInfo],
    ) -> None:
        self._generated = generated
        self._config = config
        self._options = options
        self._site = site
        self._listings = listings
        self._root = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
        self._listing_paths = {path: name for name, path in listings.listings.items()}
        if options.metadata.json_ld and not self._root:
            log.info("Without `site_url` pages have no addresses of their own, so JSON-LD is left out.")

    def put_into(self, output: str, page: Page) -> str:
        """Return a finished page with what its head lacks."""
        end = output.find("</head>")
        info = self._info(page)
        if end < 0 or info is None:
            return output
        head = output[:end]
        options = self._options.metadata
        facts = self._facts(page, info)
        canonical = page.canonical_url or ""
        # Escaped for a `script` element, in which HTML's own escapes would stay as they are.
        linked = Markup(self._linked_data.text(facts)) if options.json_ld and self._root else ""
        inserted = self._site.templates.partial(
            "head",
            canonical=canonical if options.canonical and 'rel="canonical"' not in head else "",
            properties=list(self._properties(facts, canonical))
            if options.open_graph and 'property="og:' not in head
            else (),
            linked_data=linked,
        )
        return f"{head}{inserted}\n{output[end:]}" if inserted else output

    def _info(self, page: Page) -> PageInfo | None:
        path = page.file.src_uri
        return self._generated.get(path) or self._site.registry.pages.get(path)

    def _facts(self, page: Page, info: PageInfo) -> PageFacts:
        path = page.file.src_uri
        made = self._listings.generated.get(path)
        kind, key = (made.kind, made.key) if made else (self._listing_paths.get(path, "page"), "")
        if made and made.part:
            kind = "part"
        if page.is_homepage:
            kind = "home"
        description = info.description or info.summary or str(page.meta.get("description") or "")
        named_on: tuple[str, ...] = ()
        if kind == "tool":
            description = self._site.registry.tools[key].description
            named_on = tuple(self._site.mentions.pages_of_tool(key))
        title = info.title or html.unescape(str(page.title or info.base_name))
        return PageFacts(
            info=info,
            url=page.canonical_url or "",
            title=self._config.site_name if kind == "home" and not info.title else title,
            kind=kind,
            key=key,
            description=self._plain(description),
            picture=self._picture(page.meta),
            keywords=_words(page.meta.get("keywords"))
            or tuple(word.replace("&lt;", "<") for word in _words(page.meta.get("tags"))),
            dates=read_page_dates(page.meta),
            trail=() if kind == "home" else tuple(self._trail(page, kind)),
            tools=self._site.mentions.tools_of_page(path),
            references=self._site.mentions.references_of_page(path),
            named_on=named_on,
        )

    def _trail(self, page: Page, kind: str) -> Iterator[tuple[str, str]]:
        """Give the pages above a page, from the home page; sections without a page are left out."""
        if not self._root:
            return
        yield self._config.site_name, self._root
        listing = self._listings.listings.get(_LISTING_OF.get(kind, ""), "")
        if listing in self._site.addresses.pages:
            made = self._listings.generated.get(listing)
            known = self._site.registry.pages.get(listing)
            title = self._site.words(made.title) if made else (known.title if known else "")
            yield title or "", self._root + self._site.addresses.pages[listing]
            return
        for section in reversed(list(page.ancestors)):
            above = _page_of(section)
            if above is not None and above is not page and above.canonical_url and not above.is_homepage:
                yield html.unescape(str(above.title)), above.canonical_url

    def _properties(self, facts: PageFacts, canonical: str) -> Iterable[tuple[str, str]]:
        """Give the properties of Open Graph (https://ogp.me) that have a value."""
        values = {
            "og:type": _OG_TYPES.get(facts.kind, "article"),
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
                    if address := self._address_of_picture(path):
                        return address
        return ""

    def _address_of_picture(self, path: str | None) -> str:
        """Return the whole address of a picture in the site; empty for one elsewhere."""
        clean = (path or "").lstrip("/")
        found = bool(self._root) and clean in self._site.addresses.files
        return self._root + quote(clean) if found else ""

    def _plain(self, text: str) -> str:
        return " ".join(self._site.templates.markdown(text).striptags().split())

    @cached_property
    def _linked_data(self) -> LinkedData:
        addresses = self._site.addresses
        options = self._options
        theme = self._config.theme
        files = {"application/json": "fieldguide/tools.json", "text/csv": "fieldguide/tools.csv"}
        things = NodeFactory(
            self._site.registry,
            self._root,
            addresses.tools,
            addresses.people,
            addresses.organisations,
            addresses.countries,
            self._address_of_picture,
            self._plain,
        )
        site = SiteFacts(
            name=self._config.site_name,
            description=self._config.site_description or "",
            language=str(theme["language"]) if "language" in theme else "",
            publisher=options.metadata.publisher or self._config.site_author or "",
            learning_types=frozenset(options.metadata.learning_types),
            files={kind: self._root + path for kind, path in files.items()} if options.exports else {},
        )
        return LinkedData(site, things, addresses.pages)


def _page_of(section: StructureItem) -> Page | None:
    """Return the page of a section of the navigation: the one that Material shows for its title."""
    children = getattr(section, "children", None) or ()
    first = children[0] if children else None
    return first if isinstance(first, Page) and first.is_index else None


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, (list, tuple)):
        return ()
    return tuple(word for item in value if isinstance(item, str) and (word := item.strip()))
