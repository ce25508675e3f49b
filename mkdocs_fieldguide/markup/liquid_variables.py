"""Liquid variables: what `capture` and `assign` note on a page, for the arguments of includes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

MOST_USES = 100
"""Uses of captured texts on one page that are expanded each by itself."""

MOST_CHARACTERS = 1_000_000
"""Characters that variables may put into one page, all uses together."""

TOO_MANY_USES = "Variables put more than a million characters into this page; they are empty from here on"


class Variables(Mapping[str, str]):
    """The Liquid variables of a page.

    A captured text is expanded anew each time it is used, so that each of its places has marks of its own: a
    citation that stands twice has two anchors.

    Args:
        expand: expands a text that begins at a place of the page.
        report: called once with the name of the variable when texts are used too often.
    """

    def __init__(self, expand: Callable[[str, int], str], report: Callable[[str], None]) -> None:
        self._expand = expand
        self._report = report
        self._used = 0
        self._values: dict[str, tuple[str, int]] = {}
        self._last: dict[str, str] = {}
        self._uses = 0

    def capture(self, name: str, text: str, offset: int) -> None:
        """Note a captured text and where in the page it begins."""
        self._values[name] = (text, offset)
        self._last.pop(name, None)

    def assign(self, name: str, value: str) -> None:
        """Note a plain value."""
        self._values[name] = (value, -1)

    def __getitem__(self, name: str) -> str:
        before = self._used
        if before > MOST_CHARACTERS and name in self._values:
            return ""
        value = self._value(name)
        self._used += len(value)
        if self._used <= MOST_CHARACTERS:
            return value
        if before <= MOST_CHARACTERS:
            self._report(name)
        return ""

    def _value(self, name: str) -> str:
        text, offset = self._values[name]
        if offset < 0:
            return text
        self._uses += 1
        # Texts that hold others twice, and those others, would grow without bounds.
        if self._uses > MOST_USES and name in self._last:
            return self._last[name]
        # Meanwhile the variable is not there: a text that holds itself would never end.
        del self._values[name]
        try:
            self._last[name] = self._expand(text, offset).strip()
        finally:
            self._values[name] = (text, offset)
        return self._last[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
