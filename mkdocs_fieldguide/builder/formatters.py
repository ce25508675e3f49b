"""The citation formatters of a site: one for each style that its pages use."""

from __future__ import annotations

from mkdocs_fieldguide.builder.folders import root_folder
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import find_style
from mkdocs_fieldguide.files.symlinks import AllowedRoots
from mkdocs_fieldguide.rendering.null import DryFormatter


class Formatters:
    """Makes the formatter of each citation style once.

    Args:
        loaded: the bibliography, the site's style and the cache. In a dry run nothing is formatted.

    Attributes:
        named: whether a style other than the site's was asked for; a cache of pages resets it.
    """

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._formatters: dict[str, Formatter] = {}
        self.named = False

    def __call__(self, style: str) -> Formatter:
        """Return the formatter of a style; of the site's own for an empty name.

        Raises:
            StyleError: if the style cannot be used.
        """
        self.named |= bool(style)
        if style not in self._formatters:
            self._formatters[style] = self._make(style)
        return self._formatters[style]

    def save(self) -> None:
        """Write the formatted references to the cache."""
        for formatter in self._formatters.values():
            formatter.save()

    def _make(self, style: str) -> Formatter:
        loaded = self._loaded
        source = loaded.sources.style
        if style:
            root = root_folder(loaded.config)
            source = find_style(style, root, AllowedRoots(root).owns)
        if loaded.dry:
            return DryFormatter(loaded.sources.references)
        return Formatter(
            loaded.sources.references,
            source,
            loaded.options.citation_locale,
            loaded.cache.guide if loaded.cache else None,
            findings=loaded.findings,
        )
