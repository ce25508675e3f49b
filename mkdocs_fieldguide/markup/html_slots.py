"""Finds the places of marks in HTML and what can stand in each of them.

This is a scanner, not a parser: it looks at tags and comments just enough to know whether a mark stands in
text, in an attribute, in code, in a comment or inside a link. It takes one pass, in time linear in the text.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from mkdocs_fieldguide.markup.html_scanner import ATTRIBUTE, parse_attributes, scan
from mkdocs_fieldguide.markup.placeholders import TOKEN, Kind, Placeholder, PlaceholderTable
from mkdocs_fieldguide.model.entries import slugify

_PLACEHOLDER = re.compile(rf'<fg-mark data-n="{TOKEN.pattern}">[^<]*</fg-mark>')
_ONLY_BLOCKS = re.compile(rf"<p(?:\s[^<>]*)?>((?:\s*{TOKEN.pattern.replace('(', '(?:')})+)\s*</p>")

# https://html.spec.whatwg.org/#comment-end-state and the state after it.
_COMMENT_END = re.compile("(--!?)>")

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


class SlotContext(StrEnum):
    """What can stand where a mark stands."""

    TEXT = "text"
    """Anything."""

    LINK = "link"
    """Text without controls: the place is inside a link, label or the like."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a mark in a page's HTML.

    Attributes:
        mark: the mark.
        where: what can stand there.
        heading: id of the heading above it; empty before the first.
        in_paragraph: whether it stands inside `<p>`, which a block has to close first.
        level: level of the heading above it, from 1; 0 before the first.
    """

    mark: Placeholder
    where: SlotContext
    heading: str = ""
    in_paragraph: bool = False
    level: int = 0


def insert_placeholders(text: str, book: PlaceholderTable) -> str:
    """Return HTML just made from Markdown with its tokens settled as far as they can be.

    In attributes stands the plain reading, in code, comments and scripts what the author wrote, and in text a
    placeholder, `<fg-mark data-n="TOKEN">plain reading</fg-mark>`, so that headings, anchors and tables of
    contents made from it hold the right words.
    """
    if book.start not in text:
        return text
    text = _ONLY_BLOCKS.sub(lambda match: _unwrapped(match, book), text)
    return "".join(
        part if isinstance(part, str) else _placeholder(part.mark)
        for part in split_at_placeholders(text, book)
    )


def split_at_placeholders(text: str, book: PlaceholderTable) -> list[str | Slot]:
    """Cut HTML at its marks.

    Args:
        text: HTML with tokens or placeholders.
        book: the marks of the build.

    Returns:
        Texts, in which nothing is left to do, and slots, in their order.
    """
    return _Splitter(text, book).run()


class _Splitter:
    """One pass over a text: what is open, and which heading stands above."""

    def __init__(self, text: str, book: PlaceholderTable) -> None:
        self._text = text
        self._book = book
        self._parts: list[str | Slot] = []
        self._done = 0
        self._open: Counter[str] = Counter()
        self._heading = ""
        self._level = 0
        self._in_paragraph = False

    def run(self) -> list[str | Slot]:
        tokens = TOKEN.finditer(self._text)
        token = next(tokens, None)
        end = 0
        for piece in scan(self._text):
            while token and token.start() < piece.start():
                if token.start() >= end:
                    self._mark(token[1], token)
                token = next(tokens, None)
            end = piece.end()
            if piece.lastgroup == "comment":
                self._comment(piece)
            elif piece["tag"] == "fg-mark" and (held := _PLACEHOLDER.match(self._text, piece.start())):
                end = held.end()
                self._mark(held[1], held)
            else:
                self._tag(piece)
        while token:
            if token.start() >= end:
                self._mark(token[1], token)
            token = next(tokens, None)
        self._parts.append(self._text[self._done :])
        return self._parts

    def _comment(self, piece: re.Match[str]) -> None:
        if self._book.start in piece["comment"]:
            # What an author wrote inside a comment must not end it.
            written = _COMMENT_END.sub(r"\1&gt;", self._book.restore(piece["comment"]))
            self._replace(piece.span("comment"), written)

    def _tag(self, piece: re.Match[str]) -> None:
        close, tag, attributes = piece.group("close", "tag", "attributes")
        tag = tag.lower()
        if tag == "p":
            self._in_paragraph = not close
        elif tag in _TELLING:
            if not close:
                self._open[tag] += not attributes.endswith("/")
            elif self._open[tag]:
                self._open[tag] -= 1
        elif tag in _HEADINGS and not close:
            self._level = int(tag[1])
            if identifier := parse_attributes(attributes).get("id"):
                self._heading = html.unescape(self._book.plain(identifier))
        if attributes and self._book.start in attributes:
            written = ATTRIBUTE.sub(lambda m: _attribute(m, self._book), attributes)
            self._replace(piece.span("attributes"), written)

    def _mark(self, held: str, at: re.Match[str]) -> None:
        mark = self._book.find(held)
        if mark is not None:
            slot = Slot(mark, SlotContext.TEXT, self._heading, self._in_paragraph, self._level)
            self._replace(at.span(), _resolve_in_context(mark, self._book, self._open, slot))

    def _replace(self, span: tuple[int, int], by: str | Slot) -> None:
        self._parts.append(self._text[self._done : span[0]])
        self._parts.append(by)
        self._done = span[1]


def _resolve_in_context(
    mark: Placeholder, book: PlaceholderTable, open_elements: Counter[str], slot: Slot
) -> str | Slot:
    around = {tag for tag, count in open_elements.items() if count}
    if around & _UNESCAPED:
        if mark.call is not None:
            book.misplaced.append((mark, "inside a script or style sheet"))
        return mark.source
    if around & _SOURCE:
        return html.escape(mark.source, quote=False)
    if around & _PLAIN:
        return html.escape(mark.plain)
    if mark.kind in (Kind.VALUE, Kind.LITERAL):
        return html.escape(mark.plain, quote=False)
    if around & _INTERACTIVE:
        return replace(slot, where=SlotContext.LINK)
    return slot


def _placeholder(mark: Placeholder) -> str:
    return f'<fg-mark data-n="{mark.token}">{html.escape(mark.plain)}</fg-mark>'


def _unwrapped(match: re.Match[str], book: PlaceholderTable) -> str:
    """Take a paragraph of blocks alone for these blocks."""
    marks = [book.find(held) for held in TOKEN.findall(match[1])]
    if all(mark is not None and (mark.is_block or mark.is_empty) for mark in marks):
        return match[1].strip()
    return match[0]


def _attribute(match: re.Match[str], book: PlaceholderTable) -> str:
    name, equals, value = match["name"].lower(), match["equals"], match["value"]
    if value is None or book.start not in value:
        return match[0]
    inner = value[1:-1] if value[0] in "\"'" else value
    free_text = name in _TEXT_ATTRIBUTES or name.startswith("data-")

    def reading(token: re.Match[str]) -> str:
        mark = book.find(token[1])
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
