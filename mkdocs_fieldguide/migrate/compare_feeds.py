"""Comparison of the feeds of two built sites."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from mkdocs_fieldguide.citations.csl.xml import XmlError, XmlNode, parse_xml
from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.files.regular_files import is_regular, read_regular

_FEEDS = ("feed", "rss", "RDF")
"""Names of the outermost elements of Atom, RSS 2.0 and RSS 1.0."""


def missing_feed_entries(old: Path, new: Path) -> list[str]:
    """Return the entries of a feed that the new site lacks, by their titles, or addresses without a title.

    Args:
        old: file of the old site; if it is no feed, nothing is missing.
        new: file at the same address of the new site; it need not exist.
    """
    there = Counter(map(_words, _read_entries(new)))
    missing = []
    for entry in _read_entries(old):
        if there[_words(entry)] == 0:
            missing.append(entry)
        there[_words(entry)] -= 1
    return missing


def _read_entries(file: Path) -> list[str]:
    if not is_regular(file):
        return []
    try:
        root = parse_xml(read_regular(file, MAX_BYTES))
    except (OSError, XmlError):
        return []
    if root.tag not in _FEEDS:
        return []
    return [_name(node) for node in root.walk() if node.tag in ("entry", "item")]


def _name(entry: XmlNode) -> str:
    texts = {child.tag: child.text or child.get("href", "") for child in reversed(entry.children)}
    found = (" ".join(texts.get(name, "").split()) for name in ("title", "link", "id", "guid"))
    return next(filter(None, found), "an entry without title")


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
