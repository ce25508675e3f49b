"""Liquid variables, which `capture` and `assign` define on a page for the arguments of includes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from mkdocs_fieldguide.markup.arguments import Parsed, Plain
from mkdocs_fieldguide.markup.tag_syntax import VARIABLE

MOST_USES = 100
"""The limit of uses of captured texts on one page that are expanded separately."""

MOST_CHARACTERS = 1_000_000
"""The limit of characters that variables insert into one page."""

TOO_MANY_USES = "Variables insert more than a million characters into this page; later ones are empty"


class Variables(Mapping[str, str]):
    """The Liquid variables of a page.

    A captured text is expanded each time it is used, so that each use has its own placeholders: a citation
    that is inserted twice has two anchors.

    Args:
        expand: expands the tags in a text: `(text, offset in the page) -> expanded text`.
        report: called once, with the name of the variable that exceeds the limit of characters.
    """

    def __init__(self, expand: Callable[[str, int], str], report: Callable[[str], None]) -> None:
        self._expand = expand
        self._report = report
        self._used = 0
        self._values: dict[str, tuple[str, int]] = {}
        self._cached: dict[str, str] = {}
        self._uses = 0

    def capture(self, name: str, text: str, offset: int) -> None:
        """Define a variable as a captured text that begins at an offset of the page."""
        self._values[name] = (text, offset)
        self._cached.pop(name, None)

    def assign(self, name: str, value: str) -> None:
        """Define a variable as plain text."""
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
        # Texts that use others twice, which use others twice, would grow exponentially.
        if self._uses > MOST_USES and name in self._cached:
            return self._cached[name]
        # Undefined during its own expansion; otherwise a text that uses itself would recurse without end.
        del self._values[name]
        try:
            self._cached[name] = self._expand(text, offset).strip()
        finally:
            self._values[name] = (text, offset)
        return self._cached[name]

    def __contains__(self, name: object) -> bool:
        """Return whether a variable is defined, without expanding it."""
        return name in self._values

    def interpolate(self, arguments: str) -> str:
        """Return the arguments of a tag with the values of `{{ name }}`; unknown names are unchanged."""
        if not self._values or "{{" not in arguments:
            return arguments
        return VARIABLE.sub(lambda match: self[match[1]] if match[1] in self else match[0], arguments)

    def replace_names(self, parsed: Parsed, plain: Plain) -> Parsed:
        """Return a call with the values of variables instead of their names, as in jekyll-scholar.

        Args:
            parsed: the call of a tag.
            plain: replaces tokens in a text with their plain text.
        """
        call = parsed.call
        if (
            call is None
            or not call.directive.takes_citation_keys
            or self._values.keys().isdisjoint(call.words)
        ):
            return parsed
        words = tuple(plain(self[word]).strip() if word in self else word for word in call.words)
        return replace(parsed, call=replace(call, words=words))

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
