"""Replaces tags and macro calls in the text of pages with tokens, before Markdown is converted."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.expansions import Expanded, RepeatedExpansions
from mkdocs_fieldguide.builder.generated_pages import Listings
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.other_plugins import check_macros, without_including_tags
from mkdocs_fieldguide.builder.page_store import PageStore
from mkdocs_fieldguide.builder.pages import apply_front_matter, apply_generated, layout_of
from mkdocs_fieldguide.builder.theme_meta import ThemeMeta
from mkdocs_fieldguide.checks.jinja_syntax import check_jinja_syntax
from mkdocs_fieldguide.content.pages.source_text import SourceText
from mkdocs_fieldguide.files.symlinks import may_escape
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.arguments import from_macro
from mkdocs_fieldguide.markup.context import ExpansionContext, PageText
from mkdocs_fieldguide.markup.expander import Expander
from mkdocs_fieldguide.markup.placeholders import Placeholder, PlaceholderTable
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.safe_characters import replace_disallowed
from mkdocs_fieldguide.rendering.directives import DIRECTIVES
from mkdocs_fieldguide.rendering.icons import Icons
from mkdocs_fieldguide.rendering.ui_strings import UiStrings


class PageMarkdown:
    """Replaces tags and macro calls in the text of pages with tokens, and records them as placeholders.

    Args:
        loaded: the settings of the site.
        pages: the pages that authors wrote.
        placeholders: receives the tags.
        listings: the generated pages.
        words: the UI strings.
        context: the names and values of the site that tags can use.
    """

    def __init__(
        self,
        loaded: Loaded,
        pages: PageStore,
        placeholders: PlaceholderTable,
        listings: Listings,
        words: UiStrings,
        context: ExpansionContext,
    ) -> None:
        self._loaded = loaded
        self._findings = loaded.findings
        self._pages = pages
        self._placeholders = placeholders
        self._listings = listings
        self._words = words
        icons = Icons(map(Path, loaded.config.theme.dirs))
        self._theme_meta = ThemeMeta(loaded.config, icons, loaded.findings, with_theme=not loaded.dry)
        self._expander = Expander(placeholders, DIRECTIVES, context)
        self._current = ""
        self._first_mark = 0
        self._calls: Counter[tuple[str, str]] = Counter()
        self._context = context
        self._expansions: RepeatedExpansions | None = None

    def repeat(self, expansions: RepeatedExpansions) -> None:
        """Use what an earlier build has expanded, and store what this one expands."""
        expansions.begin(self._context)
        self._expansions = expansions

    def readable_source(self, page: Page) -> str | None:
        """Return the text of a page in a form that MkDocs can read; None if it is in one already.

        A page may consist of front matter only, without the line break that MkDocs needs. Invalid front
        matter is left out: MkDocs would show it as text, or crash, as deep nesting overflows the stack of the
        YAML parser. `read_pages` has reported it.
        """
        if page.file.src_uri in self._listings.generated:
            return ""  # its file is for other plugins
        source = self._pages.sources.get(page.file.src_uri)
        if source is None or not source.is_broken:
            return source.text if source is not None and not source.body else None
        # MkDocs recognises front matter only on the first line.
        return f"\n{source.body}"

    def expand(self, markdown: str, page: Page) -> str:
        """Replace the tags in a page's text with tokens, before other plugins see them."""
        path = page.file.src_uri
        self._current = path
        self._first_mark = len(self._placeholders)
        self._calls.clear()
        source = self._source(path)
        with error_boundary(self._findings, Location(source.file, 1), "the front matter of this page"):
            self._apply_front_matter(page)
        if path in self._listings.generated:
            return markdown
        expanded = replace_disallowed(markdown)
        with error_boundary(
            self._findings, Location(source.file, source.first_line), "the text of this page"
        ):
            expanded = self._expand_tags(markdown, page)
        # The macros plugin also renders the page's title, which MkDocs computes from this attribute until the
        # page is converted.
        page.markdown = expanded
        return expanded

    def first_mark(self, path: str) -> int | None:
        """Return the number of the first placeholder of the page that is being read; None for other pages."""
        return self._first_mark if path == self._current else None

    def _apply_front_matter(self, page: Page) -> None:
        path = page.file.src_uri
        info = self._pages.infos.get(path)
        if info is not None:
            self._check_template(page, info)
            self._theme_meta.clean(page.meta, info.source, f"page “{shorten(path)}”")
            apply_front_matter(page.meta, info, self._loaded.options.defaults.native_for_path(path))
            if layout := layout_of(info, self._loaded.options.page_types, self._loaded.config.theme.dirs):
                page.meta.setdefault("template", layout)
        if path in self._listings.generated:
            generated = self._listings.generated[path]
            apply_generated(page.meta, generated, generated.display_title(self._words))

    def _expand_tags(self, markdown: str, page: Page) -> str:
        path, table = page.file.src_uri, self._placeholders
        source = self._source(path)
        values = {f"page.{key}": str(value) for key, value in page.meta.items() if isinstance(value, str)}
        inputs = (source.file, source.text, markdown, values)
        known = self._expansions.get(path, inputs, table) if self._expansions else None
        if known is not None:
            return known
        before = self._side_effects()
        text = PageText(path, source.location_mapper(markdown), values)
        expanded = self._expander.expand(replace_disallowed(markdown), text)
        check_macros(
            self._loaded.plugins,
            page.meta,
            without_including_tags(expanded, self._loaded.plugins.including_tags),
            source.location_mapper(expanded),
            self._findings,
            self._placeholders.restore,
        )
        if self._expansions:
            is_repeatable = self._loaded.plugins.macros is None and before == self._side_effects()
            self._expansions.put(path, inputs, Expanded(expanded, self._first_mark, is_repeatable), table)
        return expanded

    def _side_effects(self) -> tuple[int, ...]:
        """Return numbers that change if an expansion does more than adding placeholders."""
        table = self._placeholders
        return self._findings.recorded, len(table.too_much), len(table.written_out), len(table.misplaced)

    def _check_template(self, page: Page, info: PageInfo) -> None:
        """Remove a template outside the theme, which would stop the build."""
        name = page.meta.get("template")
        if isinstance(name, str) and may_escape(name):
            del page.meta["template"]
            self._findings.add(
                Code.OUTSIDE_PATH,
                info.source.at("template"),
                f"“template” is “{shorten(name)}”, which is outside the theme; it is ignored.",
                "Use the name of a template of the theme, such as main.html.",
            )

    def expand_unrendered_macros(self, markdown: str, page: Page) -> str:
        """Replace our macro calls that the macros plugin has not expanded."""
        source = self._source(page.file.src_uri)
        with error_boundary(
            self._findings, Location(source.file, source.first_line), "the text of this page"
        ):
            text = PageText(page.file.src_uri, source.call_mapper(markdown))
            if self._loaded.plugins.macros is not None:
                # The output of macros, which may contain tags.
                markdown = self._placeholders.repair(
                    markdown, functools.partial(self._report_cut, source.file)
                )
                whole = PageText(text.path, lambda at: Location(source.file))
                markdown = self._expander.expand(markdown, whole) if "{%" in markdown else markdown
            return self._expander.macro_calls(markdown, text)
        return markdown

    def _report_cut(self, file: str, mark: Placeholder | None) -> None:
        self._findings.add(
            Code.BAD_ARGUMENT,
            mark.location if mark else Location(file),
            "A macro or filter cuts or changes the output of a function of ours; it is left out.",
            'Apply filters to the function itself, as in {{ tool("id")|upper }}.',
        )

    def is_token(self, text: str) -> bool:
        """Return whether a text is a token and nothing else."""
        return self._placeholders.of_token(text) is not None

    def plain_for(self, token: str, name: str) -> str | None:
        """Return the plain text of a token, for a filter or method that changes it.

        Nothing, with a finding, is returned if it stands for something else than text, such as a table.

        Args:
            token: the token.
            name: name of the filter or method.
        """
        mark = self._placeholders.of_token(token)
        if mark is None or mark.plain:
            return mark.plain if mark else None
        self._findings.add(
            Code.BAD_ARGUMENT,
            mark.location,
            f"“{shorten(mark.source)}” has no plain text, so “{name}” has no effect on it.",
            f"Remove “{name}”.",
        )
        return None

    def token_for(self, token: str, result: str) -> str:
        """Return a token for what a filter or method has made from another token."""
        mark = self._placeholders.of_token(token)
        return self._placeholders.title_of(mark, result) if mark else ""

    def expand_for_macros(self, text: str, place_of: Callable[[int], Location]) -> str:
        """Expand the tags in a text from a file that the macros plugin includes into the current page."""
        return self._expander.expand(text, PageText(self._current, place_of))

    def check_included(
        self, text: str, place_of: Callable[[int], Location], written: Callable[[str], str]
    ) -> bool:
        """Report syntax in an included file on which the macros plugin fails; return whether it is valid."""
        before = len(self._findings)
        plugins = self._loaded.plugins
        check_jinja_syntax(
            text,
            plugins.macros or {},
            plugins.foreign_tags,
            place_of,
            self._findings,
            written,
            effect="the file is included without evaluating it",
        )
        return len(self._findings) == before

    def expand_macro(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        """Expand a directive that was called as a macro, and return its token."""
        source = self._source(self._current)
        word = str(args[0]) if args else ""
        self._calls[name, word] += 1
        location, written = source.locate_call(name, word, self._calls[name, word] - 1)
        if not written:
            arguments = [repr(arg) for arg in args] + [f"{key}={value!r}" for key, value in kwargs.items()]
            written = f"{{{{ {name}({', '.join(arguments)}) }}}}"
        parsed = from_macro(DIRECTIVES[name], args, kwargs, self._placeholders.plain)
        return self._expander.call_mark(parsed, name, written, self._current, location).token

    def expand_included_text(self, text: str, path: str) -> str:
        """Replace the tags in text that was included during conversion, such as a snippet."""
        source = self._source(path)
        return self._expander.expand(text, PageText(path, lambda at: Location(source.file)))

    def expand_at(self, text: str, path: str, place_of: Callable[[int], Location]) -> str:
        """Replace the tags in a text of a page.

        Args:
            text: the text.
            path: source path of the page.
            place_of: returns the location of a position in the text.
        """
        return self._expander.expand(text, PageText(path, place_of))

    def place_of_link(self, page: str, target: str, count: int = 0) -> Location:
        """Return the location of a link on a page, after `count` others to the same target."""
        return self._source(page).locate_link(target, count)

    def _source(self, path: str) -> SourceText:
        known = self._pages.sources.get(path)
        return known or SourceText(path or "mkdocs.yml", "")
