"""A scanner for the tags, attributes and comments of HTML.

It is not a parser: it ignores nesting, and finds tags in scripts and style sheets as well. It accepts any
text and takes linear time.

No regular expression in this package uses possessive quantifiers (`*+`) or atomic groups (`(?>…)`). Python
supports them from 3.11 on, but matches them incorrectly before 3.11.5, which includes Debian 12's 3.11.2
(https://github.com/python/cpython/issues/100061, https://github.com/python/cpython/issues/106052). These
patterns take linear time without them, because each character can be matched in only one way.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

# The lookahead prevents quadratic backtracking to shorter names.
_NAME = r"[A-Za-z][\w:-]*(?![\w:-])"
# Quoted values may contain `<` and `>`.
_ATTRIBUTES = r"""[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*"""
# All alternatives begin with the same character, so Python skips all others quickly.
_PIECE = re.compile(
    rf"<!--(?P<comment>.*?)(?:-->|\Z)|<(?P<close>/?)(?P<tag>{_NAME})(?P<attributes>{_ATTRIBUTES})>", re.DOTALL
)

ATTRIBUTE = re.compile(
    r"""(?<![^\s=>"'/])(?P<name>[^\s=>"'/]+)(?:(?P<equals>\s*=\s*)(?P<value>"[^"]*"|'[^']*'|[^\s"'>]+))?"""
)
"""An attribute; `value` includes its quotes, and is None for an attribute without one.

The lookbehind lets names match only at their beginning; otherwise a long name would take quadratic time.
"""


class StartTag(NamedTuple):
    """A start tag.

    Attributes:
        name: name of the element, in lower case.
        attributes: the text between the name and `>`.
        end: position behind `>`.
    """

    name: str
    attributes: str
    end: int


def scan(text: str) -> Iterator[re.Match[str]]:
    """Yield the tags and comments of a text in order.

    A comment that is never closed ends with the text; a tag that is never closed is text.

    Yields:
        Matches. The group `comment` is the text of a comment, and None for a tag. A tag has the groups
        `close` (`/` for an end tag), `tag` (the name, as written) and `attributes` (the text before `>`).
    """
    return _PIECE.finditer(text)


def start_tags(text: str, names: Container[str]) -> Iterator[StartTag]:
    """Yield the start tags of some elements; tags in comments are skipped.

    Args:
        text: HTML.
        names: names of the elements, in lower case.
    """
    for piece in _PIECE.finditer(text):
        close, tag, attributes = piece.group("close", "tag", "attributes")
        if tag and not close and (name := tag.lower()) in names:
            yield StartTag(name, attributes, piece.end())


def parse_attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag.

    Args:
        text: the text between the element's name and `>`.

    Returns:
        The values by name in lower case, as written but without quotes; empty for an attribute without a
        value. As in browsers, the first of several attributes with the same name counts.
    """
    attributes: dict[str, str] = {}
    for name, _, value in ATTRIBUTE.findall(text):
        attributes.setdefault(name.lower(), value[1:-1] if value[:1] in ("'", '"') else value)
    return attributes
