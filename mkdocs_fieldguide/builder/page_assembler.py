"""Assembles pages: renders their placeholders, and adds the sections below their text."""

from __future__ import annotations

import functools
import html
from collections.abc import Mapping

from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_fieldguide.builder.collecting import PageContents
from mkdocs_fieldguide.builder.converting import Converted
from mkdocs_fieldguide.builder.edit_links import actions_of, docs_folder
from mkdocs_fieldguide.builder.generated_pages import GeneratedPage
from mkdocs_fieldguide.builder.toc import entries_of
from mkdocs_fieldguide.markup.html_slots import split_at_placeholders
from mkdocs_fieldguide.model.page_dates import read_page_dates
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.page.chrome import ChromeRenderer
from mkdocs_fieldguide.rendering.page.page import PageRenderer, RenderedPage
from mkdocs_fieldguide.rendering.renderers import Renderers
from mkdocs_fieldguide.rendering.tools.shared_html import SharedToolHtml
from mkdocs_fieldguide.rendering.ui_strings import UiStrings
from mkdocs_fieldguide.rendering.urls import root_of


class _GeneratedInfos:
    """Information about generated pages, made on demand: a repeated build needs little of it.

    Args:
        pages: the generated pages by source path.
        words: the UI strings.
    """

    def __init__(self, pages: Mapping[str, GeneratedPage], words: UiStrings) -> None:
        self._pages = pages
        self._words = words
        self._infos: dict[str, PageInfo] = {}

    def get(self, path: str) -> PageInfo | None:
        """Return the information about a page; None if it is not generated."""
        if path not in self._infos:
            page = self._pages.get(path)
            if page is None:
                return None
            self._infos[path] = page.info(self._words)
        return self._infos[path]


class PageAssembler:
    """Assembles the pages of one site. In a dry run it only reports what is wrong with them.

    Args:
        converted: the site, its pages converted.
        contents: the contents of its pages.
        context: the context of rendering.

    Attributes:
        generated_infos: what is known about generated pages.
        tool_html: the HTML of tools, which all pages share.
        restored_tables: files with the rows of tables on pages that were not assembled again.
    """

    def __init__(self, converted: Converted, contents: PageContents, context: RenderContext) -> None:
        planned = converted.planned
        self._loaded = planned.loaded
        self._listings = planned.listings
        self._files = converted.files
        self._contents = contents
        self._context = context
        self.generated_infos = _GeneratedInfos(planned.listings.generated, planned.words)
        self._docs_folder = docs_folder(planned.loaded.config)
        self.tool_html = SharedToolHtml(context)
        self._renderers: dict[str, Renderers] = {}
        self._pages: dict[str, PageRenderer] = {}
        self._excerpted: set[str] = set()
        self.restored_tables: dict[str, str] = {}

    def assemble(self, page: Page) -> RenderedPage | None:
        """Assemble a page.

        Returns:
            The page; None in a dry run, and for a page of another plugin, such as a blog's index.
        """
        path = page.file.src_uri
        generated = self._listings.generated.get(path)
        info = self.generated_infos.get(path) or self._context.registry.pages.get(path)
        if info is None:
            return None
        renderers = self._renderers_at(root_of(page.file.url))
        headings = functools.partial(entries_of, page, info, self._loaded.options.toc)
        renderer = PageRenderer(renderers, info, self._contents.parts[path], headings)
        # Only excerpts need it again, such as those of posts; those of all pages would fill the memory.
        if type(page) is not Page or path in self._excerpted:
            self._pages[path] = renderer
        if self._loaded.dry:
            renderer.check()
            return None
        below = generated.render(renderers, renderer) if generated else ""
        actions = actions_of(self._context, page, info, generated, self._docs_folder)
        # The theme would show the title from the navigation, which is often shorter.
        shown = html.unescape(str(page.title or info.base_name))
        title = (generated.title if generated else info.title) or shown
        changed = read_page_dates(page.meta).modified if self._loaded.options.last_change else ""
        return renderer.assemble(title, below, headed=title != shown, actions=actions, changed=changed)

    def fill_late(self, output: str, page: Page) -> str:
        """Render the placeholders that a template brought into a finished page, as a blog's excerpts do."""
        placeholders = self._context.text.placeholders
        if placeholders.start not in output:
            return output
        renderers = self._renderers_at(root_of(page.file.url))
        host = PageRenderer(renderers, PageInfo(path=page.file.src_uri), [])
        filled: list[str] = []
        for part in split_at_placeholders(output, placeholders):
            if isinstance(part, str):
                filled.append(part)
                continue
            source = self._renderer_of(part.mark.page)
            call = part.mark.call
            if source is not None and call is not None and call.directive.cited_keys(call):
                filled.append(source.render_excerpt(part, self._url_of(part.mark.page, page)))
            else:
                filled.append(host.render_excerpt(part, ""))
        output = "".join(filled)
        if host.cards:
            cards = self._context.templates.partial("cards", cards=host.cards)
            sprite = self._context.templates.sprite(cards)
            output = output.replace("</body>", f"{cards}\n{sprite}\n</body>", 1)
        return output

    def chrome(self, root: str) -> ChromeRenderer:
        """Return the renderer of the parts around a page, such as announcement and footer.

        Args:
            root: the relative URL of the site's root, as seen from the page.
        """
        return self._renderers_at(root).chrome

    def table_files(self) -> dict[str, str]:
        """Return the files with the rows of tables that are too large for one page, by output path."""
        files = dict(self.restored_tables)
        for renderers in self._renderers.values():
            files.update(renderers.tool_tables.files)
        return files

    def release_tables(self) -> None:
        """Drop these files, once they are written."""
        self.restored_tables.clear()
        for renderers in self._renderers.values():
            renderers.tool_tables.files.clear()

    def _renderers_at(self, root: str) -> Renderers:
        if root not in self._renderers:
            self._renderers[root] = Renderers(self._context, root, self.tool_html)
        return self._renderers[root]

    def _renderer_of(self, path: str) -> PageRenderer | None:
        """Return the renderer of a page, which has not been needed so far unless the page is a post."""
        file = self._files.get_file_from_path(path)
        if path not in self._pages and path in self._contents.parts and file is not None and file.page:
            self._excerpted.add(path)
            self.assemble(file.page)
        return self._pages.get(path)

    def _url_of(self, path: str, page: Page) -> str:
        file = self._files.get_file_from_path(path)
        return get_relative_url(file.url, page.url) if file else ""
