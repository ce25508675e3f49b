"""Check links to headings, and pictures without alternative text."""

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

_GENERATED = re.compile(r"(?:fg-|ref-|cite-|__|fn:|fnref)")
"""Prefixes of anchors that are added after the conversion, by Fieldguide or the theme."""


class WrittenLink(NamedTuple):
    """A link or picture as an author wrote it.

    Attributes:
        target: the target as written.
        picture: whether it is a picture.
        alt: alternative text of the picture.
    """

    target: str
    picture: bool = False
    alt: str = ""


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """A link or picture with its resolved target.

    Attributes:
        page: source path of the page that contains it.
        written: the link as written.
        count: the number of earlier links to the same target on the page.
        leads_to: source path of the target page; empty if the target is no page.
        fragment: the part after `#`.
    """

    page: str
    written: WrittenLink
    count: int
    leads_to: str = ""
    fragment: str = ""


def find_anchors(html: str) -> frozenset[str]:
    """Return the anchors in a page's HTML: the values of `id` and `name`."""
    anchors: set[str] = set()
    for piece in scan(html):
        written = piece["attributes"]
        # Most tags have neither, and parsing their attributes would take most of the time.
        if written and not piece["close"] and ("id" in (lower := written.lower()) or "name" in lower):
            attributes = parse_attributes(written)
            anchors.update(attributes.get(name, "") for name in ("id", "name"))
    return frozenset(anchors - {""})


def images_without_alt(html: str) -> list[str]:
    """Return the URLs of pictures in raw HTML that have no `alt`; those in Markdown always have one."""
    images = [parse_attributes(tag.attributes) for tag in start_tags(html, ("img",))]
    return [image.get("src", "") for image in images if "alt" not in image]


def report_missing_alt(
    address: str, location: Location, findings: Findings, form: str = 'alt="what it shows"'
) -> None:
    """Report a picture without alternative text; `form` is an example of its syntax."""
    findings.add(
        Code.NO_ALT_TEXT,
        location,
        f"The picture “{shorten(address)}” has no alternative text.",
        f"Describe what it shows: {form}.",
    )


def check_links(
    links: Iterable[ResolvedLink],
    anchors: Mapping[str, Collection[str]],
    place_of: Callable[[ResolvedLink], Location],
    findings: Findings,
) -> None:
    """Report links to headings that do not exist, and pictures without alternative text.

    Args:
        links: the links and pictures of all pages.
        anchors: the anchors of each page, by source path.
        place_of: returns the location of a link.
        findings: receives DEAD_ANCHOR and NO_ALT_TEXT.
    """
    for link in links:
        if link.written.picture:
            if not link.written.alt:
                report_missing_alt(link.written.target, place_of(link), findings, "![what it shows](…)")
            continue
        page_anchors = anchors.get(link.leads_to)
        if not link.fragment or page_anchors is None:
            continue
        anchor_name = unquote(link.fragment)
        # Browsers implement `#:~:text=` and `#top` without an anchor.
        if (
            anchor_name in page_anchors
            or link.fragment in page_anchors
            or _GENERATED.match(anchor_name)
            or anchor_name == "top"
            or ":~:" in anchor_name
        ):
            continue
        where = "this page" if link.leads_to == link.page else f"“{shorten(link.leads_to)}”"
        findings.add(
            Code.DEAD_ANCHOR,
            place_of(link),
            f"The heading “#{shorten(link.fragment)}” does not exist on {where}.",
            suggest_name(anchor_name, [anchor for anchor in page_anchors if not _GENERATED.match(anchor)]),
        )
