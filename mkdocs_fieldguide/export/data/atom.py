"""The Atom feed of the news (https://www.rfc-editor.org/rfc/rfc4287)."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable
from xml.etree import ElementTree

from mkdocs_fieldguide.content.inline_markdown import Address, to_html
from mkdocs_fieldguide.model.news_events import News

FEED = "feed.xml"
"""Path of the feed in the site."""

_MAX_ENTRIES = 50
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def build_feed(news: Iterable[News], title: str, root: str, page: str, address: Address) -> str:
    """Return the feed, the latest news first.

    Args:
        news: the news.
        title: title of the site.
        root: URL of the site, with a slash at its end.
        page: URL of the page with the news.
        address: returns the full URL of a link in a description.
    """
    dated = [(item.day, item) for item in news if item.day is not None]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    feed = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    _add(feed, "title", title)
    _add(feed, "id", root)
    ElementTree.SubElement(feed, "link", {"rel": "self", "href": f"{root}{FEED}"})
    ElementTree.SubElement(feed, "link", {"href": root})
    _add(feed, "updated", _moment(dated[0][0] if dated else datetime.date(1970, 1, 1)))
    author = ElementTree.SubElement(feed, "author")
    _add(author, "name", title)
    for day, item in dated[:_MAX_ENTRIES]:
        entry = ElementTree.SubElement(feed, "entry")
        digest = hashlib.sha256(f"{day} {item.name}".encode()).hexdigest()[:16]
        _add(entry, "title", item.name)
        _add(entry, "id", f"{root}{FEED}#{digest}")
        ElementTree.SubElement(entry, "link", {"href": page})
        _add(entry, "updated", _moment(day))
        if item.description:
            _add(entry, "content", str(to_html(item.description, address))).set("type", "html")
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = _NOT_IN_XML.sub("", text)
    return element


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
