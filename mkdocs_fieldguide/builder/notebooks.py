"""Tags and links in notebooks, which the plugin mkdocs-jupyter converts without MkDocs' Markdown."""

from __future__ import annotations

import html
import json
import re

from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.planning import Planned
from mkdocs_fieldguide.markup.html_links import resolve_html_links
from mkdocs_fieldguide.markup.html_slots import insert_placeholders
from mkdocs_fieldguide.model.location import Location

_TAG = re.compile(r"""\{%(?:[^%<>]|%(?!\}))*%\}|<div [^<>]*\bclipboard-copy-txt\b[^<>]*>[^<]*</div>""")
"""A tag, or hidden code that a button copies."""


def is_notebook(page: Page) -> bool:
    """Return whether mkdocs-jupyter converts a page."""
    return hasattr(page, "nb_url")


def expand_notebook(planned: Planned, page: Page) -> None:
    """Insert placeholders for the tags in the HTML of a notebook, and resolve its links.

    Args:
        planned: the site.
        page: the page; its content is replaced.
    """
    path = page.file.src_uri

    def expand(found: re.Match[str]) -> str:
        if found[0].startswith("<"):
            return found[0]
        tag = html.unescape(found[0])
        return planned.markdown.expand_at(tag, path, lambda _: _locate(planned, path, tag))

    def resolve(target: str, picture: bool) -> str:
        return planned.links.resolve_in_html(target, path, picture=picture)

    content = page.content or ""
    if "{%" in content:
        content = insert_placeholders(_TAG.sub(expand, content), planned.placeholders)
    page.content = resolve_html_links(content, resolve)


def _locate(planned: Planned, path: str, tag: str) -> Location:
    """Return the location of a tag in the file of a notebook, which is JSON or a script."""
    source = planned.pages.sources.get(path)
    if source is None:
        return Location(path)
    in_json = json.dumps(tag, ensure_ascii=False)[1:-1]
    return source.locate_text(in_json if in_json in source.text else tag)
