"""The setting `toc`: which headings a table of contents lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import describe_value, shorten

_LEVELS = range(1, 7)
_RANGE = re.compile(r"h?([1-6])(?:\s*(?:-|–|to)\s*h?([1-6]))?")
_HINT_LEVELS = "Expected levels from 1 to 6, such as 2, 2-3 or [2, 3]."
FALSE_WORDS = ("false", "no", "off")
TRUE_WORDS = ("true", "yes", "on")


def parse_levels(value: object) -> frozenset[int] | None:
    """Parse heading levels such as `2`, `2-3` or `[2, 4]`; return None if they are invalid."""
    if isinstance(value, str) and "," in value:
        value = value.split(",")
    if isinstance(value, (list, tuple)):
        found = [parse_levels(item) for item in value]
        known = [levels for levels in found if levels is not None]
        return frozenset().union(*known) if known and len(known) == len(found) else None
    match = _RANGE.fullmatch(str(value).strip().casefold())
    if match is None or isinstance(value, bool):
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return frozenset(range(min(first, last), max(first, last) + 1))


@dataclass(frozen=True, slots=True)
class TocOptions:
    """Options of tables of contents.

    Attributes:
        levels: heading levels to list; empty for those that the theme lists.
        min_headings: minimum number of listed headings; a page with fewer has no table of contents.
    """

    levels: frozenset[int] = frozenset()
    min_headings: int = 0

    @classmethod
    def from_setting(cls, setting: object) -> tuple[TocOptions, tuple[str, ...]]:
        """Parse the setting, a mapping with `levels` and `min_headings`.

        Returns:
            The options, without invalid values, and a message for each problem.
        """
        if setting is None:
            return cls(), ()
        if not isinstance(setting, Mapping):
            return cls(), (f"`toc` is {describe_value(setting)}. Expected a mapping.",)
        problems: list[str] = []
        known = ("levels", "min_headings")
        for key in setting:
            if key not in known:
                hint = suggest_name(str(key), known) or f"Known keys: {', '.join(known)}."
                problems.append(f"`toc` has the unknown key “{shorten(key)}”. {hint}")
        levels = setting.get("levels")
        read = frozenset[int]() if levels is None else parse_levels(levels)
        if read is None:
            problems.append(f"`toc.levels` is {describe_value(levels)}. {_HINT_LEVELS}")
        minimum = setting.get("min_headings", 0)
        if not isinstance(minimum, int) or isinstance(minimum, bool) or minimum < 0:
            problems.append(f"`toc.min_headings` is {describe_value(minimum)}. Expected a whole number.")
            minimum = 0
        return cls(read or frozenset(), minimum), tuple(problems)
