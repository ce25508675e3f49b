"""Links and pictures of pages, once it is known where they lead."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.html_scanner import parse_attributes, scan, start_tags
from mkdocs_fieldguide.model.location import Location

_OURS = re.compile(r"(?:fg-|ref-|cite-|__|fn:|fnref)")
"""Beginnings of anchors that come in after conversion, from us or the theme."""


class WrittenLink(NamedTuple):
    """A link or picture as an author wrote it.

    Attributes:
        target: what was written.
        picture: whether it is a picture.
        alt: text for those who cannot see the picture.
    """

    target: str
    picture: bool = False
    alt: str = ""


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """A link or picture, and where it leads.

    Attributes:
        page: source path of the page that it is on.
        written: what the author wrote.
        count: how many links to the same target stand before it on the page.
        leads_to: source path of the page that it leads to; empty if it leads to none.
        fragment: what stands behind `#`.
    """

    page: str
    written: WrittenLink
    count: int
    leads_to: str = ""
    fragment: str = ""


def find_anchors(html: str) -> frozenset[str]:
    """Return everything in a page's HTML that a `#fragment` may lead to."""
    anchors: set[str] = set()
    for piece in scan(html):
        written = piece["attributes"]
        # Most tags have neither; to parse their attributes would take most of the time.
        if written and not piece["close"] and ("id" in (lower := written.lower()) or "name" in lower):
            attributes = parse_attributes(written)
            anchors.update(attributes.get(name, "") for name in ("id", "name"))
    return frozenset(anchors - {""})


def images_without_alt(html: str) -> list[str]:
    """Return the addresses of pictures in raw HTML that have no `alt`; Markdown always writes one."""
    images = [parse_attributes(tag.attributes) for tag in start_tags(html, ("img",))]
    return [image.get("src", "") for image in images if "alt" not in image]


def report_missing_alt(
    address: str, location: Location, findings: Findings, form: str = 'alt="what it shows"'
) -> None:
    """Report a picture that has no text, and how one is written."""
    findings.add(
        Code.NO_ALT_TEXT,
        location,
        f"The picture “{shorten(address)}” has no text for those who cannot see it.",
        f"Write what it shows: {form}.",
    )


def check_links(
    links: Iterable[ResolvedLink],
    anchors: Mapping[str, Collection[str]],
    place_of: Callable[[ResolvedLink], Location],
    findings: Findings,
) -> None:
    """Report links to headings that are not there, and pictures without a text.

    Args:
        links: the links of all pages.
        anchors: the anchors of each page by its source path.
        place_of: tells where a link was written.
        findings: receives DEAD_ANCHOR and NO_ALT_TEXT.
    """
    for link in links:
        if link.written.picture:
            if not link.written.alt:
                report_missing_alt(link.written.target, place_of(link), findings, "![what it shows](…)")
            continue
        there = anchors.get(link.leads_to)
        if not link.fragment or there is None:
            continue
        wanted = unquote(link.fragment)
        # `#:~:text=` finds words, and `#top` every browser knows.
        if (
            wanted in there
            or link.fragment in there
            or _OURS.match(wanted)
            or wanted == "top"
            or ":~:" in wanted
        ):
            continue
        where = "this page" if link.leads_to == link.page else f"“{shorten(link.leads_to)}”"
        findings.add(
            Code.DEAD_ANCHOR,
            place_of(link),
            f"There is no heading “#{shorten(link.fragment)}” on {where}.",
            suggest_name(wanted, [anchor for anchor in there if not _OURS.match(anchor)]),
        )
