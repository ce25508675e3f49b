"""What one build hands on to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.assembling import Assembled
from mkdocs_fieldguide.builder.collecting import HtmlReader
from mkdocs_fieldguide.builder.compat import forget_previous_search_index
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.page_reader import ReadPage
from mkdocs_fieldguide.builder.performance.template_cache import TemplateBytecodeCache
from mkdocs_fieldguide.builder.planning import Planned
from mkdocs_fieldguide.builder.publishing import Publisher
from mkdocs_fieldguide.builder.repeated.assembly_cache import AssemblyCache, AssemblyStore
from mkdocs_fieldguide.builder.repeated.conversion_cache import ConversionCache, ConversionStore
from mkdocs_fieldguide.builder.repeated.output import WrittenFiles
from mkdocs_fieldguide.builder.repeated.output_store import OutputStore
from mkdocs_fieldguide.builder.repeated.page_outputs import PageOutputs, SiteInputs
from mkdocs_fieldguide.builder.repeated.site_inputs import describe_options, describe_settings
from mkdocs_fieldguide.builder.repeated.site_reads import SiteReads
from mkdocs_fieldguide.builder.repeated.source_cache import SourceCache
from mkdocs_fieldguide.builder.repeated.template_inputs import describe_templates
from mkdocs_fieldguide.builder.repeated.text_caches import Expansions, HtmlCache
from mkdocs_fieldguide.builder.repeated.theme_environment import prepare_environments
from mkdocs_fieldguide.builder.repeated.unread_pages import UnreadPages
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.page.page import RenderedPage


class Repetition:
    """Speeds up builds after the first, and makes `--dirty` builds write what a clean build would write.

    Args:
        dirty: whether MkDocs skips files that it regards as unmodified, and does not empty the site folder.
        serving: whether the site is in a temporary folder of `mkdocs serve`.

    Attributes:
        dirty: the same for the next build.
        sources: reads the data files.
    """

    # More than twelve attributes: what each step leaves for the same step of the next build.
    def __init__(self, *, dirty: bool, serving: bool) -> None:
        self.dirty = dirty
        self._serving = serving
        self._conversions = ConversionStore()
        self._outputs = OutputStore()
        self._assembly = AssemblyStore()
        self._assembling: AssemblyCache | None = None
        self.sources = SourceCache()
        self._expansions = Expansions()
        self._html = HtmlCache()
        self._unread = UnreadPages()
        self._written: WrittenFiles | None = None
        self._cache: ConversionCache | None = None
        self._navigation: Navigation | None = None
        self._inputs = SiteInputs()
        self._read: dict[str, ReadPage] = {}
        self._read_with = ""
        self._pages: PageOutputs | None = None
        self._reads: SiteReads | None = None
        self._templates: TemplateBytecodeCache | None = None

    def prepare_theme(self, config: MkDocsConfig) -> None:
        """Let the theme make environments with which this build takes less time."""
        prepare_environments(config, self._templates)

    def begin(self, loaded: Loaded) -> Loaded:
        """Prepare a build; return what is loaded, with the templates that earlier builds have compiled."""
        self._templates = self._templates or loaded.templates
        self._pages = self._cache = self._assembling = self._reads = None
        folder = loaded.cache.guide if loaded.cache else None
        if folder is not None:
            self._conversions.open(folder)
            self._assembly.open(folder)
            if not self._serving:
                self._outputs.open(folder)
        if self._written is None:
            site_dir = Path(loaded.config.site_dir)
            self._written = WrittenFiles(site_dir, None if self._serving else folder)
        self._written.begin()
        return replace(loaded, templates=self._templates)

    def known_pages(self, loaded: Loaded) -> dict[str, ReadPage]:
        """Return the pages that earlier builds have read with the same options, by source path."""
        options = describe_options(loaded)
        if not options or options != self._read_with:
            self._read.clear()
        self._read_with = options
        return self._read

    def plan(self, planned: Planned) -> None:
        """Prepare the conversion of pages."""
        self._cache = ConversionCache(planned, self._conversions)
        planned.markdown.repeat(self._expansions)

    def navigate(self, navigation: Navigation, files: Files, planned: Planned) -> None:
        """Record the navigation, and choose which pages MkDocs reads."""
        self._navigation = navigation
        unread = self._unread.choose(planned, files, self._cache.settings if self._cache else "")
        if self.dirty and self._written is not None:
            # MkDocs reads only the pages that it takes for modified, but all others are needed.
            for file in files:
                if file.src_uri in unread:
                    self._written.make_newer(file)
                else:
                    self._written.make_older(file)

    def complete_reading(self, planned: Planned, files: Files, settle: Callable[[Page], None]) -> None:
        """Complete the pages that MkDocs has not read; see `UnreadPages`."""
        self._unread.complete(planned, files, settle)
        self._unread.finish(planned)

    def choose(self, files: Files) -> None:
        """Choose which files a `--dirty` build writes.

        MkDocs compares the times of a file and its output. But a file of another branch may be older than the
        output of this one, and a page depends on other files. So the outputs get times for the right answer.
        """
        if not self.dirty or self._written is None or self._pages is None:
            return
        for file in files:
            page = file.page if file.is_documentation_page() else None
            if page is not None and self._pages.is_current(page):
                self._written.make_newer(file)
            else:
                self._written.make_older(file)

    def convert(self, page: Page, convert: Callable[[], None]) -> None:
        """Convert a page, or restore its earlier conversion; see `ConversionCache.convert`."""
        if self._cache is None:
            convert()
        else:
            self._cache.convert(page, convert)

    @property
    def read_html(self) -> HtmlReader:
        """Return a function that finds out what is in the HTML of a page."""
        return self._html.read

    def watch(self, context: RenderContext) -> RenderContext:
        """Return the context of rendering, with a record of its use."""
        self._reads = SiteReads(context)
        return self._reads.context

    def assembler(self, assembled: Assembled) -> Callable[[Page], RenderedPage | None]:
        """Return a function that assembles a page, or restores what an earlier build has made of it."""
        loaded = assembled.converted.planned.loaded
        templates = describe_templates(loaded.config)
        settings = describe_settings(loaded, templates)
        reads = self._reads or SiteReads(assembled.context)
        self._assembling = AssemblyCache(assembled, self._assembly, reads, settings)
        self._inputs = SiteInputs(templates, self._assembling.shared, reads)
        return self._assembling.assemble

    def finish_conversion(self, assembled: Assembled, publisher: Publisher, config: MkDocsConfig) -> None:
        """Forget pages that no longer exist, and prepare the output of the others."""
        if self._cache is not None:
            self._cache.finish()
        if self._assembling is not None:
            self._assembling.finish()
        if self.dirty:
            forget_previous_search_index(config)
        if self._navigation is not None and self._written is not None:
            self._pages = PageOutputs(
                assembled, publisher, self._outputs, self._navigation, self._inputs, self._written
            )

    def begin_page(self, page: Page) -> None:
        """Begin to write a page, before the search has read it."""
        if self._pages is not None:
            self._pages.before(page)

    def prepare_search(self, page: Page) -> None:
        """Let the search leave out a page whose entries are known."""
        if self._pages is not None:
            self._pages.prepare_search(page)

    def record_search(self, page: Page) -> None:
        """Record what the search has read."""
        if self._pages is not None:
            self._pages.indexed(page)

    def finish_page(self, page: Page) -> None:
        """Finish to write a page."""
        if self._pages is not None:
            self._pages.after(page)

    def restore_search(self, files: Files) -> None:
        """Give the search what it would have read from the pages that were not written again."""
        if self._pages is not None:
            self._pages.restore_search(files)

    def exports(self, make: Callable[[], dict[str, str]]) -> dict[str, str]:
        """Return the machine-readable files, or those of an earlier build if they are the same."""
        return self._assembling.exports(make) if self._assembling is not None else make()

    def write(self, path: str, text: str, write: Callable[[], None]) -> None:
        """Write a file that is not a page, unless it is in the site already."""
        if self._written is None:
            write()
        else:
            self._written.write(path, text, write)

    def finish(self, files: Files) -> None:
        """Delete what only earlier builds have written, and remember what is there now."""
        if self._written is not None:
            self._written.finish(files, self._pages.skipped if self._pages else ())
        if self._pages is not None:
            self._pages.finish(files)
        self._expansions.keep(files.src_uris)
        self._html.keep(files.src_uris)

    def close(self) -> None:
        """Write caches for later runs."""
        self._conversions.save()
        self._assembly.save()
        self._outputs.save()


def write_everything(files: Files, config: MkDocsConfig) -> None:
    """Let a `--dirty` build write all files, as it would otherwise skip pages that have to be changed.

    Args:
        files: the files of the site.
        config: the site's configuration.
    """
    forget_previous_search_index(config)
    written = WrittenFiles(Path(config.site_dir), None)
    written.begin()
    for file in files:
        written.make_older(file)
