"""Reference lists, on content pages and on the page with all references."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.model.anchors import make_html_id
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.references.entry_fields import EntryFields
from mkdocs_fieldguide.rendering.references.filters import ReferenceFilters, build_filters
from mkdocs_fieldguide.rendering.references.selection import KeyGroup
from mkdocs_fieldguide.rendering.tables.facets import ROWS_FOR_FILTERS, name_filters
from mkdocs_fieldguide.rendering.urls import Links

FORMATS: Mapping[str, str] = MappingProxyType({"bib": "bib", "ris": "ris", "json": "csl.json"})
"""Download formats of references, with the extensions of their files."""

ENTRY_PARTIALS = "entries"
"""The folder of the partials by which a site shows entries in another form."""

_ADDRESS = re.compile(r'<a href="([^"]*)">(?=\1</a>)')


def reference_id(key: str) -> str:
    """Return the HTML id of a reference; only the first list of a page that contains it has the id."""
    return f"ref-{make_html_id(key)}"


class ReferenceLists:
    """Renders the reference lists of one page.

    Args:
        context: the context of rendering.
        links: links relative to the page.
        number_of: returns the number of a reference on the page; assigns one if it has none.
        anchors: ids of the citations of each reference on the page, by key.
        page: the page; None for a generated one.
    """

    def __init__(
        self,
        context: RenderContext,
        links: Links,
        number_of: Callable[[str], int],
        anchors: Mapping[str, Sequence[str]],
        page: PageInfo | None = None,
    ) -> None:
        self._page = page
        self._context = context
        self._links = links
        self._number_of = number_of
        self._anchors = anchors
        self.listed: set[str] = set()
        self._filtered = 0

    def render(
        self,
        groups: Sequence[KeyGroup],
        formatter: Formatter,
        *,
        full: bool = False,
        top: int = 3,
        template: str = "",
    ) -> Markup:
        """Render a list.

        Args:
            groups: the citation keys, in groups.
            formatter: formats the entries.
            full: whether each entry shows where it is cited, and offers downloads.
            top: heading level of the outermost groups.
            template: name of the partial for each entry; empty for the plugin's own form.
        """
        keys = list(dict.fromkeys(key for group in groups for key in group.keys))
        filters = self._filters(keys) if full and len(keys) >= ROWS_FOR_FILTERS else None
        lists = [
            self._context.templates.partial(
                "bibliography",
                items=[
                    self._item(key, formatter, full, filters)
                    | self._in_other_form(key, formatter, template, index)
                    for index, key in enumerate(group.keys, 1)
                ],
                heading=group.heading,
                level=min(6, top + group.level),
                numeric=formatter.numeric,
                filtered=filters is not None,
            )
            for group in groups
        ]
        if not full:
            return Markup("\n").join(lists)
        uncited = sum(1 for key in keys if not self._is_cited(key))
        files = [(form, self._links.published(f"references.{end}")) for form, end in FORMATS.items()]
        if filters:
            self._filtered += 1
        levels = [group.level for group in groups]
        # A heading's group ends before the next heading of its level or above.
        ends = [max(0, before - level + 1) for before, level in pairwise((*levels, 0))]
        return self._context.templates.partial(
            "references",
            lists=list(zip(lists, ends, strict=True)),
            count=sum(len(group.keys) for group in groups),
            uncited=uncited,
            files=[(form, url) for form, url in files if url],
            **name_filters("references", self._context.words("filter_references"), self._filtered),
            facets=filters.facets if filters else None,
        )

    def card(self, key: str) -> Markup:
        """Render the card of a reference, which is on the page once."""
        listing = self._links.listing("references")
        return self._context.templates.partial(
            "cite-card",
            id=card_id(key),
            key=key,
            entry=Markup(self._context.citations.formatter("").entry(key).html),
            here=f"#{reference_id(key)}",
            all_references=f"{listing}#{reference_id(key)}" if listing else "",
            bibtex=self._links.reference_file(key, "bib"),
            edit=self._context.chrome.editing.entry(self._context.registry.references[key]),
        )

    def _filters(self, keys: Sequence[str]) -> ReferenceFilters:
        references = self._context.registry.references
        return build_filters([references[key] for key in keys], self._is_cited, self._context.words)

    def _is_cited(self, key: str) -> bool:
        pages = self._context.registry.pages
        return any(path in pages for path in self._context.mentions.pages_of_reference(key))

    def _item(
        self, key: str, formatter: Formatter, full: bool, filters: ReferenceFilters | None
    ) -> dict[str, Any]:
        first = key not in self.listed
        self.listed.add(key)
        reference = self._context.registry.references[key]
        return {
            "key": key,
            # Citations link to the first list of the page.
            "id": reference_id(key) if first else "",
            "entry": Markup(_mark_plain_urls(formatter.entry(key).html)),
            "number": self._number_of(key) if formatter.numeric else 0,
            "anchors": self._anchors.get(key, ()) if first else (),
            "coins": self._context.citations.coins(reference) if first else "",
            "full": full,
            "values": filters.values[key] if filters else {},
            "cited_on": self._cited_on(key) if full else [],
            "edit": self._context.chrome.editing.entry(reference) if full else "",
            "files": [(form, self._links.reference_file(key, end)) for form, end in FORMATS.items() if full],
        }

    def _in_other_form(self, key: str, formatter: Formatter, template: str, index: int) -> dict[str, Markup]:
        """Return an entry as a partial of the site shows it; nothing without such a partial."""
        if not template:
            return {}
        reference = self._context.registry.references[key]
        html = self._context.templates.partial(
            template,
            key=key,
            index=index,
            reference=Markup(formatter.entry(key).html),
            entry=EntryFields(reference),
            page=self._page,
        )
        return {"entry": html}

    def _cited_on(self, key: str) -> list[dict[str, str]]:
        pages = self._context.registry.pages
        return [
            {
                "title": pages[path].title or pages[path].base_name,
                "url": f"{self._links.page(path)}#{mentions[0].anchor}",
            }
            for path, mentions in self._context.mentions.pages_of_reference(key).items()
            if path in pages
        ]


def card_id(key: str) -> str:
    """Return the HTML id of a reference's card."""
    return f"fg-reference-{make_html_id(key)}"


def _mark_plain_urls(html: str) -> str:
    """Add a class to links whose text is their URL, so that the print style does not repeat the URL."""
    return _ADDRESS.sub(r'<a class="fg-address" href="\1">', html)
