"""The only module that uses private parts of MkDocs, Material and Python-Markdown.

Each function has a test, which fails if a release changes the part that it uses.
"""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Callable
from typing import Any

from jinja2 import Environment
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor

_RELATIVE_LINKS = "relpath"
"""Name under which MkDocs, and Material's blog for excerpts, registers its tree processor for links."""


MATERIAL_SEARCH = "material.plugins.search.plugin"
"""Module of Material's search, which reads `search.exclude` in the metadata of a page."""


def wrap_render(page: Page, wrapper: Callable[[Callable[..., None]], None]) -> None:
    """Wrap the next conversion of a page, since MkDocs has no event for its errors.

    Args:
        page: the page; changed in place.
        wrapper: receives a function that converts the page, and calls it.
    """
    replaced, render = vars(page).get("render"), page.render

    def wrapped(*args: Any, **kwargs: Any) -> None:
        # Restored, since the functions of all pages would take several megabytes until the end of the build.
        del page.render
        if replaced is not None:
            page.render = replaced  # type: ignore[method-assign]
        wrapper(lambda: render(*args, **kwargs))

    page.render = wrapped  # type: ignore[method-assign]


def has_title_from_heading(page: Page) -> bool:
    """Return whether a converted page begins with a heading that can be its title."""
    return bool(page._title_from_render)


def title_from_heading(page: Page) -> str:
    """Return the text of the heading with which a converted page begins; empty if it begins otherwise."""
    return page._title_from_render or ""


def set_title_from_heading(page: Page, title: str) -> None:
    """Set the text of the heading with which a page begins, as its conversion would."""
    page._title_from_render = title or None


def is_converted_by_mkdocs(page: Page) -> bool:
    """Return whether MkDocs itself converts a page, and not a subclass of another plugin."""
    return type(page).render is Page.render


def has_title_from_navigation(page: Page) -> bool:
    """Return whether the navigation gives a page its title, which MkDocs then stores in the page."""
    return "title" in vars(page)


def change_destination(file: File, dest_uri: str) -> None:
    """Change the output path of a file, and discard what MkDocs has cached for the old path."""
    for cached in ("url", "abs_dest_path"):
        file.__dict__.pop(cached, None)
    file.dest_uri = dest_uri


def set_creator(config: MkDocsConfig, plugin: str) -> None:
    """Set the plugin that MkDocs records for files generated from now on; outside events it records none."""
    config.plugins._current_plugin = plugin


def forget_previous_search_index(config: MkDocsConfig) -> None:
    """Make Material's search write what it has indexed in this build.

    With `--dirty`, it adds this to the index of the build before, as if only one page had been built.
    """
    for plugin in config.plugins.values():
        if hasattr(plugin, "search_index_prev"):
            plugin.search_index_prev = None


def search_entries(config: MkDocsConfig) -> list[dict[str, Any]] | None:
    """Return the list in which the search of Material or MkDocs collects its entries; None without search."""
    for plugin in config.plugins.values():
        index = getattr(plugin, "search_index", None)
        entries = getattr(index, "entries", None)
        entries = getattr(index, "_entries", None) if entries is None else entries
        if isinstance(entries, list):
            return entries
    return None


def share_environment(config: MkDocsConfig, env: Environment) -> None:
    """Give the environment of the build to plugins that render the theme's templates themselves.

    Plugins such as print-site ask the theme for an environment, and would get one without our templates.
    """
    config.theme.get_env = lambda: env  # type: ignore[method-assign]


def wrap_environment(config: MkDocsConfig, prepare: Callable[[Environment], None]) -> None:
    """Change each environment that the theme makes during the build with this configuration.

    Args:
        config: the configuration; MkDocs loads another one for the next build.
        prepare: changes an environment.
    """
    make = config.theme.get_env

    def prepared() -> Environment:
        environment = make()
        prepare(environment)
        return environment

    config.theme.get_env = prepared  # type: ignore[method-assign]


def forget_environment(config: MkDocsConfig) -> None:
    """Let the theme make a new environment for the next build with this configuration.

    The plugin i18n builds the site once for each language.
    """
    vars(config.theme).pop("get_env", None)


def handlers_of(config: MkDocsConfig, event: str) -> list[str]:
    """Return the modules of the plugins that handle an event."""
    return [getattr(method, "__module__", "") for method in config.plugins.events[event]]


def draft_posts(config: MkDocsConfig, files: Files) -> set[str]:
    """Return the source paths of the posts that Material's blog leaves out as drafts.

    In the event `on_files`, the blog excludes all posts; it includes those that it publishes in `on_nav`.
    """
    drafts: set[str] = set()
    for plugin in config.plugins.values():
        posts = getattr(getattr(plugin, "blog", None), "posts", None)
        if posts is None:
            continue
        folder = posixpath.normpath(plugin.config.post_dir.format(blog=plugin.config.blog_dir))
        found = {file.src_uri for file in files.documentation_pages(inclusion=InclusionLevel.is_excluded)}
        published = {post.file.src_uri for post in posts}
        drafts |= {path for path in found - published if path.startswith(f"{folder}/")}
    return drafts


def wrap_included_files(wrapper: Callable[[str, str], str]) -> Callable[[], None]:
    """Wrap the function with which the plugin include-markdown reads files.

    Args:
        wrapper: receives the path and the text of a file; returns the text to include.

    Returns:
        A function that undoes this.
    """
    module = sys.modules.get("mkdocs_include_markdown_plugin.process")
    read = getattr(module, "read_file", None)
    if module is None or read is None:
        return lambda: None

    def wrapped(path: str, *args: Any, **kwargs: Any) -> str:
        return wrapper(path, read(path, *args, **kwargs))

    def undo() -> None:
        module.read_file = read  # type: ignore[attr-defined]

    module.read_file = wrapped  # type: ignore[attr-defined]
    return undo


def page_of(md: Markdown) -> str | None:
    """Return the source path of the page that a Markdown instance converts; None if it converts none."""
    try:
        file = getattr(md.treeprocessors[_RELATIVE_LINKS], "file", None)
    except KeyError:
        return None
    return file.src_uri if isinstance(file, File) else None


def resolve_relative_links(md: Markdown, file: File, files: Files, config: MkDocsConfig) -> None:
    """Make a Markdown instance convert links as MkDocs does on the page of a file.

    Args:
        md: the instance, which may have been used for other pages before.
        file: the file of the page.
        files: the files of the site.
        config: the site's configuration.
    """
    if _RELATIVE_LINKS in md.treeprocessors:
        md.treeprocessors.deregister(_RELATIVE_LINKS)
    _RelativePathTreeprocessor(file, files, config)._register(md)


class PageMarker(Treeprocessor):
    """Replaces MkDocs' tree processor for links: records the page for `page_of`, but changes no link.

    Attributes:
        file: the file of the page being converted.
    """

    file: File | None = None

    @classmethod
    def register(cls, md: Markdown) -> PageMarker:
        """Register a marker in a Markdown instance and return it."""
        marker = cls(md)
        md.treeprocessors.register(marker, _RELATIVE_LINKS, 0)
        return marker

    def run(self, root: object) -> None:
        """Leave the document unchanged."""
