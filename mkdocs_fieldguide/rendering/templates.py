"""The Jinja environment of the partials, which escapes all data."""

from __future__ import annotations

import copy
import re
import traceback
from collections.abc import Callable, Collection, Iterable, MutableMapping
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from mkdocs_fieldguide.content.settings.page_types import PageTypes
from mkdocs_fieldguide.model.anchors import make_html_id
from mkdocs_fieldguide.model.entries import slugify
from mkdocs_fieldguide.model.urls import safe_url
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.icons import icon_file
from mkdocs_fieldguide.rendering.inline_markdown import InlineMarkdown
from mkdocs_fieldguide.rendering.people.avatars import avatar_hue, initials
from mkdocs_fieldguide.rendering.site_addresses import SiteAddresses
from mkdocs_fieldguide.rendering.ui_strings import UiStrings
from mkdocs_fieldguide.rendering.urls import SiteUrls

PARTIALS = "fieldguide/partials"
_SVG = re.compile(r"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)
_VIEW_BOX = re.compile(r'\bviewBox="([^"]*)"')
_USED_ICON = '<use xlink:href="#'


class _Environment(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the global variables of a template in a plain dictionary.

        Jinja iterates over them for each rendering, which takes long for its own ChainMap.
        """
        return {**self.globals, **(d or {})}


class Templates:
    """Renders partials, which a site can override.

    Args:
        folders: template folders, those of the site first.
        words: the UI strings.
        types: the page types.
        prepare: changes the environment once its options are set.
        addresses: resolves relative URLs in data.
    """

    def __init__(
        self,
        folders: Iterable[Path],
        words: UiStrings,
        types: PageTypes,
        prepare: Callable[[Environment], None] = lambda environment: None,
        addresses: SiteAddresses | None = None,
    ) -> None:
        self._root = ""
        self._addresses = addresses or SiteAddresses(Registry(), SiteUrls())
        self._shown_at = [""]
        self._folders = [folder for folder in folders if folder.is_dir()]
        self._environment = _Environment(
            loader=FileSystemLoader(self._folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            # Templates do not change during a build.
            auto_reload=False,
        )
        self._environment.globals.update(
            words=words,
            icon=self.icon,
            hue=avatar_hue,
            initials=initials,
            type_label=lambda name: types(name).label,
        )
        self.markdown = InlineMarkdown(self._addresses.in_markdown)
        self._environment.filters.update(
            markdown=lambda text: self.markdown(text, self._shown_at[0]),
            shortened=shorten_html,
            safe_url=lambda url: self._href(url or "", self._shown_at[0]),
            html_id=make_html_id,
            slugify=slugify,
        )
        prepare(self._environment)
        self._partials: dict[str, Any] = {}
        self._icons: dict[str, Markup] = {}
        self._symbols: dict[str, Markup | None] = {}

    def at(self, root: str) -> Templates:
        """Return the templates for the pages at one depth of the site.

        Args:
            root: the relative URL of the site's root, see `root_of`.
        """
        there = copy.copy(self)
        there._root = root.removeprefix("./")
        return there

    def href(self, url: str) -> str:
        """Return a URL of data as a link from the pages at this depth; empty if it is dead."""
        return self._href(url, self._root)

    def _href(self, url: str, root: str) -> str:
        return safe_url(self._addresses.href(url, root)) or ""

    def partial(self, name: str, /, **values: Any) -> Markup:
        """Render `fieldguide/partials/NAME.html`.

        Raises:
            jinja2.TemplateError: if the template, which the site may have overridden, has an error.
        """
        template = self._partials.get(name)
        if template is None:
            template = self._environment.get_template(f"{PARTIALS}/{name}.html")
            self._partials[name] = template
        # The filters belong to the environment, which all depths share.
        self._shown_at[0] = self._root
        return Markup(template.render(**values).strip())

    def has_partial(self, name: str) -> bool:
        """Return whether `fieldguide/partials/NAME.html` exists; NAME is from a page."""
        if not re.fullmatch(r"[\w-]{1,80}(?:/[\w-]{1,80})?", name, re.ASCII):
            return False
        return any((folder / PARTIALS / f"{name}.html").is_file() for folder in self._folders)

    @cached_property
    def has_icons(self) -> bool:
        """Return whether the theme has icons."""
        return any((folder / ".icons").is_dir() for folder in self._folders)

    def icon(self, name: str) -> Markup:
        """Return an icon of the theme such as `material/web`, as a reference to the page's sprite."""
        if name not in self._icons:
            # Not `href`: Material's instant navigation sets that property, which is read-only here.
            reference = Markup(
                '<svg class="fg-icon" aria-hidden="true" focusable="false"><use xlink:href="#{}"/></svg>'
            ).format(_symbol_id(name))
            self._icons[name] = Markup("") if self._symbol(name) is None else reference
        return self._icons[name]

    def icons_of(self, used: Collection[str]) -> list[Markup]:
        """Return the icons with the given ids, sorted by name.

        Their order must not depend on the pages before, which a repeated build may leave out.
        """
        return [icon for name, icon in sorted(self._icons.items()) if icon and _symbol_id(name) in used]

    def sprite(self, html: str) -> Markup:
        """Return a sprite with the icons in `html`; empty if there are none.

        A table may contain two thousand icons, which would be most of the page if they were inline.
        """
        used = find_icons(html)
        found = {
            name: symbol for name, symbol in self._symbols.items() if symbol and _symbol_id(name) in used
        }
        symbols = [symbol for _, symbol in sorted(found.items())]
        return self.partial("sprite", symbols=symbols) if symbols else Markup("")

    def _symbol(self, name: str) -> Markup | None:
        if name not in self._symbols:
            try:
                self._symbols[name] = self._read_symbol(name)
            except (
                OSError,
                ValueError,
            ):  # The name is too long for the file system, or the file is not text.
                self._symbols[name] = None
        return self._symbols[name]

    def _read_symbol(self, name: str) -> Markup | None:
        for folder in self._folders:
            path = icon_file(folder / ".icons", name)
            if path is not None:
                svg = _SVG.search(path.read_text(encoding="utf-8"))
                box = svg and _VIEW_BOX.search(svg[1])
                if svg and box:
                    return Markup('<symbol id="{}" viewBox="{}">{}</symbol>').format(
                        _symbol_id(name), box[1], Markup(svg[2])
                    )
        return None


def shorten_html(html: Markup, length: int) -> Markup:
    """Return `html`, or its plain text cut at a word boundary if that is longer than `length` characters.

    Args:
        html: the text.
        length: maximum number of characters; 0 for no limit.
    """
    text = html.striptags()
    if not length or len(text) <= length:
        return html
    cut = text[:length]
    # Drop a word that is cut, unless it is the only one.
    whole = cut if text[length].isspace() else cut.rpartition(" ")[0] or cut
    return escape(f"{whole.rstrip(' ,;:.')} …")


def template_fault(error: TemplateError) -> str:
    """Return an error message with the template's file and line."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: error in this template: {error.message}"
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".html")]
    where = f"{frames[-1].filename}:{frames[-1].lineno}: error in this" if frames else "Error in a"
    return f"{where} template: {error.message or type(error).__name__}"


def find_icons(html: str) -> set[str]:
    """Return the ids of the symbols that icons refer to."""
    return {piece[: piece.find('"')] for piece in html.split(_USED_ICON)[1:]}


def _symbol_id(name: str) -> str:
    return "fg-icon-" + re.sub(r"[^a-z0-9]+", "-", name.lower())
