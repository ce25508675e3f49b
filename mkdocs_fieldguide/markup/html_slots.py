"""Find placeholders in HTML, and what each context allows.

Tags and comments are scanned just enough to know whether a placeholder is in text, an attribute, code, a
comment or a link. It takes one pass and linear time.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from mkdocs_fieldguide.markup.html_scanner import ATTRIBUTE, parse_attributes, scan
from mkdocs_fieldguide.markup.placeholders import TOKEN, Kind, Placeholder, PlaceholderTable
from mkdocs_fieldguide.model.entries import slugify

_PLACEHOLDER = re.compile(rf'<fg-mark data-n="{TOKEN.pattern}">[^<]*</fg-mark>')
_END = "</fg-mark>"
_EMPTY = re.compile(rf'<fg-mark data-n="{TOKEN.pattern}">{_END}')
_QUOTE = r"\\?(?:[\"']|&quot;|&\#34;)"
_ESCAPED_TAG = re.compile(
    rf"(?:<|&lt;)(?:fg-mark data-n={_QUOTE}{TOKEN.pattern}{_QUOTE}|\\?/fg-mark)(?:>|&gt;)"
)
"""A tag of a placeholder, in HTML or in strings of XML or JSON."""
_ONLY_BLOCKS = re.compile(rf"<p(?:\s[^<>]*)?>((?:\s*{TOKEN.pattern.replace('(', '(?:')})+)\s*</p>")

# https://html.spec.whatwg.org/#comment-end-state and https://html.spec.whatwg.org/#comment-end-bang-state
_COMMENT_END = re.compile("(--!?)>")

_INTERACTIVE = frozenset({"a", "button", "label", "option", "select", "summary"})
_SOURCE = frozenset({"code", "pre", "samp", "textarea"})
_UNESCAPED = frozenset({"script", "style"})
_PLAIN = frozenset({"title", "option"})
_CONTEXT_TAGS = _INTERACTIVE | _SOURCE | _UNESCAPED | _PLAIN
"""Elements that restrict what their content may be."""

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
    """What may replace a placeholder."""

    TEXT = "text"
    """Anything."""

    LINK = "link"
    """Text without interactive elements: the slot is inside a link, label or the like."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The position of a placeholder in a page's HTML.

    Attributes:
        mark: the placeholder.
        where: what may replace it.
        heading: id of the heading above it; empty before the first.
        in_paragraph: whether it is inside `<p>`, which a block has to close first.
        level: level of the heading above it, from 1; 0 before the first.
        punctuation: HTML of the punctuation behind it that belongs before the number of its note.
    """

    mark: Placeholder
    where: SlotContext
    heading: str = ""
    in_paragraph: bool = False
    level: int = 0
    punctuation: str = ""


def insert_placeholders(text: str, table: PlaceholderTable) -> str:
    """Return HTML from the Markdown converter with its tokens replaced.

    In attributes they become plain text; in code, comments and scripts, source text; and in text, elements
    `<fg-mark data-n="TOKEN">plain text</fg-mark>`, so that headings, anchors and tables of contents made from
    the HTML have the right words.
    """
    if table.start not in text:
        return text
    text = _ONLY_BLOCKS.sub(lambda match: _unwrap(match, table), text)
    return "".join(
        part if isinstance(part, str) else _placeholder(part.mark)
        for part in split_at_placeholders(text, table)
    )


def split_at_placeholders(text: str, table: PlaceholderTable) -> list[str | Slot]:
    """Split HTML at its placeholders.

    Args:
        text: HTML with tokens or `fg-mark` elements.
        table: the placeholders of the build.

    Returns:
        Finished HTML and slots, in text order.
    """
    return _Splitter(text, table).run()


def fill_empty_placeholders(text: str, table: PlaceholderTable, reading: Callable[[Placeholder], str]) -> str:
    """Return HTML with plain text in the placeholders that have none, for programs that read it.

    Args:
        text: HTML with `fg-mark` elements.
        table: the placeholders of the build.
        reading: returns the text.
    """
    if table.start not in text:
        return text

    def filled(match: re.Match[str]) -> str:
        mark = table.find(match[1])
        return f"{match[0][: -len(_END)]}{html.escape(reading(mark))}{_END}" if mark else match[0]

    return _EMPTY.sub(filled, text)


def without_placeholders(text: str, table: PlaceholderTable) -> str:
    """Return a text, made from HTML with placeholders, with only their plain text.

    Args:
        text: HTML; also as a string in XML or JSON, where characters are escaped.
        table: the placeholders of the build.
    """
    if table.start not in text:
        return text
    return table.plain(_ESCAPED_TAG.sub("", text))


class _Splitter:
    """One pass over a text, which tracks the open elements and the heading above."""

    def __init__(self, text: str, table: PlaceholderTable) -> None:
        self._text = text
        self._table = table
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
        if self._table.start in piece["comment"]:
            # Source text must not end the comment.
            written = _COMMENT_END.sub(r"\1&gt;", self._table.restore(piece["comment"]))
            self._replace(piece.span("comment"), written)

    def _tag(self, piece: re.Match[str]) -> None:
        close, tag, attributes = piece.group("close", "tag", "attributes")
        tag = tag.lower()
        if tag == "p":
            self._in_paragraph = not close
        elif tag in _CONTEXT_TAGS:
            if not close:
                self._open[tag] += not attributes.endswith("/")
            elif self._open[tag]:
                self._open[tag] -= 1
        elif tag in _HEADINGS and not close:
            self._level = int(tag[1])
            if identifier := parse_attributes(attributes).get("id"):
                self._heading = html.unescape(self._table.plain(identifier))
        if attributes and self._table.start in attributes:
            written = ATTRIBUTE.sub(lambda m: _attribute(m, self._table), attributes)
            self._replace(piece.span("attributes"), written)

    def _mark(self, held: str, at: re.Match[str]) -> None:
        mark = self._table.find(held)
        if mark is not None:
            slot = Slot(mark, SlotContext.TEXT, self._heading, self._in_paragraph, self._level)
            self._replace(at.span(), _resolve_in_context(mark, self._table, self._open, slot))

    def _replace(self, span: tuple[int, int], by: str | Slot) -> None:
        self._parts.append(self._text[self._done : span[0]])
        self._parts.append(by)
        self._done = span[1]


def _resolve_in_context(
    mark: Placeholder, table: PlaceholderTable, open_elements: Counter[str], slot: Slot
) -> str | Slot:
    open_tags = {tag for tag, count in open_elements.items() if count}
    if open_tags & _UNESCAPED:
        if mark.call is not None:
            table.misplaced.append((mark, "inside a script or style sheet"))
        return mark.source
    if open_tags & _SOURCE:
        return html.escape(mark.source, quote=False)
    if open_tags & _PLAIN:
        return html.escape(mark.plain)
    if mark.kind in (Kind.VALUE, Kind.LITERAL):
        return html.escape(mark.plain, quote=False)
    if open_tags & _INTERACTIVE:
        return replace(slot, where=SlotContext.LINK)
    return slot


def _placeholder(mark: Placeholder) -> str:
    return f'<fg-mark data-n="{mark.token}">{html.escape(mark.plain)}</fg-mark>'


def _unwrap(match: re.Match[str], table: PlaceholderTable) -> str:
    """Return the tokens of a paragraph without its tags if all of them are blocks."""
    marks = [table.find(held) for held in TOKEN.findall(match[1])]
    if all(mark is not None and (mark.is_block or mark.is_empty) for mark in marks):
        return match[1].strip()
    return match[0]


def _attribute(match: re.Match[str], table: PlaceholderTable) -> str:
    name, equals, value = match["name"].lower(), match["equals"], match["value"]
    if value is None or table.start not in value:
        return match[0]
    inner = value[1:-1] if value[0] in "\"'" else value
    free_text = name in _TEXT_ATTRIBUTES or name.startswith("data-")

    def replacement(token: re.Match[str]) -> str:
        mark = table.find(token[1])
        if mark is None:
            return token[0]
        if mark.call is not None and (mark.is_block or not (free_text or name in _NAMING)):
            table.misplaced.append((mark, f"in the attribute “{name[:40]}”"))
        if free_text or (name in _URL_ATTRIBUTES and mark.kind is Kind.VALUE):
            return html.escape(mark.plain)
        # Ids, URLs, styles and event handlers: characters from data other than letters could be harmful.
        return slugify(mark.plain)

    return (
        f"{match[1]}{equals}'{TOKEN.sub(replacement, inner)}'"
        if value[0] == "'"
        else f'{match[1]}{equals}"{TOKEN.sub(replacement, inner)}"'
    )
