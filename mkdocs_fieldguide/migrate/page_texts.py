"""The texts of pages whose Liquid must be computed, because the plugin does not understand it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs_fieldguide.markup.tag_syntax import ASSIGN, INCLUDE, RELATIVE_URL
from mkdocs_fieldguide.migrate.dead_scripts import drop_dead_scripts
from mkdocs_fieldguide.migrate.file_mapping import DOCS
from mkdocs_fieldguide.migrate.heading_levels import lower_headings
from mkdocs_fieldguide.migrate.jekyll_site import JekyllSite
from mkdocs_fieldguide.migrate.landing.convert import convert_html
from mkdocs_fieldguide.migrate.last_changes import LastChange, find_last_changes, with_date
from mkdocs_fieldguide.migrate.liquid.engine import Engine, Rendered, TemplateError
from mkdocs_fieldguide.migrate.old_page import OldPage, split_front_matter
from mkdocs_fieldguide.migrate.old_tables import convert_tables
from mkdocs_fieldguide.migrate.own_layouts import CONTENT, WHOLE_PAGE, OwnLayouts, Wrapping
from mkdocs_fieldguide.migrate.own_parts import CALLOUT, OwnParts, unindent_html
from mkdocs_fieldguide.migrate.site_engine import Directives
from mkdocs_fieldguide.migrate.yaml_values import as_list, as_mapping, as_text

_TAG = re.compile(r"\{%-?\s*([\w-]*)((?:[^%]|%(?!\}))*?)-?%\}")
_OUTPUT = re.compile(r"\{\{-?((?:[^}]|\}(?!\}))*?)-?\}\}")
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}.*?(?:\{%-?\s*endraw\s*-?%\}|\Z)", re.DOTALL)
_UNDERSTOOD = frozenset({"comment", "endcomment", "capture", "endcapture", "endquote", "quote"})
_VARIABLE = re.compile(r"=\s*([A-Za-z_][\w.\[\]-]*)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_PERMALINK = re.compile(r"^permalink:.*$", re.MULTILINE)
_FENCE = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[ \t]*$)", re.DOTALL | re.MULTILINE)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True, slots=True)
class Kept:
    """Why a page could not be computed.

    Attributes:
        reason: the reason, as the end of a sentence.
        line: line in the file; 0 if it is not known, or is one of an include.
    """

    reason: str
    line: int = 0


@dataclass(slots=True)
class PageTexts:
    """The computed pages, and what happened to the templates of the site.

    Attributes:
        texts: new content of pages, by path in the new site.
        computed: paths of pages of which parts were computed.
        landing: paths of pages that became landing pages.
        kept: pages that could not be computed, each with the reason.
        problems: what was left unchanged on computed pages, with the pages.
        uses: own includes and layouts that were computed, with the pages.
        replaced: own includes in whose place a directive stands, with the pages.
        layouts: names of the own layouts that pages use.
        files: paths of computed files that are not pages.
        scripts: paths of pages from which scripts for the old theme were removed.
        lowered: paths of pages with headings that went one level down.
        lost: sentences on values that are not shown any more.
        changes: the last changes of pages that own includes show, by path in the new site.
    """

    texts: dict[str, str] = field(default_factory=dict)
    computed: list[str] = field(default_factory=list)
    landing: list[str] = field(default_factory=list)
    kept: dict[str, Kept] = field(default_factory=dict)
    problems: dict[str, list[str]] = field(default_factory=dict)
    uses: dict[str, list[str]] = field(default_factory=dict)
    replaced: dict[str, list[str]] = field(default_factory=dict)
    layouts: set[str] = field(default_factory=set)
    files: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    lowered: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    changes: Mapping[str, LastChange] = field(default_factory=dict)


class PageComputer:
    """Computes pages.

    Args:
        site: the old site.
        directives: what the plugin has.
        engine: computes its templates.
    """

    def __init__(self, site: JekyllSite, directives: Directives, engine: Engine) -> None:
        self._site = site
        self._directives = directives
        self._engine = engine
        self._result = PageTexts()
        self._layouts = OwnLayouts(site, self._render_layout, self._note_layout)
        self._result.layouts = self._layouts.used

    def compute(self) -> PageTexts:
        """Return the texts of all pages that need it."""
        own_parts = OwnParts(self._site, self._engine)
        for page in self._site.pages.values():
            layout = as_text(page.values.get("layout"))
            own = layout if self._layouts.is_own(layout) else ""
            is_html = page.path.endswith(".html") or WHOLE_PAGE.search(page.body) is not None
            is_home = page.url == "/" and (
                is_html or page.body.lstrip().startswith("<") or self._layouts.has_whole_page(own)
            )
            if own or is_home or is_html or not self._is_understood(page):
                self._compute(page, own, is_home=is_home, is_html=is_html)
            if page.path not in self._result.kept:
                names = () if is_home or is_html else own_parts.names(page, layout)
                self._add_own_parts(page, own_parts, names)
                if own_parts.has_title(layout) and not is_home:
                    self._lower_headings(page)
            if (page.is_copy or not page.is_readable) and page.new not in self._result.texts:
                self._result.texts[page.new] = _with_front_matter(page, page.body)
        for path in self._site.generated_files:
            self._compute_file(path)
        self._add_last_changes()
        return self._result

    def _add_last_changes(self) -> None:
        """Write the dates that own includes show into the front matter of their pages."""
        by_path = {page.new: page for page in self._site.pages.values()}
        for path, change in find_last_changes(self._site, self._engine).items():
            page = by_path[path]
            text = self._result.texts.get(path, _with_front_matter(page, page.body))
            dated = with_date(text, change.date)
            if dated != text:
                self._result.texts[path] = dated
                self._result.changes = {**self._result.changes, path: change}

    def _add_own_parts(self, page: OldPage, own_parts: OwnParts, names: Collection[str]) -> None:
        """Add what own includes show below the text of a page, and labels of callouts; convert tables."""
        text = before = self._result.texts.get(page.new, _with_front_matter(page, page.body))
        for name in names:
            try:
                rendered = own_parts.render(page, name)
            except TemplateError as error:
                self._result.problems.setdefault(f"{name}: {error}", []).append(page.path)
                continue
            if part := unindent_html(drop_dead_scripts(_tidy(rendered.text))[0]).strip():
                self._note(page, rendered)
                self._result.uses.setdefault(f"_includes/{name}", []).append(page.path)
                text = f"{text.rstrip()}\n\n{part}\n"
        if text != before and page.path not in self._result.computed:
            self._result.computed.append(page.path)
        titled = own_parts.title_callouts(text)
        if titled != text:
            self._result.uses.setdefault(f"_includes/{CALLOUT}", []).append(page.path)
        converted = convert_tables(titled, interactive=page.values.get("datatable") is True)
        if converted != before:
            self._result.texts[page.new] = converted

    def _lower_headings(self, page: OldPage) -> None:
        before = self._result.texts.get(page.new, _with_front_matter(page, page.body))
        body = split_front_matter(before)[1]
        title = as_text(page.values.get("title"))
        lowered = lower_headings(body, title) if title else body
        if lowered != body:
            self._result.texts[page.new] = before.removesuffix(body) + lowered
            self._result.lowered.append(page.path)

    def _compute_file(self, path: str) -> None:
        """Compute a file that is no page, such as `robots.txt`."""
        address, body = self._site.generated_file(path)
        try:
            text = self._engine.render(body, {"page": {"path": path, "url": f"/{address}"}}).text
        except TemplateError as error:
            self._result.kept[path] = Kept(str(error))
            return
        self._result.files.append(path)
        self._result.texts[f"{DOCS}/{address}"] = text

    def _is_understood(self, page: OldPage) -> bool:
        """Return whether the plugin understands all Liquid of a page."""
        if "{%" not in page.body and "{{" not in page.body:
            return True
        text = _RAW.sub("", page.body)
        if text.rfind("{%") > text.rfind("%}") or text.rfind("{{") > text.rfind("}}"):
            return True  # Nobody understands it; the build reports it.
        return all(self._is_tag_understood(match[1], match[2]) for match in _TAG.finditer(text)) and all(
            _is_output_understood(match[1], page) for match in _OUTPUT.finditer(text)
        )

    def _is_tag_understood(self, name: str, rest: str) -> bool:
        if name == "assign":
            return ASSIGN.fullmatch(rest) is not None
        if name == "include":
            match = INCLUDE.fullmatch(rest)
            variables = _VARIABLE.findall(_QUOTED.sub('""', match["rest"])) if match else ()
            return (
                match is not None
                and match["file"] in self._directives.includes
                and not any("." in variable for variable in variables)
            )
        return name in _UNDERSTOOD or name in self._directives.tags

    def _compute(self, page: OldPage, layout: str, *, is_home: bool, is_html: bool) -> None:
        try:
            rendered = self._render(page.body, page)
            text = page.body if rendered.text == page.body else _tidy(rendered.text).rstrip("\n") + "\n"
            self._note(page, rendered)
            wrapping = self._layouts.wrap(page, layout, _tidy) if layout else Wrapping("")
            if not is_home:
                text = wrapping.around(text)
            text, scripts = drop_dead_scripts(text)
            is_converted = is_home or (is_html and WHOLE_PAGE.search(text) is not None)
            if is_home:
                converted = self._landing_page(page, text, wrapping.page, is_html=is_html)
            else:
                converted = convert_html(text, page.own, None) if is_converted else ""
        except TemplateError as error:
            line = error.line + page.front_matter.count("\n") + 2 if error.line else 0
            self._result.kept[page.path] = Kept(str(error), line)
            return
        if scripts:
            self._result.scripts.append(page.path)
        if is_converted:
            (self._result.landing if is_home else self._result.computed).append(page.path)
            self._result.texts[page.new] = converted
        elif text != page.body:
            self._result.computed.append(page.path)
            self._result.texts[page.new] = _with_front_matter(page, text)

    def _landing_page(self, page: OldPage, text: str, layout: str, *, is_html: bool) -> str:
        """Return the home page as a landing page; Markdown in it stays as it is.

        Args:
            page: the home page.
            text: its computed text.
            layout: its own layout, if that is a whole page.
            is_html: whether its text is HTML.
        """
        before, _, after = layout.partition(CONTENT)
        sidebar = self._main_sidebar(page)
        return convert_html(text, page.own, sidebar, is_markdown=not is_html, around=(before, after))

    def _render_layout(self, template: str, page: OldPage, content: str) -> Rendered:
        return self._render(template, page, content=content, layout={})

    def _note_layout(self, name: str, page: OldPage, rendered: Rendered) -> None:
        self._note(page, rendered)
        self._result.uses.setdefault(f"_layouts/{name}.html", []).append(page.path)

    def _render(self, text: str, page: OldPage, **values: Any) -> Rendered:
        return self._engine.render(
            text,
            {"page": page.liquid_values(), **values},
            lambda name: self._site.read_beside(page, name),
        )

    def _note(self, page: OldPage, rendered: Rendered) -> None:
        for name in rendered.includes:
            self._result.uses.setdefault(f"_includes/{name}", []).append(page.path)
        for name in rendered.replaced:
            self._result.replaced.setdefault(f"_includes/{name}", []).append(page.path)
        for problem in rendered.problems:
            self._result.problems.setdefault(problem, []).append(page.path)

    def _main_sidebar(self, page: OldPage) -> Mapping[str, Any]:
        sidebars = self._site.data.get("sidebars")
        names = (as_text(page.values.get("sidebar")), "main")
        found = [sidebars.get(name) for name in names] if isinstance(sidebars, Mapping) else []
        sidebar = next((it for it in found if isinstance(it, Mapping)), {})
        entries = map(as_mapping, as_list(sidebar.get("subitems")))
        return {"subitems": [entry for entry in entries if self._site.has_target(entry)]}


def _with_front_matter(page: OldPage, text: str) -> str:
    """Return the text of a page below its front matter, which MkDocs recognises unless it is empty."""
    front = _PERMALINK.sub(f"permalink: {page.url}", page.front_matter) if page.is_copy else page.front_matter
    return f"---\n{front}---\n{text}" if page.front_matter.strip() else text


def _tidy(text: str) -> str:
    """Return a computed text without the blank lines that its tags leave, except in code."""
    parts = _FENCE.split(text)
    return "".join(
        part if number % 2 else _BLANK_LINES.sub("\n\n", part) for number, part in enumerate(parts)
    )


def _is_output_understood(expression: str, page: OldPage) -> bool:
    name = expression.strip()
    if RELATIVE_URL.fullmatch(expression) or name in ("site.title", "site.description", "site.url"):
        return True
    key = name.removeprefix("page.")
    return name.startswith("page.") and isinstance(page.values.get(key), (str, int, float))
