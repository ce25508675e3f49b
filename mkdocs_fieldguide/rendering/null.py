"""Null objects for dry runs, which report problems but need no HTML.

A dry run uses the same renderers as a build. These classes replace templates and citation styles, which take
most of the time and find no problems.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.citations.citation_pieces import CitationPiece
from mkdocs_fieldguide.citations.formatter import FormattedEntry, Formatter
from mkdocs_fieldguide.model.references import CiteForm, CiteItem
from mkdocs_fieldguide.rendering.templates import Templates


class DryTemplates(Templates):
    """Templates whose output is empty.

    Args:
        folders: template folders, in which only the existence of partials is checked.
    """

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self._root = ""
        self._folders = list(folders)

    def partial(self, name: str, /, **values: Any) -> Markup:
        """Return an empty string."""
        return Markup("")

    def icon(self, name: str) -> Markup:
        """Return an empty string."""
        return Markup("")

    def icons_of(self, used: Collection[str]) -> list[Markup]:
        """Return an empty list."""
        return []

    def sprite(self, html: str) -> Markup:
        """Return an empty string."""
        return Markup("")


class DryFormatter(Formatter):
    """A citation style whose output is empty; it does not sort references."""

    def __init__(self, references: Mapping[str, object]) -> None:
        self._known = references
        self.numeric = False
        self.superscript = False

    @property
    def is_list_missing(self) -> bool:
        """Return False: there are no citations."""
        return False

    @property
    def is_note(self) -> bool:
        """Return False: there are no citations."""
        return False

    @property
    def has_positions(self) -> bool:
        """Return False: there are no citations."""
        return False

    def entry(self, key: str) -> FormattedEntry:
        """Return an empty entry.

        Raises:
            KeyError: if the bibliography has no such key.
        """
        self._known[key]
        return FormattedEntry("", "")

    def order(self, keys: Sequence[str]) -> list[str]:
        """Return the known keys."""
        return [key for key in dict.fromkeys(keys) if key in self._known]

    def cite(
        self, items: Sequence[CiteItem], numbers: Mapping[str, int], form: CiteForm = CiteForm.WHOLE
    ) -> list[CitationPiece]:
        """Return an empty list."""
        return []

    def cite_titles(self, items: Sequence[CiteItem]) -> list[CitationPiece]:
        """Return an empty list."""
        return []

    def save(self) -> None:
        """Save nothing."""
