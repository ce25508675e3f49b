"""A build without output, which only finds problems.

It goes through all phases of a build, but leaves out the theme, the search index and other plugins. So it
finds what a build finds, except in text that other plugins produce, above all macros.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc
from mkdocs.utils.meta import get_data

from mkdocs_fieldguide.builder.assembling import Assembled, assemble
from mkdocs_fieldguide.builder.compat import PageMarker, set_creator
from mkdocs_fieldguide.builder.converting import finish_conversion
from mkdocs_fieldguide.builder.dry_run.macros_includes import Includes
from mkdocs_fieldguide.builder.dry_run.page_cache import ConvertedPageCache
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.other_plugins import plugins_of_settings, renders_macros
from mkdocs_fieldguide.builder.planning import Planned, plan
from mkdocs_fieldguide.builder.site_config.mkdocs_yml import SiteSettings
from mkdocs_fieldguide.builder.sources import read_sources
from mkdocs_fieldguide.builder.symlinks import drop_escaping_symlinks
from mkdocs_fieldguide.builder.theme import check_theme, set_up_markdown
from mkdocs_fieldguide.files.cache_dir import CacheFolders
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.markup.literal_macros import evaluate_literal_macros
from mkdocs_fieldguide.markup.placeholders import Placeholder
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.directives import DIRECTIVES

_HEADING = re.compile(r'<h([1-6])\b[^<>]*\bid="([^"<>]*)"')


@dataclass(frozen=True, slots=True)
class DryRunResult:
    """Result of a dry run, besides its findings.

    Attributes:
        assembled: the site.
        html: the converted text of the pages that authors wrote, by source path.
        is_whole: whether pages include no files other than data and bibliography.
    """

    assembled: Assembled
    html: Mapping[str, str]
    is_whole: bool

    @property
    def planned(self) -> Planned:
        """Return the site before its pages were converted."""
        return self.assembled.converted.planned

    @property
    def registry(self) -> Registry:
        """Return the registry of the site."""
        return self.assembled.converted.registry

    def visible_placeholders(self) -> list[Placeholder]:
        """Return the placeholders that readers see."""
        return [slot.mark for slots in self.assembled.contents.slots().values() for slot in slots]


Progress = Callable[[int, int, str], None]
"""Receives the number of pages read, that of all pages, and the path of the page."""


def dry_run(
    settings: SiteSettings,
    findings: Findings,
    cache: CacheFolders | None = None,
    progress: Progress = lambda done, total, path: None,
) -> DryRunResult:
    """Go through all phases of a build and report every problem.

    Args:
        settings: the site's settings.
        findings: receives the problems.
        cache: the cache folders; None for no cache.
        progress: receives the progress.
    """
    config, options = settings.config, settings.options
    sources = read_sources(config, options, settings.allowed_roots, findings)
    check_theme(settings.theme, config, findings)
    set_up_markdown(config)
    plugins = plugins_of_settings(settings.plugins)
    roots = settings.allowed_roots
    loaded = Loaded(config, options, sources, findings, plugins, roots, cache, dry=True)
    files = get_files(config)
    drop_escaping_symlinks(files, config, options, roots, findings)
    set_creator(config, "fieldguide")
    planned = plan(loaded, files)
    set_exclusions(files, config)
    pages = [Page(None, file, config) for file in files.documentation_pages() if file.generated_by is None]
    converter = _Converter(config)
    includes = Includes(loaded, planned.markdown)
    cached = ConvertedPageCache(planned, converter.convert, cache.guide if cache else None)
    for number, page in enumerate(pages):
        progress(number, len(pages), page.file.src_uri)
        base = len(planned.placeholders)
        page.content, page.toc = "", get_toc([])
        with error_boundary(findings, loaded.location_of(page), "this page"):
            _read_page(planned, page, includes)
        with error_boundary(findings, loaded.location_of(page), "the text of this page"):
            page.content = cached.html(page, base)
            page.toc = _read_headings(page.content)
    cached.save()
    html = {page.file.src_uri: page.content or "" for page in pages}
    return DryRunResult(
        assemble(finish_conversion(planned, files)), html, cached.is_whole and not includes.count
    )


def _read_page(planned: Planned, page: Page, includes: Includes) -> None:
    """Read a page and take the tags out of its text, as the hooks of the plugin do."""
    markdown, loaded = planned.markdown, planned.loaded
    try:
        source = markdown.readable_source(page)
        if source is None:
            page.read_source(loaded.config)
        else:
            page.markdown, page.meta = get_data(source)
    except (OSError, ValueError):
        # `read_pages` has reported this.
        page.markdown, page.meta = "", {}
    text = includes.insert_markdown(markdown.expand(page.markdown or "", page), page.file.src_uri)
    if renders_macros(loaded.plugins.macros, page.meta):
        text = includes.insert(text)
        page.markdown = evaluate_literal_macros(text, DIRECTIVES, markdown.expand_macro)
    else:
        page.markdown = markdown.expand_unrendered_macros(text, page)


def _read_headings(content: str) -> TableOfContents:
    """Return the headings of a page without their texts: checks only need to know whether there are any.

    A cached page has no table of contents, only its HTML.
    """
    return get_toc(
        [
            {"level": int(found[1]), "id": found[2], "name": "", "children": []}
            for found in _HEADING.finditer(content)
        ]
    )


class _Converter:
    """Converts pages with one Markdown instance, as creating one takes longer than converting most pages.

    Args:
        config: the site's configuration.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config

    def convert(self, page: Page) -> str:
        """Return the text of a page as HTML."""
        markdown, marker = self._instance
        marker.file = page.file
        return markdown.reset().convert(page.markdown or "")

    @cached_property
    def _instance(self) -> tuple[Markdown, PageMarker]:
        config = self._config
        markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
        return markdown, PageMarker.register(markdown)
