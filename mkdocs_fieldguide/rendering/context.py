"""The context of rendering: the site, as far as renderers need it. It is the same for all pages."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
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
from mkdocs_fieldguide.model.natural_order import make_natural_key
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.registry.countries import CountrySummary, summarise_countries
from mkdocs_fieldguide.registry.mentions import MentionIndex
from mkdocs_fieldguide.registry.previous_next import Neighbours
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.registry.related_pages import RelatedPages
from mkdocs_fieldguide.registry.related_tools import RelatedTools
from mkdocs_fieldguide.rendering.icons import Icons
from mkdocs_fieldguide.rendering.page.edit_actions import Editing
from mkdocs_fieldguide.rendering.page.nested_markdown import NestedMarkdown
from mkdocs_fieldguide.rendering.site_addresses import SiteAddresses
from mkdocs_fieldguide.rendering.templates import Templates
from mkdocs_fieldguide.rendering.tools.mention_excerpts import MentionExcerpts
from mkdocs_fieldguide.rendering.ui_strings import UiStrings
from mkdocs_fieldguide.rendering.urls import SiteUrls

_IMAGE_FOLDER = "images/"


@dataclass(frozen=True, slots=True)
class PageCitation:
    """How a page, or the whole guide, is cited.

    Attributes:
        entry: the formatted reference.
        file: name of the files for download, without extension.
        date: date of the page's last change; empty if unknown.
        of_guide: whether the whole guide is cited.
    """

    entry: FormattedEntry
    file: str
    date: str = ""
    of_guide: bool = False


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """The settings that rendering depends on.

    Attributes:
        show_email: whether e-mail addresses are shown.
        related_pages: maximum number of related pages besides those that a page names itself.
        link_kinds: the kinds of links to other sites.
        page_types: the page types.
        build_date: the date of the build.
        has_search: whether the site has a search.
        has_lightbox: whether the plugin glightbox enlarges images.
        sorted_credits: the roles whose people are shown by name; `*` stands for all.
    """

    show_email: bool = False
    related_pages: int = 0
    link_kinds: LinkKinds = BUILT_IN
    page_types: PageTypes = field(default_factory=PageTypes)
    build_date: datetime.date = datetime.date.min
    has_search: bool = False
    has_lightbox: bool = False
    sorted_credits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Citations:
    """Formats references and the citations of pages.

    Attributes:
        formatter: returns the formatter of a citation style; the default style's for an empty name. Raises
            `StyleError` if the style cannot be used.
        of_page: returns how the page with a source path is cited; None if it cannot be cited.
        coins: returns a reference as COinS, which reference managers read (`class="Z3988"`).
    """

    formatter: Callable[[str], Formatter]
    of_page: Callable[[str], PageCitation | None] = lambda path: None
    coins: Callable[[Reference], str] = lambda reference: ""


@dataclass(frozen=True, slots=True)
class PageTexts:
    """The texts of pages after conversion, and the placeholders in them.

    Attributes:
        placeholders: the placeholders of the build.
        nested: converts Markdown in the arguments of directives.
        excerpts: finds the sentences that mention tools.
    """

    placeholders: PlaceholderTable
    nested: NestedMarkdown
    excerpts: MentionExcerpts


@dataclass(frozen=True, slots=True)
class Chrome:
    """What is shown around the content of pages.

    Attributes:
        footer: the footer of every page.
        announcement: a line above every page, as Markdown.
        repository_url: URL of the site's repository; empty if there is none.
        editing: makes links to the sources of pages and entries.
    """

    footer: SiteFooter = field(default_factory=SiteFooter)
    announcement: str = ""
    repository_url: str = ""
    editing: Editing = field(default_factory=Editing)


@dataclass(frozen=True)
class Indexes:
    """What can be derived from the registry, each computed once.

    Attributes:
        registry: the registry.
        mentions: which pages mention what.
        files: URLs of the site's files, except pages.
        neighbours: the previous and next page of each page, by source path; empty if they are not shown.
        contribution_dates: when people first and last contributed, by name; empty if that is not shown.
    """

    registry: Registry
    mentions: MentionIndex
    files: frozenset[str] = frozenset()
    neighbours: Mapping[str, Neighbours] = field(default_factory=dict)
    contribution_dates: Mapping[str, Span] = field(default_factory=dict)

    @cached_property
    def related_tools(self) -> RelatedTools:
        """Return which tools are mentioned together."""
        return RelatedTools(self.mentions.tools())

    @cached_property
    def related_pages(self) -> RelatedPages:
        """Return what pages have in common."""
        return RelatedPages(self.registry, self.mentions)

    @cached_property
    def countries(self) -> Mapping[str, CountrySummary]:
        """Return the countries of the guide by code."""
        return summarise_countries(self.registry)

    @cached_property
    def national_by_page(self) -> Mapping[str, Sequence[Tool]]:
        """Return the national resources that are related to each page, by the page's source path."""
        return self._by_related_page(self.registry.national_resources)

    @cached_property
    def unmentioned_by_page(self) -> Mapping[str, Sequence[Tool]]:
        """Return the tools that no page mentions and that are related to each page, by its source path."""
        tools = self.registry.tools.values()
        return self._by_related_page(tool for tool in tools if not self.mentions.pages_of_tool(tool.id))

    def _by_related_page(self, tools: Iterable[Tool]) -> Mapping[str, Sequence[Tool]]:
        found: dict[str, list[Tool]] = {}
        for tool in tools:
            pages = (self.registry.resolve_page(name, "").page for name in tool.related_page_ids)
            for path in dict.fromkeys(page.path for page in pages if page is not None):
                found.setdefault(path, []).append(tool)
        return found

    @cached_property
    def all_tools(self) -> Sequence[Tool]:
        """Return all tools and national resources, sorted by name."""
        tools = (*self.registry.tools.values(), *self.registry.national_resources)
        return sorted(tools, key=lambda tool: make_natural_key(tool.name))

    @cached_property
    def page_names(self) -> NameIndex:
        """Return an index of the ids and base names of pages."""
        pages = self.registry.pages.values()
        return NameIndex(name for page in pages for name in (page.page_id, page.base_name) if name)

    @cached_property
    def image_names(self) -> NameIndex:
        """Return an index of the paths of images below `images/`."""
        return NameIndex(
            file.removeprefix(_IMAGE_FOLDER) for file in self.files if file.startswith(_IMAGE_FOLDER)
        )

    @cached_property
    def reference_names(self) -> NameIndex:
        """Return an index of the citation keys."""
        return NameIndex(self.registry.references)


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The context of rendering, once all pages are converted.

    Attributes:
        registry: tools, people, organisations, pages and references.
        mentions: which pages mention what.
        urls: the URLs of pages and files.
        addresses: resolves relative URLs in data.
        templates: the templates of the plugin.
        words: the UI strings.
        icons: the icons of the theme.
        findings: receives problems.
        indexes: what is derived from the registry.
        citations: formats references.
        text: the texts of pages.
        chrome: what is shown around pages.
        options: the settings.
    """

    # More than twelve attributes: one for each thing that several directives or generated pages need.

    registry: Registry
    mentions: MentionIndex
    urls: SiteUrls
    addresses: SiteAddresses
    templates: Templates
    words: UiStrings
    icons: Icons
    findings: Findings
    indexes: Indexes
    citations: Citations
    text: PageTexts
    chrome: Chrome = field(default_factory=Chrome)
    options: RenderOptions = field(default_factory=RenderOptions)
