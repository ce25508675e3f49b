"""Generated pages that MkDocs does not read in a rebuild: they have no text until they are assembled.

A guide may have ten times as many generated pages as written ones, and each event for each page takes time.
"""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.compat import handlers_of
from mkdocs_fieldguide.builder.performance.empty_pages import leave_empty
from mkdocs_fieldguide.builder.planning import Planned
from mkdocs_fieldguide.findings.guard import error_boundary

_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content")
"""The events of pages that MkDocs reads."""

_TAGS = "material.plugins.tags.plugin"

_KNOWN_HANDLERS = frozenset({"mkdocs_fieldguide.plugin", _TAGS})
"""Modules of plugins for which a page without text has no meaning."""

_OLD_TAG_OPTIONS = ("tags_file", "tags_extra_files")


class UnreadPages:
    """Chooses the generated pages that MkDocs need not read, and completes them."""

    def __init__(self) -> None:
        self._settings = ""
        """Digest of the settings with which the Markdown converter leaves pages without text empty."""
        self._now = ""
        self._chosen: list[str] = []

    def choose(self, planned: Planned, files: Files, settings: str) -> frozenset[str]:
        """Return the source paths of pages that need not be read.

        Args:
            planned: the site.
            files: its files.
            settings: digest of the settings that conversion depends on; empty if it depends on more.
        """
        config = planned.loaded.config
        self._now, self._chosen = settings, []
        if settings and settings == self._settings and not _is_every_page_needed(config):
            found = {path: files.src_uris.get(path) for path in planned.listings.generated}
            self._chosen = [
                path for path, file in found.items() if file and type(file.page) in (Page, type(None))
            ]
        return frozenset(self._chosen)

    def complete(self, planned: Planned, files: Files, settle: Callable[[Page], None]) -> None:
        """Give the pages that MkDocs has not read what reading them would have given.

        Args:
            planned: the site.
            files: its files.
            settle: makes a converted page readable for other plugins.
        """
        loaded = planned.loaded
        for path in self._chosen:
            file = files.src_uris.get(path)
            page = file.page if file else None
            if page is None or page.markdown is not None:
                continue
            page.markdown = ""
            page.markdown = planned.markdown.expand("", page)
            with error_boundary(loaded.findings, loaded.location_of(page), "the text of this page"):
                leave_empty(page)
                settle(page)

    def finish(self, planned: Planned) -> None:
        """Remember whether pages without text remain empty."""
        if planned.empty_pages.remain_empty is not None:
            self._settings = self._now if planned.empty_pages.remain_empty else ""


def _is_every_page_needed(config: MkDocsConfig) -> bool:
    """Return whether another plugin may do something with pages that have no text."""
    modules = {module for event in _EVENTS for module in handlers_of(config, event)}
    if modules - _KNOWN_HANDLERS:
        return True
    tags = [dict(one.config) for name, one in config.plugins.items() if name.endswith("tags")]
    return any(
        options.get("tags_name_property") != "tags" or any(options.get(name) for name in _OLD_TAG_OPTIONS)
        for options in tags
    )
