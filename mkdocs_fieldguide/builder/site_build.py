"""One build of a guide: what is known, step by step, in the order of MkDocs' events."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.assembler import SiteAssembler
from mkdocs_fieldguide.builder.exports import is_published
from mkdocs_fieldguide.builder.generated_pages import GeneratedPage, Listings, plan_listings
from mkdocs_fieldguide.builder.link_resolver import (
    LinkResolver,
    address_in_site,
    silence_mkdocs_link_warnings,
)
from mkdocs_fieldguide.builder.mkdocs_files import drop_unused_flags, exclude_directory, page_of, pages_of
from mkdocs_fieldguide.builder.other_plugins import OtherPlugins, plugins_of_build
from mkdocs_fieldguide.builder.output_claims import claim_other_files, outputs_of, report_unsafe
from mkdocs_fieldguide.builder.page_markdown import PageMarkdown
from mkdocs_fieldguide.builder.pages import NO_INDEX, PageStore, as_html, types_of
from mkdocs_fieldguide.builder.performance.empty_pages import replace_pages
from mkdocs_fieldguide.builder.redirects import Redirects, link_target, plan_redirects
from mkdocs_fieldguide.builder.search_exclusion import MOST_HEADINGS, SearchExclusions, too_many_headings
from mkdocs_fieldguide.builder.site_checks import inspect, inspect_types
from mkdocs_fieldguide.builder.sources import Sources, name_in, root_folder
from mkdocs_fieldguide.builder.toc import add_sections, choose_headings
from mkdocs_fieldguide.builder.unconverted import show_source
from mkdocs_fieldguide.checks.entries import check_entries
from mkdocs_fieldguide.checks.links import WrittenLink
from mkdocs_fieldguide.checks.references import check_references
from mkdocs_fieldguide.checks.tags_in_data import check_data_tags
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.content.long_values import MAX_LINE_LENGTH
from mkdocs_fieldguide.files.cache_dir import CacheFolders
from mkdocs_fieldguide.files.output_folder import OutputPaths, PathTakenError, is_cleaned
from mkdocs_fieldguide.files.output_paths import UnsafePathError
from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.files.regular_files import read_regular
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Finding, Findings
from mkdocs_fieldguide.findings.guard import describe_error, error_boundary
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.context import ExpansionContext
from mkdocs_fieldguide.markup.markdown_extension import Conversion, FieldguideExtension
from mkdocs_fieldguide.markup.placeholders import Placeholder, PlaceholderTable
from mkdocs_fieldguide.model.entries import Entry
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.safe_characters import replace_disallowed, sanitise_text
from mkdocs_fieldguide.registry.countries import summarise_countries
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.page.chrome import ChromeRenderer
from mkdocs_fieldguide.rendering.ui_strings import UiStrings

SETTINGS = "mkdocs.yml"

HAS_ACTIONS = "fieldguide_actions"
"""Key of a page's meta-data that says that our buttons stand beside the title, so that the theme's do not."""

_UNWRITTEN = PageInfo(path="")
"""What the front matter of a page says that no author wrote."""


class SiteBuild:
    """The state of one build; the next build makes a new one.

    Args:
        config: the site's configuration.
        options: the plugin's options.
        sources: what was read before any page.
        findings: receives everything that is wrong.
        dry: only find out what is wrong; nothing is rendered.
        others: what the site's other plugins do; without, they are asked.
        cache: what lives between builds; None for nothing.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        options: FieldguideConfig,
        sources: Sources,
        findings: Findings,
        *,
        dry: bool = False,
        others: OtherPlugins | None = None,
        cache: CacheFolders | None = None,
    ) -> None:
        self._dry = dry
        self._cache = cache
        self._others = plugins_of_build(config) if others is None else others
        self._config = config
        self._options = options
        self._sources = sources
        self.findings = findings
        self._words = UiStrings(options.words)
        self.book = PlaceholderTable()
        self.tool_names: dict[str, str] = {}
        self.order: list[str] = []
        """Source paths of the pages in the navigation, in its order."""
        self._pages = PageStore()
        self._listings = Listings()
        self._registry = Registry()
        self._files = Files([])
        self._outputs = OutputPaths(Path(config.site_dir))
        self.texts = PageMarkdown(
            config,
            options,
            self._pages,
            self.book,
            self._words,
            self._others,
            findings,
            with_theme=not dry,
        )
        self._links: LinkResolver | None = None
        self._redirects = Redirects()
        self._assembly: SiteAssembler | None = None
        self._unsearched = SearchExclusions()
        self._oversized: set[str] = set()
        """Source paths of the pages with too many headings to be searched."""
        self._set_aside: dict[str, str] = {}
        """Content of such pages while MkDocs' own search reads them."""
        self._titles: dict[str, tuple[Markup, Any]] = {}
        # MkDocs' own search escapes titles when it shows them; Material's takes them for HTML.
        self._plain_search = type(config.plugins.get("search")).__module__.startswith("mkdocs.contrib.")
        config.markdown_extensions.append(
            FieldguideExtension(Conversion(self.book, self, page_of, self.texts.expand_included_text))  # type: ignore[arg-type]
        )

    def add_files(self, files: Files) -> Files:
        """Read all front matter, plan the generated pages, and join everything in the registry."""
        exclude_directory(files, self._sources.data_dir)
        self._files = files
        kinds = self._options.more_information.with_dsw(self._options.links.dsw)
        registry_keys = NameIndex(self._options.registries)
        publishes = self._options.exports
        self._outputs = outputs_of(
            self._config,
            self._others.names,
            self._others.redirected,
            self._others.exported,
            cleaned=self._dry or is_cleaned(Path(self._config.site_dir)),
        )
        claim_other_files(
            files, self._outputs, self._name_of, self._config.docs_dir, self.findings, publishes=publishes
        )
        self._pages.read(
            files, self._options.defaults, self._name_of, self.findings, kinds, registry_keys, self._outputs
        )
        self.book.avoid(
            [
                *(source.text for source in self._pages.sources.values()),
                *map(_text_of, self._sources.files),
            ]
        )
        data = self._sources.data
        self._registry = self._joined(self._pages.infos)
        self._listings = plan_listings(
            self._options.listings,
            {path: source.body for path, source in self._pages.sources.items()},
            data.tools.values(),
            data.people.values(),
            data.organisations.values(),
            self._sources.references,
            summarise_countries(self._registry).values(),
            self._options.page_types.ordered(types_of(self._pages.infos.values())),
            len(self._registry.national_resources),
        )
        self._make_pages(files)
        for check in (check_references, check_entries, check_data_tags):
            with error_boundary(self.findings, self._place, f"the check “{check.__name__}”"):
                check(self._registry, self.findings)
        with error_boundary(self.findings, self._place, "the check “inspect_types”"):
            inspect_types(
                self._config,
                self._options.page_types,
                files,
                self._registry,
                self.findings,
                with_theme=not self._dry,
            )
        with error_boundary(self.findings, self._place, "the plan of redirects"):
            self._redirects = plan_redirects(
                self._config, self._registry, files, self._others.redirected, self.findings, self._outputs
            )
        site = {"site.title": "site_name", "site.description": "site_description", "site.url": "site_url"}
        self.tool_names = {tool.id: tool.name for tool in data.tools.values()}
        self.texts.begin(
            self._listings,
            ExpansionContext(
                self.tool_names,
                {value: str(self._config[name] or "") for value, name in site.items()},
                self._others.foreign_tags,
                self._address_of,
            ),
        )
        self._links = LinkResolver(
            self._registry,
            files,
            self.texts.place_of_link,
            self.findings,
            report_files=silence_mkdocs_link_warnings(self._config),
            elsewhere=self._others.made_pages,
        )
        return files

    @property
    def _place(self) -> Location:
        """Return the settings, for what is wrong with no file alone."""
        return Location(Path(self._config.config_file_path or "mkdocs.yml").name)

    def place_of(self, page: Page) -> Location:
        """Return the place of a page, for what is wrong with it as a whole."""
        return Location(self._name_of(page.file), 1)

    def guard_conversion(self, page: Page) -> None:
        """Let a page whose text Markdown or an extension cannot convert be shown as it is written."""
        render = page.render

        def guarded_render(*args: Any, **kwargs: Any) -> None:
            with error_boundary(self.findings, self.place_of(page), "the text of this page"):
                render(*args, **kwargs)
                page.content = replace_disallowed(page.content or "")
                return
            show_source(page, self.book.restore(page.markdown or ""))

        page.render = guarded_render  # type: ignore[method-assign]

    def record_nav_order(self, nav: Navigation, files: Files) -> None:
        """Record the order of pages in the navigation, and escape the titles of sections.

        Themes print titles as HTML. Without `nav` in mkdocs.yml those of sections are the names of folders.
        """
        if self._config.nav is None:
            _escape_sections(nav.items)
        self.order = [page.file.src_uri for page in nav.pages]
        replace_pages(set(self._listings.generated) - set(self.order), files, self._config)

    def resolve(self, target: str, page: str, *, picture: bool, alt: str) -> str:
        """Resolve a link; see `LinkResolver`."""
        return self._links.resolve(target, page, picture=picture, alt=alt) if self._links else target

    def links_of(self, page: str) -> list[WrittenLink]:
        """Return the links and pictures of a page that have been looked up."""
        return [link.written for link in self._links.followed.get(page, ())] if self._links else []

    @property
    def registry(self) -> Registry:
        """Return all that is known."""
        return self._registry

    @property
    def seen_marks(self) -> list[Placeholder]:
        """Return the marks that readers see, once all pages are put together."""
        slots = self._assembly.slots() if self._assembly else {}
        return [slot.mark for found in slots.values() for slot in found]

    def assemble(self, files: Files) -> None:
        """Put all pages together, now that all are converted."""
        pages = [page for page in pages_of(files) if page.content is not None]
        for page in pages:
            self._settle_title(page)
        self._registry = self._joined(dict(self._titled(pages)))
        self._assembly = SiteAssembler(
            config=self._config,
            options=self._options,
            sources=self._sources,
            registry=self._registry,
            listings=self._listings,
            book=self.book,
            words=self._words,
            findings=self.findings,
            files=files,
            order=self.order,
            cache=self._cache,
            dry=self._dry,
        )
        assembly = self._assembly
        for page in pages:
            with error_boundary(self.findings, self.place_of(page), "this page"):
                assembly.collect(page)
        with error_boundary(self.findings, self._place, "the footer", (TemplateError,)):
            assembly.frame("").look_through()
        for page in pages:
            with error_boundary(self.findings, self.place_of(page), "this page", (TemplateError,)):
                self._put_together(page, assembly)
                continue
            page.content = assembly.without_marks(page)
        for page in pages:
            self._leave_out_of_search(page)
        drop_unused_flags(files, pages)
        if self._links is not None:
            self._inspect(files, self._links, assembly)
        assembly.save()

    def _put_together(self, page: Page, assembly: SiteAssembler) -> None:
        done = assembly.page(page)
        if done is None:
            return
        page.content = done.html
        if done.has_actions:
            page.meta[HAS_ACTIONS] = True
        self._unsearched.add(page.file.src_uri, done.unsearched)
        add_sections(page, done.sections)

    def _settle_title(self, page: Page) -> None:
        """Make sure that the title of a page is HTML, as all templates of themes take it for."""
        title = page.title
        if title is None or isinstance(title, Markup):
            return
        if len(title) > MAX_LINE_LENGTH:
            # A heading may have any length; the title stands in the navigation of every page.
            text = self.book.plain(title) if self.book.start in title else html.unescape(title)
            self.findings.add(
                Code.TOO_LARGE,
                self.place_of(page),
                f"The title of this page has {len(text):,} characters; only its beginning is shown as title.",
                f"Shorten the heading, or write a “title” of {MAX_LINE_LENGTH:,} characters or fewer.",
            )
            page.title = Markup(as_html(f"{text[:MAX_LINE_LENGTH]}…"))
            return
        if self.book.start in str(title):
            page.title = Markup(as_html(self.book.plain(str(title))))
        elif "title" not in page.meta and not page._title_from_render:
            # It is the name of the file, or the one that the navigation in mkdocs.yml gives.
            if "title" not in vars(page):
                page.title = as_html(str(title))
        elif "&" in str(title):
            # HTML already, as a heading or the navigation gives it.
            page.title = Markup(title)

    def _inspect(self, files: Files, links: LinkResolver, assembly: SiteAssembler) -> None:
        with error_boundary(self.findings, self._place, "the check “inspect”"):
            inspect(
                config=self._config,
                plugins=self._others.names,
                files=files,
                registry=self._registry,
                links=links,
                book=self.book,
                slots=assembly.slots(),
                anchors=assembly.anchors,
                pictures=assembly.pictures,
                findings=self.findings,
                types=self._listings.types,
            )

    def check_templates(self, environment: Environment, files: Files) -> None:
        """Let pages go without templates that their front matter names and the theme cannot use for them."""
        for page in pages_of(files):
            info = self._pages.infos.get(page.file.src_uri)
            if info is None or "template" not in page.meta or "template" not in (info.model_extra or {}):
                continue
            try:
                environment.get_template(page.meta["template"])
            except Exception as error:
                self.findings.add(
                    Code.THEME,
                    info.source.at("template"),
                    f"The template “{shorten(page.meta['template'])}” cannot be used: "
                    f"{describe_error(error)}.",
                    "The page is shown as other pages are.",
                )
                del page.meta["template"]

    def choose_headings(self, page: Page) -> None:
        """Leave in the page's table of contents what is wanted there."""
        path = page.file.src_uri
        with error_boundary(self.findings, self.place_of(page), "the table of contents of this page"):
            choose_headings(page, self._pages.infos.get(path, _UNWRITTEN), self._options.toc)

    def _leave_out_of_search(self, page: Page) -> None:
        """Exclude a page from the search, which takes quadratic time, if it has too many headings."""
        path = page.file.src_uri
        if "search" not in self._others.names or path in self._oversized:
            return
        content = page.content or ""
        number = too_many_headings(content) and too_many_headings(self._unsearched.take_out(path, content))
        if not number:
            return
        self._oversized.add(path)
        search = page.meta.get("search")
        search = search if isinstance(search, dict) else {}
        if search.get("exclude"):
            return
        page.meta["search"] = {**search, "exclude": True}
        self.findings.add(
            Code.TOO_LARGE,
            self.place_of(page),
            f"This page has {number:,} headings and is not searched; {MOST_HEADINGS:,} is the limit.",
            "Split it into several pages, or write “search: {exclude: true}” in its front matter.",
        )

    def before_search(self, page: Page) -> None:
        """Take out of a page what the search does not look into."""
        if page.content is not None and "search" in self._others.names:
            # Other plugins may have added headings since, such as one for each tag.
            self._leave_out_of_search(page)
            page.content = self._unsearched.take_out(page.file.src_uri, page.content)
            if self._plain_search and page.file.src_uri in self._oversized:
                # MkDocs' own search does not know `exclude`.
                self._set_aside[page.file.src_uri], page.content = page.content, ""
        if isinstance(page.title, Markup):
            self._titles[page.file.src_uri] = page.title, page.meta.get("title")
            plain = html.unescape(page.title)
            page.title = plain if self._plain_search else html.escape(plain, quote=False)
            if "title" in page.meta:
                page.meta["title"] = page.title

    def after_search(self, page: Page) -> None:
        """Put it back."""
        if page.content is not None:
            page.content = self._set_aside.pop(page.file.src_uri, page.content)
            page.content = self._unsearched.put_back(page.file.src_uri, page.content)
        if page.file.src_uri in self._titles:
            page.title, written = self._titles.pop(page.file.src_uri)
            if "title" in page.meta:
                page.meta["title"] = written

    def frame(self, base_url: str) -> ChromeRenderer | None:
        """Return what renders the parts around a page: announcement, footer, the page for lost readers.

        Args:
            base_url: the way from the page to the site's root, as templates know it.
        """
        if self._assembly is None:
            return None
        return self._assembly.frame("" if base_url == "." else base_url.rstrip("/") + "/")

    def finish(self, output: str, page: Page) -> str:
        """Fill what came in late, as excerpts do, and complete the head of the page."""
        with error_boundary(self.findings, self.place_of(page), "the head of this page", (TemplateError,)):
            output = self._finished(output, page)
        output = replace_disallowed(output)
        if page.meta.get(NO_INDEX):
            return output.replace("<head>", '<head>\n<meta name="robots" content="noindex">', 1)
        return output

    def _finished(self, output: str, page: Page) -> str:
        if self._assembly is None:
            return output
        address = self._redirects.pages.get(page.file.src_uri)
        if address is not None:
            return self._assembly.redirect(link_target(address, page.url, self._config.site_url or ""))
        return self._assembly.finished(output, page)

    def failed(self, page: Page) -> str:
        """Return what stands in the place of a page that the theme cannot show."""
        return self._assembly.failed(page) if self._assembly else ""

    def with_errors(self, output: str, errors: Sequence[Finding]) -> str:
        """Show over a page what could not be read; for whoever writes the guide under `mkdocs serve`."""
        return self._assembly.with_errors(output, errors) if self._assembly and errors else output

    def publish(self) -> None:
        """Write redirects and the files for machines into the site."""
        if self._assembly is None:
            return
        for output, address in self._redirects.files.items():
            target = link_target(address, output.removesuffix("index.html"), self._config.site_url or "")
            self._write(output, self._assembly.redirect(target), self._redirects.places[output])
        published = self._assembly.rows()
        if self._options.exports:
            published.update(self._assembly.exports())
        for output, text in published.items():
            location = Location(SETTINGS)
            try:
                self._outputs.claim(output, "a file that the build publishes")
            except PathTakenError as error:
                if is_published(error.owner.strip("“”"), whole=True):
                    continue  # the file that has its path was reported with all others
                report_unsafe(error, location, f"The file “{output}”", self.findings)
            except UnsafePathError as error:
                report_unsafe(error, location, f"The file “{output}”", self.findings)
            else:
                self._write(output, text, location)

    def _write(self, output: str, text: str, location: Location) -> None:
        """Write a file whose path was claimed into the site, unless something on the disk is in its way."""
        try:
            self._outputs.write(output, text)
        except UnsafePathError as error:
            report_unsafe(error, location, f"The file “{shorten(output)}”", self.findings)

    def _joined(self, infos: dict[str, PageInfo]) -> Registry:
        data = self._sources.data
        return Registry(
            tools=data.tools,
            people=data.people,
            organisations=data.organisations,
            countries=data.countries,
            pages=infos,
            references=self._sources.references,
            news=data.news,
            events=data.events,
            outside=self._options.registries,
        )

    def _titled(self, pages: list[Page]) -> Iterator[tuple[str, PageInfo]]:
        """Give each page the title that readers see."""
        titles = {page.file.src_uri: str(page.title or "") for page in pages}
        for path, info in self._pages.infos.items():
            title = info.title or sanitise_text(html.unescape(titles.get(path, ""))) or info.base_name
            yield path, info.model_copy(update={"title": title})

    def _make_pages(self, files: Files) -> None:
        """Add the generated pages, those apart whose path another file has."""
        refused: set[str] = set()
        for path, made in self._listings.generated.items():
            file = File.generated(self._config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            try:
                self._outputs.claim(file.dest_uri, f"“{path}”")
            except UnsafePathError as error:
                refused.add(path)
                self._report_refused(made, error)
            else:
                files.append(file)
        self._listings = self._listings.without(refused)

    def _report_refused(self, made: GeneratedPage, error: UnsafePathError) -> None:
        """Report a page that the build would make, if there was nothing in its way."""
        written = error.owner.strip("“”") if isinstance(error, PathTakenError) else ""
        page = self._pages.infos.get(written)
        if page is not None:
            self.findings.add(
                Code.PAGE_COLLISION,
                page.source.at("permalink"),
                f"“{written}” has the address of “{made.path}”, a generated page; that one is left out.",
                "Rename the page or give it another permalink.",
            )
            return
        entries: Mapping[str, Mapping[str, Entry]] = {
            "tool": self._registry.tools,
            "person": self._registry.people,
            "organisation": self._registry.organisations,
        }
        entry = entries.get(made.kind, {}).get(made.key)
        location = entry.defined_at if entry else Location(SETTINGS)
        report_unsafe(error, location, f"The generated page “{shorten(made.path)}”", self.findings)

    def _address_of(self, target: str, path: str) -> str:
        return address_in_site(target, path, self._registry, self._files)

    def _name_of(self, file: File) -> str:
        if file.abs_src_path is None:
            return file.src_uri
        return name_in(root_folder(self._config), Path(file.abs_src_path))


def _escape_sections(items: Iterable[StructureItem]) -> None:
    open_items = list(items)
    while open_items:
        item = open_items.pop()
        if isinstance(item, Section):
            item.title = as_html(item.title)
            open_items += item.children


def _text_of(path: Path) -> str:
    """Return the text of a file as far as it can be read."""
    try:
        return read_regular(path, MAX_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
