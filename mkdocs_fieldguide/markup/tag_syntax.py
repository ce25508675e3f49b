"""Regular expressions for tags, outputs and macro calls.

All of them run in linear time on any input: a page may be written to make them slow.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mkdocs_fieldguide.markup.font_icons import FONT_ICON
from mkdocs_fieldguide.markup.placeholders import TOKEN

# A percent sign or brace in a tag that neither ends it nor begins another.
_SIGN = r"%(?!\})|\{(?!%)"
_WHOLE = rf"\{{%[^%{{]*(?:(?:{_SIGN})[^%{{]*)*%\}}"
# A quoted value may contain whole tags.
_QUOTED = "|".join(
    rf"{quote}[^{quote}%{{]*(?:(?:{_SIGN}|{_WHOLE})[^{quote}%{{]*)*{quote}" for quote in ('"', "'")
)
# The arguments can be matched in several ways, because a quote may also occur alone; only the first way
# counts. A lookahead with a backreference emulates an atomic group, so the engine tries no other way.
# (Python's fnmatch did the same before 3.11. `html_scanner` explains why atomic groups are not used.)
_REST = rf"(?=(?P<rest>(?:[^%{{\"']+|{_QUOTED}|[\"']|{_SIGN})*))(?P=rest)"
_TAG = rf"\{{%-?\s*(?P<name>[A-Za-z_][\w-]*)(?![\w-]){_REST}%\}}"
_OUTPUT = r"\{\{(?P<output>(?:[^{}]|\{(?!\{)|\}(?!\}))*)\}\}"
_WORD = r"(?:\"[^\"\n%{}]*\"|'[^'\n%{}]*'|[\w.:-]+)"

INSIDE_RAW = re.compile(rf"{_TAG}|{_OUTPUT}|\{{#(?:[^#]|#(?!\}}))*#\}}|\{{[{{%#]|{TOKEN.pattern}")
"""What becomes a placeholder between `raw` and `endraw`."""

CITED_INSIDE_RAW = re.compile(rf"{INSIDE_RAW.pattern}|\\?@|\\(?=bibliography|full_bibliography)")
"""The same, if pages may use pandoc's syntax of citations."""

REGIONS = {
    name: re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}") for name in ("raw", "comment", "capture", "quote")
}
"""The end tags of the tags that have one."""

INCLUDE = re.compile(r"\s*(?P<file>[\w./-]+)\.html\b(?P<rest>.*)", re.DOTALL)
ASSIGN = re.compile(r"""\s*([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?))\s*""")
VARIABLE = re.compile(r"\{\{-?\s*([\w-]+)\s*-?\}\}")
"""The output of a variable."""

RELATIVE_URL = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)')\s*\|\s*(?:relative_url|absolute_url)\s*""")

EXPRESSION = re.compile(r"\{\{[^{}]*\}\}|\{%[^%]*%\}")
"""What a template engine would evaluate in the arguments of a tag."""


@dataclass(frozen=True, slots=True)
class TagSyntax:
    """The regular expressions that depend on the names of the directives.

    Attributes:
        any: everything that is replaced by a placeholder. Each alternative starts with a literal character,
            so the engine skips all others quickly.
        tag_as_output: the content of `{{ … }}` that was meant as a tag; valid for no template engine.
        macro_call: a macro call with its braces.
        closed_macro_call: the same, with the call in the group `call` and its arguments in parentheses.
    """

    any: re.Pattern[str]
    tag_as_output: re.Pattern[str]
    macro_call: re.Pattern[str]
    closed_macro_call: re.Pattern[str]

    @classmethod
    def of(cls, names: Collection[str]) -> TagSyntax:
        """Return the regular expressions for directives with these names."""
        return _compile(tuple(names))


@functools.lru_cache(maxsize=8)
def _compile(names: tuple[str, ...]) -> TagSyntax:
    name = _one_of(names)
    # A tag that lacks a brace or percent sign, with what may be its first argument.
    broken = rf"\{{[ \t]?%-?\s*(?P<broken>{_one_of(('include', *names))})\b(?:[ \t]*{_WORD})?(?:[ \t]*%?\}})?"
    return TagSyntax(
        re.compile(rf"{_TAG}|{_OUTPUT}|{broken}|{FONT_ICON}"),
        re.compile(rf"(?P<tag>{name}\s*[\"'“”‘’].*)", re.DOTALL),
        re.compile(rf"\{{\{{-?\s*(?P<name>{name})\s*\((?:[^{{}}]|\}}(?!\}}))*\}}\}}"),
        re.compile(rf"\{{\{{-?\s*(?P<call>{name}\s*\((?:[^{{}}]|\}}(?!\}}))*?\))\s*-?\}}\}}"),
    )


def _one_of(names: Iterable[str]) -> str:
    # Without a name, `(?!)` never matches; an empty group would match everywhere.
    return f"(?:{'|'.join(names) or '(?!)'})"
