"""The readers whose time must be linear in the length of their input, and fragments of such input.

They read untrusted input: the fuzzed readers, and their parts, each on its own, so that a limit of an outer
one does not hide the behaviour of an inner one.
"""

# More than 300 lines: one short function for each reader, and the fragments of its input.

from __future__ import annotations

import contextlib
import functools
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace

from markupsafe import Markup

from mkdocs_fieldguide.builder import type_listings
from mkdocs_fieldguide.builder.generated_pages import find_kinds
from mkdocs_fieldguide.builder.generated_pages.base import ListingPage
from mkdocs_fieldguide.builder.generated_pages.tools import find_mentioned_tools
from mkdocs_fieldguide.builder.pages import as_html
from mkdocs_fieldguide.checks import tags_in_data as data_tags
from mkdocs_fieldguide.checks.links import find_anchors, images_without_alt
from mkdocs_fieldguide.citations.bibtex.dates import read_date, read_year
from mkdocs_fieldguide.citations.bibtex.latex import decode
from mkdocs_fieldguide.citations.bibtex.names import read_people
from mkdocs_fieldguide.citations.bibtex.titles import to_sentence_case
from mkdocs_fieldguide.citations.field_values import get_field_text
from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import find_style
from mkdocs_fieldguide.content.code_spans import CodeSpans
from mkdocs_fieldguide.content.confusables import check_characters
from mkdocs_fieldguide.content.git_history import COMMIT_MARKER, find_contribution_spans
from mkdocs_fieldguide.content.identifiers import normalise_login, normalise_orcid, normalise_ror
from mkdocs_fieldguide.content.pages.source_text import SourceText
from mkdocs_fieldguide.content.settings.toc import parse_levels
from mkdocs_fieldguide.export.references.bibtex import write_entry
from mkdocs_fieldguide.export.references.coins import to_coins
from mkdocs_fieldguide.export.references.csl_json import to_csl_json
from mkdocs_fieldguide.export.references.ris import to_ris
from mkdocs_fieldguide.files.output_paths import UnsafePathError, resolve_output_path
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.formats import FORMATTERS, CheckReport
from mkdocs_fieldguide.findings.suggestions import NameIndex, unambiguous_match
from mkdocs_fieldguide.findings.suppression import SuppressionComments
from mkdocs_fieldguide.kramdown.blocks import rewrite_blocks
from mkdocs_fieldguide.kramdown.extensions import rewrite_extensions
from mkdocs_fieldguide.kramdown.lists import indent_lists
from mkdocs_fieldguide.kramdown.tables import add_headers
from mkdocs_fieldguide.linkcheck.collect import _page_urls, _tool_urls
from mkdocs_fieldguide.lookup.citation_keys import make_key
from mkdocs_fieldguide.lookup.identifiers import read_identifier
from mkdocs_fieldguide.lookup.services import LookupFailedError
from mkdocs_fieldguide.markup.context import ExpansionContext, PageText
from mkdocs_fieldguide.markup.expander import Expander
from mkdocs_fieldguide.markup.font_icons import font_icon_path
from mkdocs_fieldguide.markup.html_slots import insert_placeholders, split_at_placeholders
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable
from mkdocs_fieldguide.markup.strip_code import strip_code_and_comments
from mkdocs_fieldguide.model import dates
from mkdocs_fieldguide.model.anchors import make_html_id
from mkdocs_fieldguide.model.entries import slugify
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.references import CiteItem, Reference
from mkdocs_fieldguide.model.roles import role_id
from mkdocs_fieldguide.model.urls import safe_url
from mkdocs_fieldguide.registry.page_index import PageIndex
from mkdocs_fieldguide.rendering.directives import DIRECTIVES
from mkdocs_fieldguide.rendering.tables.author_tables import add_table_filters
from mkdocs_fieldguide.rendering.tables.large_tables import build_search_text
from mkdocs_fieldguide.rendering.tools.mention_excerpts import PageMentionExcerpts
from mkdocs_fieldguide.rendering.tools.sentence_splitter import BlockText
from tests.fuzz.readers import READERS

_TEXTS = (
    "title", "title-short", "container-title", "collection-title", "page", "volume", "issue", "number",
    "edition", "genre", "publisher", "publisher-place", "DOI", "URL", "ISBN", "PMID", "note", "abstract",
    "keyword", "language", "version", "number-of-pages",
)  # fmt: skip
_AROUND = ExpansionContext({"spade": "Spade"}, {"site.title": "Site"}, frozenset({"if", "set"}))
_PLACE = Location("page.md", 1, 1)


def _expanded(text: str) -> tuple[str, PlaceholderTable]:
    book = PlaceholderTable()
    page = PageText("page.md", SourceText("docs/page.md", text).location_mapper(text), {})
    return Expander(book, DIRECTIVES, _AROUND).expand(text, page), book


def _macro_calls(text: str) -> None:
    Expander(PlaceholderTable(), DIRECTIVES, _AROUND).macro_calls(
        text, PageText("page.md", lambda at: _PLACE, {})
    )


def _page_source(text: str) -> None:
    source = SourceText("docs/page.md", text)
    source.locate_link("x", 0)
    source.locate_call("tool", "x", 0)
    # Text changed by another plugin.
    place = source.location_mapper("changed\n" + text)
    for at in range(0, len(text), 40):
        place(at)


def _html(text: str) -> None:
    """Read a page's HTML, which an author may have written."""
    _, book = _expanded("{% tool 'spade' %} {% cite a %}")
    for html in (text, text + " fgmark0000x"):
        held = insert_placeholders(html, book)
        parts = split_at_placeholders(held, book)
        PageMentionExcerpts(parts, lambda slot: ())
    find_anchors(text)
    images_without_alt(text)
    texts = SimpleNamespace(place_of_link=lambda *_: _PLACE)
    planned = SimpleNamespace(markdown=texts, placeholders=book)
    list(_page_urls("page.md", text, SimpleNamespace(planned=planned)))
    build_search_text(Markup(text))
    as_html(text)


class _Partials:
    def partial(self, name: str, **values: object) -> Markup:
        return Markup("")


def _tables(text: str) -> None:
    for html in (text, f"<table class='fg-filtered'><thead>{text}</thead></table>", f"fg-filtered {text}"):
        add_table_filters(html, _Partials(), lambda key, **values: key, lambda part: part)


def _listings(text: str) -> None:
    for kind in find_kinds():
        if issubclass(kind, ListingPage):
            kind.tag.search(text)
    find_mentioned_tools([f"tool {text}"])
    type_listings.types_listed({"a.md": text})
    list(type_listings._types(text))


def _data_tags(text: str) -> None:
    list(data_tags._tags(text, DIRECTIVES, DIRECTIVES))


def _lines(text: str) -> None:
    lines = text.split("\n")
    rewrite_blocks(indent_lists(add_headers(rewrite_extensions(lines, parse_html=True))))
    rewrite_blocks(["{: .x }", *lines])


def _code(text: str) -> None:
    spans_of = CodeSpans(text)
    for at in range(0, len(text), 40):
        spans_of.end_at(at)
    strip_code_and_comments(text)


def _short(text: str) -> None:
    """Read a single value as each kind of value."""
    for read in (
        normalise_orcid, normalise_ror, normalise_login, safe_url, slugify, make_html_id, role_id,
        parse_levels, font_icon_path, dates.parse_date, dates.parse_time, dates.parse_period_end,
        dates.split_partial_date,
    ):  # fmt: skip
        read(text)
    with contextlib.suppress(UnsafePathError):
        resolve_output_path(text, use_directory_urls=True)
    with contextlib.suppress(LookupFailedError):
        read_identifier(text)
    check_characters(text, "page.md", Findings())
    index = PageIndex.of([PageInfo(path="a/b.md", page_id="x", permalink="/x/:basename")])
    index.resolve(text, "a/b.md")
    names = NameIndex(("spade", text))
    unambiguous_match(text, names)
    texts = {"url": text, "description": text, "how_to_access": text}
    list(_tool_urls(SimpleNamespace(source=SourceMap(_PLACE), registry={}, markdown_keys=(), **texts)))


def _history(text: str) -> None:
    lines = text.split("\n")
    log = [f"{COMMIT_MARKER}2026-01-01", "diff --git a/a.md b/a.md", "--- a/a.md", "+++ b/a.md",
           f"@@ -0,0 +1,{len(lines)} @@", *(f"+- {line}" for line in lines)]  # fmt: skip
    find_contribution_spans(log, {"Ada": "Ada"})


def _sentences(text: str) -> None:
    block = BlockText()
    for piece in text.split("\n"):
        block.add(piece)
        block.name("spade", "Spade", "a")
    list(block.sentences())
    block.whole()


def _forms(text: str) -> None:
    findings = Findings()
    findings.add(Code.UNKNOWN_TOOL, Location("page.md", 1, 1), text, text, fix=(text[:50], "x"))
    checked = CheckReport(list(findings), lambda name: text.split("\n"))
    for form in FORMATTERS.values():
        form(checked)


def _comments(text: str) -> None:
    lines = [f"# fieldguide: ignore=FG012 {text}", *text.split("\n")]
    findings = Findings()
    findings.add(Code.UNKNOWN_TOOL, Location("page.md", 2, 1), "x")
    SuppressionComments(lambda name: lines).suppresses(next(iter(findings)))


def _latex(text: str) -> None:
    for markup in (True, False):
        decoded = decode(text, markup)
    to_sentence_case(decoded)
    read_people(text)
    read_date(text)
    read_year(text, text, text)
    read_year("2020", text, text)


def _bib_fields(text: str) -> None:
    for field in ("title", "author", "pages", "url", "year", "howpublished", "crossref", "keywords"):
        READERS["bibtex"](f"@book{{a, title = {{x}}, {field} = {{{text}}}\n}}\n")


def _reference(text: str) -> Reference:
    name = {"family": text, "given": text, "suffix": text, "dropping-particle": text}
    item = dict.fromkeys(_TEXTS, text)
    item |= {"type": "article-journal", "author": [name, {"literal": text}], "issued": {"literal": text},
             "accessed": {"raw": text}}  # fmt: skip
    return Reference("a", item, _PLACE)


def _styled(style: str, text: str) -> None:
    reference = _reference(text)
    book = Reference("b", {**reference.csl, "type": "chapter"}, _PLACE)
    formatter = Formatter({"a": reference, "b": book}, find_style(style))
    for key in ("a", "b"):
        formatter.entry(key)
    formatter.order(["a", "b"])
    formatter.cite([CiteItem("a", locator=text), CiteItem("b", prefix=text)], {"a": 1, "b": 2})


def _exports(text: str) -> None:
    reference = _reference(text)
    for write in (write_entry, to_ris, to_coins):
        write(reference)
    to_csl_json([reference])
    make_key(reference.csl, ())
    for name in ("author", "title", "year", "month", "keywords", "note"):
        get_field_text(reference, name)


def _people(text: str) -> None:
    """Format a name with many or long parts."""
    for style in ("apa", "vancouver"):
        people = [{"family": "A", "given": text}, {"family": text}]
        reference = Reference("a", {"title": "x", "author": people, "type": "book"}, _PLACE)
        Formatter({"a": reference}, find_style(style)).entry("a")


PARTS: Mapping[str, Callable[[str], object]] = {
    "expand": _expanded,
    "macro_calls": _macro_calls,
    "page_source": _page_source,
    "html": _html,
    "tables": _tables,
    "listings": _listings,
    "data_tags": _data_tags,
    "kramdown": _lines,
    "code": _code,
    "values": _short,
    "history": _history,
    "sentences": _sentences,
    "forms": _forms,
    "ignoring": _comments,
    "latex": _latex,
    "bib_fields": _bib_fields,
    "apa": functools.partial(_styled, "apa"),
    "ieee": functools.partial(_styled, "ieee"),
    "chicago": functools.partial(_styled, "chicago-author-date"),
    "exports": _exports,
    "people": _people,
}
"""Readers that only the search for non-linear time uses."""

LONG_READERS: Mapping[str, Callable[[str], object]] = {**READERS, **PARTS}

_FRAGMENTS: Mapping[str, Sequence[str]] = json.loads(
    (Path(__file__).parent / "fragments.json").read_text(encoding="utf-8")
)
_ALPHABETS: Mapping[str, Sequence[str]] = {
    "yaml": ["yaml"], "data": ["yaml"], "front_matter": ["yaml", "markdown"], "settings": ["yaml"],
    "tags": ["tags", "markdown"], "expand": ["tags", "markdown", "html"], "macro_calls": ["tags"],
    "liquid": ["tags"], "template": ["tags"], "listings": ["tags"], "data_tags": ["tags"],
    "page_source": ["tags", "markdown"], "html": ["html"], "tables": ["html"], "kramdown": ["markdown"],
    "code": ["markdown", "tags"], "history": ["yaml"], "bibtex": ["bib"], "latex": ["bib"],
    "bib_fields": ["bib"], "csl_json": ["json"], "query": ["query"], "apa": ["bib"], "ieee": ["bib"],
    "chicago": ["bib"], "exports": ["bib"], "people": ["bib"], "comments": ["comments"],
    "ignoring": ["comments"],
}  # fmt: skip
"""Fragments for each reader, in addition to the common ones."""


def alphabet(reader: str) -> list[str]:
    """Return the fragments for a reader."""
    kinds = (*_ALPHABETS.get(reader, ()), "common")
    return list(dict.fromkeys(fragment for kind in kinds for fragment in _FRAGMENTS[kind]))
