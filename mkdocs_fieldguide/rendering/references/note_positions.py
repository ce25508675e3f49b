"""The positions of the citations of a page, such as “ibid.”."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mkdocs_fieldguide.citations.csl.positions import set_positions
from mkdocs_fieldguide.model.references import CiteItem
from mkdocs_fieldguide.rendering.references.notes import NoteNumbers


def position_citations(
    citations: Mapping[int, list[CiteItem]], notes: NoteNumbers
) -> dict[int, list[CiteItem]]:
    """Return the citations with their positions; each belongs to a note in a style for notes."""
    numbers = {slot: notes.own.get(slot) or notes.around.get(slot, 0) for slot in citations}
    if not any(numbers.values()):
        positioned = set_positions(list(citations.values()))
        return dict(zip(citations, positioned, strict=True))
    order = sorted(citations, key=numbers.__getitem__)
    found = set_positions([citations[slot] for slot in order], [numbers[slot] for slot in order])
    return {slot: [_without_ibid(item) for item in items] for slot, items in zip(order, found, strict=True)}


def _without_ibid(item: CiteItem) -> CiteItem:
    """Return a cite in a note without its author, of which “ibid.” would be the author as well."""
    if item.position.startswith("ibid") and (item.suppress_author or item.author_in_text):
        return replace(item, position="subsequent")
    return item
