"""Sets the metadata of pages that MkDocs and the theme use."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.builder.generated_pages import GeneratedPage
from mkdocs_fieldguide.content.inline_markdown import to_html
from mkdocs_fieldguide.content.long_values import MAX_LINE_LENGTH
from mkdocs_fieldguide.content.settings.page_types import PageTypes
from mkdocs_fieldguide.content.settings.toc import FALSE_WORDS
from mkdocs_fieldguide.files.regular_files import is_regular
from mkdocs_fieldguide.files.symlinks import resolve_below
from mkdocs_fieldguide.model.pages import PageInfo

_SPECIAL = re.compile('[&<>"]')

_UNESCAPED = (
    "author", "description", "git_creation_date_localized", "git_revision_date_localized", "location",
    "revision_date", "status", "subtitle",
)  # fmt: skip
"""Front matter that the templates of MkDocs and Material print without escaping."""

NO_INDEX = "fieldguide_noindex"
"""Key of a page's metadata that excludes it from search engines."""


def apply_front_matter(meta: MutableMapping[str, Any], info: PageInfo, defaults: dict[str, Any]) -> None:
    """Add defaults to a page's metadata, and translate our keys into those of the theme.

    Args:
        meta: the page's metadata, which takes precedence over defaults; changed in place.
        info: the page.
        defaults: the defaults for its path.
    """
    for key, value in defaults.items():
        meta.setdefault(key, value)
    if info.title:
        meta["title"] = as_html(info.title)
    elif not isinstance(title := meta.get("title"), str) or not title.strip() or len(title) > MAX_LINE_LENGTH:
        # The heading is the title instead.
        meta.pop("title", None)
    for key in _UNESCAPED:
        if key in meta:
            meta[key] = _escape_value(meta[key])
    if info.summary and not meta.get("description"):
        meta["description"] = as_html(to_html(info.summary).striptags())
    _escape_lists(meta)
    if info.search_exclude:
        search = meta.get("search")
        meta["search"] = {**(search if isinstance(search, dict) else {}), "exclude": True}
    if info.is_landing:
        meta.setdefault("hide", ["navigation", "toc"])
    if info.no_robots or info.redirect_to:
        meta[NO_INDEX] = True
        meta["sitemap"] = False
    for key, part in (("toc", "toc"), ("sidebar", "navigation")):
        if str(meta.get(key)).casefold() in FALSE_WORDS:
            hide(meta, part)


def apply_generated(meta: MutableMapping[str, Any], page: GeneratedPage, title: str) -> None:
    """Set the metadata of a generated page."""
    # The macros plugin also renders titles, and this one comes from data, so no template engine may see it.
    # Braces are replaced by numeric references, since other plugins may render the title.
    meta["render_macros"] = False
    # `Markup.replace` would escape the "&" of the reference.
    meta["title"] = Markup(str(as_html(title)).replace("{", "&#123;")) if "{" in title else as_html(title)
    if page.description:
        meta["description"] = as_html(page.description)
    meta.update(page.theme_meta())
    if page.noindex:
        meta[NO_INDEX] = True
        meta["sitemap"] = False
        meta["search"] = {"exclude": True}


def layout_of(info: PageInfo, types: PageTypes, folders: Iterable[str]) -> str:
    """Return the template of the page's type; empty for the default template and for a missing one.

    Args:
        info: the page.
        types: the types of the settings.
        folders: template folders of the theme.
    """
    layout = types(info.type).layout if info.type else ""
    found = [path for folder in folders if (path := resolve_below(Path(folder), layout))]
    return layout if any(map(is_regular, found)) else ""


def types_of(pages: Iterable[PageInfo]) -> set[str]:
    """Return the types of the pages that are not excluded from the search."""
    return {page.type for page in pages if page.type and not page.search_exclude}


def hide(meta: MutableMapping[str, Any], part: str) -> None:
    """Hide a part of the theme on a page, in addition to the parts that its front matter hides."""
    hidden = meta.get("hide")
    meta["hide"] = [*(hidden if isinstance(hidden, list) else []), part]


def as_html(text: str) -> str:
    """Escape a plain text for templates of themes, which print titles and descriptions without escaping.

    The result is `Markup` if anything was escaped, so that templates which do escape it (`aria-label` in
    Material's footer) do not escape it twice.
    """
    if not _SPECIAL.search(text):
        return text
    return Markup(html.escape(text, quote=False).replace('"', "&quot;"))


def _escape_lists(meta: MutableMapping[str, Any]) -> None:
    for key in ("tags", "source"):
        if isinstance(meta.get(key), list):
            meta[key] = [item for item in meta[key] if len(str(item)) <= MAX_LINE_LENGTH]
            # Only "<" is escaped: URLs of tags are made from their texts, and "&" is harmless in text.
            meta[key] = [item.replace("<", "&lt;") if isinstance(item, str) else item for item in meta[key]]


def _escape_value(value: Any) -> Any:
    """Return an escaped value of front matter; the items of a list are joined with commas."""
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value if isinstance(item, (str, int, float)))
    if isinstance(value, (str, Mapping)):
        return as_html(str(value))
    return value
