"""The citations of a page in sections, which reference lists with `clear` end."""

from __future__ import annotations

from collections.abc import Container, Iterable

from mkdocs_fieldguide.markup.directive import Call


class ClearedCitations:
    """The citations that lists with `clear` separate: such a list contains those since the previous one."""

    def __init__(self) -> None:
        self._sections: list[dict[str, None]] = [{}]
        self._section_of: dict[int, int] = {}

    def add(self, number: int, call: Call, known: Container[str]) -> None:
        """Add the call of the next slot.

        Args:
            number: the number of the slot.
            call: the call.
            known: the keys of the bibliography.
        """
        self._sections[-1].update((key, None) for key in call.directive.listed_keys(call) if key in known)
        self._section_of[number] = len(self._sections) - 1
        if call.flag("clear"):
            self._sections.append({})

    def keys_for(self, number: int, every: Iterable[str]) -> list[str]:
        """Return the cited keys for the list in a slot; all of the page's if no list clears them."""
        if len(self._sections) == 1 or number not in self._section_of:
            return list(every)
        return list(self._sections[self._section_of[number]])
