"""What a page is and who made it, as JSON-LD in the terms of schema.org: one graph a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs_fieldguide.export.schema_org.nodes import Node, NodeFactory, conforms_to, without_nothing
from mkdocs_fieldguide.model.page_dates import PageDates
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.roles import FUNDING
from mkdocs_fieldguide.registry.authorship import find_authorship

MOST_ITEMS = 200
"""A list with more items tells how many there are, and no more; `tools.json` and the like have them all."""

_LONGEST_HEADLINE = 110
_LISTINGS = ("tools", "contributors", "affiliations", "references", "type", "countries")


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What is the same on all pages.

    Attributes:
        name: the site's name.
        description: what it is about.
        language: a language such as `en`.
        publisher: name of the organisation or person that publishes it; empty when none is named.
        learning_types: types of pages that are learning material.
        files: whole addresses of the files with all tools, by media type.
    """

    name: str
    description: str = ""
    language: str = ""
    publisher: str = ""
    learning_types: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of one page.

    Attributes:
        info: its front matter.
        url: its whole address.
        title: its title, as plain text.
        kind: `home`, `page`, or what a generated page or listing shows.
        key: id or name of the tool, person or organisation that it shows.
        description: a sentence about it.
        picture: whole address of its picture.
        keywords: words for what it is about.
        dates: when it was made and changed.
        trail: titles and whole addresses of the pages above it, from the home page.
        tools: ids of the tools that it names.
        references: keys of what it cites.
        named_on: paths of the pages that name the tool it shows.
    """

    info: PageInfo
    url: str
    title: str
    kind: str = "page"
    key: str = ""
    description: str = ""
    picture: str = ""
    keywords: tuple[str, ...] = ()
    dates: PageDates = field(default_factory=PageDates)
    trail: tuple[tuple[str, str], ...] = ()
    tools: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    named_on: tuple[str, ...] = ()


class LinkedData:
    """Makes the graphs of a site's pages.

    Args:
        site: what is the same on all pages.
        things: makes nodes of people, organisations and tools.
        pages: address of each page below the root, by source path.
    """

    def __init__(self, site: SiteFacts, things: NodeFactory, pages: Mapping[str, str]) -> None:
        self._site = site
        self._things = things
        self._pages = pages

    def graph(self, page: PageFacts) -> Node:
        """Return the graph of a page."""
        nodes = [self._main(page)]
        if page.kind == "home":
            nodes.append(self._website())
        if page.trail:
            nodes.append(_breadcrumbs(page))
        context: Any = "https://schema.org"
        if any("dct:conformsTo" in node for node in _inner(nodes)):
            context = [context, {"dct": "http://purl.org/dc/terms/"}]
        return {"@context": context, "@graph": nodes}

    def text(self, page: PageFacts) -> str:
        """Return the graph of a page for a `script` element; nothing in it can end the element."""
        text = json.dumps(self.graph(page), ensure_ascii=False, separators=(",", ":"))
        for character in "<>&\u2028\u2029":
            text = text.replace(character, f"\\u{ord(character):04x}")
        return text.encode("utf-8", "replace").decode("utf-8")

    def _main(self, page: PageFacts) -> Node:
        registry, things = self._things.registry, self._things
        if page.kind == "tool" and page.key in registry.tools:
            pages = [self._page(path) for path in page.named_on if path in self._pages]
            return self._about(page, "WebPage", things.whole_tool(registry.tools[page.key], pages))
        if page.kind == "person" and page.key in registry.people:
            return self._about(page, "ProfilePage", things.whole_person(registry.people[page.key]))
        if page.kind == "organisation" and page.key in registry.organisations:
            organisation = registry.organisations[page.key]
            return self._about(page, "ProfilePage", things.whole_organisation(organisation))
        if page.kind in _LISTINGS:
            return self._about(page, "CollectionPage", self._listing(page))
        if page.kind in ("countries", "country"):
            return self._work(page, "CollectionPage")
        plain = page.kind == "home" or page.info.generated
        return self._work(page, "WebPage" if plain else self._type_of(page.info))

    def _type_of(self, info: PageInfo) -> str:
        learning = info.more.get("training") or (info.type and info.type in self._site.learning_types)
        return "LearningResource" if learning else "Article"

    def _about(self, page: PageFacts, kind: str, thing: Node) -> Node:
        return without_nothing({**self._work(page, kind), "mainEntity": thing})

    def _work(self, page: PageFacts, kind: str) -> Node:
        """Return a page as somebody's work."""
        things, registry = self._things, self._things.registry
        by = find_authorship(page.info, registry)
        conforms = kind == "LearningResource" and page.description and page.keywords
        code = page.key if page.kind == "country" else page.info.country_code or ""
        country = code.strip().upper()
        return without_nothing(
            {
                "@type": kind,
                "@id": page.url,
                "dct:conformsTo": conforms_to("TrainingMaterial/1.0-RELEASE") if conforms else None,
                "url": page.url,
                "name": page.title,
                "headline": page.title[:_LONGEST_HEADLINE] if kind == "Article" else None,
                "description": page.description,
                "inLanguage": self._site.language,
                "keywords": list(page.keywords),
                "image": page.picture,
                "datePublished": page.dates.published,
                "dateModified": page.dates.modified,
                "isPartOf": {"@type": "WebSite", "@id": self._site_id, "name": self._site.name}
                if page.kind != "home"
                else {"@id": self._site_id},
                "author": [things.party(name) for name in by.authors],
                "editor": [things.person(name) for name in by.editors if name not in registry.organisations],
                "contributor": [things.party(name) for name in by.others],
                "funder": [things.party(name, FUNDING) for name in by.funders],
                "sponsor": [things.organisation(name) for name in by.supporters],
                "publisher": self._publisher,
                "about": {"@type": "Country", "name": registry.countries[country]}
                if country in registry.countries
                else None,
                "mentions": [things.tool(registry.tools[key]) for key in page.tools if key in registry.tools],
                "citation": [
                    things.reference(registry.references[key])
                    for key in page.references
                    if key in registry.references
                ],
            }
        )

    def _listing(self, page: PageFacts) -> Node:
        """Return what a listing lists; that of the tools is a data set, as its files can be had."""
        if page.kind == "tools" and self._site.files:
            return without_nothing(
                {
                    "@type": "Dataset",
                    "@id": f"{page.url}#dataset",
                    "name": page.title,
                    "description": f"{page.title} of {self._site.name}.",
                    "url": page.url,
                    "distribution": [
                        {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": url}
                        for kind, url in self._site.files.items()
                    ],
                    "publisher": self._publisher,
                    "inLanguage": self._site.language,
                }
            )
        found = list(self._listed(page))
        items: list[Node] = [
            without_nothing({"@type": "ListItem", "position": number, "name": name, "url": url})
            for number, (name, url) in enumerate(found if len(found) <= MOST_ITEMS else (), 1)
        ]
        return {
            "@type": "ItemList",
            "@id": f"{page.url}#list",
            "numberOfItems": len(found),
            **({"itemListElement": items} if items else {}),
        }

    def _listed(self, page: PageFacts) -> Iterable[tuple[str, str]]:
        """Give name and address of everything that a listing lists."""
        things, registry = self._things, self._things.registry
        if page.kind == "contributors":
            for person in registry.people.values():
                if not person.hidden:
                    yield person.name, things.person(person.name).get("url", "")
        elif page.kind == "affiliations":
            for organisation in registry.organisations.values():
                if organisation.expose:
                    yield organisation.name, things.organisation(organisation.name).get("url", "")
        elif page.kind == "countries":
            pages = things.country_pages.items()
            yield from ((registry.countries.get(code, code), things.root + url) for code, url in pages)
        elif page.kind == "type":
            infos = (info for info in registry.pages_by_type.get(page.key, ()) if info.path in self._pages)
            yield from (
                (info.title or info.base_name, things.root + self._pages[info.path]) for info in infos
            )
        elif page.kind == "tools":
            for tool in (*registry.tools.values(), *registry.national_resources):
                yield tool.name, things.tool(tool).get("url", "")
        else:
            for reference in registry.references.values():
                node = things.reference(reference)
                yield node.get("name", reference.key), node.get("url", "")

    def _page(self, path: str) -> Node:
        info = self._things.registry.pages[path]
        address = self._things.root + self._pages[path]
        return {"@type": self._type_of(info), "@id": address, "name": info.title or info.base_name}

    @property
    def _site_id(self) -> str:
        return f"{self._things.root}#website"

    @property
    def _publisher(self) -> Node | None:
        name = self._site.publisher
        if not name:
            return None
        known = name in self._things.registry.people
        return self._things.person(name) if known else self._things.organisation(name)

    def _website(self) -> Node:
        return without_nothing(
            {
                "@type": "WebSite",
                "@id": self._site_id,
                "url": self._things.root,
                "name": self._site.name,
                "description": self._site.description,
                "inLanguage": self._site.language,
                "publisher": self._publisher,
            }
        )


def _breadcrumbs(page: PageFacts) -> Node:
    trail = (*page.trail, (page.title, page.url))
    return {
        "@type": "BreadcrumbList",
        "@id": f"{page.url}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": title, "item": url}
            for number, (title, url) in enumerate(trail, 1)
        ],
    }


def _inner(value: Any) -> Iterable[Node]:
    """Give all nodes in a value, at any depth."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _inner(item)
    elif isinstance(value, list):
        for item in value:
            yield from _inner(item)
