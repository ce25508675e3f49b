"""The fourth phase of a build: every page gets its final content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from jinja2 import Environment, TemplateError
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.collecting import HtmlReader, PageContents, collect
from mkdocs_fieldguide.builder.converting import Converted
from mkdocs_fieldguide.builder.edit_links import quote_edit_url
from mkdocs_fieldguide.builder.formatters import Formatters
from mkdocs_fieldguide.builder.mkdocs_files import drop_flags_except, find_flags, pages_of
from mkdocs_fieldguide.builder.page_assembler import PageAssembler
from mkdocs_fieldguide.builder.page_citations import PageCitations
from mkdocs_fieldguide.builder.performance.compressed_contents import CompressedContents, may_compress
from mkdocs_fieldguide.builder.render_context import make_context
from mkdocs_fieldguide.builder.search_exclusion import SearchPreparation
from mkdocs_fieldguide.builder.site_checks import inspect
from mkdocs_fieldguide.builder.toc import add_sections
from mkdocs_fieldguide.checks.addresses import check_addresses
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.guard import describe_error, error_boundary
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.page.chrome import ChromeRenderer
from mkdocs_fieldguide.rendering.page.page import RenderedPage

HAS_ACTIONS = "fieldguide_actions"
"""Key of a page's metadata; templates then omit the theme's edit buttons in favour of the plugin's."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A site whose pages have their final content.

    Attributes:
        converted: the phase before.
        contents: the contents of the pages before rendering.
        context: the context of rendering.
        pages: assembles pages.
        citations: how the pages are cited.
        search: changes pages while the search reads them.
        formatters: the citation formatters.
        compressed: keeps the contents of pages until they are written.
    """

    converted: Converted
    contents: PageContents
    context: RenderContext
    pages: PageAssembler
    citations: PageCitations
    search: SearchPreparation
    formatters: Formatters
    compressed: CompressedContents

    def chrome(self, base_url: str) -> ChromeRenderer:
        """Return the renderer of the parts around a page: announcement, footer, and the page for error 404.

        Args:
            base_url: the relative URL of the site's root as seen from the page, as templates know it.
        """
        return self.pages.chrome("" if base_url == "." else base_url.rstrip("/") + "/")


class RepeatedAssembly(Protocol):
    """Restores pages that earlier builds have assembled."""

    @property
    def read_html(self) -> HtmlReader:
        """Return a function that finds out what is in the HTML of a page."""

    def watch(self, context: RenderContext) -> RenderContext:
        """Return the context of rendering, with a record of its use."""

    def assembler(self, assembled: Assembled) -> Callable[[Page], RenderedPage | None]:
        """Return a function that assembles a page, or restores what an earlier build has made of it."""


def assemble(converted: Converted, repeated: RepeatedAssembly | None = None) -> Assembled:
    """Assemble all pages, and run the checks that need all of them.

    Args:
        converted: the site, its pages converted; their content is replaced.
        repeated: restores pages that earlier builds have assembled; None if there are no others.
    """
    loaded = converted.planned.loaded
    contents = collect(converted, repeated.read_html) if repeated else collect(converted)
    formatters = Formatters(loaded)
    citations = PageCitations(converted)
    context = make_context(converted, contents, formatters, citations)
    if repeated is not None:
        context = repeated.watch(context)
    pages = PageAssembler(converted, contents, context)
    search = SearchPreparation(loaded)
    is_large = repeated is None and not loaded.dry and may_compress(loaded.config, converted.pages)
    compressed = CompressedContents(is_on=is_large)
    assembled = Assembled(converted, contents, context, pages, citations, search, formatters, compressed)
    with error_boundary(loaded.findings, loaded.location, "the footer", (TemplateError,)):
        pages.chrome("").check()
    with error_boundary(loaded.findings, loaded.location, "the check “check_addresses”"):
        check_addresses(
            context.registry,
            context.urls.files,
            context.addresses.resolve,
            lambda path: bool(context.urls.file(path)),
            loaded.findings,
        )
    make = repeated.assembler(assembled) if repeated else pages.assemble
    flags: set[str] = set()
    for page in converted.pages:
        _assemble_or_show_source(assembled, page, make)
        search.limit_headings(page)
        flags |= find_flags(page.content or "")
        compressed.put(page)
    drop_flags_except(flags, converted.files)
    with error_boundary(loaded.findings, loaded.location, "the check “inspect”"):
        inspect(converted, contents)
    formatters.save()
    citations.save()
    if repeated is None:
        # The theme's templates need memory next. What later builds use again stays.
        contents.forget_texts()
        pages.tool_html.forget()
        context.text.excerpts.release()
    return assembled


def check_templates(assembled: Assembled, environment: Environment) -> None:
    """Report templates that front matter names and the theme cannot use; such pages use the default one.

    Args:
        assembled: the site.
        environment: the theme's environment, with the filters of all plugins.
    """
    planned = assembled.converted.planned
    for page in pages_of(assembled.converted.files):
        info = planned.pages.infos.get(page.file.src_uri)
        if info is None or "template" not in page.meta or "template" not in (info.model_extra or {}):
            continue
        try:
            environment.get_template(page.meta["template"])
        except Exception as error:
            planned.loaded.findings.add(
                Code.THEME,
                info.source.at("template"),
                f"The template “{shorten(page.meta['template'])}” cannot be used: {describe_error(error)}.",
                "The page uses the default template.",
            )
            del page.meta["template"]


def _assemble_or_show_source(
    assembled: Assembled, page: Page, assemble: Callable[[Page], RenderedPage | None]
) -> None:
    loaded = assembled.converted.planned.loaded
    with error_boundary(loaded.findings, loaded.location_of(page), "this page", (TemplateError,)):
        _assemble_page(assembled, page, assemble)
        return
    page.content = assembled.contents.source_of(page.file.src_uri)


def _assemble_page(assembled: Assembled, page: Page, assemble: Callable[[Page], RenderedPage | None]) -> None:
    quote_edit_url(page)
    rendered = assemble(page)
    if rendered is None:
        return
    page.content = rendered.html
    if rendered.has_actions:
        page.meta[HAS_ACTIONS] = True
    assembled.search.exclusions.add(page.file.src_uri, rendered.unsearched)
    add_sections(page, rendered.sections)
