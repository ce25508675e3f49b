"""The MkDocs plugin. Its hooks only delegate."""

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
from mkdocs_fieldguide.builder.assets import bundle_assets
from mkdocs_fieldguide.builder.converting import finish_conversion, guard_conversion, prepare_navigation
from mkdocs_fieldguide.builder.findings_log import Report, log, reported
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.macros_plugin import register_macros
from mkdocs_fieldguide.builder.mkdocs_files import folder_fault, system_fault
from mkdocs_fieldguide.builder.other_plugins import plugins_of_build
from mkdocs_fieldguide.builder.performance.gc_tuning import RareCollection
from mkdocs_fieldguide.builder.performance.template_cache import enable_bytecode_cache
from mkdocs_fieldguide.builder.planning import Planned, plan
from mkdocs_fieldguide.builder.publishing import Publisher
from mkdocs_fieldguide.builder.sources import Sources, docs_folder, read_sources, root_folder
from mkdocs_fieldguide.builder.symlinks import check_symlinks, drop_escaping_symlinks
from mkdocs_fieldguide.builder.theme import (
    add_theme_prefix_loader,
    check_icons,
    keep_stripped_text_escaped,
    set_up_markdown,
    set_up_theme,
)
from mkdocs_fieldguide.builder.theme_guard import guard_theme
from mkdocs_fieldguide.builder.toc import choose_headings
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.files.cache_dir import open_trusted_cache
from mkdocs_fieldguide.files.symlinks import AllowedRoots
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.rendering.templates import template_fault

if TYPE_CHECKING:  # a server of web pages, which a build does without
    from mkdocs.livereload import LiveReloadServer


class FieldguidePlugin(BasePlugin[FieldguideConfig]):
    """Turns a site into a field guide.

    A build goes through four phases: loaded, planned, converted and assembled. MkDocs calls the hooks in that
    order, and each phase is a value that one hook sets and later hooks use.
    """

    _loaded: Loaded
    _planned: Planned
    _order: tuple[str, ...]
    _assembled: Assembled
    _publisher: Publisher

    def __init__(self) -> None:
        self._last_good: Sources | None = None
        self._serving = False
        self._site_dir: Path | None = None
        self._collection = RareCollection()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Record whether builds follow each other, as under `mkdocs serve`."""
        self._serving = command == "serve"
        self._collection.begin()

    def on_shutdown(self) -> None:
        """Restore the settings of the garbage collector."""
        self._collection.end()

    # After other plugins: the macros plugin must have set up its environment.
    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the data files, and set up theme and Markdown."""
        findings = Findings()
        self._site_dir = Path(config.site_dir)
        if fault := folder_fault(Path(config.docs_dir), self._site_dir):
            raise PluginError(fault)
        self._report = Report(findings, reported(self.config, config))
        self._grounds = AllowedRoots(root_folder(config))
        if not check_symlinks(config, self.config, self._grounds, findings):
            # MkDocs would follow the symlinks next.
            self._report.log_new()
            raise PluginError(
                "Nothing is built, as a folder lies outside the repository (FG057), "
                "or a link between folders cannot be followed (FG054)."
            )
        sources = read_sources(config, self.config, self._grounds, findings)
        if sources.sound or self._last_good is None or not self._serving:
            self._last_good = sources
        set_up_theme(config, findings)
        check_icons(config, self.config.registries, findings)
        set_up_markdown(config)
        cache = open_trusted_cache(root_folder(config), [docs_folder(config), sources.data_dir], findings)
        plugins = plugins_of_build(config)
        self._loaded = Loaded(config, self.config, self._last_good, findings, plugins, cache)
        self._watched = [str(sources.data_dir), *(str(path) for path in sources.files)]
        return config

    # Before plugins that read the files.
    @event_priority(100)
    def _on_files_first(self, /, files: Files, *, config: MkDocsConfig) -> Files:
        """Remove symlinks that leave the repository."""
        drop_escaping_symlinks(files, config, self.config, self._grounds, self._loaded.findings)
        return files

    # After all plugins that add pages.
    @event_priority(-100)
    def _on_files_last(self, /, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the front matter, and add generated pages."""
        bundle_assets(files, config)
        self._planned = plan(self._loaded, files)
        register_macros(config, self._planned.markdown.expand_macro)
        return files

    on_files = CombinedEvent(_on_files_first, _on_files_last)

    # After plugins that make the navigation.
    @event_priority(-100)
    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        """Record the order of pages."""
        self._order = prepare_navigation(self._planned, nav)
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Hide broken front matter from MkDocs."""
        return self._planned.markdown.readable_source(page)

    # Before plugins that would fail on our tags, such as the macros plugin.
    @event_priority(100)
    def _on_page_markdown_first(self, /, markdown: str, *, page: Page, **_: Any) -> str:
        return self._planned.markdown.expand(markdown, page)

    @event_priority(-100)
    def _on_page_markdown_last(self, /, markdown: str, *, page: Page, **_: Any) -> str:
        guard_conversion(self._planned, page)
        return self._planned.markdown.expand_unrendered_macros(markdown, page)

    on_page_markdown = CombinedEvent(_on_page_markdown_first, _on_page_markdown_last)

    # Before plugins that read or change finished content.
    @event_priority(100)
    def _on_env_first(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Assemble all pages."""
        loaded = self._loaded
        add_theme_prefix_loader(env, config)
        keep_stripped_text_escaped(env)
        enable_bytecode_cache(env, loaded.cache.templates if loaded.cache else None)
        try:
            self._assembled = assemble(finish_conversion(self._planned, files, self._order))
        except TemplateError as error:
            raise PluginError(template_fault(error)) from error
        self._publisher = Publisher(self._assembled)
        env.globals["fieldguide_frame"] = self._assembled.chrome
        guard_theme(env, loaded.findings, loaded.location_of, self._publisher.failed)
        return env

    # After plugins that give the theme filters.
    @event_priority(-100)
    def _on_env_last(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        check_templates(self._assembled, env)
        self._report.log_new()
        return env

    on_env = CombinedEvent(_on_env_first, _on_env_last)

    # Around plugins that read pages at this event, such as the search.
    @event_priority(100)
    def _on_page_context_first(self, context: TemplateContext, /, *, page: Page, **_: Any) -> TemplateContext:
        self._assembled.search.before(page)
        return context

    @event_priority(-100)
    def _on_page_context_last(self, context: TemplateContext, /, *, page: Page, **_: Any) -> TemplateContext:
        self._assembled.search.after(page)
        # The search needs all headings, so they are chosen after it.
        choose_headings(self._planned, page)
        return context

    on_page_context = CombinedEvent(_on_page_context_first, _on_page_context_last)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Complete a page that the theme has rendered."""
        output = self._publisher.finish(output, page)
        return self._publisher.show_errors(output, self._report.errors()) if self._serving else output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write machine-readable files and redirects, and log the last findings."""
        self._publisher.write_files()
        self._report.log_new()

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Log an error of the file system, such as a full disk, as one sentence without traceback."""
        if self._site_dir is not None and (fault := system_fault(error, self._site_dir)):
            log.error("%s", fault)
            raise Abort("Aborted, as a file cannot be read or written.") from error

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Watch the data files."""
        for path in self._watched:
            server.watch(path)
        return server
