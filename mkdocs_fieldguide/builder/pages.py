"""The meta-data of pages, as MkDocs and the theme read it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.builder.generated_pages import GeneratedPage
from mkdocs_fieldguide.content.long_values import MAX_LINE_LENGTH
from mkdocs_fieldguide.content.settings.page_types import PageTypes
from mkdocs_fieldguide.content.settings.toc import FALSE_WORDS
from mkdocs_fieldguide.files.regular_files import is_regular
from mkdocs_fieldguide.files.symlinks import resolve_below
from mkdocs_fieldguide.model.pages import PageInfo

_SPECIAL = re.compile('[&<>"]')

_PRINTED = (
    "author", "description", "git_creation_date_localized", "git_revision_date_localized", "location",
    "revision_date", "status", "subtitle",
)  # fmt: skip
"""Front matter that templates of MkDocs' and Material's themes print as it is."""

NO_INDEX = "fieldguide_noindex"
"""Key of a page's meta-data that says that search engines shall leave it out."""


def apply_front_matter(meta: MutableMapping[str, Any], info: PageInfo, defaults: dict[str, Any]) -> None:
    """Put front-matter defaults, and what the dialect's keys mean to the theme, into a page's meta-data.

    Args:
        meta: the page's meta-data, changed in place; what stands there wins.
        info: the page.
        defaults: the defaults for its path.
    """
    for key, value in defaults.items():
        meta.setdefault(key, value)
    if info.title:
        meta["title"] = as_html(info.title)
    elif not isinstance(meta.get("title", ""), str) or len(meta.get("title", "")) > MAX_LINE_LENGTH:
        del meta["title"]
    for key in _PRINTED:
        if key in meta:
            meta[key] = _printed(meta[key])
    for key in ("tags", "source"):
        if isinstance(meta.get(key), list):
            meta[key] = [item for item in meta[key] if len(str(item)) <= MAX_LINE_LENGTH]
            # Only this: the address of a tag is made of its text, and "&" does no harm between elements.
            meta[key] = [item.replace("<", "&lt;") if isinstance(item, str) else item for item in meta[key]]
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


def describe(meta: MutableMapping[str, Any], made: GeneratedPage, title: str) -> None:
    """Give a generated page its meta-data."""
    # The macros plugin renders titles too, and this one is from data: no template engine may see it. Braces
    # are written as numeric references as well, since another plugin may render the title.
    meta["render_macros"] = False
    # `Markup.replace` would escape the "&" of the reference.
    meta["title"] = Markup(str(as_html(title)).replace("{", "&#123;")) if "{" in title else as_html(title)
    if made.description:
        meta["description"] = as_html(made.description)
    meta.update(made.theme_meta())
    if made.noindex:
        meta[NO_INDEX] = True
        meta["sitemap"] = False
        meta["search"] = {"exclude": True}


def layout_of(info: PageInfo, types: PageTypes, folders: Iterable[str]) -> str:
    """Return the template of the page's type; empty for the theme's own, and for one that is missing.

    Args:
        info: the page.
        types: the types of the settings.
        folders: template folders of the theme.
    """
    layout = types(info.type).layout if info.type else ""
    found = [path for folder in folders if (path := resolve_below(Path(folder), layout))]
    return layout if any(map(is_regular, found)) else ""


def types_of(pages: Iterable[PageInfo]) -> set[str]:
    """Return the types of the pages that readers are to find."""
    return {page.type for page in pages if page.type and not page.search_exclude}


def hide(meta: MutableMapping[str, Any], part: str) -> None:
    """Hide a part of the theme on a page, beside what its front matter hides."""
    hidden = meta.get("hide")
    meta["hide"] = [*(hidden if isinstance(hidden, list) else []), part]


def as_html(text: str) -> str:
    """Return a plain text as HTML, for themes: their templates print titles and descriptions as they are.

    What is escaped is marked as HTML, so that the templates that do escape it (`aria-label` in Material's
    footer) do not do so again.
    """
    if not _SPECIAL.search(text):
        return text
    return Markup(html.escape(text, quote=False).replace('"', "&quot;"))


def _printed(value: Any) -> Any:
    """Return a value of front matter as templates may print it; several texts are one, with commas."""
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value if isinstance(item, (str, int, float)))
    if isinstance(value, (str, Mapping)):
        return as_html(str(value))
    return value
