"""Stands in for a page in the theme's templates, to learn whether they would treat others alike."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from mkdocs.structure.pages import Page

COPIED = (
    "active", "ancestors", "children", "edit_url", "is_homepage", "is_index", "is_link", "is_page",
    "is_section", "next_page", "parent", "previous_page", "update_date",
)  # fmt: skip
"""Attributes of a page that templates may read because a stand-in has the same."""


class UnshareableError(Exception):
    """A template does more with the text of a page than print it."""


def _recorded(question: Callable[[Any, Any], Any]) -> Callable[[_Mark, object], bool]:
    def ask(self: _Mark, other: object) -> bool:
        answer = bool(question(self.text, other))
        self.asked.append((question, other, answer))
        return answer

    return ask


def _refused(self: _Mark, *_: object) -> Any:
    raise UnshareableError


class _Mark(str):
    """A mark in place of a text of the page. Templates may print it, compare it, or ask what it contains.

    Attributes:
        text: the text of the page with which the frame is rendered.
        asked: what templates have asked about it, with the answers.
    """

    text: str
    asked: list[tuple[Callable[[Any, Any], Any], object, bool]]

    @classmethod
    def of(cls, text: str, mark: str) -> _Mark:
        """Return a mark for a text."""
        made = cls(mark)
        made.text = text
        made.asked = []
        return made

    def stands_for(self, text: str) -> bool:
        """Return whether the templates would get the same answers from another text."""
        return bool(text) and all(question(text, other) == answer for question, other, answer in self.asked)

    __eq__ = _recorded(operator.eq)
    __ne__ = _recorded(operator.ne)
    __contains__ = _recorded(operator.contains)
    __len__ = __iter__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = _refused

    def __bool__(self) -> bool:
        return True

    def __hash__(self) -> int:
        raise UnshareableError


class StandIn:
    """Takes the place of a page while its frame is rendered; refuses what may differ between pages.

    Args:
        page: the page.
        name: the last part of its URL.
        key: a random text, of which the marks consist.
    """

    def __init__(self, page: Page, name: str, key: str) -> None:
        # Filters would change such a mark, whether they escape, remove tags, change case or shorten texts;
        # then the mark is not found in the result.
        self.title = _Mark.of(str(page.title), f"<É&amp;'\" {key} {'title' * 100}>")
        self.content = _Mark.of(page.content or "", f"<É&amp;'\" {key} {'content' * 100}>")
        self.url_mark = f"fg-{key}-page"
        self.meta = {**page.meta, "title": self.title}
        self.url = _with_name(page.url, name, self.url_mark)
        self.canonical_url = _with_name(page.canonical_url or "", name, self.url_mark)
        self.toc = page.toc
        for attribute in COPIED:
            setattr(self, attribute, getattr(page, attribute))

    def __getattr__(self, name: str) -> Any:
        raise UnshareableError


def _with_name(url: str, name: str, other: str) -> str:
    """Return a URL with another name in place of its last part."""
    end = f"{name}/"
    return f"{url.removesuffix(end)}{other}/" if url.endswith(end) else url
