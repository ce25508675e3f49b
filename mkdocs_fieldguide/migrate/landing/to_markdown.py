"""Markdown from HTML: what Markdown can say, and clean HTML for the rest."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from bs4.element import NavigableString, PageElement, Tag

from mkdocs_fieldguide.migrate.landing.html_tree import HEADINGS, attribute, classes, elements

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "form"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "iframe", "main", "nav", "ol", "p", "pre"}
    | {"section", "svg", "table", "ul", "video"}
)
_SPECIAL = re.compile(r"([\\`*_\[\]])")
_STRONG = ("strong", "b")
_EMPHASIS = ("em", "i")
_FONT_ICON = re.compile(r"\b(?:fa-|icon-)")
_GONE_ATTRIBUTES = re.compile(r"(?:on|data-bs-|aria-hidden|role|tabindex|style|class|width|height)")


def is_block(node: PageElement) -> bool:
    """Return whether an element is a block, or contains one."""
    return isinstance(node, Tag) and (node.name in _BLOCKS or node.find(list(_BLOCKS)) is not None)


def inline(node: PageElement) -> str:
    """Return an element within a line as Markdown."""
    if isinstance(node, NavigableString):
        return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", str(node))).replace("<", "&lt;")
    if not isinstance(node, Tag):
        return ""
    names = " ".join(classes(node))
    if node.name in _EMPHASIS and _FONT_ICON.search(names):
        return f'<i class="{names}"></i>'
    if node.name in ("br", "img", "code"):
        return {"br": "<br>", "img": image(node), "code": f"`{node.get_text()}`"}[node.name]
    inner = "".join(inline(child) for child in node.children)
    text = inner.strip()
    if node.name == "a":
        inner = link(node, text) if text else ""
    elif text and node.name in (*_STRONG, *_EMPHASIS):
        around = "**" if node.name in _STRONG else "*"
        inner = f"{_space(inner, 0)}{around}{text}{around}{_space(inner, -1)}"
    elif text and node.name in ("sub", "sup", "kbd", "small", "abbr", "time"):
        inner = f"<{node.name}>{inner}</{node.name}>"
    return inner


def line(nodes: Iterable[PageElement]) -> str:
    """Return several elements as one line of Markdown."""
    return re.sub(r"[ \t\n]+", " ", "".join(inline(node) for node in nodes)).strip()


def link(tag: Tag, text: str) -> str:
    """Return a link; one that looked like a button still does."""
    target = attribute(tag, "href")
    if not target:
        return text
    button = "{: .md-button }" if "btn" in classes(tag) else ""
    return f"[{text}]({_target(target)}){button}"


def decorative_image(source: str, width: str = "") -> str:
    """Return a picture without meaning; in Markdown, its description would seem to be missing.

    Args:
        source: its URL.
        width: its width in pixels; may be empty.
    """
    size = f' width="{width}"' if width else ""
    url = html.escape("%20".join(source.split()))
    return f'<img src="{url}" alt=""{size}>'


def image(tag: Tag, width: str = "") -> str:
    """Return a picture.

    Args:
        tag: the element.
        width: its width in pixels; that of the element if empty.
    """
    source = attribute(tag, "src")
    if not source:
        return ""
    width = width or re.sub(r"\D.*", "", attribute(tag, "width"))
    if tag.get("alt") == "":
        return decorative_image(source, width)
    size = f'{{: width="{width}" }}' if width else ""
    alt = _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", attribute(tag, "alt")))
    return f"![{alt}]({_target(source)}){size}"


def drawing(tag: Tag, width: str) -> str:
    """Return an SVG element on one line, in the colour of the text where it has none of its own.

    Args:
        tag: the element.
        width: its width in pixels.
    """
    for it in tag.find_all(["script", "style", "foreignobject", "a"]):
        it.decompose()
    fill = tag.get("fill") or "currentColor"
    tag.attrs = {name: tag.attrs[name] for name in ("xmlns", "viewbox", "stroke") if name in tag.attrs}
    tag.attrs |= {"fill": fill, "width": width, "aria-hidden": "true"}
    return re.sub(r"\s+", " ", clean_html(tag))


def items(tag: Tag) -> list[str]:
    """Return a list as Markdown, each item on a line."""
    found = []
    for item in tag.find_all("li", recursive=False):
        sign = "1." if tag.name == "ol" else "-"
        nested = item.find_all(["ul", "ol"], recursive=False)
        inner = [child for child in item.children if child not in nested]
        found.append(f"{sign} {line(inner)}")
        found += [f"    {text}" for child in nested for text in items(child)]
    return found


def clean_html(tag: Tag) -> str:
    """Return an element as HTML without the classes and handlers of the old theme."""
    for it in (tag, *tag.find_all(True)):
        is_drawing = it.name == "svg" or it.find_parent("svg") is not None
        for name in list(it.attrs):
            if name.startswith(("on", "data-bs-")) or (not is_drawing and _GONE_ATTRIBUTES.match(name)):
                del it.attrs[name]
    return re.sub(r"\n\s*\n", "\n", str(tag)).strip()


def heading(tag: Tag) -> str:
    """Return a heading below the title of the page, with its anchor."""
    text = line(tag.children)
    if not text:
        return ""
    level = max(2, HEADINGS.index(tag.name) + 1)
    anchor = attribute(tag, "id")
    return f"{'#' * level} {text}" + (f"\n{{: #{anchor} }}" if re.fullmatch(r"[\w-]+", anchor) else "")


def runs(tag: Tag) -> Iterable[list[PageElement]]:
    """Yield the children of an element: blocks one by one, and what stands in one line together."""
    waiting: list[PageElement] = []
    for child in elements(tag) if tag.find(list(_BLOCKS)) else [tag]:
        if is_block(child):
            if waiting:
                yield waiting
            waiting = []
            yield [child]
        else:
            waiting.append(child)
    if waiting:
        yield waiting


def _space(text: str, position: int) -> str:
    return " " if text[position].isspace() else ""


def _target(url: str) -> str:
    return f"<{url}>" if re.search(r"[\s()]", url) else url
