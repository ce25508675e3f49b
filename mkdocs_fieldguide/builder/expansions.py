"""Texts of pages in which tags are replaced by tokens, which later builds can use again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from mkdocs_fieldguide.markup.context import ExpansionContext
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable


@dataclass(frozen=True, slots=True)
class Expanded:
    """The text of a page in which tags are replaced by tokens.

    Attributes:
        text: the text.
        base: the number of its first placeholder.
        is_repeatable: whether expanding it has added placeholders and done nothing else.
    """

    text: str
    base: int
    is_repeatable: bool


class RepeatedExpansions(Protocol):
    """The texts of pages that earlier builds have expanded."""

    def begin(self, context: ExpansionContext) -> None:
        """Forget everything if tags mean something else than in the build before."""

    def get(self, path: str, text: object, table: PlaceholderTable) -> str | None:
        """Return the text of a page, and add its placeholders; None if it has to be expanded."""

    def put(self, path: str, text: object, expanded: Expanded, table: PlaceholderTable) -> None:
        """Store an expansion."""
