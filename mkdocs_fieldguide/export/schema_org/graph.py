"""JSON-LD of pages in the terms of schema.org: one graph for each page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs_fieldguide.export.schema_org.nodes import Node, NodeFactory, drop_empty, make_profile
from mkdocs_fieldguide.model.page_dates import PageDates
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.roles import FUNDING
from mkdocs_fieldguide.registry.authorship import find_authorship
from mkdocs_fieldguide.registry.mentions import MentionIndex

MAX_ITEMS = 200
"""A longer list has only the number of its items; `tools.json` and the other exports have them all."""

_MAX_HEADLINE = 110


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """Properties of the site that are the same on all pages.

    Attributes:
        name: the site's name.
        description: what the site is about.
        language: a language code such as `en`.
        publisher: name of the organisation or person that publishes the site; empty for none.
        learning_types: page types that are learning material.
        files: full URLs of the files with all tools, by media type.
    """

    name: str
    description: str = ""
    language: str = ""
    publisher: str = ""
    learning_types: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the graph of a page is made from.

    Attributes:
        info: its front matter.
        url: its full URL.
        title: its title, as plain text.
        is_home: whether it is the home page.
        schema_type: its schema.org type; empty to derive it from the front matter.
        country: code of the country that it is about; empty for none.
        description: a sentence about it.
        picture: full URL of its picture.
        keywords: what it is about.
        dates: when it was published and modified.
        breadcrumbs: titles and full URLs of the pages above it, from the home page.
    """

    # More than seven parameters and twelve attributes: one for each property of a schema.org WebPage, most of
    # them optional.
    info: PageInfo
    url: str
    title: str
    is_home: bool = False
    schema_type: str = ""
    country: str = ""
    description: str = ""
    picture: str = ""
    keywords: tuple[str, ...] = ()
    dates: PageDates = field(default_factory=PageDates)
    breadcrumbs: tuple[tuple[str, str], ...] = ()


class LinkedData:
    """Builds the graphs of a site's pages.

    Args:
        site: what is the same on all pages.
        nodes: makes nodes for people, organisations and tools.
        pages: URL of each page below the root, by source path.
        mentions: which pages mention which tools and references.
    """

    def __init__(
        self, site: SiteFacts, nodes: NodeFactory, pages: Mapping[str, str], mentions: MentionIndex
    ) -> None:
        self.site = site
        self.nodes = nodes
        self.pages = pages
        self.mentions = mentions

    def graph(self, page: PageFacts, main_entity: Node | None = None) -> Node:
        """Return the graph of a page.

        Args:
            page: the page.
            main_entity: the node of what the page is about, such as a tool; None for the page alone.
        """
        nodes = [drop_empty({**self._page(page), "mainEntity": main_entity})]
        if page.is_home:
            nodes.append(self._website())
        if page.breadcrumbs:
            nodes.append(_breadcrumbs(page))
        context: Any = "https://schema.org"
        if any("dct:conformsTo" in node for node in _all_nodes(nodes)):
            context = [context, {"dct": "http://purl.org/dc/terms/"}]
        return {"@context": context, "@graph": nodes}

    def to_json(self, page: PageFacts, main_entity: Node | None = None) -> str:
        """Return the graph of a page, escaped so that nothing in it can close its `script` element."""
        text = json.dumps(self.graph(page, main_entity), ensure_ascii=False, separators=(",", ":"))
        for character in "<>&\u2028\u2029":
            text = text.replace(character, f"\\u{ord(character):04x}")
        return text.encode("utf-8", "replace").decode("utf-8")

    def item_list(self, page: PageFacts, items: Iterable[tuple[str, str]]) -> Node:
        """Return the node of a list on a page.

        Args:
            page: the page.
            items: name and URL of each item; an empty URL for an item that has none.
        """
        found = list(items)
        elements: list[Node] = [
            drop_empty({"@type": "ListItem", "position": number, "name": name, "url": url})
            for number, (name, url) in enumerate(found if len(found) <= MAX_ITEMS else (), 1)
        ]
        return {
            "@type": "ItemList",
            "@id": f"{page.url}#list",
            "numberOfItems": len(found),
            **({"itemListElement": elements} if elements else {}),
        }

    def dataset(self, page: PageFacts) -> Node:
        """Return the node of a table that can be downloaded as the site's `files`."""
        return drop_empty(
            {
                "@type": "Dataset",
                "@id": f"{page.url}#dataset",
                "name": page.title,
                "description": f"{page.title} of {self.site.name}.",
                "url": page.url,
                "distribution": [
                    {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": url}
                    for media_type, url in self.site.files.items()
                ],
                "publisher": self._publisher,
                "inLanguage": self.site.language,
            }
        )

    def page_nodes(self, paths: Iterable[str]) -> list[Node]:
        """Return short nodes of the pages at these source paths, without those that the site lacks."""
        nodes = []
        for path in paths:
            if path in self.pages:
                info = self.nodes.registry.pages[path]
                url = self.nodes.root + self.pages[path]
                nodes.append({"@type": self._type_of(info), "@id": url, "name": info.title or info.base_name})
        return nodes

    def _type_of(self, info: PageInfo) -> str:
        learning = info.more.get("training") or (info.type and info.type in self.site.learning_types)
        return "LearningResource" if learning else "Article"

    def _page(self, page: PageFacts) -> Node:
        """Return the node of a page as a work with authors."""
        nodes, registry = self.nodes, self.nodes.registry
        authorship = find_authorship(page.info, registry)
        schema_type = page.schema_type or self._type_of(page.info)
        conforms = schema_type == "LearningResource" and page.description and page.keywords
        country = page.country.strip().upper()
        tools = self.mentions.tools_of_page(page.info.path)
        references = self.mentions.references_of_page(page.info.path)
        return drop_empty(
            {
                "@type": schema_type,
                "@id": page.url,
                "dct:conformsTo": make_profile("TrainingMaterial/1.0-RELEASE") if conforms else None,
                "url": page.url,
                "name": page.title,
                "headline": page.title[:_MAX_HEADLINE] if schema_type == "Article" else None,
                "description": page.description,
                "inLanguage": self.site.language,
                "keywords": list(page.keywords),
                "image": page.picture,
                "datePublished": page.dates.published,
                "dateModified": page.dates.modified,
                "isPartOf": {"@id": self._site_id}
                if page.is_home
                else {"@type": "WebSite", "@id": self._site_id, "name": self.site.name},
                "author": [nodes.party(name) for name in authorship.authors],
                "editor": [
                    nodes.person(name) for name in authorship.editors if name not in registry.organisations
                ],
                "contributor": [nodes.party(name) for name in authorship.others],
                "funder": [nodes.party(name, FUNDING) for name in authorship.funders],
                "sponsor": [nodes.organisation(name) for name in authorship.supporters],
                "publisher": self._publisher,
                "about": {"@type": "Country", "name": registry.countries[country]}
                if country in registry.countries
                else None,
                "mentions": [nodes.tool(registry.tools[key]) for key in tools if key in registry.tools],
                "citation": [
                    nodes.reference(registry.references[key])
                    for key in references
                    if key in registry.references
                ],
            }
        )

    @property
    def _site_id(self) -> str:
        return f"{self.nodes.root}#website"

    @property
    def _publisher(self) -> Node | None:
        name = self.site.publisher
        if not name:
            return None
        known = name in self.nodes.registry.people
        return self.nodes.person(name) if known else self.nodes.organisation(name)

    def _website(self) -> Node:
        return drop_empty(
            {
                "@type": "WebSite",
                "@id": self._site_id,
                "url": self.nodes.root,
                "name": self.site.name,
                "description": self.site.description,
                "inLanguage": self.site.language,
                "publisher": self._publisher,
            }
        )


def _breadcrumbs(page: PageFacts) -> Node:
    crumbs = (*page.breadcrumbs, (page.title, page.url))
    return {
        "@type": "BreadcrumbList",
        "@id": f"{page.url}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": title, "item": url}
            for number, (title, url) in enumerate(crumbs, 1)
        ],
    }


def _all_nodes(value: Any) -> Iterator[Node]:
    """Yield all nodes in a value, at any depth."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _all_nodes(item)
    elif isinstance(value, list):
        for item in value:
            yield from _all_nodes(item)
