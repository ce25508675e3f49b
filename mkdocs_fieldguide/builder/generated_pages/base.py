"""Base classes of all kinds of generated pages."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from mkdocs_fieldguide.builder.generated_pages.plan import PagePlan
from mkdocs_fieldguide.export.schema_org.graph import LinkedData, PageFacts
from mkdocs_fieldguide.export.schema_org.nodes import Node
from mkdocs_fieldguide.markup.strip_code import strip_code_and_comments
from mkdocs_fieldguide.model.entries import Entry
from mkdocs_fieldguide.model.pages import GeneratedKind, PageInfo
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.page.edit_actions import Action, Editing, PageSource
from mkdocs_fieldguide.rendering.page.page import PageRenderer
from mkdocs_fieldguide.rendering.renderers import Renderers
from mkdocs_fieldguide.rendering.ui_strings import UiStrings

Entries = Mapping[str, Entry] | Mapping[str, Reference]

_NO_TAG = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class GeneratedPage(ABC):
    """A page that the build generates. Each kind of such pages is a subclass in a module of this package.

    Attributes:
        path: source path that the page would have below the docs folder.
        key: id, name or code of the tool, person, organisation, country or type; empty for a listing.
        title: the page's title; empty where readers see a UI string.
        description: a sentence below the title.
        kind: the name of the kind, and the listing that its pages link to.
        order: the position of the kind when pages are planned. If two pages have the same path, the one
            planned first gets it. The sitemap and the search list pages in this order.
        option: the option of `listings` with the path of the pages; empty for none.
        schema_type: the schema.org type of the page.
        open_graph_type: its `og:type`.
        noindex: whether search engines must not index it: people, organisations, works of others.
        breadcrumb: name of the listing above it in the breadcrumbs; empty for none.
    """

    kind: ClassVar[GeneratedKind]
    order: ClassVar[int] = 1000
    option: ClassVar[str] = ""
    schema_type: ClassVar[str] = "WebPage"
    open_graph_type: ClassVar[str] = "article"
    noindex: ClassVar[bool] = False
    breadcrumb: ClassVar[str] = ""

    path: str
    key: str = ""
    title: str = ""
    description: str = ""

    @classmethod
    @abstractmethod
    def plan(cls, plan: PagePlan) -> None:
        """Add the pages of this kind to the plan."""

    @abstractmethod
    def render(self, renderers: Renderers, page: PageRenderer) -> Markup:
        """Return what the page shows below its title."""

    @classmethod
    def entries(cls, registry: Registry) -> Entries:
        """Return the entries that pages of this kind are about, by key; none if they have no data file."""
        return {}

    @property
    def country(self) -> str:
        """Return the code of the country that the page is about; empty for none."""
        return ""

    def display_title(self, ui: UiStrings) -> str:
        """Return the title that readers see."""
        return self.title

    def info(self, ui: UiStrings) -> PageInfo:
        """Return the page as if its front matter defined it."""
        return PageInfo(
            path=self.path,
            title=self.display_title(ui),
            summary=self.description or None,
            generated=self.kind,
        )

    def theme_meta(self) -> dict[str, object]:
        """Return front matter for the theme, such as `hide` and `search`."""
        return {}

    def entry(self, registry: Registry) -> Entry | Reference | None:
        """Return the entry that the page is about; None if it is not about one."""
        return self.entries(registry).get(self.key) if self.key else None

    def edit_actions(self, editing: Editing, registry: Registry, source: PageSource) -> list[Action]:
        """Return the buttons next to the title; they link to the entry's lines in its data file."""
        return editing.entry_page(self.entry(registry), source)

    def meta_description(self, registry: Registry) -> str:
        """Return a description for the page's head, with Markdown; empty for the page's own."""
        return ""

    def main_entity(self, page: PageFacts, linked: LinkedData) -> Node | None:
        """Return the schema.org node of what the page is about; None for the page alone."""
        return None


@dataclass(frozen=True, slots=True)
class ListingPage(GeneratedPage):
    """A page that lists all entries of one kind.

    An author can write this page instead: at the same path, or anywhere with a tag that shows the whole list.

    Attributes:
        title_key: the UI string that is the title.
        tag: matches the tag with which an author makes a page this listing.
        tag_words: texts of which every match of `tag` has one; most pages have none and are not searched.
    """

    schema_type: ClassVar[str] = "CollectionPage"
    title_key: ClassVar[str]
    tag: ClassVar[re.Pattern[str]] = _NO_TAG
    tag_words: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def plan(cls, plan: PagePlan) -> None:
        """Plan the listing, unless an author has written it or it would be empty."""
        path = plan.options.path(cls.option)
        if authored := cls.find_authored(path, plan.bodies, plan.registry):
            plan.listings[cls.kind.name] = authored
            plan.authored[authored] = cls(authored)
        elif path and cls.has_content(plan):
            plan.listings[cls.kind.name] = path
            plan.add(cls(path))

    @classmethod
    def find_authored(cls, path: str, bodies: Mapping[str, str], registry: Registry) -> str:
        """Return the path of the page that an author made this listing; empty if there is none."""
        if path in bodies:
            return path
        return next(
            (
                page
                for page, body in bodies.items()
                if any(word in body for word in cls.tag_words)
                and cls.tag.search(body)
                and cls.tag.search(strip_code_and_comments(body))
                and cls.shows_all(registry.pages.get(page))
            ),
            "",
        )

    @classmethod
    def shows_all(cls, page: PageInfo | None) -> bool:
        """Return whether the list on an author's page has all entries, as far as its front matter says."""
        return True

    @classmethod
    def has_content(cls, plan: PagePlan) -> bool:
        """Return whether there is anything to list."""
        return bool(cls.entries(plan.registry))

    @abstractmethod
    def items(self, linked: LinkedData) -> Iterable[tuple[str, str]]:
        """Yield name and URL of each entry of the listing; the URL is empty if it has none."""

    def display_title(self, ui: UiStrings) -> str:
        """Return the title that readers see."""
        return ui(self.title_key)

    def edit_actions(self, editing: Editing, registry: Registry, source: PageSource) -> list[Action]:
        """Return the buttons next to the title; they link to the data file, if there is exactly one."""
        return editing.listing(self.entries(registry).values(), source)

    def main_entity(self, page: PageFacts, linked: LinkedData) -> Node | None:
        """Return the list of what the page lists."""
        return linked.item_list(page, self.items(linked))


@dataclass(frozen=True, slots=True)
class EntryPage(GeneratedPage):
    """A page about a single entry."""

    @classmethod
    @abstractmethod
    def planned(cls, plan: PagePlan) -> Iterable[tuple[str, str, str]]:
        """Yield key, title and file name without ending of each page."""

    @classmethod
    def plan(cls, plan: PagePlan) -> None:
        """Plan a page for each entry. A page that an author wrote at its path takes its place."""
        paths = plan.entries.setdefault(cls.kind.name, {})
        folder = plan.options.path(cls.option)
        if not folder:
            return
        folder = folder.rstrip("/") + "/"
        used: set[str] = set()
        for key, title, slug in cls.planned(plan):
            # `index` would be the page of the folder itself.
            path = f"{folder}{slug}.md" if slug not in ("index", "readme") else f"{folder}{slug}-page.md"
            count = 1
            while path in used or path in plan.generated:
                count += 1
                path = f"{folder}{slug}-{count}.md"
            used.add(path)
            paths[key] = path
            plan.add(cls(path, key, title))
