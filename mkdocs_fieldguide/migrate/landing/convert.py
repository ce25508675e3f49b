"""A page in HTML as a page in Markdown, and a home page as a landing page."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from bs4.element import NavigableString, PageElement, Tag

from mkdocs_fieldguide.migrate.landing.cards import find_card, is_card, render_cards, sidebar_cards
from mkdocs_fieldguide.migrate.landing.html_tree import (
    HEADINGS,
    HtmlTree,
    attribute,
    classes,
    elements,
    is_directive,
)
from mkdocs_fieldguide.migrate.landing.to_markdown import (
    clean_html,
    heading,
    image,
    is_block,
    items,
    line,
    runs,
)
from mkdocs_fieldguide.migrate.liquid.engine import TemplateError
from mkdocs_fieldguide.migrate.yaml_values import as_text

_LANDING_BLOCKS = ("landing_search", "text", "news", "guide_numbers", "call_to_contribute")
_CONTAINERS = ("article", "aside", "body", "div", "header", "main", "nav", "section", "[document]")
_SMALL_TITLE = re.compile(r"(?:^|-)(?:eyebrow|section-(?:title|label|heading))$")
"""Classes of short texts that stand as a title above a section."""

_MEDIA = ["img", "iframe", "svg", "video"]
_PICTURE_WIDTH = "240"
_MAX_DEPTH = 60
_TILES = re.compile(r"\{%-?\s*(?:include\s+section-navigation-tiles|section_tiles|type_tiles)")
_MAX_LEVELS = 256
_TAG = re.compile(r"<(/?)([a-z][\w-]*)[^<>]*>", re.IGNORECASE)
_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
_OPEN_TAG = re.compile(r"<[a-z][^<>]*(?=<|\Z)", re.IGNORECASE)
_MAX_OPEN_TAGS = 1000
"""The parser searches the rest of the page for the end of each tag."""

_PART = re.compile("\\{% \ue0f4(\\d+) %\\}")
_MAX_SECONDS = 10
_GONE_KEYS = ("layout", "toc", "sidebar")


def convert_html(
    html: str,
    front_matter: Mapping[str, Any],
    sidebar: Mapping[str, Any] | None,
    *,
    is_markdown: bool = False,
    around: tuple[str, str] = ("", ""),
) -> str:
    """Return a page with front matter.

    Args:
        html: its computed HTML, with directives.
        front_matter: its own front matter.
        sidebar: the main sidebar, for the cards of a home page; None for another page.
        is_markdown: whether there is Markdown between the elements, which stays as it is.
        around: the HTML that a layout has before and after it.

    Raises:
        TemplateError: if that takes too long, or if elements are nested too deeply: each level is searched
            for cards.
    """
    parts: list[str] = []
    inner = _hide_markdown(html, parts) if is_markdown else html
    tree = _parse(f"{around[0]}{inner}{around[1]}")
    settings = {str(key): value for key, value in front_matter.items() if key not in _GONE_KEYS}
    title, summary = _take_head(tree.root)
    if title and not as_text(settings.get("title")):
        settings["title"] = title
    elif title and sidebar is not None and _simplify(title) not in _simplify(as_text(settings["title"])):
        # The page was named in the browser by one of them, and on the page by the other.
        summary = f"{title}{' ' if title[-1] in '.!?' or not summary else ' · '}{summary}".strip()
    blocks = list(_Blocks().of(tree.root))
    if sidebar is not None:
        settings["layout"] = "landing"
        if summary and not as_text(settings.get("summary")):
            settings["summary"] = summary
        if not any('class="grid cards"' in block or _TILES.search(tree.restore(block)) for block in blocks):
            blocks = [*sidebar_cards(sidebar), *blocks]
        settings["landing_blocks"] = list(_LANDING_BLOCKS)
    elif summary:
        blocks.insert(0, summary)
    text = _PART.sub(lambda match: parts[int(match[1])], tree.restore("\n\n".join(blocks)))
    dumped = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True, width=110)
    return f"---\n{dumped}---\n\n{text}\n"


def _simplify(title: str) -> str:
    return re.sub(r"\W", "", title).casefold()


def convert_layout(html: str) -> str:
    """Return the computed HTML of a page as Markdown, with its title and without front matter.

    Args:
        html: the HTML, with directives.

    Raises:
        TemplateError: as `convert_html` does.
    """
    tree = _parse(html)
    return tree.restore("\n\n".join(_Blocks().of(tree.root)))


def _parse(html: str) -> HtmlTree:
    if _has_too_many_levels(html):
        raise TemplateError(f"its HTML is nested more than {_MAX_LEVELS} levels deep")
    if len(_OPEN_TAG.findall(html)) > _MAX_OPEN_TAGS:
        raise TemplateError("its HTML has too many tags without `>`")
    return HtmlTree(html)


def _hide_markdown(text: str, parts: list[str]) -> str:
    """Return a text with a mark, like a directive, in place of each block of Markdown outside of HTML.

    Args:
        text: Markdown with HTML.
        parts: receives the blocks.
    """
    out = []
    level = 0
    for block in re.split(r"(\n[ \t]*\n)", text):
        if level == 0 and block.strip() and not block.lstrip().startswith(("<", "{%")):
            out.append(f"<p>{{% \ue0f4{len(parts)} %}}</p>")
            parts.append(block.strip("\n"))
            continue
        out.append(block)
        for closing, name in _TAG.findall(block):
            if name.lower() not in _VOID:
                level = max(0, level - 1) if closing else level + 1
    return "".join(out)


def _has_too_many_levels(html: str) -> bool:
    """Return whether elements are nested too deeply; the parser nests those that are not closed, too."""
    level = 0
    for closing, name in _TAG.findall(html):
        if name.lower() not in _VOID:
            level = max(0, level - 1) if closing else level + 1
            if level > _MAX_LEVELS:
                return True
    return False


def _take_head(root: Tag) -> tuple[str, str]:
    """Remove and return the title of a page, and the first paragraph below it."""
    found = root.find("h1")
    if not isinstance(found, Tag):
        return "", ""
    title = _words(found)
    part = found.find_parent(["section", "header"]) or found.parent
    before = found.find_previous_sibling("p")
    above = ""
    if isinstance(before, Tag) and any(_SMALL_TITLE.search(name) for name in classes(before)):
        above = _words(before)
        before["class"] = ""
    paragraphs = part.find_all("p") if isinstance(part, Tag) else []
    behind = [it for it in paragraphs if it in found.find_all_next("p", limit=3)]
    summary = ""
    if behind and not behind[0].find("a") and not any(map(is_card, behind[0].parents)):
        summary = _words(behind[0])
        if summary.count(" ") > 1 and len(summary) <= 400 and not is_directive(summary):
            behind[0].decompose()
        else:
            summary = ""
    if above and summary and isinstance(before, Tag) and not before.find("a") and not is_directive(above):
        # The line above the title and the one below it often are one sentence.
        summary = f"{above}{' ' if summary[0].islower() else ' · '}{summary}"
        before.decompose()
    found.decompose()
    return title, summary


def _words(tag: Tag) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ", strip=True))


class _Blocks:
    """Writes blocks of Markdown."""

    def __init__(self) -> None:
        self._end = time.process_time() + _MAX_SECONDS

    def of(self, tag: Tag, depth: int = 0) -> Iterator[str]:
        """Yield the blocks of an element.

        Args:
            tag: the element.
            depth: how many elements are around it.
        """
        cards: list[Tag] = []
        for run in runs(tag):
            if time.process_time() > self._end:
                raise TemplateError(f"the conversion of its HTML takes more than {_MAX_SECONDS} seconds")
            card = find_card(run[0]) if len(run) == 1 else None
            if card is not None:
                cards.append(card)
                continue
            yield from self._cards(cards)
            cards = []
            yield from self._block(run, depth)
        yield from self._cards(cards)

    def _cards(self, cards: list[Tag]) -> Iterator[str]:
        if cards:
            yield from render_cards(cards)

    def _block(self, run: list[PageElement], depth: int) -> Iterator[str]:
        node = run[0]
        if len(run) > 1 or isinstance(node, NavigableString) or not is_block(node):
            text = line(run)
            if text:
                yield text
            return
        if not isinstance(node, Tag):
            return
        if node.name in HEADINGS:
            yield from filter(None, [heading(node)])
        elif node.name == "p":
            text = line(node.children)
            is_title = any(_SMALL_TITLE.search(name) for name in classes(node))
            yield from filter(None, [f"## {text}" if text and is_title else text])
        elif node.name in ("ul", "ol") and not node.find(["table", "div", "p"]):
            yield from filter(None, ["\n".join(items(node))])
        elif node.name == "hr":
            return
        elif node.name in _CONTAINERS and depth < _MAX_DEPTH:
            yield from self._columns(node, depth + 1)
        elif node.name == "svg" and attribute(node, "aria-hidden"):
            return
        elif node.get_text(strip=True) or node.name in _MEDIA or node.find(_MEDIA):
            yield clean_html(node)

    def _columns(self, node: Tag, depth: int) -> Iterator[str]:
        """Yield the blocks of a container: side by side if it has a picture next to a text."""
        parts = [it for it in elements(node) if isinstance(it, Tag)]
        picture = next((it for it in parts if _only_picture(it) is not None), None)
        texts = [it for it in parts if it is not picture]
        if picture is None or len(parts) != 2 or not texts[0].get_text(strip=True):
            yield from self.of(node, depth)
            return
        found = _only_picture(picture)
        inner = list(self.of(texts[0], depth))
        if found is None or not inner or any("<div" in block for block in inner):
            yield from self.of(node, depth)
            return
        columns = ["\n\n".join(inner), image(found, _PICTURE_WIDTH)]
        if parts[0] is picture:
            columns.reverse()
        boxes = "\n\n".join(f'<div markdown="1">\n\n{column}\n\n</div>' for column in columns)
        yield f'<div class="grid" markdown="1">\n\n{boxes}\n\n</div>'


def _only_picture(tag: Tag) -> Tag | None:
    """Return the picture that is the only content of an element; None if there is other content."""
    found = [tag] if tag.name == "img" else tag.find_all("img")
    return found[0] if len(found) == 1 and not tag.get_text(strip=True) else None
