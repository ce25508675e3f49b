r"""Read pandoc's syntax of citations: `[see @a, chap. 2; @b]`, `@a [p. 3]`, `-@a`, and `\bibliography`.

The result is the same as that of the tags `cite` and `bibliography`. `@name` in code, links, e-mail addresses
and HTML tags is no citation, and `\@name` is a name.

Pandoc's manual describes the syntax: https://pandoc.org/MANUAL.html#citation-syntax
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from mkdocs_fieldguide.markup.pandoc_locators import split_locator
from mkdocs_fieldguide.markup.uncited_regions import UncitedRegions
from mkdocs_fieldguide.model.references import CiteItem

CITATION_STARTS = ("@", "\\bibliography", "\\full_bibliography")
"""Text without any of these has no citation in this syntax."""

# Unlike in pandoc, keys contain no `<` and `>`, which begin HTML, and end before a character reference.
# BibTeX in the text is no citation: “@article{key,”.
_BARE = r"\w(?:\w|[:.#$%\-+?~/](?=\w)|&(?=\w)(?!\w+;)|[:/](?=/))*(?!\{)"
_KEY = re.compile(rf"(?P<minus>-?)@(?:\{{(?P<braced>[^{{}}\n]{{1,200}})\}}|(?P<bare>{_BARE}))")
_START = re.compile(
    r"\\(?:(?P<at>@)|(?P<list>bibliography|full_bibliography)(?![\w{])|.)|(?P<group>\[)|-?@", re.DOTALL
)
_DIVIDER = re.compile(r"\\.|&#?\w{1,40};|`+|[\[\];]|-?@", re.DOTALL)
_BEFORE_NAME = re.compile(r"[\w.@\\/+%=#]")
_BRACKETS = re.compile(r"[ \t]*\n?[ \t>]*(?=\[(?!\^))")
_LONGEST = 5_000
"""The limit of characters of a citation in brackets, which bounds the time for nested brackets."""

_EMPHASIS = (
    (re.compile(r"(?<![\\*])\*\*(?=[^\s*])([^*<>]{1,500})(?<![\s\\])\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<![\\*])\*(?=[^\s*])([^*<>]{1,500})(?<![\s\\])\*"), r"<i>\1</i>"),
    (re.compile(r"(?<![\\\w])_(?=[^\s_])([^_<>]{1,500})(?<![\s\\])_(?!\w)"), r"<i>\1</i>"),
)
_NEW_LINE = re.compile(r"\s*\n[\s>]*")
_ESCAPED = re.compile(r"\\([^\w\s])")


@dataclass(frozen=True, slots=True)
class Found:
    """Something written in pandoc's syntax.

    Attributes:
        start: its position.
        end: the position behind it.
        cites: the cites of a citation.
        list_name: `bibliography` or `full_bibliography`, for a list of references.
    """

    start: int
    end: int
    cites: tuple[CiteItem, ...] = ()
    list_name: str = ""

    @property
    def is_escape(self) -> bool:
        r"""Return whether it is `\@`, which is the character `@`."""
        return not self.cites and not self.list_name


def find_citations(
    text: str,
    labels: Mapping[str, str],
    plain: Callable[[str], str] = str,
    *,
    only_in_brackets: bool = False,
) -> Iterator[Found]:
    """Yield the citations and lists of a text in order.

    Args:
        text: Markdown.
        labels: the CSL terms of locators by their label in lower case.
        plain: replaces tokens in a text with their plain text.
        only_in_brackets: whether `@name` in the text is no citation.
    """
    if any(start in text for start in CITATION_STARTS):
        yield from _Reader(text, labels, plain, only_in_brackets).run()


@dataclass(frozen=True, slots=True)
class _Part:
    """The text between two semicolons: its bounds, and the keys in it."""

    start: int
    end: int
    keys: tuple[re.Match[str], ...]


class _Reader:
    """Reads one text."""

    def __init__(
        self, text: str, labels: Mapping[str, str], plain: Callable[[str], str], only_in_brackets: bool
    ) -> None:
        self._text = text
        self._only_in_brackets = only_in_brackets
        self._labels = labels
        self._plain = plain
        self._regions = UncitedRegions(text)

    def run(self) -> Iterator[Found]:
        position = 0
        while match := _START.search(self._text, position):
            position = match.end()
            if (end := self._regions.end_at(match.start())) >= 0:
                position = max(end, position)
            elif found := self._found(match):
                yield found
                position = found.end

    def _found(self, match: re.Match[str]) -> Found | None:
        if match["at"]:
            return Found(match.start(), match.end())
        if match["list"]:
            return Found(match.start(), match.end(), list_name=match["list"])
        if match["group"]:
            return self._group(match.start())
        is_other = match[0][0] == "\\" or self._only_in_brackets
        return None if is_other else self._in_text(match.start())

    def _group(self, start: int) -> Found | None:
        """Return a citation in brackets; each of its parts must have a key."""
        end = self._regions.pairs.get(start)
        if end is None or end - start > _LONGEST:
            return None
        cites = self._cites(self._parts(start + 1, end))
        return Found(start, end + 1, tuple(cites)) if cites else None

    def _in_text(self, start: int) -> Found | None:
        """Return a citation whose author is part of the sentence: `@a [p. 3; @b]`, or `-@a`."""
        key = self._key(start)
        if key is None:
            return None
        suppressed = bool(key["minus"])
        item = CiteItem(_name(key), suppress_author=suppressed, author_in_text=not suppressed)
        alone = Found(key.start(), key.end(), (item,))
        gap = _BRACKETS.match(self._text, key.end())
        if gap is None or self._regions.end_at(gap.end()) >= 0:
            return alone
        end = self._regions.pairs.get(gap.end())
        if end is None or end - gap.end() > _LONGEST or not self._text[gap.end() + 1 : end].strip():
            return alone
        first, *others = self._parts(gap.end() + 1, end)
        if first.keys:
            others = [first, *others]
        else:
            item = self._with_suffix(item, self._text[first.start : first.end].strip())
        more = self._cites(others)
        return Found(key.start(), end + 1, (item, *more)) if more or not others else alone

    def _key(self, at: int) -> re.Match[str] | None:
        """Return the key at a position, if what is before it allows one."""
        if self._text[at] == "-" and at and self._text[at - 1] not in " \t\n[;(>*_\"'“‘":
            at += 1
        # A hyphen after a word is not part of a citation, unlike the letters of an e-mail address.
        if at and self._text[at] == "@" and _BEFORE_NAME.match(self._text[at - 1]):
            return None
        return _KEY.match(self._text, at)

    def _parts(self, start: int, end: int) -> list[_Part]:
        """Divide the text in brackets at its semicolons, apart from those in code and in brackets."""
        parts: list[_Part] = []
        keys: list[re.Match[str]] = []
        first, position = start, start
        while match := _DIVIDER.search(self._text, position, end):
            position = match.end()
            if (region := self._regions.end_at(match.start())) >= 0:
                position = min(max(region, position), end)
            elif match[0] == "[":
                position = self._regions.pairs.get(match.start(), match.start()) + 1
            elif match[0] == ";":
                parts.append(_Part(first, match.start(), tuple(keys)))
                keys, first = [], match.end()
            elif match[0] in ("@", "-@") and (key := self._key(match.start())) and key.end() <= end:
                keys.append(key)
                position = key.end()
        return [*parts, _Part(first, end, tuple(keys))]

    def _cites(self, parts: list[_Part]) -> list[CiteItem]:
        """Return the cites of the parts; none if one of them has no key.

        A part with several keys lacks semicolons: the text between two of them may have a locator of the
        first, and the rest is the prefix of the second.
        """
        cites: list[CiteItem] = []
        for part in parts:
            if not part.keys:
                return []
            prefix = self._markup(self._text[part.start : part.keys[0].start()]).strip()
            ends = [*(key.start() for key in part.keys[1:]), part.end]
            for key, end in zip(part.keys, ends, strict=True):
                item = CiteItem(_name(key), prefix=prefix, suppress_author=bool(key["minus"]))
                item = self._with_suffix(item, self._text[key.end() : end])
                if end != part.end:
                    prefix = item.suffix.strip(", ")
                    item = replace(item, suffix="")
                cites.append(item)
        return cites

    def _with_suffix(self, item: CiteItem, suffix: str) -> CiteItem:
        label, locator, rest = split_locator(self._markup(suffix).rstrip(), self._labels)
        return replace(item, label=label, locator=locator, suffix=rest)

    def _markup(self, text: str) -> str:
        """Return Markdown of a prefix or suffix in the markup of CSL."""
        if not text:
            return ""
        text = self._plain(_NEW_LINE.sub(" ", text)).replace("`", "")
        text = html.unescape(text).replace("---", "—").replace("--", "–").replace("\xa0", " ")
        for pattern, element in _EMPHASIS:
            text = pattern.sub(element, text)
        return _ESCAPED.sub(r"\1", text)


def _name(key: re.Match[str]) -> str:
    return (key["braced"] or key["bare"]).strip()
