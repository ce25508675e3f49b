"""What one build hands on to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.compat import forget_previous_search_index
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.planning import Planned
from mkdocs_fieldguide.builder.repeated.conversion_cache import ConversionCache, ConversionStore
from mkdocs_fieldguide.builder.repeated.output import WrittenFiles, write_all


class Repetition:
    """Speeds up builds after the first, and makes `--dirty` builds write what a clean build would write.

    Args:
        dirty: whether MkDocs skips files that it regards as unmodified, and does not empty the site folder.
    """

    def __init__(self, *, dirty: bool) -> None:
        self._dirty = dirty
        self._store = ConversionStore()
        self._written: WrittenFiles | None = None
        self._cache: ConversionCache | None = None

    def begin(self, loaded: Loaded) -> None:
        """Prepare a build."""
        folder = loaded.cache.guide if loaded.cache else None
        if folder is not None:
            self._store.open(folder)
        if self._dirty:
            if self._written is None:
                self._written = WrittenFiles(Path(loaded.config.site_dir), folder)
            self._written.begin()

    def plan(self, planned: Planned) -> None:
        """Prepare the conversion of pages."""
        self._cache = ConversionCache(planned, self._store)

    def include(self, files: Files) -> None:
        """Make a `--dirty` build convert and write all files known so far."""
        if self._dirty:
            write_all(files)

    def convert(self, page: Page, convert: Callable[[], None]) -> None:
        """Convert a page, or restore its earlier conversion; see `ConversionCache.convert`."""
        if self._cache is None:
            convert()
        else:
            self._cache.convert(page, convert)

    def finish_conversion(self, config: MkDocsConfig, files: Files) -> None:
        """Forget pages that no longer exist."""
        self.include(files)
        if self._cache is not None:
            self._cache.finish()
        if self._dirty:
            forget_previous_search_index(config)

    def finish(self, files: Files) -> None:
        """Delete what only earlier builds have written."""
        if self._written is not None:
            self._written.finish(files)

    def close(self) -> None:
        """Write caches for later runs."""
        self._store.save()
