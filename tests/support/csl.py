"""Formatters in CSL styles that a test writes itself."""

from __future__ import annotations

from typing import Any

from mkdocs_fieldguide.citations.formatter import FormattedEntry, Formatter
from mkdocs_fieldguide.citations.styles import StyleSource
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import CiteItem, Reference

NAMESPACE = "http://purl.org/net/xbiblio/csl"


def made(key: str, **csl: Any) -> Reference:
    """Return a reference with CSL-JSON variables."""
    return Reference(key, {"id": key, **csl}, Location("made.json", 1))


def own_style(
    body: str, *references: Reference, attributes: str = "", kind: str = "in-text", locale: str = "en-US"
) -> Formatter:
    """Return a formatter in a style.

    Args:
        body: the content of `<style>`.
        references: the bibliography.
        attributes: further attributes of `<style>`.
        kind: its class, `in-text` or `note`.
        locale: the language.
    """
    style = f'<style xmlns="{NAMESPACE}" class="{kind}" version="1.0" {attributes}>{body}</style>'
    source = StyleSource("own", style.encode())
    return Formatter({one.key: one for one in references}, source, locale, full_page_ranges=False)


def entry(
    layout: str, attributes: str = "", *, body: str = "", locale: str = "en-US", **csl: Any
) -> FormattedEntry:
    """Return an entry in a style with this layout of the bibliography."""
    body = f"{body}<citation><layout/></citation><bibliography><layout>{layout}</layout></bibliography>"
    return own_style(body, made("k", **csl), attributes=attributes, locale=locale).entry("k")


def cited(by: Formatter, *items: str | CiteItem, numbers: dict[str, int] | None = None) -> str:
    """Return one citation as HTML."""
    cites = [CiteItem(item) if isinstance(item, str) else item for item in items]
    return "".join(piece.html for piece in by.cite(cites, numbers or {}))
