"""Markdown in the arguments of directives: the content of callouts, the captions of images.

It may contain directives, which count like those in the page's text: as mentions, citations and cards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from mkdocs_fieldguide.markup.html_slots import Slot, SlotContext, split_at_placeholders
from mkdocs_fieldguide.markup.placeholders import Placeholder, PlaceholderTable

MAX_DEPTH = 4
"""Maximum nesting depth; deeper Markdown is reported, and shown unconverted."""

MAX_NESTED = 10_000
"""Maximum number of nested placeholders on one page, as their number may double with each level."""


class NestedMarkdown:
    """Converts the Markdown in the arguments of each placeholder once.

    Args:
        book: the placeholders of the build.
        convert: converts a piece of Markdown to HTML: `(text, page) -> html`.
    """

    def __init__(self, book: PlaceholderTable, convert: Callable[[str, str], str]) -> None:
        self._book = book
        self._convert = convert
        self._parts: dict[int, list[str | Slot]] = {}

    def parts(self, slot: Slot) -> Sequence[str | Slot]:
        """Return the HTML of a placeholder's Markdown, split at its slots; empty if it has none."""
        text = self.text(slot.mark)
        if not text:
            return ()
        number = slot.mark.number
        if number not in self._parts:
            self._parts[number] = split_at_placeholders(self._convert(text, slot.mark.page), self._book)
        return [part if isinstance(part, str) else _nested_slot(slot, part) for part in self._parts[number]]

    @staticmethod
    def text(mark: Placeholder) -> str:
        """Return the Markdown in the arguments of a placeholder; empty if it has none."""
        call = mark.call
        return call.directive.nested_markdown(call) if call else ""

    def all_slots(self, parts: Iterable[str | Slot]) -> Iterator[Slot]:
        """Yield the slots among `parts` and those nested in them, in reading order.

        It stops at `MAX_NESTED` nested slots.
        """
        nested = 0

        def below(parts: Iterable[str | Slot], depth: int) -> Iterator[Slot]:
            nonlocal nested
            for part in parts:
                if isinstance(part, str):
                    continue
                nested += depth > 0
                if nested > MAX_NESTED:
                    return
                yield part
                if depth < MAX_DEPTH:
                    yield from below(self.parts(part), depth + 1)

        for part in parts:
            if isinstance(part, Slot):
                yield part
                if nested <= MAX_NESTED:
                    yield from below(self.parts(part), 1)


def _nested_slot(outer: Slot, inner: Slot) -> Slot:
    """Return a nested slot with the context of the outer one."""
    where = SlotContext.LINK if outer.where is SlotContext.LINK else inner.where
    return replace(
        inner, where=where, heading=inner.heading or outer.heading, level=inner.level or outer.level
    )
