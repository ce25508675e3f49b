"""Finds the places of marks in HTML and what can stand in each of them.

This is a scanner, not a parser: it looks at tags and comments just enough to know whether a mark stands in
text, in an attribute, in code, in a comment or inside a link. It takes one pass, in time linear in the text.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace
from enum import StrEnum

from mkdocs_fieldguide.expand.marks import TOKEN, TOKEN_START, Kind, Mark, MarkBook
from mkdocs_fieldguide.model.entries import slugify
from mkdocs_fieldguide.records import record

_PIECE = re.compile(
    r"""<!--(?P<comment>.*?)(?:-->|\Z)
      | <fg-mark[ ]data-n="(?P<held>\d+)">[^<]*</fg-mark>
      | <(?P<close>/?)(?P<tag>[A-Za-z][\w:-]*)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*+)>
      | fgmark(?P<token>\d{4,9})x""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")
_ONLY_BLOCKS = re.compile(rf"<p(?:\s[^<>]*)?>((?:\s*{TOKEN.pattern.replace('(', '(?:')})+)\s*</p>")
_NO_TOKEN = f"&#{ord(TOKEN_START[0])};{TOKEN_START[1:]}"
_ID = re.compile(r"""\sid\s*=\s*["']([^"']*)["']""")

_INTERACTIVE = frozenset({"a", "button", "label", "option", "select", "summary"})
_SOURCE = frozenset({"code", "pre", "samp", "textarea"})
_UNESCAPED = frozenset({"script", "style"})
_PLAIN = frozenset({"title", "option"})
_TELLING = _INTERACTIVE | _SOURCE | _UNESCAPED | _PLAIN
"""Elements that tell what can stand in them."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TEXT_ATTRIBUTES = frozenset(
    {
        "abbr",
        "alt",
        "aria-description",
        "aria-label",
        "content",
        "label",
        "placeholder",
        "summary",
        "title",
        "value",
    }
)
_NAMING = frozenset({"aria-labelledby", "class", "for", "id", "name"})
_URL_ATTRIBUTES = frozenset({"href", "src", "srcset", "poster"})


class Where(StrEnum):
    """What can stand where a mark stands."""

    TEXT = "text"
    """Anything."""

    LINK = "link"
    """Text without controls: the place is inside a link, label or the like."""


@record
class Slot:
    """The place of a mark in a page's HTML.

    Attributes:
        mark: the mark.
        where: what can stand there.
        heading: id of the heading above it; empty before the first.
        in_paragraph: whether it stands inside `<p>`, which a block has to close first.
        level: level of the heading above it, from 1; 0 before the first.
    """

    mark: Mark
    where: Where
    heading: str = ""
    in_paragraph: bool = False
    level: int = 0


def hold_places(text: str, book: MarkBook) -> str:
    """Return HTML just made from Markdown with its tokens settled as far as they can be.

    In attributes stands the plain reading, in code, comments and scripts what the author wrote, and in text a
    placeholder, `<fg-mark data-n="12">plain reading</fg-mark>`, so that headings, anchors and tables of
    contents made from it hold the right words.
    """
    if TOKEN_START not in text:
        return text
    text = _ONLY_BLOCKS.sub(lambda match: _unwrapped(match, book), text)
    return "".join(
        part if isinstance(part, str) else _placeholder(part.mark) for part in split_slots(text, book)
    )


def split_slots(text: str, book: MarkBook) -> list[str | Slot]:
    """Cut HTML at its marks.

    Args:
        text: HTML with tokens or placeholders.
        book: the marks of the build.

    Returns:
        Texts, in which nothing is left to do, and slots, in their order.
    """
    parts: list[str | Slot] = []
    open_elements: Counter[str] = Counter()
    heading, level, paragraph, done = "", 0, False, 0
    for match in _PIECE.finditer(text):
        number = match["held"] or match["token"]
        if number is not None:
            mark = book.get(int(number))
            if mark is None:
                continue
            parts.append(text[done : match.start()])
            parts.append(
                _settled(mark, book, open_elements, Slot(mark, Where.TEXT, heading, paragraph, level))
            )
            done = match.end()
        elif tag := match["tag"]:
            tag = tag.lower()
            if tag in _TELLING:
                if not match["close"]:
                    open_elements[tag] += not match["attributes"].endswith("/")
                elif open_elements[tag]:
                    open_elements[tag] -= 1
            if tag == "p":
                paragraph = not match["close"]
            elif tag in _HEADINGS and not match["close"]:
                level = int(tag[1])
                if named := _ID.search(match["attributes"]):
                    heading = html.unescape(book.plain(named[1]))
            if TOKEN_START in match["attributes"]:
                parts.append(text[done : match.start("attributes")])
                parts.append(_ATTRIBUTE.sub(lambda m: _attribute(m, book), match["attributes"]))
                done = match.end("attributes")
        elif match["comment"] and TOKEN_START in match["comment"]:
            parts.append(text[done : match.start("comment")])
            # What an author wrote inside a comment must not end it.
            parts.append(book.restore(match["comment"]).replace("-->", "--&gt;"))
            done = match.end("comment")
    parts.append(text[done:])
    return parts


def _settled(mark: Mark, book: MarkBook, open_elements: Counter[str], slot: Slot) -> str | Slot:
    around = {tag for tag, count in open_elements.items() if count}
    if around & _UNESCAPED:
        if mark.call is not None:
            book.misplaced.append((mark, "inside a script or style sheet"))
        return mark.source
    if around & _SOURCE:
        return _final(html.escape(mark.source, quote=False))
    if around & _PLAIN:
        return _final(html.escape(mark.plain))
    if mark.kind in (Kind.VALUE, Kind.LITERAL):
        return _final(html.escape(mark.plain, quote=False))
    if around & _INTERACTIVE:
        return replace(slot, where=Where.LINK)
    return slot


def _final(text: str) -> str:
    """Return HTML in which nothing looks like a token: what an author wrote is looked at once more later."""
    return text.replace(TOKEN_START, _NO_TOKEN)


def _placeholder(mark: Mark) -> str:
    return f'<fg-mark data-n="{mark.number}">{html.escape(mark.plain)}</fg-mark>'


def _unwrapped(match: re.Match[str], book: MarkBook) -> str:
    """Take a paragraph of blocks alone for these blocks."""
    marks = [book.get(int(number)) for number in TOKEN.findall(match[1])]
    if all(mark is not None and (mark.is_block or mark.is_empty) for mark in marks):
        return match[1].strip()
    return match[0]


def _attribute(match: re.Match[str], book: MarkBook) -> str:
    name, equals, value = match[1].lower(), match[2], match[3]
    if TOKEN_START not in value:
        return match[0]
    inner = value[1:-1] if value[0] in "\"'" else value
    free_text = name in _TEXT_ATTRIBUTES or name.startswith("data-")

    def reading(token: re.Match[str]) -> str:
        mark = book.get(int(token[1]))
        if mark is None:
            return token[0]
        if mark.call is not None and (mark.is_block or not (free_text or name in _NAMING)):
            book.misplaced.append((mark, f"in the attribute “{name[:40]}”"))
        if free_text or (name in _URL_ATTRIBUTES and mark.kind is Kind.VALUE):
            return html.escape(mark.plain)
        # Ids, addresses, styles and handlers are no places for names from data: only letters get there.
        return slugify(mark.plain)

    return (
        f'{match[1]}{equals}"{TOKEN.sub(reading, inner)}"'
        if value[0] != "'"
        else (f"{match[1]}{equals}'{TOKEN.sub(reading, inner)}'")
    )
