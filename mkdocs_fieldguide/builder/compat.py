"""The only module that touches parts of MkDocs that are not public.

A test of this module fails where a release of MkDocs changes one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor

_RELATIVE_LINKS = "relpath"
"""Name under which MkDocs, and Material's blog for its excerpts, registers its tree processor of links."""


def wrap_render(page: Page, wrapper: Callable[[Callable[..., None]], None]) -> None:
    """Put a function around the conversion of a page; MkDocs has no event that sees its errors.

    Args:
        page: the page; changed in place.
        wrapper: receives a function that converts the page, and calls it.
    """
    render = page.render

    def wrapped(*args: Any, **kwargs: Any) -> None:
        wrapper(lambda: render(*args, **kwargs))

    page.render = wrapped  # type: ignore[method-assign]


def has_title_from_heading(page: Page) -> bool:
    """Return whether a converted page begins with a heading that can be its title."""
    return bool(page._title_from_render)


def change_destination(file: File, dest_uri: str) -> None:
    """Give a file another output path, and drop what MkDocs has computed from the old one."""
    for cached in ("url", "abs_dest_path"):
        file.__dict__.pop(cached, None)
    file.dest_uri = dest_uri


def set_creator(config: MkDocsConfig, plugin: str) -> None:
    """Name the plugin that generates files from now on; outside events MkDocs does not know it."""
    config.plugins._current_plugin = plugin


def page_of(md: Markdown) -> str | None:
    """Return the source path of the page that a Markdown instance converts; None if it converts none."""
    try:
        file = getattr(md.treeprocessors[_RELATIVE_LINKS], "file", None)
    except KeyError:
        return None
    return file.src_uri if isinstance(file, File) else None


def resolve_relative_links(md: Markdown, file: File, files: Files, config: MkDocsConfig) -> None:
    """Let a Markdown instance convert links as MkDocs does on the page of a file.

    Args:
        md: the instance; may have converted text of other pages.
        file: the file of the page.
        files: the files of the site.
        config: the site's configuration.
    """
    if _RELATIVE_LINKS in md.treeprocessors:
        md.treeprocessors.deregister(_RELATIVE_LINKS)
    _RelativePathTreeprocessor(file, files, config)._register(md)


class PageMarker(Treeprocessor):
    """Stands in for MkDocs' tree processor of links: names the page for `page_of`, but changes no link.

    Attributes:
        file: the file of the page that is converted.
    """

    file: File | None = None

    @classmethod
    def register(cls, md: Markdown) -> PageMarker:
        """Register a marker in a Markdown instance and return it."""
        marker = cls(md)
        md.treeprocessors.register(marker, _RELATIVE_LINKS, 0)
        return marker

    def run(self, root: object) -> None:
        """Change nothing."""
