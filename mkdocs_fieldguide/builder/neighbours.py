"""Settings of other plugins that generated pages need."""

from __future__ import annotations

import fnmatch
import glob
import posixpath
from collections.abc import Collection, Iterator
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_fieldguide.builder.other_plugins import find_plugin

_HISTORIANS = ("git-authors", "git-committers")
"""Plugins that look up the history of every page, and warn if it has none."""

_GLOB = frozenset("*?[")


def leave_out_of_history(config: MkDocsConfig, generated: Collection[str], files: Files) -> None:
    """Tell plugins that read the history of pages that generated pages have none.

    Args:
        config: the site's configuration, with the plugins.
        generated: source paths of the generated pages.
        files: the files of the site.
    """
    plugins = [plugin for name in _HISTORIANS if (plugin := find_plugin(config, name)) is not None]
    if not plugins or not generated:
        return
    others = {file.src_uri for file in files if file.is_documentation_page()}.difference(generated)
    folders = {folder for path in others for folder in _folders(path)}
    # A pattern for each page would be compared with every page.
    patterns = dict.fromkeys(
        f"{glob.escape(free)}/*" if (free := _free_folder(path, folders)) else glob.escape(path)
        for path in generated
    )
    for plugin in plugins:
        plugin.config["exclude"] = [*(plugin.config.get("exclude") or ()), *patterns]


def named_by_awesome_nav(config: MkDocsConfig, files: Files) -> NamedPages:
    """Return the pages that the files of awesome-nav name; the plugin shows no others in the navigation.

    Args:
        config: the site's configuration, with the plugins.
        files: the files of the site.
    """
    plugin = find_plugin(config, "awesome-nav")
    if plugin is None:
        return NamedPages(())
    name = plugin.config.get("filename") or ".nav.yml"
    found: list[str] = []
    for file in files:
        if posixpath.basename(file.src_uri) == name:
            try:
                content = yaml.safe_load(file.content_string)
            except (OSError, ValueError, RecursionError, yaml.YAMLError):
                continue  # the plugin reports it
            folder = posixpath.dirname(file.src_uri)
            items = _texts(content.get("nav") if isinstance(content, dict) else None)
            found += (posixpath.normpath(posixpath.join(folder, item)) for item in items)
    return NamedPages(found)


class NamedPages:
    """Pages that are named by their paths, their folders, or patterns below folders.

    A pattern for the top folder does not name a generated page: it would name all of them.

    Args:
        items: paths of pages and folders, and patterns.
    """

    def __init__(self, items: Collection[str]) -> None:
        self._paths = {item for item in items if not _GLOB.intersection(item)}
        self._patterns = [
            item for item in items if _GLOB.intersection(item) and not _GLOB.intersection(item.split("/")[0])
        ]

    def __contains__(self, path: str) -> bool:
        """Return whether a page is named."""
        return (
            path in self._paths
            or any(folder in self._paths for folder in _folders(path))
            or any(fnmatch.fnmatchcase(path, pattern) for pattern in self._patterns)
        )


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts of a navigation: entries and their patterns."""
    pending, seen = [value], 0
    while pending and seen < 100_000:
        item = pending.pop()
        seen += 1
        if isinstance(item, str):
            yield item
        elif isinstance(item, list):
            pending += item
        elif isinstance(item, dict):
            pending += item.values()


def _free_folder(path: str, taken: Collection[str]) -> str:
    """Return the topmost folder of a page that no other page is in; empty if there is none."""
    return next((folder for folder in reversed(list(_folders(path))) if folder not in taken), "")


def _folders(path: str) -> Iterator[str]:
    """Yield the folders that a page is in, the nearest first."""
    while path := path.rpartition("/")[0]:
        yield path
