"""Citations as footnotes, in styles for notes such as Chicago's.

They have the markup of Python-Markdown's footnotes, so that themes show both in the same way. Footnotes of
the author and those of citations share one list and one series of numbers, in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mkdocs_fieldguide.markup.html_scanner import parse_attributes, scan
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.references.cite_items import is_narrative

Parts = list[str | Slot]

_LINK = re.compile(r"<a\b([^<>]*)>([^<]*)</a>")
_NUMBER = re.compile(r"\d+")
_ITEM_START = re.compile(r"<li\b[^<>]*>\s*<p>\s*\Z")
_ITEM_END = re.compile(r"\.?(?=(?:&#160;|\s)*(?:</p>|<a\b[^<>]*\bfootnote-backref\b))")

_GAP = "\N{NO-BREAK SPACE}"
_SPACES = ("&nbsp;", "&#160;")
_STOP = r"(?:[.,;:!?…]|&hellip;|&#8230;)"
_CLOSING = r"(?:[)”’»]|&rdquo;|&rsquo;|&raquo;|&#8221;|&#8217;)"
_PUNCTUATION = re.compile(rf"(?:{_STOP}+{_CLOSING}*|\)+{_STOP}*)(?!\w)")


@dataclass(frozen=True, slots=True)
class NoteNumbers:
    """The numbers of the notes of a page.

    Attributes:
        own: those of the citations that are notes, by the number of their placeholder.
        around: those of the footnotes that citations are in, in the same way.
        whole: the placeholders of citations that are all that their footnote contains.
    """

    own: Mapping[int, int] = field(default_factory=dict)
    around: Mapping[int, int] = field(default_factory=dict)
    whole: frozenset[int] = frozenset()


NO_NOTES = NoteNumbers()


def note_id(number: int) -> str:
    """Return the HTML id of the note of a citation."""
    return f"fn:fg-{number}"


def back_id(number: int) -> str:
    """Return the HTML id of the number in the text that links to a note."""
    return f"fnref:fg-{number}"


def attach_notes(parts: Sequence[str | Slot], is_note: Callable[[Slot], bool], *, move: bool) -> Parts:
    """Return HTML with its raised numbers directly behind the words before them, without spaces.

    Args:
        parts: HTML, split at its slots.
        is_note: returns whether a slot becomes a raised number.
        move: whether the numbers also move behind the punctuation that follows: “text.¹”.
    """
    found = list(parts)
    at = 0
    while at < len(found):
        part = found[at]
        if isinstance(part, str) or not is_note(part):
            at += 1
            continue
        last = _join_adjacent(found, at, is_note) if move else at
        # There is a text before and behind each slot, which may be empty.
        before, after = str(found[at - 1]), str(found[last + 1])
        in_sentence = _is_in_sentence(part)
        if not in_sentence:
            before = _strip_end(before)
        match = _PUNCTUATION.match(after) if move else None
        if match and not (match[0][0] == ")" and before.endswith("(")):
            found[last + 1] = after[match.end() :]
            if in_sentence:
                found[at] = replace(part, punctuation=match[0])
            else:
                before += match[0]
        earlier = found[at - 2] if at > 1 else ""
        is_next = not before and not isinstance(earlier, str) and is_note(earlier)
        found[at - 1] = _GAP if is_next else before
        at = last + 1
    return found


def _join_adjacent(found: Parts, at: int, is_note: Callable[[Slot], bool]) -> int:
    """Keep the numbers of adjacent notes together but apart: “1 2”; return the position of the last one."""
    while at + 2 < len(found):
        between, after = found[at + 1 : at + 3]
        is_gap = isinstance(between, str) and not _strip_end(between)
        if not is_gap or isinstance(after, str) or not is_note(after) or _is_in_sentence(after):
            break
        found[at + 1] = _GAP
        at += 2
    return at


def _strip_end(text: str) -> str:
    """Return HTML without the spaces at its end."""
    text = text.rstrip()
    while text.endswith(_SPACES):
        text = text[:-6].rstrip()
    return text


def _is_in_sentence(slot: Slot) -> bool:
    return slot.mark.call is not None and is_narrative(slot.mark.call)


class NotePlan:
    """The notes of one page: which citations become notes, and the list of all footnotes.

    Args:
        parts: the HTML of the page, split at its slots.
        slots: the slots and those nested in them, in reading order.
        is_note: returns whether a slot is a citation.
    """

    def __init__(
        self, parts: Sequence[str | Slot], slots: Iterable[Slot], is_note: Callable[[Slot], bool]
    ) -> None:
        self._before: Parts = []
        self._after: Parts = []
        self._items: dict[str, Parts] = {}
        self._is_after = False
        self._depth = 0
        self._item = ""
        self._order: list[str | Slot] = []
        nested = _group(parts, slots)
        inside: dict[int, str] = {}
        for part in parts:
            if isinstance(part, str):
                self._read(part)
                continue
            self._target.append(part)
            for slot in nested.get(id(part), ()):
                if not is_note(slot):
                    continue
                if self._item:
                    inside[slot.mark.number] = self._item
                else:
                    self._order.append(slot)
        own, self._authors = self._number()
        self.cited = [slot for slot in self._order if isinstance(slot, Slot)]
        whole = frozenset(number for item in self._items.values() if (number := _trim_whole(item, is_note)))
        around = {number: self._authors[item] for number, item in inside.items()}
        self.numbers = NoteNumbers(own, around, whole)

    @property
    def _target(self) -> Parts:
        if self._item:
            return self._items[self._item]
        return self._after if self._is_after else self._before

    def parts(self, notes: Mapping[int, str], wrap: Callable[[str], str]) -> Parts:
        """Return the HTML of the page with its list of footnotes.

        Args:
            notes: the HTML of the items of citations, by the number of the note.
            wrap: returns a list with the given items, for a page without footnotes of its author.
        """
        if not self._items:
            return [*self._before, wrap("\n".join(notes.values()))]
        items: dict[int, Parts] = {number: [html, "\n"] for number, html in notes.items()}
        for name, parts in self._items.items():
            number = self._authors[name]
            items[number] = [_renumber(part, {}, number) if isinstance(part, str) else part for part in parts]
        around = (
            [_renumber(part, self._authors) if isinstance(part, str) else part for part in side]
            for side in (self._before, self._after)
        )
        before, after = around
        return [*before, *(part for number in sorted(items) for part in items[number]), *after]

    def _number(self) -> tuple[dict[int, int], dict[str, int]]:
        own: dict[int, int] = {}
        authors: dict[str, int] = {}
        for one in self._order:
            number = len(own) + len(authors) + 1
            if isinstance(one, Slot):
                own.setdefault(one.mark.number, number)
            elif one in self._items:
                authors.setdefault(one, number)
        for name in self._items:
            authors.setdefault(name, len(own) + len(authors) + 1)
        return own, authors

    def _read(self, text: str) -> None:
        """Divide a text at the items of the list of footnotes, and note the links to them."""
        done, list_end = 0, -1
        for piece in scan(text):
            tag, is_end, attributes = piece.group("tag", "close", "attributes")
            if tag == "div":
                self._depth = self._depth_after(bool(is_end), attributes)
                if self._item and not self._depth:
                    # The last `</ol>` before it ends the list.
                    cut = list_end if list_end >= done else piece.start()
                    self._target.append(text[done:cut])
                    self._item, self._is_after, done = "", True, cut
            elif tag == "ol" and is_end:
                list_end = piece.start()
            elif is_end:
                continue
            elif tag == "li" and self._depth == 1:
                name = parse_attributes(attributes).get("id", "")
                if name.startswith("fn"):
                    self._target.append(text[done : piece.start()])
                    self._item, done = name, piece.start()
                    self._items.setdefault(name, [])
            elif tag == "a" and not self._item and _has_class(attributes, "footnote-ref"):
                self._order.append(parse_attributes(attributes).get("href", "")[1:])
        self._target.append(text[done:])

    def _depth_after(self, is_end: bool, attributes: str) -> int:
        """Return how many `<div>` are open behind a tag, from that of the footnotes on."""
        if self._depth:
            return self._depth + (-1 if is_end else 1)
        return int(not is_end and not self._items and _has_class(attributes, "footnote"))


def _group(parts: Sequence[str | Slot], slots: Iterable[Slot]) -> dict[int, list[Slot]]:
    """Return the slots by the id of the part that they are in."""
    tops = {id(part) for part in parts if isinstance(part, Slot)}
    groups: dict[int, list[Slot]] = {}
    top = 0
    for slot in slots:
        top = id(slot) if id(slot) in tops else top
        groups.setdefault(top, []).append(slot)
    return groups


def _trim_whole(item: Parts, is_note: Callable[[Slot], bool]) -> int:
    """Return the number of the placeholder if a footnote is just a citation, without a full stop; else 0."""
    match item:
        case [str(start), Slot() as slot, str(end)] if is_note(slot) and _ITEM_START.search(start):
            if found := _ITEM_END.match(end):
                item[2] = end[found.end() :]
                return slot.mark.number
    return 0


def _renumber(text: str, numbers: Mapping[str, int], own: int = 0) -> str:
    """Return HTML with the new numbers of the footnotes that it links to, or that it is an item of."""

    def replacement(match: re.Match[str]) -> str:
        attributes = parse_attributes(match[1])
        if own and _has_class(match[1], "footnote-backref"):
            title = attributes.get("title", "")
            return match[0].replace(title, _NUMBER.sub(str(own), title, count=1), 1) if title else match[0]
        number = numbers.get(attributes.get("href", "")[1:])
        if number is None or not _has_class(match[1], "footnote-ref"):
            return match[0]
        return f"<a{match[1]}>{_NUMBER.sub(str(number), match[2], count=1)}</a>"

    return _LINK.sub(replacement, text)


def _has_class(attributes: str, name: str) -> bool:
    return name in attributes and name in parse_attributes(attributes).get("class", "").split()
