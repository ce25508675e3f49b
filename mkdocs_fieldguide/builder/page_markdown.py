"""The texts of pages: tags are taken out of them, and calls of macros, before Markdown is converted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.generated_pages import Listings
from mkdocs_fieldguide.builder.other_plugins import OtherPlugins, check_macros
from mkdocs_fieldguide.builder.pages import PageStore, apply_front_matter, describe, layout_of
from mkdocs_fieldguide.builder.theme_meta import ThemeMeta
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.content.pages.source_text import SourceText
from mkdocs_fieldguide.files.symlinks import may_escape
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.arguments import from_macro
from mkdocs_fieldguide.markup.context import ExpansionContext, PageText
from mkdocs_fieldguide.markup.directives import DIRECTIVES
from mkdocs_fieldguide.markup.expander import Expander
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.safe_characters import replace_disallowed
from mkdocs_fieldguide.rendering.icons import Icons
from mkdocs_fieldguide.rendering.ui_strings import UiStrings


class PageMarkdown:
    """Takes tags and calls out of the pages' texts and writes them into the mark book.

    Args:
        config: the site's configuration.
        options: the plugin's options.
        pages: the site's pages.
        book: the marks of the build.
        words: the words that readers see.
        others: what the site's other plugins do.
        findings: receives what is wrong.
        with_theme: whether the site's theme is known, as it is in a build.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        options: FieldguideConfig,
        pages: PageStore,
        book: PlaceholderTable,
        words: UiStrings,
        others: OtherPlugins,
        findings: Findings,
        *,
        with_theme: bool = True,
    ) -> None:
        self._config = config
        self._options = options
        self._pages = pages
        self._book = book
        self._words = words
        self._others = others
        self._findings = findings
        self._theme_meta = ThemeMeta(
            config, Icons(map(Path, config.theme.dirs)), findings, with_theme=with_theme
        )
        self._listings = Listings()
        self._expander = Expander(book, findings, ExpansionContext())
        self._current = ""
        self._calls: Counter[tuple[str, str]] = Counter()

    def begin(self, listings: Listings, surroundings: ExpansionContext) -> None:
        """Take down what is known once all front matter is read.

        Args:
            listings: the pages that the build makes.
            surroundings: what the expansion of tags has to know of the site.
        """
        self._listings = listings
        self._expander = Expander(self._book, self._findings, surroundings)

    def readable_source(self, page: Page) -> str | None:
        """Return the text of a page whose front matter cannot be read, without it; None for all others.

        MkDocs would show such front matter as text, or crash: nested deep enough, it overflows the stack of
        the YAML reader. What is wrong with it is a finding already.
        """
        source = self._pages.sources.get(page.file.src_uri)
        if source is None or not source.is_broken:
            return None
        # Below an empty line MkDocs looks for no other front matter.
        return f"\n{source.body}"

    def expand(self, markdown: str, page: Page) -> str:
        """Take the tags out of a page's text, before any other plugin sees them."""
        path = page.file.src_uri
        self._current = path
        self._calls.clear()
        source = self._source(path)
        with error_boundary(self._findings, Location(source.file, 1), "the front matter of this page"):
            self._take_front_matter(page)
        if path in self._listings.generated:
            return markdown
        expanded = replace_disallowed(markdown)
        with error_boundary(
            self._findings, Location(source.file, source.first_line), "the text of this page"
        ):
            expanded = self._expanded(markdown, page)
        # The macros plugin renders the page's title as well, which MkDocs takes from here until the page is
        # converted.
        page.markdown = expanded
        return expanded

    def _take_front_matter(self, page: Page) -> None:
        path = page.file.src_uri
        info = self._pages.infos.get(path)
        if info is not None:
            self._check_template(page, info)
            self._theme_meta.clean(page.meta, info.source, f"page “{shorten(path)}”")
            apply_front_matter(page.meta, info, self._options.defaults.native_for_path(path))
            if layout := layout_of(info, self._options.page_types, self._config.theme.dirs):
                page.meta.setdefault("template", layout)
        if path in self._listings.generated:
            made = self._listings.generated[path]
            describe(page.meta, made, made.display_title(self._words))

    def _expanded(self, markdown: str, page: Page) -> str:
        source = self._source(page.file.src_uri)
        values = {f"page.{key}": str(value) for key, value in page.meta.items() if isinstance(value, str)}
        text = PageText(page.file.src_uri, source.location_mapper(markdown), values)
        expanded = self._expander.expand(replace_disallowed(markdown), text)
        check_macros(
            self._others,
            page.meta,
            expanded,
            source.location_mapper(expanded),
            self._findings,
            self._book.restore,
        )
        return expanded

    def _check_template(self, page: Page, info: PageInfo) -> None:
        """Drop a template that lies outside of the theme; to load it would end the build."""
        name = page.meta.get("template")
        if isinstance(name, str) and may_escape(name):
            del page.meta["template"]
            self._findings.add(
                Code.OUTSIDE_PATH,
                info.source.at("template"),
                f"“template” is “{shorten(name)}”, which leads out of the theme; nothing is read.",
                "Use the name of a template of the theme, such as main.html.",
            )

    def expand_unrendered_macros(self, markdown: str, page: Page) -> str:
        """Take macro calls of ours out that the macros plugin has not carried out."""
        source = self._source(page.file.src_uri)
        with error_boundary(
            self._findings, Location(source.file, source.first_line), "the text of this page"
        ):
            text = PageText(page.file.src_uri, source.call_mapper(markdown))
            return self._expander.macro_calls(markdown, text)
        return markdown

    def expand_macro(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        """Carry out a directive that was called as a macro; gives its token."""
        source = self._source(self._current)
        word = str(args[0]) if args else ""
        self._calls[name, word] += 1
        location, written = source.locate_call(name, word, self._calls[name, word] - 1)
        if not written:
            shorten = [repr(arg) for arg in args] + [f"{key}={value!r}" for key, value in kwargs.items()]
            written = f"{{{{ {name}({', '.join(shorten)}) }}}}"
        parsed = from_macro(DIRECTIVES[name], args, kwargs, self._book.plain)
        return self._expander.call_mark(parsed, name, written, self._current, location).token

    def expand_included_text(self, text: str, path: str) -> str:
        """Take the tags out of text that came in while the page was converted, such as a snippet."""
        source = self._source(path)
        return self._expander.expand(text, PageText(path, lambda at: Location(source.file)))

    def place_of_link(self, page: str, target: str, count: int = 0) -> Location:
        """Return where a link stands on a page, after `count` others to the same target."""
        return self._source(page).locate_link(target, count)

    def _source(self, path: str) -> SourceText:
        known = self._pages.sources.get(path)
        return known or SourceText(path or "mkdocs.yml", "")
