"""Puts pages together through the renderers, with what only the site generator knows."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime, get_relative_url

from mkdocs_fieldguide.builder.contribution_dates import contribution_dates
from mkdocs_fieldguide.builder.edit_links import actions_of, docs_folder, editing_of
from mkdocs_fieldguide.builder.exports import exports
from mkdocs_fieldguide.builder.generated_pages import GeneratedPage, Listings
from mkdocs_fieldguide.builder.head_metadata import HeadMetadata
from mkdocs_fieldguide.builder.markdown_fragments import FragmentConverter
from mkdocs_fieldguide.builder.page_citations import PageCitations
from mkdocs_fieldguide.builder.performance.template_cache import enable_bytecode_cache
from mkdocs_fieldguide.builder.redirects import Target
from mkdocs_fieldguide.builder.sources import Sources, root_folder
from mkdocs_fieldguide.builder.theme import icon_folders
from mkdocs_fieldguide.builder.toc import entries_of
from mkdocs_fieldguide.checks.links import find_anchors, images_without_alt
from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import find_style
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.content.git_history import Span
from mkdocs_fieldguide.export.references.coins import coins
from mkdocs_fieldguide.files.cache_dir import CacheFolders
from mkdocs_fieldguide.files.symlinks import AllowedRoots
from mkdocs_fieldguide.findings.finding import Finding, Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.markup.html_slots import Slot, split_at_placeholders
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable
from mkdocs_fieldguide.model.anchors import make_file_names
from mkdocs_fieldguide.model.html_patterns import ATTRIBUTES
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.registry.countries import summarise_countries
from mkdocs_fieldguide.registry.mentions import MentionIndex
from mkdocs_fieldguide.registry.previous_next import Neighbours, find_previous_and_next
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.context import Privacy, Site
from mkdocs_fieldguide.rendering.icons import Icons
from mkdocs_fieldguide.rendering.null import DryFormatter, DryTemplates
from mkdocs_fieldguide.rendering.page.chrome import ChromeRenderer
from mkdocs_fieldguide.rendering.page.nested_markdown import Nested
from mkdocs_fieldguide.rendering.page.page import PageRenderer, RenderedPage
from mkdocs_fieldguide.rendering.renderers import Renderers
from mkdocs_fieldguide.rendering.templates import Templates
from mkdocs_fieldguide.rendering.tools.mention_excerpts import Quotes
from mkdocs_fieldguide.rendering.tools.shared_html import SharedToolHtml
from mkdocs_fieldguide.rendering.ui_strings import UiStrings
from mkdocs_fieldguide.rendering.urls import Addresses, root_of

_BODY = re.compile(rf"<body\b{ATTRIBUTES}>")
_MOST = 10
"""Errors that are shown over a page."""


class SiteAssembler:
    """Assembles the pages of one build; a dry one only finds out what is wrong and writes nothing."""

    def __init__(
        self,
        *,
        config: MkDocsConfig,
        options: FieldguideConfig,
        sources: Sources,
        registry: Registry,
        listings: Listings,
        book: PlaceholderTable,
        words: UiStrings,
        findings: Findings,
        files: Files,
        order: Sequence[str] = (),
        cache: CacheFolders | None = None,
        dry: bool = False,
    ) -> None:
        self._cache = cache
        self._dry = dry
        self._config = config
        self._options = options
        self._sources = sources
        self._listings = listings
        self._book = book
        self._files = files
        self.anchors: dict[str, frozenset[str]] = {}
        """What `#fragments` may lead to on each page before our own sections are there."""
        self.pictures: dict[str, list[str]] = {}
        """Addresses of the pictures in raw HTML that have no text for those who cannot see them, by page."""
        self._parts: dict[str, list[str | Slot]] = {}
        self._assemblies: dict[str, PageRenderer] = {}
        self._renderers: dict[str, Renderers] = {}
        self._formatters: dict[str, Formatter] = {}
        self._mentions = MentionIndex()
        self._nested = Nested(book, FragmentConverter(config, files))
        self._pages: dict[str, Page] = {}
        self._citations = PageCitations(
            config,
            options,
            sources,
            registry,
            self._pages,
            findings,
            cache=cache.guide if cache else None,
            dry=dry,
        )
        plugins = {name.rsplit("/", 1)[-1] for name in config.plugins}
        self._site = Site(
            registry=registry,
            mentions=self._mentions,
            addresses=self._addresses(registry),
            templates=DryTemplates()
            if dry
            else Templates(
                (Path(folder) for folder in config.theme.dirs),
                words,
                options.page_types,
                functools.partial(enable_bytecode_cache, folder=cache.templates if cache else None),
            ),
            words=words,
            book=book,
            findings=findings,
            formatter=self._formatter,
            nested=self._nested,
            quotes=Quotes(self._parts, self._nested.parts),
            privacy=Privacy(options.privacy.email, options.privacy.avatars),
            dates=self._dates(registry, findings) if options.contribution_dates else {},
            related=3 if options.related_pages is True else int(options.related_pages),
            neighbours=self._neighbours(registry, order),
            more_kinds=options.more_information.with_dsw(options.links.dsw),
            types=options.page_types,
            coins=coins,
            editing=editing_of(config, options),
            citable=self._citations,
            today=get_build_datetime().date(),
            repository=config.repo_url or "",
            searchable="search" in plugins,
            lightbox="glightbox" in plugins,
            icons=Icons(icon_folders(config)),
            footer=sources.data.footer,
            announcement=options.announcement,
        )

        self._generated_infos = {path: made.info(words) for path, made in listings.generated.items()}
        self._docs_folder = docs_folder(config)
        self._grounds = AllowedRoots(root_folder(config))
        self._tool_parts = SharedToolHtml(self._site)
        self._heads = (
            None if dry else HeadMetadata(config, options, self._site, listings, self._generated_infos)
        )

    def finished(self, output: str, page: Page) -> str:
        """Return a page with what its template has brought in late, and what its head lacks."""
        output = self._late(output, page)
        return self._heads.put_into(output, page) if self._heads else output

    def collect(self, page: Page) -> None:
        """Cut a page at its marks and record whom it mentions; comes before any page is put together."""
        content = page.content or ""
        path = page.file.src_uri
        self._pages[path] = page
        self._parts[path] = [content]
        has_marks = self._book.start in content
        if has_marks:
            self._parts[path] = split_at_placeholders(content, self._book)
        self.anchors[path] = find_anchors(content)
        if "<img" in content:
            self.pictures[path] = images_without_alt(content)
        slots = self._nested.all_slots(self._parts[path])
        self._mentions.record(path, slots, self._site.registry.references)

    def without_marks(self, page: Page) -> str:
        """Return the content of a page that cannot be put together, its marks as the author wrote them."""
        parts = self._parts.get(page.file.src_uri, [])
        return "".join(part if isinstance(part, str) else escape(part.mark.source) for part in parts)

    def failed(self, page: Page) -> str:
        """Return what stands in the place of a page that the theme cannot show."""
        language = self._config.theme.get("language", "en")
        return str(
            self._site.templates.partial("failed-page", title=Markup(page.title or ""), language=language)
        )

    def slots(self) -> dict[str, list[Slot]]:
        """Return the marks that readers see, by page."""
        return {
            path: [part for part in parts if isinstance(part, Slot)] for path, parts in self._parts.items()
        }

    def page(self, page: Page) -> RenderedPage | None:
        """Put one page together.

        Returns:
            The page; None for one that is none of ours, such as a blog's index, and in a dry run.
        """
        path = page.file.src_uri
        made = self._listings.generated.get(path)
        info = self._site.registry.pages.get(path)
        if made is not None:
            info = self._generated_infos[path]
        if info is None:
            return None
        renderers = self._renderers_at(root_of(page.file.url))
        headings = functools.partial(entries_of, page, info, self._options.toc)
        assembly = PageRenderer(renderers, info, self._parts[path], headings)
        self._assemblies[path] = assembly
        if self._dry:
            assembly.look_through()
            return None
        below = self._generated(made, renderers, assembly) if made else ""
        actions = actions_of(self._site, page, info, made, self._docs_folder)
        # The theme would show the title that the navigation gives, which is often a shorter one.
        shown = html.unescape(str(page.title or info.base_name))
        title = (made.title if made.key else shown) if made else info.title or shown
        return assembly.assemble(title, below, headed=title != shown, actions=actions)

    def _late(self, output: str, page: Page) -> str:
        """Fill the marks that a page holds in its finished form, because they came in by its template."""
        if self._book.start not in output:
            return output
        renderers = self._renderers_at(root_of(page.file.url))
        host = PageRenderer(renderers, PageInfo(path=page.file.src_uri), [])
        filled: list[str] = []
        for part in split_at_placeholders(output, self._book):
            if isinstance(part, str):
                filled.append(part)
                continue
            source = self._assemblies.get(part.mark.page)
            call = part.mark.call
            if source is not None and call is not None and call.directive.name == "cite":
                filled.append(source.excerpt(part, self._way(page, part.mark.page)))
            else:
                filled.append(host.excerpt(part, ""))
        output = "".join(filled)
        if host.cards:
            cards = self._site.templates.partial("cards", cards=host.cards)
            sprite = self._site.templates.sprite(cards)
            output = output.replace("</body>", f"{cards}\n{sprite}\n</body>", 1)
        return output

    def with_errors(self, output: str, errors: Sequence[Finding]) -> str:
        """Show errors over a finished page."""
        shown = [
            {"place": str(found.location), "text": f"{found.message} {found.hint}"}
            for found in errors[:_MOST]
        ]
        box = self._site.templates.partial("serve-errors", errors=shown)
        return _BODY.sub(lambda match: f"{match[0]}\n{box}", output, count=1)

    def redirect(self, target: Target) -> str:
        """Return a page that leads elsewhere, without scripts."""
        language = self._config.theme.get("language", "en")
        return f"{self._site.templates.partial('redirect', target=target, language=language)}\n"

    def frame(self, root: str) -> ChromeRenderer:
        """Return what renders the parts around pages whose way to the site's root is `root`."""
        return self._renderers_at(root).frame

    def rows(self) -> dict[str, str]:
        """Return the files of the tables that are too large for one page, by address."""
        files: dict[str, str] = {}
        for renderers in self._renderers.values():
            files.update(renderers.tool_tables.files)
        return files

    def exports(self) -> dict[str, str]:
        """Return the files that the site publishes for machines, by address."""
        files = exports(self._site, self._config.site_url or "", self._parts)
        with error_boundary(self._site.findings, Location("fieldguide/pages"), "the references of pages"):
            files.update(self._citations.files())
        return {f"fieldguide/{name}": text for name, text in files.items()}

    def save(self) -> None:
        """Keep formatted references for the next build."""
        for formatter in self._formatters.values():
            formatter.save()
        self._citations.save()

    def _generated(self, made: GeneratedPage, renderers: Renderers, assembly: PageRenderer) -> Markup:
        registry = self._site.registry
        people = renderers.people
        makers: dict[str, Callable[[], Markup]] = {
            "references": assembly.all_references,
            "tools": lambda: assembly.not_searched(renderers.tool_tables.whole(made.path, made.part)),
            "contributors": renderers.people_lists.all_people,
            "affiliations": renderers.people_lists.all_organisations,
            "type": lambda: renderers.tiles.listing(made.key),
            "tool": lambda: renderers.tool_pages.page(made.key, assembly.not_searched),
            "country": lambda: renderers.countries.page(made.key),
            "countries": renderers.countries.all,
            "person": lambda: people.person_page(registry.people[made.key]),
            "organisation": lambda: people.organisation_page(registry.organisations[made.key]),
        }
        return makers[made.kind]()

    def _dates(self, registry: Registry, findings: Findings) -> Mapping[str, Span]:
        kept = self._cache.guide / "contributions.json" if self._cache else None
        return contribution_dates(Path(self._config.docs_dir), registry, kept, findings)

    def _neighbours(self, registry: Registry, order: Sequence[str]) -> Mapping[str, Neighbours]:
        theme = self._config.theme
        features = (theme["features"] or []) if "features" in theme else []
        # Material's own links in the footer would say nearly the same a second time.
        if not self._options.previous_next or "navigation.footer" in features:
            return {}
        places = {path: location for location, path in enumerate(order)}
        return find_previous_and_next(registry.pages_by_type.values(), places)

    def _renderers_at(self, root: str) -> Renderers:
        if root not in self._renderers:
            self._renderers[root] = Renderers(self._site, root, self._tool_parts)
        return self._renderers[root]

    def _way(self, page: Page, path: str) -> str:
        file = self._files.get_file_from_path(path)
        return get_relative_url(file.url, page.url) if file else ""

    def _addresses(self, registry: Registry) -> Addresses:
        def urls(paths: dict[str, str]) -> dict[str, str]:
            return {key: pages[path] for key, path in paths.items() if path in pages}

        pages: dict[str, str] = {}
        for file in self._files.documentation_pages(inclusion=lambda level: True):
            pages[file.src_uri] = "" if file.url in (".", "./") else file.url
        listings = self._listings
        return Addresses(
            pages=pages,
            tools=urls(dict(listings.tools)),
            people=urls(dict(listings.people)),
            organisations=urls(dict(listings.organisations)),
            listings=urls(dict(listings.listings)),
            types=urls(dict(listings.types)),
            countries={
                **urls(dict(listings.countries)),
                **urls(
                    {
                        code: nation.page.path
                        for code, nation in summarise_countries(registry).items()
                        if nation.page
                    }
                ),
            },
            parts=listings.parts,
            files=frozenset(file.dest_uri for file in self._files if not file.is_documentation_page()),
            references=make_file_names(registry.references),
            publishes=self._options.exports,
            remote_pictures=self._options.privacy.avatars,
        )

    def _formatter(self, style: str) -> Formatter:
        if style not in self._formatters:
            root = root_folder(self._config)
            source = find_style(style, root, self._grounds.owns) if style else self._sources.style
            self._formatters[style] = (
                DryFormatter(self._sources.references)
                if self._dry
                else Formatter(
                    self._sources.references,
                    source,
                    self._options.citation_locale,
                    self._cache.guide if self._cache else None,
                    findings=self._site.findings,
                )
            )
        return self._formatters[style]
