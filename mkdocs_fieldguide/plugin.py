"""The MkDocs plugin. Its hooks only delegate.

More than 300 lines: MkDocs expects all hooks in one class.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment, TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from mkdocs_fieldguide.builder.assembling import Assembled, assemble, check_templates
from mkdocs_fieldguide.builder.assets import add_serve_assets, bundle_assets
from mkdocs_fieldguide.builder.blog import name_posts_as_shown
from mkdocs_fieldguide.builder.compat import forget_environment, share_environment
from mkdocs_fieldguide.builder.converting import finish_conversion, guard_conversion, prepare_navigation
from mkdocs_fieldguide.builder.early_pages import EarlyPages, source_folder
from mkdocs_fieldguide.builder.findings_log import Report, log, reported
from mkdocs_fieldguide.builder.included_files import IncludedFiles
from mkdocs_fieldguide.builder.languages import has_languages, is_further_language
from mkdocs_fieldguide.builder.loading import Loaded, load
from mkdocs_fieldguide.builder.macros_plugin import register_macros
from mkdocs_fieldguide.builder.mkdocs_files import system_fault
from mkdocs_fieldguide.builder.not_found import NotFoundPage
from mkdocs_fieldguide.builder.performance.gc_tuning import RareCollection
from mkdocs_fieldguide.builder.performance.template_cache import enable_bytecode_cache
from mkdocs_fieldguide.builder.planning import Planned, plan, site_names
from mkdocs_fieldguide.builder.print_site import prepare_for_print_site
from mkdocs_fieldguide.builder.publishing import Publisher
from mkdocs_fieldguide.builder.readable_text import ReadableText
from mkdocs_fieldguide.builder.repeated.serving import (
    build_repeatedly,
    hide_warning_of_dirty_builds,
    watch,
)
from mkdocs_fieldguide.builder.sources import Sources, read_sources
from mkdocs_fieldguide.builder.symlinks import drop_escaping_symlinks
from mkdocs_fieldguide.builder.theme import add_theme_prefix_loader, keep_stripped_text_escaped
from mkdocs_fieldguide.builder.theme_guard import prepare_theme
from mkdocs_fieldguide.builder.toc import choose_headings
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.rendering.templates import template_fault

# Imports take a tenth of a build. What only `mkdocs serve` and `--dirty` need is imported where it is used.
if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from mkdocs_fieldguide.builder.repeated.repetition import Repetition


class FieldguidePlugin(BasePlugin[FieldguideConfig]):
    """Turns a site into a field guide.

    A build goes through four phases: loaded, planned, converted and assembled. Each is a value that a
    function of `builder` makes from the one before. MkDocs calls the hooks in this order; a hook stores the
    value, and later hooks use it.
    """

    # More than twelve attributes: MkDocs calls the hooks one by one, so what they share must be stored here.
    _docs_dir: str
    _loaded: Loaded
    _report: Report
    _early: EarlyPages
    _planned: Planned
    _readable: ReadableText
    _included: IncludedFiles
    _order: tuple[str, ...]
    _assembled: Assembled
    _not_found: NotFoundPage
    _publisher: Publisher

    def __init__(self) -> None:
        self._last_good: Sources | None = None
        self._serving = self._dirty = False
        self._repetition: Repetition | None = None
        self._site_dir: Path | None = None
        self._collection = RareCollection()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Record whether this is `mkdocs serve`, which builds repeatedly."""
        self._serving, self._dirty = command == "serve", dirty
        self._repetition = None
        self._collection.begin()
        if self._serving or dirty:
            from mkdocs_fieldguide.builder.repeated.repetition import Repetition  # noqa: PLC0415

            self._repetition = Repetition(dirty=dirty, serving=self._serving)
        hide_warning_of_dirty_builds(hidden=self._repetition is not None)

    def on_shutdown(self) -> None:
        """Restore the thresholds of the garbage collector, and write caches for the next run."""
        self._collection.end()
        hide_warning_of_dirty_builds(hidden=False)
        if self._repetition is not None:
            self._repetition.close()

    # Before plugins that put another folder in the place of the docs folder.
    @event_priority(100)
    def _on_config_first(self, /, config: MkDocsConfig) -> MkDocsConfig:
        self._docs_dir = config.docs_dir
        forget_environment(config)
        if self._repetition is not None:
            self._repetition.prepare_theme(config)
        return config

    # After other plugins: the macros plugin must have set up its environment.
    # And after i18n, whose handlers have priority -100, as in the next two events.
    @event_priority(-110)
    def _on_config_last(self, /, config: MkDocsConfig) -> MkDocsConfig:
        """Load data files and settings."""
        self._site_dir = Path(config.site_dir)
        if has_languages(config):
            self._repetition = None  # one build would delete the files of the language before
        repetition = self._repetition
        read = repetition.sources.read if repetition else read_sources
        self._loaded = load(
            config, self.config, self._docs_dir, self._last_good if self._serving else None, read
        )
        self._last_good = self._loaded.sources
        if repetition is not None:
            self._loaded = repetition.begin(self._loaded)
        if self._serving:
            add_serve_assets(config)
        name_posts_as_shown(config, site_names(self._loaded))
        before = self._report if is_further_language(config) else None
        self._report = Report(self._loaded.findings, reported(self.config, config), before)
        return config

    on_config = CombinedEvent(_on_config_first, _on_config_last)

    # Before plugins that read the files.
    @event_priority(100)
    def _on_files_first(self, /, files: Files, *, config: MkDocsConfig) -> Files:
        """Remove symlinks that leave the repository, and add the generated pages that are known."""
        loaded = self._loaded
        drop_escaping_symlinks(files, config, self.config, loaded.allowed_roots, loaded.findings)
        known = self._repetition.known_pages(loaded) if self._repetition else None
        self._early = EarlyPages(loaded, source_folder(loaded), known)
        self._early.add(files, previews=self._serving)
        return files

    # i18n would drop them.
    @event_priority(-90)
    def _on_files_translated(self, /, files: Files, *, config: MkDocsConfig) -> Files:
        if has_languages(config):
            self._early.withdraw(files)
        return files

    # After plugins that add pages.
    @event_priority(-110)
    def _on_files_last(self, /, files: Files, *, config: MkDocsConfig) -> Files:
        """Plan all pages."""
        bundle_assets(files, config)
        self._planned = plan(self._loaded, files, previews=self._serving, early=self._early)
        if self._repetition is not None:
            self._repetition.plan(self._planned)
        self._readable = ReadableText(self._planned)
        self._included = IncludedFiles(self._planned)
        register_macros(config, self._planned.markdown)
        return files

    on_files = CombinedEvent(_on_files_first, _on_files_translated, _on_files_last)

    # After plugins that change the navigation.
    @event_priority(-110)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Record the order of pages, before MkDocs reads them."""
        if self._repetition is not None:
            self._repetition.navigate(nav, files, self._planned)
        elif self._dirty:
            from mkdocs_fieldguide.builder.repeated.repetition import write_everything  # noqa: PLC0415

            write_everything(files, config)
        self._order = prepare_navigation(self._planned, nav)
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Hide broken front matter from MkDocs."""
        return self._planned.markdown.readable_source(page)

    # Before plugins that fail on our tags, such as macros and include-markdown, which has priority 100.
    @event_priority(110)
    def _on_page_markdown_first(self, /, markdown: str, *, page: Page, **_: Any) -> str:
        expanded = self._planned.markdown.expand(markdown, page)
        self._included.begin()
        return expanded

    @event_priority(90)
    def _on_page_markdown_included(self, /, markdown: str, **_: Any) -> str:
        self._included.end()
        return markdown

    @event_priority(-100)
    def _on_page_markdown_last(self, /, markdown: str, *, page: Page, **_: Any) -> str:
        cached = self._repetition.convert if self._repetition else None
        guard_conversion(self._planned, page, cached, self._readable.settle)
        return self._planned.markdown.expand_unrendered_macros(markdown, page)

    on_page_markdown = CombinedEvent(
        _on_page_markdown_first, _on_page_markdown_included, _on_page_markdown_last
    )

    # Before plugins that read or change the content of pages.
    @event_priority(100)
    def _on_env_first(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Assemble all pages."""
        loaded = self._loaded
        add_theme_prefix_loader(env, config)
        keep_stripped_text_escaped(env)
        enable_bytecode_cache(env, loaded.templates)
        if self._repetition is not None:
            self._repetition.complete_reading(self._planned, files, self._readable.settle)
        try:
            self._assembled = assemble(finish_conversion(self._planned, files, self._order), self._repetition)
        except TemplateError as error:
            raise PluginError(template_fault(error)) from error
        prepare_for_print_site(config, self._assembled.converted.pages, self._order)
        self._not_found = NotFoundPage(self._assembled)
        self._publisher = Publisher(self._assembled)
        if self._repetition is not None:
            self._repetition.finish_conversion(self._assembled, self._publisher, config)
        prepare_theme(env, self._assembled, self._not_found.render, self._publisher.failed)
        return env

    # After plugins that add filters.
    @event_priority(-100)
    def _on_env_last(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        check_templates(self._assembled, env)
        share_environment(config, env)
        if self._repetition is not None:
            self._repetition.choose(files)
        self._report.log_new()
        return env

    on_env = CombinedEvent(_on_env_first, _on_env_last)

    def on_post_template(self, output: str, *, template_name: str, **_: Any) -> str:
        """Remember the page for error 404."""
        self._not_found.keep(output, template_name)
        return output

    # Before and after plugins that read pages in this hook, such as the search.
    @event_priority(100)
    def _on_page_context_first(self, context: TemplateContext, /, *, page: Page, **_: Any) -> TemplateContext:
        if self._repetition is not None:
            self._repetition.begin_page(page)
        self._assembled.compressed.restore(page)
        self._readable.begin(page)
        self._assembled.search.before(page)
        if self._repetition is not None:
            self._repetition.prepare_search(page)
        return context

    @event_priority(-100)
    def _on_page_context_last(self, context: TemplateContext, /, *, page: Page, **_: Any) -> TemplateContext:
        if self._repetition is not None:
            self._repetition.record_search(page)
        self._assembled.search.after(page)
        # After the search, which needs all headings.
        choose_headings(self._planned, page)
        return context

    on_page_context = CombinedEvent(_on_page_context_first, _on_page_context_last)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Complete a page that the theme has rendered."""
        self._readable.finish(page)
        output = self._not_found.replacement(page) or self._publisher.finish(output, page)
        if self._repetition is not None:
            self._repetition.finish_page(page)
        self._assembled.compressed.release(page)
        return output

    # Before the search writes its index.
    @event_priority(100)
    def _on_post_build_first(self, /, *, config: MkDocsConfig) -> None:
        """Write machine-readable files and redirects, and log the remaining findings."""
        if self._repetition is not None:
            self._repetition.restore_search(self._planned.files)
        self._publisher.write_files(self._repetition)
        self._report.log_new()

    # After plugins that write files, but before i18n builds the next language.
    @event_priority(-90)
    def _on_post_build_last(self, /, *, config: MkDocsConfig) -> None:
        """Complete files of other plugins, write the findings for `mkdocs serve`, and delete leftovers."""
        self._readable.clean_files(Path(config.site_dir))
        if self._serving:
            self._publisher.write_findings(self._report.reported())
        if self._repetition is not None:
            self._repetition.finish(self._planned.files)

    on_post_build = CombinedEvent(_on_post_build_first, _on_post_build_last)

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Report an error of the file system, such as a full disk, in one sentence without traceback."""
        if hasattr(self, "_included"):
            self._included.end()
        if self._site_dir is not None and (fault := system_fault(error, self._site_dir)):
            log.error("%s", fault)
            raise Abort("Aborted because a file cannot be read or written.") from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Watch the data files, and build only what has changed."""
        sources = self._loaded.sources
        watch(server, (sources.data_dir, *sources.files))
        repetition = self._repetition
        if self._serving and repetition is not None and not repetition.dirty:
            repetition.dirty = build_repeatedly(server, config)
        return server
