"""Tags in files that pages include through the macros plugin, whose template engine does not know them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment

from mkdocs_fieldguide.markup.directive_set import DirectiveSet
from mkdocs_fieldguide.markup.tag_syntax import INCLUDE, REGIONS, TagSyntax
from mkdocs_fieldguide.model.location import Location

FUNCTION = "fieldguide_tag"
"""Name of the function that templates call in place of a tag."""

PlaceOf = Callable[[int], Location]
"""Returns the location of a position in a text."""

Expand = Callable[[str, PlaceOf], str]
"""Expands the tags in a text; returns the replacement text."""

Inspect = Callable[[str, PlaceOf, Callable[[str], str]], bool]
"""Reports syntax errors in a template, parts of which are quoted as written; returns whether it has none."""

_CALL = re.compile(rf"\S+ {FUNCTION}\((\d+)\) \S+")


class IncludedTags(BaseLoader):
    """Loads the templates of another loader, with calls of a function in place of our tags.

    A template is compiled once and included by several pages, so tags in it cannot be replaced by tokens,
    each of which belongs to one page. The plugin may crash on a syntax error in an included file, so such a
    file is inserted without evaluating it.

    Args:
        loader: the other loader.
        directives: the directives.
        expand: expands a tag on the current page.
        inspect: reports syntax errors.
        name_of: returns the name of a file in findings.
    """

    def __init__(
        self,
        loader: BaseLoader,
        directives: DirectiveSet[Any],
        expand: Expand,
        inspect: Inspect,
        name_of: Callable[[Path], str],
    ) -> None:
        self._loader = loader
        self._directives = directives
        self._syntax = TagSyntax.of(directives)
        self._expand = expand
        self._inspect = inspect
        self._name_of = name_of
        self._texts: list[tuple[str, PlaceOf]] = []

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the source of a template without our tags, its path, and whether it is current."""
        source, path, is_current = self._loader.get_source(environment, template)
        name = self._name_of(Path(path)) if path else template

        def call(text: str, place: PlaceOf) -> str:
            self._texts.append((text, place))
            number = len(self._texts) - 1
            return (
                f"{environment.variable_start_string} {FUNCTION}({number}) {environment.variable_end_string}"
            )

        out: list[str] = []
        position = 0
        for start, end in self._find_tags(source):
            tag = source[start:end]
            out += [source[position:start], call(tag, functools.partial(locate_in, name, source, start))]
            # Line numbers of errors stay right.
            out.append("\n" * tag.count("\n"))
            position = end
        text = "".join([*out, source[position:]])
        if not self._inspect(text, functools.partial(locate_in, name, text, 0), self._restore):
            text = call(source, functools.partial(locate_in, name, source, 0))
        return text, path, is_current

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        return self._loader.list_templates()

    def expand(self, number: int) -> str:
        """Expand a text by its number, on the page that is being rendered."""
        return self._expand(*self._texts[number])

    def _restore(self, text: str) -> str:
        """Return a text with tags in place of the calls."""
        return _CALL.sub(lambda call: self._texts[int(call[1])][0], text)

    def _find_tags(self, source: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of the tags of our directives in a template, and of text between `raw` tags."""
        position = 0
        while match := self._syntax.any.search(source, position):
            position = match.end()
            if match["name"] == "raw" and (closing := REGIONS["raw"].search(source, position)):
                position = closing.end()
                yield match.start(), position
            elif match["name"] is not None and self._is_ours(match):
                yield match.start(), position

    def _is_ours(self, match: re.Match[str]) -> bool:
        if match["name"] == "include":
            include = INCLUDE.fullmatch(match["rest"])
            return include is not None and include["file"] in self._directives.by_include
        return match["name"] in self._directives


def locate_in(file: str, text: str, start: int, at: int) -> Location:
    """Return the location of a position in a part of a text that begins at `start`."""
    at += start
    return Location(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
