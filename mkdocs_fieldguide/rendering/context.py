"""What rendering knows of the site, the same for all pages."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_fieldguide.citations.formatter import FormattedEntry, Formatter
from mkdocs_fieldguide.content.git_history import Span
from mkdocs_fieldguide.content.pages.link_kinds import BUILT_IN, LinkKinds
from mkdocs_fieldguide.content.settings.page_types import PageTypes
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable
from mkdocs_fieldguide.model.footer import SiteFooter
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.registry.countries import CountrySummary, summarise_countries
from mkdocs_fieldguide.registry.mentions import MentionIndex
from mkdocs_fieldguide.registry.previous_next import Neighbours
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.registry.related_pages import RelatedPages
from mkdocs_fieldguide.registry.related_tools import RelatedTools
from mkdocs_fieldguide.rendering.icons import Icons
from mkdocs_fieldguide.rendering.page.edit_actions import Editing
from mkdocs_fieldguide.rendering.page.nested_markdown import Nested
from mkdocs_fieldguide.rendering.templates import Templates
from mkdocs_fieldguide.rendering.tools.mention_excerpts import Quotes
from mkdocs_fieldguide.rendering.ui_strings import UiStrings
from mkdocs_fieldguide.rendering.urls import Addresses


@dataclass(frozen=True, slots=True)
class Privacy:
    """What may be shown of people.

    Attributes:
        email: show e-mail addresses.
        avatars: show pictures that lie on other servers.
    """

    email: bool = False
    avatars: bool = False


@dataclass(frozen=True, slots=True)
class PageCitation:
    """How a page, or the whole guide, is cited.

    Attributes:
        entry: the formatted reference.
        file: name of the files for download, without ending.
        date: day of the page's last change; empty when it is not known.
        of_guide: whether the whole guide is cited.
    """

    entry: FormattedEntry
    file: str
    date: str = ""
    of_guide: bool = False


@dataclass(frozen=True)
class Site:
    """Everything that is known once all pages are converted.

    Attributes:
        registry: tools, people, organisations, pages, references.
        mentions: who mentions whom.
        addresses: where everything is.
        templates: the partials.
        words: the words that readers see.
        book: the marks of the build.
        findings: where problems are reported.
        formatter: gives the formatter of a citation style; the site's own for an empty name. Raises
            `StyleError` for a style that cannot be used.
        nested: converts the Markdown that stands in the arguments of tags.
        quotes: finds the sentences in which pages name tools.
        privacy: what may be shown of people.
        dates: when people first and last contributed, by name; empty unless the site asks for it.
        coins: gives a reference's bibliographic data for reference managers, for `class="Z3988"`.
        editing: the ways to the source of pages and entries.
        citable: says how the page with this path is cited; None for a page that cannot be.
        related: how many pages are shown as related that a page does not name itself, at most.
        neighbours: the pages before and after each page, by source path; none where they are not shown.
        more_kinds: the kinds of links to places elsewhere.
        types: the types of pages.
        today: the day of the build.
        repository: address of the site's repository; empty where there is none.
        searchable: whether the site has a search.
        lightbox: whether the site shows pictures large on the page, by the plugin glightbox.
        icons: the icons that the theme bundles.
        footer: what stands at the foot of every page.
        announcement: a line above every page, with Markdown.
    """

    registry: Registry
    mentions: MentionIndex
    addresses: Addresses
    templates: Templates
    words: UiStrings
    book: PlaceholderTable
    findings: Findings
    formatter: Callable[[str], Formatter]
    nested: Nested
    quotes: Quotes
    privacy: Privacy = field(default_factory=Privacy)
    dates: Mapping[str, Span] = field(default_factory=dict)
    editing: Editing = field(default_factory=Editing)
    citable: Callable[[str], PageCitation | None] = lambda path: None
    related: int = 0
    neighbours: Mapping[str, Neighbours] = field(default_factory=dict)
    more_kinds: LinkKinds = BUILT_IN
    types: PageTypes = field(default_factory=PageTypes)
    today: datetime.date = datetime.date.min
    repository: str = ""
    searchable: bool = False
    lightbox: bool = False
    icons: Icons = field(default_factory=Icons)
    footer: SiteFooter = field(default_factory=SiteFooter)
    announcement: str = ""
    coins: Callable[[Reference], str] = lambda reference: ""

    @cached_property
    def kinship(self) -> RelatedTools:
        """Return which tools are named together."""
        return RelatedTools(self.mentions.tools())

    @cached_property
    def nations(self) -> Mapping[str, CountrySummary]:
        """Return the countries of the guide by code."""
        return summarise_countries(self.registry)

    @cached_property
    def relations(self) -> RelatedPages:
        """Return what pages have in common."""
        return RelatedPages(self.registry, self.mentions)

    @cached_property
    def page_names(self) -> NameIndex:
        """Return ids and base names of pages, ready to be compared with misspelt ones."""
        pages = self.registry.pages.values()
        return NameIndex(name for page in pages for name in (page.page_id, page.base_name) if name)

    @cached_property
    def picture_names(self) -> NameIndex:
        """Return the paths of pictures below `images/`, ready to be compared with misspelt ones."""
        start = "images/"
        return NameIndex(file.removeprefix(start) for file in self.addresses.files if file.startswith(start))

    @cached_property
    def reference_names(self) -> NameIndex:
        """Return the citation keys, ready to be compared with misspelt ones."""
        return NameIndex(self.registry.references)
