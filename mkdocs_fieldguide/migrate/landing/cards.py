"""Cards: boxes with a title, a text, a picture and a link."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bs4.element import PageElement, Tag

from mkdocs_fieldguide.migrate.landing.html_tree import HEADINGS, attribute, classes, has_directive
from mkdocs_fieldguide.migrate.landing.to_markdown import decorative_image, drawing, image, inline, line
from mkdocs_fieldguide.migrate.yaml_values import as_list, as_mapping, as_text

_ICON_WIDTH = "64"
_CARD = re.compile(r"(?:^|[-_])(?:card|tile|door|box|panel)$")
_TITLES = re.compile(r"title|heading")
_PARTS = ("p", "ul", "ol", "div", "span")


def find_card(node: PageElement) -> Tag | None:
    """Return the card that an element is or wraps; None if it is none."""
    tag: PageElement = node
    for _ in range(6):
        if not isinstance(tag, Tag):
            return None
        if is_card(tag):
            return tag
        children = [child for child in tag.children if isinstance(child, Tag) or str(child).strip()]
        if len(children) != 1:
            return None
        tag = children[0]
    return None


def render_cards(cards: Sequence[Tag]) -> list[str]:
    """Return cards as Material's grid, in Markdown."""
    return grid([_card(card) for card in cards])


def sidebar_cards(sidebar: Mapping[str, Any]) -> list[str]:
    """Return a card for each entry of the first level of a sidebar that leads to a page."""
    cards = []
    for entry in map(as_mapping, as_list(sidebar.get("subitems"))):
        title = as_text(entry.get("title"))
        url = as_text(entry.get("url")) or as_text(entry.get("external_url"))
        if not title or not url:
            continue
        picture = as_text(entry.get("image_url"))
        parts = [decorative_image(picture, _ICON_WIDTH)] if picture else []
        parts.append(f"**[{title}]({url})**")
        parts += [as_text(entry.get("description"))] if as_text(entry.get("description")) else []
        cards.append(parts)
    return grid(cards) if len(cards) > 1 else []


def grid(cards: Sequence[Sequence[str]]) -> list[str]:
    """Return a grid of cards.

    Args:
        cards: for each card its paragraphs.
    """
    lines = ['<div class="grid cards" markdown="1">', ""]
    for card in cards:
        for number, part in enumerate(card):
            lines += [("-   " if number == 0 else "    ") + part, ""]
    return ["\n".join([*lines, "</div>"])]


def is_card(tag: Tag) -> bool:
    """Return whether an element is a card: a box with one title that leads somewhere."""
    if tag.name in HEADINGS or tag.find(["table", "iframe", "form"]) is not None:
        return False
    link = attribute(tag, "href") or tag.find("a", href=True) is not None
    named = any(_CARD.search(name) for name in classes(tag))
    headings = len(tag.find_all(HEADINGS))
    if tag.name == "a":
        return headings == 1
    return bool(link) and headings <= 1 and (named or (headings == 1 and _has_only_one_target(tag)))


def _has_only_one_target(tag: Tag) -> bool:
    targets = {attribute(link, "href") for link in tag.find_all("a", href=True)}
    return len(targets) == 1 and len(tag.get_text(" ", strip=True)) < 400 and not has_directive(tag)


def _card(card: Tag) -> list[str]:
    """Return the paragraphs of a card."""
    targets = [attribute(card, "href")] if attribute(card, "href") else []
    targets += [attribute(link, "href") for link in card.find_all("a", href=True)]
    title = card.find(HEADINGS) or card.find(class_=_TITLES) or card.find("a", href=True)
    name = line(title.children) if isinstance(title, Tag) else ""
    for it in card.find_all("img"):
        if name.casefold() in attribute(it, "alt").casefold():
            it["alt"] = ""  # It would only repeat the title.
    pictures = [text for it in card.find_all("img") if (text := image(it, _ICON_WIDTH))]
    drawings = [] if pictures else [it for it in card.find_all("svg") if _is_picture(it, card)]
    pictures += [drawing(it, _ICON_WIDTH) for it in drawings[:1]]
    if isinstance(title, Tag):
        title.extract()
    for tag in card.find_all(["img", "svg"]):
        tag.decompose()
    is_plain = len(set(targets)) <= 1
    if is_plain:
        for link in card.find_all("a"):
            link.unwrap()
    parts = [text for text in (_text(part) for part in _paragraphs(card)) if text]
    head = f"**[{name}]({targets[0]})**" if is_plain and targets and "](" not in name else f"**{name}**"
    return [*pictures, *([head] if name else []), *parts]


def _is_picture(svg: Tag, card: Tag) -> bool:
    """Return whether a drawing is the picture of a card, and not an icon next to a text."""
    parent = svg.parent
    return svg.find("path") is not None and (parent is card or not (parent and parent.get_text(strip=True)))


def _paragraphs(card: Tag) -> list[list[PageElement]]:
    """Return the texts of a card: its deepest elements that are paragraphs, and loose text."""
    found: list[list[PageElement]] = []
    loose: list[PageElement] = []
    for child in card.children:
        if isinstance(child, Tag) and child.name in _PARTS and child.get_text(strip=True):
            found += [loose] if loose else []
            loose = []
            nested = child.name == "div" or child.find(["p", "div", "ul"]) is not None
            found += _paragraphs(child) if nested else [[child]]
        else:
            loose.append(child)
    return [*found, loose] if loose else found


def _text(nodes: list[PageElement]) -> str:
    return re.sub(r"\s+", " ", "".join(inline(node) for node in nodes)).strip()
