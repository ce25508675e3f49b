"""Markdown in the arguments of tags: the content of callouts, the captions of pictures.

It may hold tags itself. They count like those of the page's text: as mentions, citations, cards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from mkdocs_fieldguide.markup.html_slots import Slot, SlotContext, split_at_placeholders
from mkdocs_fieldguide.markup.placeholders import Placeholder, PlaceholderTable

MAX_DEPTH = 4
"""So deep may callouts stand in each other; what is deeper is reported, and stands there as it is written."""


MOST_NESTED = 10_000
"""Marks in callouts and captions that are looked at on one page; what holds others may double each time."""


class NestedMarkdown:
    """Converts the Markdown of each mark once.

    Args:
        book: the marks of the build.
        convert: converts a piece of Markdown to HTML: `(text, page) -> html`.
    """

    def __init__(self, book: PlaceholderTable, convert: Callable[[str, str], str]) -> None:
        self._book = book
        self._convert = convert
        self._parts: dict[int, list[str | Slot]] = {}

    def parts(self, slot: Slot) -> Sequence[str | Slot]:
        """Return the HTML of a mark's own Markdown, cut at its marks; nothing for most marks."""
        text = self.text(slot.mark)
        if not text:
            return ()
        number = slot.mark.number
        if number not in self._parts:
            self._parts[number] = split_at_placeholders(self._convert(text, slot.mark.page), self._book)
        return [part if isinstance(part, str) else _inside(slot, part) for part in self._parts[number]]

    @staticmethod
    def text(mark: Placeholder) -> str:
        """Return the Markdown in the arguments of a mark; most have none."""
        call = mark.call
        return call.directive.nested_markdown(call) if call else ""

    def all_slots(self, parts: Iterable[str | Slot]) -> Iterator[Slot]:
        """Give the slots among `parts` and those inside them, in the order in which readers see them.

        Of those inside, no more than `MOST_NESTED`.
        """
        inside = 0

        def below(parts: Iterable[str | Slot], depth: int) -> Iterator[Slot]:
            nonlocal inside
            for part in parts:
                if isinstance(part, str):
                    continue
                inside += depth > 0
                if inside > MOST_NESTED:
                    return
                yield part
                if depth < MAX_DEPTH:
                    yield from below(self.parts(part), depth + 1)

        for part in parts:
            if isinstance(part, Slot):
                yield part
                if inside <= MOST_NESTED:
                    yield from below(self.parts(part), 1)


def _inside(outer: Slot, inner: Slot) -> Slot:
    """Give a slot what holds for the place that it is put in."""
    where = SlotContext.LINK if outer.where is SlotContext.LINK else inner.where
    return replace(
        inner, where=where, heading=inner.heading or outer.heading, level=inner.level or outer.level
    )
