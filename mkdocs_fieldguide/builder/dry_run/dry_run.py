"""A build without its result: every page goes the way it goes in a build, as far as problems can show.

Reading, expanding, converting and assembling are those of the build, `SiteBuild`; left out is what only makes
files: the theme, the search index, other plugins. So what is found here is what a build finds, except for
what other plugins do to pages before us, above all what running macros computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.meta import get_data

from mkdocs_fieldguide.builder.dry_run.page_cache import ConvertedPageCache
from mkdocs_fieldguide.builder.other_plugins import OtherPlugins, plugins_of_settings, renders_macros
from mkdocs_fieldguide.builder.site_build import SiteBuild
from mkdocs_fieldguide.builder.site_config.mkdocs_yml import SiteSettings
from mkdocs_fieldguide.builder.sources import read_sources
from mkdocs_fieldguide.builder.symlinks import drop_escaping_symlinks
from mkdocs_fieldguide.builder.theme import check_theme, set_up_markdown
from mkdocs_fieldguide.files.cache_dir import CacheFolders
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.markup.literal_macros import evaluate_literal_macros


@dataclass(frozen=True, slots=True)
class DryRunResult:
    """What a rehearsal leaves behind.

    Attributes:
        guide: all that was read.
        html: the pages that authors wrote, converted, by source path.
        is_whole: whether nothing but pages, data and bibliography was read.
    """

    guide: SiteBuild
    html: Mapping[str, str]
    is_whole: bool


def dry_run(settings: SiteSettings, findings: Findings, cache: CacheFolders | None = None) -> DryRunResult:
    """Go through a site and report everything that is wrong.

    Args:
        settings: the site's settings.
        findings: receives the problems.
        cache: where converted pages live between runs; None for nowhere.
    """
    config = settings.config
    sources = read_sources(config, settings.options, settings.allowed_roots, findings)
    check_theme(settings.theme, config, findings)
    set_up_markdown(config)
    others = plugins_of_settings(settings.plugins)
    guide = SiteBuild(
        config,
        settings.options,
        sources,
        findings,
        dry=True,
        others=others,
        cache=cache,
    )
    files = get_files(config)
    drop_escaping_symlinks(files, config, settings.options, settings.allowed_roots, findings)
    # MkDocs notes whose event is carried out; files that are made then are said to be that plugin's.
    config.plugins._current_plugin = "fieldguide"
    guide.add_files(files)
    set_exclusions(files, config)
    pages = [Page(None, file, config) for file in files.documentation_pages() if file.generated_by is None]
    converter = _Converter(config)
    conversions = ConvertedPageCache(guide, converter.convert, cache.guide if cache else None, config)
    for page in pages:
        base = len(guide.book)
        page.content, page.toc = "", get_toc([])
        with error_boundary(findings, guide.place_of(page), "this page"):
            _populate(page, guide, config, others)
        with error_boundary(findings, guide.place_of(page), "the text of this page"):
            page.content = conversions.html(page, base)
    conversions.save()
    html = {page.file.src_uri: page.content or "" for page in pages}
    guide.assemble(files)
    return DryRunResult(guide, html, conversions.is_whole)


def _populate(page: Page, guide: SiteBuild, config: MkDocsConfig, others: OtherPlugins) -> None:
    try:
        source = guide.texts.readable_source(page)
        if source is None:
            page.read_source(config)
        else:
            page.markdown, page.meta = get_data(source)
    except (OSError, ValueError):
        # It is reported already, when its front matter was read.
        page.markdown, page.meta = "", {}
    text = guide.texts.expand(page.markdown or "", page)
    if renders_macros(others.macros, page.meta):
        text = evaluate_literal_macros(text, guide.texts.expand_macro)
        page.markdown = text
    else:
        page.markdown = guide.texts.expand_unrendered_macros(text, page)


class _Converter:
    """Converts pages with one Markdown instance; making one takes longer than most pages do."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        self._markdown: Markdown | None = None
        self._where = _WhichPage()

    def convert(self, page: Page) -> str:
        if self._markdown is None:
            self._markdown = Markdown(
                extensions=self._config.markdown_extensions, extension_configs=self._config.mdx_configs
            )
            # MkDocs' own processor of this name also tells which page is converted.
            self._markdown.treeprocessors.register(self._where, "relpath", 0)
        self._where.file = page.file
        return self._markdown.reset().convert(page.markdown or "")


class _WhichPage(Treeprocessor):
    """Stands where MkDocs has its processor of links, which knows the page."""

    file: File | None = None

    def run(self, root: object) -> None:
        """Change nothing."""
