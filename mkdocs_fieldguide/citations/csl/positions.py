"""The positions of cites among the citations of a page: first, subsequent or ibid (CSL 1.0.2, "Choose")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mkdocs_fieldguide.model.references import CiteItem

_NEAR = 5
"""The default of `near-note-distance`."""


def set_positions(
    citations: Sequence[Sequence[CiteItem]], notes: Sequence[int] = (), near: int = _NEAR
) -> list[list[CiteItem]]:
    """Return the cites of a document with their positions.

    Args:
        citations: the citations in the order of the document.
        notes: the number of the note of each citation; 0 for a citation in the text. Without numbers, each
            citation counts as a note of its own.
        near: the maximum distance of notes that are near.
    """
    numbers = list(notes) or list(range(1, len(citations) + 1))
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    result: list[list[CiteItem]] = []
    cites_in_note: dict[int, int] = {}
    for at, citation in enumerate(citations):
        note = numbers[at]
        positioned: list[CiteItem] = []
        for cite in citation:
            previous = positioned[-1] if positioned else _find_previous(result, numbers, at, cites_in_note)
            position = _find_position(cite, previous) if cite.key in last_notes else "first"
            is_near = cite.key in last_notes and note - last_notes[cite.key] <= near
            first = first_notes.setdefault(cite.key, note)
            last_notes[cite.key] = note
            positioned.append(
                replace(
                    cite,
                    position=position,
                    near_note=is_near,
                    first_note=first if position != "first" and notes else 0,
                )
            )
        cites_in_note[note] = cites_in_note.get(note, 0) + len(citation)
        result.append(positioned)
    return result


def _find_previous(
    done: Sequence[Sequence[CiteItem]], notes: Sequence[int], at: int, cites_in_note: dict[int, int]
) -> CiteItem | None:
    """Return the cite to which an `ibid` at the beginning of a citation refers.

    That is the only cite of the previous citation; there is none if the previous note cites several works.
    """
    in_text = notes[at] == 0
    before = next((n for n in range(at - 1, -1, -1) if (notes[n] == 0) == in_text), -1)
    if before < 0 or len(done[before]) != 1:
        return None
    if notes[at] != notes[before] and cites_in_note.get(notes[before], 0) > 1:
        keys = {
            cite.key for n, cites in zip(notes, done, strict=False) if n == notes[before] for cite in cites
        }
        if len(keys) > 1:
            return None
    return done[before][0]


def _find_position(cite: CiteItem, previous: CiteItem | None) -> str:
    """Return the position of a cite whose reference was cited before."""
    if previous is None or previous.key != cite.key:
        return "subsequent"
    locator, before = (cite.locator, cite.label), (previous.locator, previous.label)
    if not cite.locator:
        return "subsequent" if previous.locator else "ibid"
    return "ibid" if previous.locator and locator == before else "ibid-with-locator"
