"""The third phase of a build: MkDocs has converted all pages, so every title is known."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.compat import (
    has_title_from_heading,
    has_title_from_navigation,
    wrap_render,
)
from mkdocs_fieldguide.builder.mkdocs_files import pages_of
from mkdocs_fieldguide.builder.navigation import drop_from_navigation, make_section_indexes
from mkdocs_fieldguide.builder.notebooks import expand_notebook, is_notebook
from mkdocs_fieldguide.builder.pages import as_html
from mkdocs_fieldguide.builder.planning import Planned
from mkdocs_fieldguide.builder.unconverted import show_source
from mkdocs_fieldguide.content.long_values import MAX_LINE_LENGTH
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.model.safe_characters import replace_disallowed, sanitise_text
from mkdocs_fieldguide.registry.registry import Registry


@dataclass(frozen=True, slots=True)
class Converted:
    """A site whose pages are HTML with placeholders in it.

    Attributes:
        planned: the phase before.
        files: the files of the site.
        pages: the pages that have content.
        registry: the registry, with the titles that readers see.
        order: source paths of the pages in the navigation, in its order.
    """

    planned: Planned
    files: Files
    pages: tuple[Page, ...]
    registry: Registry
    order: tuple[str, ...]


def prepare_navigation(planned: Planned, nav: Navigation) -> tuple[str, ...]:
    """Leave out unpublished pages, escape titles of sections, and return the pages' source paths in order.

    Themes print titles as HTML. Without `nav` in mkdocs.yml those of sections are the names of folders.
    """
    drop_from_navigation(nav, planned.pages.unpublished)
    if planned.loaded.options.section_indexes:
        make_section_indexes(nav.items)
    if planned.loaded.config.nav is None:
        _escape_sections(nav.items)
    return tuple(page.file.src_uri for page in nav.pages)


def guard_conversion(
    planned: Planned,
    page: Page,
    cached: Callable[[Page, Callable[[], None]], None] | None = None,
    settle: Callable[[Page], None] = lambda page: None,
) -> None:
    """Show a page as its author wrote it if Markdown or an extension fails to convert it.

    Args:
        planned: the site.
        page: the page, which MkDocs is going to convert.
        cached: converts a page with the function it receives, or restores an earlier conversion.
        settle: makes a converted page readable for other plugins.
    """
    loaded = planned.loaded

    def convert_or_show_source(convert: Callable[[], None]) -> None:
        with error_boundary(loaded.findings, loaded.location_of(page), "the text of this page"):
            if cached is None or is_notebook(page):
                planned.empty_pages.convert(page, convert)
            else:
                cached(page, lambda: planned.empty_pages.convert(page, convert))
            page.content = replace_disallowed(page.content or "")
            if is_notebook(page):
                expand_notebook(planned, page)
            settle(page)
            return
        show_source(page, planned.placeholders.restore(page.markdown or ""))

    wrap_render(page, convert_or_show_source)


def finish_conversion(planned: Planned, files: Files, order: Sequence[str] = ()) -> Converted:
    """Determine the final titles of all pages, and store them in the registry.

    Args:
        planned: the phase before.
        files: the files of the site, their pages converted.
        order: source paths of the pages in the navigation, in its order.
    """
    pages = tuple(page for page in pages_of(files) if page.content is not None)
    for page in pages:
        _settle_title(planned, page)
    shown = {page.file.src_uri: str(page.title or "") for page in pages}
    titles = {
        path: info.title or sanitise_text(html.unescape(shown.get(path, ""))) or info.base_name
        for path, info in planned.pages.infos.items()
    }
    return Converted(planned, files, pages, planned.registry.with_titles(titles), tuple(order))


def _settle_title(planned: Planned, page: Page) -> None:
    """Make the title of a page HTML, since the templates of themes print it as HTML."""
    title = page.title
    if title is None or isinstance(title, Markup):
        return
    placeholders = planned.placeholders
    has_placeholders = placeholders.start in str(title)
    if len(title) > MAX_LINE_LENGTH:
        # A heading may have any length, and the navigation of every page shows the title.
        text = placeholders.plain(title) if has_placeholders else html.unescape(title)
        planned.loaded.findings.add(
            Code.TOO_LARGE,
            planned.loaded.location_of(page),
            f"The title of this page has {len(text):,} characters; only the beginning is shown.",
            f"Shorten the heading, or write a “title” of {MAX_LINE_LENGTH:,} characters or fewer.",
        )
        page.title = Markup(as_html(f"{text[:MAX_LINE_LENGTH]}…"))
    elif has_placeholders:
        page.title = Markup(as_html(placeholders.plain(str(title))))
    elif "title" not in page.meta and not has_title_from_heading(page):
        # The title comes from the navigation in mkdocs.yml, as HTML, or from the name of the file.
        if not has_title_from_navigation(page):
            page.title = as_html(str(title))
    elif "&" in str(title):
        # Titles from headings and from the navigation are HTML already.
        page.title = Markup(title)


def _escape_sections(items: Iterable[StructureItem]) -> None:
    open_items = list(items)
    while open_items:
        item = open_items.pop()
        if isinstance(item, Section):
            item.title = as_html(item.title)
            open_items += item.children
