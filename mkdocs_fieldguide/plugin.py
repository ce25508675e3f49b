"""The MkDocs plugin: each event calls what does the work."""

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

from mkdocs_fieldguide.builder.performance.gc_tuning import RareCollection, rare_collection

with rare_collection():
    from mkdocs_fieldguide.builder.assets import bundle_assets
    from mkdocs_fieldguide.builder.findings_log import Report, log, reported
    from mkdocs_fieldguide.builder.macros_plugin import register_macros
    from mkdocs_fieldguide.builder.mkdocs_files import folder_fault, system_fault
    from mkdocs_fieldguide.builder.performance.template_cache import enable_bytecode_cache
    from mkdocs_fieldguide.builder.performance.theme_files import skip_hidden_theme_files
    from mkdocs_fieldguide.builder.site_build import SiteBuild
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
    from mkdocs_fieldguide.config import FieldguideConfig
    from mkdocs_fieldguide.files.cache_dir import open_trusted_cache
    from mkdocs_fieldguide.files.symlinks import AllowedRoots
    from mkdocs_fieldguide.findings.finding import Findings
    from mkdocs_fieldguide.rendering.templates import template_fault

if TYPE_CHECKING:  # a server of web pages, which a build does without
    from mkdocs.livereload import LiveReloadServer


class FieldguidePlugin(BasePlugin[FieldguideConfig]):
    """Turns a site into a field guide."""

    def __init__(self) -> None:
        self._last_good: Sources | None = None
        self._serving = False
        self._site_dir: Path | None = None
        self._collection = RareCollection()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether builds follow each other, as under `mkdocs serve`."""
        self._serving = command == "serve"
        self._collection.begin()

    def on_shutdown(self) -> None:
        """Leave Python as it was."""
        self._collection.end()

    # After the macros plugin, whatever the order in mkdocs.yml: functions are given to a finished
    # environment.
    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the data and set up theme, Markdown and macros."""
        findings = Findings()
        self._config = config
        self._site_dir = Path(config.site_dir)
        if fault := folder_fault(Path(config.docs_dir), self._site_dir):
            raise PluginError(fault)
        self._report = Report(findings, reported(self.config, config))
        self._grounds = AllowedRoots(root_folder(config))
        if not check_symlinks(config, self.config, self._grounds, findings):
            # MkDocs would go into them next.
            self._report.log_new()
            raise PluginError(
                "Nothing is built, as a folder lies outside the repository (FG057), "
                "or a link between folders cannot be followed (FG054)."
            )
        sources = read_sources(config, self.config, self._grounds, findings)
        if sources.sound or self._last_good is None or not self._serving:
            self._last_good = sources
        set_up_theme(config, findings)
        skip_hidden_theme_files(config.theme)
        check_icons(config, self.config.registries, findings)
        set_up_markdown(config)
        folders = [docs_folder(config), sources.data_dir]
        self._cache = open_trusted_cache(root_folder(config), folders, findings)
        self._guide = SiteBuild(config, self.config, self._last_good, findings, cache=self._cache)
        self._watched = [str(sources.data_dir), *(str(path) for path in sources.files)]
        register_macros(config, self._guide.texts.expand_macro)
        return config

    # Before plugins that read the files.
    @event_priority(100)
    def _on_files_first(self, /, files: Files, *, config: MkDocsConfig) -> Files:
        drop_escaping_symlinks(files, config, self.config, self._grounds, self._guide.findings)
        return files

    # After all plugins that add pages.
    @event_priority(-100)
    def _on_files_last(self, /, files: Files, *, config: MkDocsConfig) -> Files:
        """Join pages and data; add the generated pages."""
        bundle_assets(files, config)
        return self._guide.add_files(files)

    on_files = CombinedEvent(_on_files_first, _on_files_last)

    # After plugins that make the navigation.
    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> Navigation:
        """Take down the order of pages."""
        self._guide.record_nav_order(nav, files)
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Keep unreadable front matter from MkDocs."""
        return self._guide.texts.readable_source(page)

    # Before the macros plugin and the like, which would stumble over our tags.
    @event_priority(100)
    def _on_page_markdown_first(self, /, markdown: str, *, page: Page, **_: Any) -> str:
        return self._guide.texts.expand(markdown, page)

    @event_priority(-100)
    def _on_page_markdown_last(self, /, markdown: str, *, page: Page, **_: Any) -> str:
        self._guide.guard_conversion(page)
        return self._guide.texts.expand_unrendered_macros(markdown, page)

    on_page_markdown = CombinedEvent(_on_page_markdown_first, _on_page_markdown_last)

    # Before plugins that read or change finished content.
    @event_priority(100)
    def _on_env_first(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Put all pages together and log what is wrong."""
        add_theme_prefix_loader(env, config)
        keep_stripped_text_escaped(env)
        enable_bytecode_cache(env, self._cache.templates if self._cache else None)
        try:
            self._guide.assemble(files)
        except TemplateError as error:
            raise PluginError(template_fault(error)) from error
        env.globals["fieldguide_frame"] = self._guide.frame
        guard_theme(env, self._guide.findings, self._guide.place_of, self._guide.failed)
        return env

    # After plugins that give the theme filters.
    @event_priority(-100)
    def _on_env_last(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        self._guide.check_templates(env, files)
        self._report.log_new()
        return env

    on_env = CombinedEvent(_on_env_first, _on_env_last)

    # Around all that read the page for themselves, as the search does.
    @event_priority(100)
    def _on_page_context_first(self, context: TemplateContext, /, *, page: Page, **_: Any) -> TemplateContext:
        self._guide.before_search(page)
        return context

    @event_priority(-100)
    def _on_page_context_last(self, context: TemplateContext, /, *, page: Page, **_: Any) -> TemplateContext:
        self._guide.after_search(page)
        # The search needs all headings.
        self._guide.choose_headings(page)
        return context

    on_page_context = CombinedEvent(_on_page_context_first, _on_page_context_last)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Fill what came in late."""
        output = self._guide.finish(output, page)
        return self._guide.with_errors(output, self._report.errors()) if self._serving else output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish the data for machines and log what was found since."""
        self._guide.publish()
        self._report.log_new()

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Say in one sentence what the system refuses, as on a full disk."""
        if self._site_dir is not None and (fault := system_fault(error, self._site_dir)):
            log.error("%s", fault)
            raise Abort("Aborted, as a file cannot be read or written.") from error

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Watch the data files."""
        for path in self._watched:
            server.watch(path)
        return server
