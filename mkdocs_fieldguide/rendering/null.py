"""Rendering without result: everything is looked up and reported as in a build, and nothing is written.

A check sends each page through the same renderers as a build does, with these two in place of templates and
citation styles, which take most of the time and find nothing wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.citations.formatter import CitationPiece, FormattedEntry, Formatter
from mkdocs_fieldguide.model.references import CiteItem
from mkdocs_fieldguide.rendering.templates import Templates


class DryTemplates(Templates):
    """Partials that show nothing."""

    def __init__(self) -> None:
        """Make nothing ready."""

    def partial(self, name: str, /, **values: Any) -> Markup:
        """Return nothing."""
        return Markup("")

    def icon(self, name: str) -> Markup:
        """Return nothing."""
        return Markup("")

    def icons_of(self, html: str) -> list[Markup]:
        """Return nothing."""
        return []

    def sprite(self, html: str) -> Markup:
        """Return nothing."""
        return Markup("")


class DryFormatter(Formatter):
    """A citation style that writes nothing and keeps the order."""

    def __init__(self, references: Mapping[str, object]) -> None:
        self._known = references
        self.numeric = False
        self.note_or_superscript = False

    def entry(self, key: str) -> FormattedEntry:
        """Return an empty entry.

        Raises:
            KeyError: if the bibliography has no such key.
        """
        self._known[key]
        return FormattedEntry("", "")

    def order(self, keys: Sequence[str]) -> list[str]:
        """Return the keys that are known."""
        return [key for key in dict.fromkeys(keys) if key in self._known]

    def cite(self, items: Sequence[CiteItem], numbers: Mapping[str, int]) -> list[CitationPiece]:
        """Return nothing."""
        return []

    def save(self) -> None:
        """Keep nothing."""
