"""The Atom feed of news and new pages (https://www.rfc-editor.org/rfc/rfc4287)."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from mkdocs_fieldguide.content.inline_markdown import Address, to_html
from mkdocs_fieldguide.model.news_events import News

FEED = "feed.xml"
"""Path of the feed in the site."""

_MAX_ENTRIES = 50
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of the feed.

    Attributes:
        day: its date.
        title: its title.
        url: URL of its page.
        id: its permanent identifier, a URL.
        text: its text, in Markdown.
    """

    day: datetime.date
    title: str
    url: str
    id: str
    text: str = ""


def news_entries(news: Iterable[News], root: str, page: str) -> list[FeedEntry]:
    """Return the entries of news with a date.

    Args:
        news: the news.
        root: URL of the site, with a slash at its end.
        page: URL of the page with the news.
    """
    entries = []
    for item in news:
        if item.day is not None:
            digest = hashlib.sha256(f"{item.day} {item.name}".encode()).hexdigest()[:16]
            entry = FeedEntry(item.day, item.name, page, f"{root}{FEED}#{digest}", item.description or "")
            entries.append(entry)
    return entries


def build_feed(entries: Iterable[FeedEntry], title: str, root: str, address: Address) -> str:
    """Return the feed, the latest entries first.

    Args:
        entries: the entries.
        title: title of the site.
        root: URL of the site, with a slash at its end.
        address: returns the full URL of a link in a description.
    """
    latest = sorted(entries, key=lambda entry: entry.day, reverse=True)
    feed = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    _add(feed, "title", title)
    _add(feed, "id", root)
    ElementTree.SubElement(feed, "link", {"rel": "self", "href": f"{root}{FEED}"})
    ElementTree.SubElement(feed, "link", {"href": root})
    _add(feed, "updated", _moment(latest[0].day if latest else datetime.date(1970, 1, 1)))
    author = ElementTree.SubElement(feed, "author")
    _add(author, "name", title)
    for it in latest[:_MAX_ENTRIES]:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "title", it.title)
        _add(entry, "id", it.id)
        ElementTree.SubElement(entry, "link", {"href": it.url})
        _add(entry, "updated", _moment(it.day))
        if it.text:
            _add(entry, "content", str(to_html(it.text, address))).set("type", "html")
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = _NOT_IN_XML.sub("", text)
    return element


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
