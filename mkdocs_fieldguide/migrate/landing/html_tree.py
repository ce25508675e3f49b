"""The HTML of an old page as a tree, without the parts that the new theme has itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, Doctype
from bs4.element import NavigableString, PageElement, Tag

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DROPPED = ("head", "script", "style", "link", "meta", "noscript", "template", "footer", "title")
_SEARCH = re.compile(r"search", re.IGNORECASE)
_DIRECTIVE = re.compile(
    r"(?:\{%-?\s*capture\s[^%]*%\}.*?\{%-?\s*endcapture\s*-?%\}\s*)*\{%(?:[^%]|%(?!\}))*%\}|\{\{(?:[^}]|\}(?!\}))*\}\}",
    re.DOTALL,
)
_MARKED = re.compile("\ue010(\\d+)\ue011")


class HtmlTree:
    """The content of a page; directives in it are marks, which no parser changes.

    Args:
        html: the HTML, with directives.
    """

    def __init__(self, html: str) -> None:
        self._directives: list[str] = []
        soup = BeautifulSoup(_DIRECTIVE.sub(self._hide, html), "html.parser")
        self.root: Tag = soup.find("main") or soup.find("body") or soup
        if self.root.name == "main":
            # The part with the title may be above.
            outside = [it for it in soup.find_all(["section", "h1"]) if it.find_parent("main") is None]
            self.root = soup.find("body") or soup if outside else self.root
        for it in list(self.root.find_all(string=lambda text: isinstance(text, (Comment, Doctype)))):
            it.extract()
        for tag in list(self.root.find_all(_DROPPED)):
            tag.decompose()
        self._drop_searches()

    def restore(self, text: str) -> str:
        """Return a text with directives in place of their marks."""
        return _MARKED.sub(lambda match: self._directives[int(match[1])], text)

    def _hide(self, match: re.Match[str]) -> str:
        self._directives.append(match[0])
        return f"\ue010{len(self._directives) - 1}\ue011"

    def _drop_searches(self) -> None:
        """Remove search fields with the parts around them that have no other content."""
        for field in list(self.root.find_all("input")):
            if field.decomposed or not _is_search(field):
                continue
            part: Tag = field
            while part.parent is not None and part.parent is not self.root and _is_only_search(part.parent):
                part = part.parent
            part.decompose()
        for tag in list(self.root.find_all(id=_SEARCH)):
            if not tag.decomposed and not tag.get_text(strip=True):
                tag.decompose()


def is_directive(text: str) -> bool:
    """Return whether a text consists of marks of directives."""
    return bool(text.strip()) and not _MARKED.sub("", text).strip()


def has_directive(tag: Tag) -> bool:
    """Return whether there is a directive in an element."""
    return _MARKED.search(tag.get_text()) is not None


def elements(tag: Tag) -> Iterator[PageElement]:
    """Yield the children of an element that are not blank."""
    for child in tag.children:
        if isinstance(child, Tag) or (isinstance(child, NavigableString) and child.strip()):
            yield child


def classes(tag: Tag) -> list[str]:
    """Return the classes of an element."""
    value = tag.get("class")
    return value.split() if isinstance(value, str) else list(value or ())


def attribute(tag: Tag | None, name: str) -> str:
    """Return an attribute; empty if there is none."""
    value = tag.get(name) if tag is not None else None
    return value.strip() if isinstance(value, str) else ""


def _is_search(field: Tag) -> bool:
    values = (attribute(field, name) for name in ("type", "id", "name", "placeholder"))
    return any(_SEARCH.search(value) for value in values) or "search" in " ".join(classes(field))


def _is_only_search(tag: Tag) -> bool:
    """Return whether an element has, apart from a search field, at most a heading or a label."""
    if tag.find(["p", "ul", "ol", "table", "h1", "img"]) is not None or has_directive(tag):
        return False
    loose = (text for text in tag.find_all(string=True) if text.find_parent(["form", *HEADINGS]) is None)
    texts = sum(len(text.strip()) for text in loose)
    return texts < 40 and len(tag.find_all(HEADINGS)) <= 1 and tag.find("a", href=True) is None
