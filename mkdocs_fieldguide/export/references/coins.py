"""Export references to COinS: metadata embedded in a page for Zotero's connector and link resolvers.

Sources: OpenURL, ANSI/NISO Z39.88-2004, with its matrices for journals, books, dissertations and Dublin Core
(https://groups.niso.org/higherlogic/ws/public/download/14833/z39_88_2004_r2010.pdf); COinS
(https://web.archive.org/web/20170228061522/http://ocoins.info/).
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlencode

from mkdocs_fieldguide.export.references.csl_values import Values
from mkdocs_fieldguide.model.references import Reference

_SOURCE = "info:sid/mkdocs-fieldguide"
_JOURNAL = {"article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
            "review": "article", "review-book": "article", "periodical": "journal"}  # fmt: skip
_BOOK = {
    "book": "book", "chapter": "bookitem", "entry": "bookitem", "entry-dictionary": "bookitem",
    "entry-encyclopedia": "bookitem", "manuscript": "document", "pamphlet": "book",
    "paper-conference": "proceeding", "report": "report", "standard": "report",
}  # fmt: skip
_GENRES_OF_PARTS = ("bookitem", "proceeding")
# Zotero recognises the names of its own item types; other readers treat unknown types as text.
_DC_TYPES = {
    "dataset": "dataset", "software": "computerProgram", "motion_picture": "film", "graphic": "artwork",
    "post-weblog": "blogPost", "patent": "patent", "article": "preprint", "speech": "presentation",
    "webpage": "webpage",
}  # fmt: skip


def to_coins(reference: Reference) -> str:
    """Return the `title` attribute of `<span class="Z3988" title="…">`, not escaped for HTML."""
    values = Values(reference.csl)
    pairs = [("ctx_ver", "Z39.88-2004"), ("rfr_id", _SOURCE)]
    pairs += [(name, value) for name, value in _iterate_pairs(values) if value]
    # Encode a space as %20, as not all readers decode +.
    return urlencode(pairs, quote_via=quote, safe="")


def _iterate_pairs(values: Values) -> Iterator[tuple[str, str]]:
    doi, pmid = values.doi, values.text("PMID")
    yield "rft_id", f"info:doi/{doi}" if doi else ""
    yield "rft_id", f"info:pmid/{pmid}" if pmid.isdecimal() else ""
    yield "rft_id", values.url
    if values.type in _JOURNAL:
        yield from _iterate_journal(values)
    elif values.type in _BOOK:
        yield from _iterate_book(values)
    elif values.type == "thesis":
        yield from _iterate_dissertation(values)
    else:
        yield from _iterate_dublin_core(values)


def _make_format(name: str) -> tuple[str, str]:
    return "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{name}"


def _iterate_journal(values: Values) -> Iterator[tuple[str, str]]:
    yield _make_format("journal")
    yield "rft.genre", _JOURNAL[values.type]
    yield ("rft.jtitle" if values.type == "periodical" else "rft.atitle"), values.text("title")
    yield "rft.jtitle", values.text("container-title")
    yield "rft.stitle", values.text("container-title-short")
    yield "rft.volume", values.text("volume")
    yield "rft.issue", values.text("issue")
    yield from _iterate_pages(values)
    yield "rft.issn", values.text("ISSN")
    yield from _iterate_people_and_date(values)


def _iterate_book(values: Values) -> Iterator[tuple[str, str]]:
    genre = _BOOK[values.type]
    is_part = genre in _GENRES_OF_PARTS
    yield _make_format("book")
    yield "rft.genre", genre
    yield "rft.atitle", values.text("title") if is_part else ""
    yield "rft.btitle", values.text("container-title" if is_part else "title")
    yield "rft.series", values.text("collection-title")
    yield "rft.edition", values.text("edition")
    yield from _iterate_pages(values)
    yield "rft.tpages", values.text("number-of-pages")
    yield "rft.pub", values.text("publisher")
    yield "rft.place", values.text("publisher-place")
    yield "rft.isbn", values.text("ISBN")
    yield "rft.issn", values.text("ISSN")
    yield from _iterate_people_and_date(values)


def _iterate_dissertation(values: Values) -> Iterator[tuple[str, str]]:
    yield _make_format("dissertation")
    yield "rft.title", values.text("title")
    yield "rft.inst", values.text("publisher")
    yield "rft.degree", values.text("genre")
    yield "rft.tpages", values.text("number-of-pages")
    yield from _iterate_people_and_date(values)


def _iterate_dublin_core(values: Values) -> Iterator[tuple[str, str]]:
    yield _make_format("dc")
    yield "rft.type", _DC_TYPES.get(values.type) or ("webpage" if values.url else "document")
    yield "rft.title", values.text("title")
    for name in values.names("author"):
        yield "rft.creator", name.sorted_form
    for name in values.names("editor"):
        yield "rft.contributor", name.sorted_form
    yield "rft.source", values.text("container-title")
    yield "rft.publisher", values.text("publisher")
    yield "rft.date", values.date("issued").iso
    yield "rft.identifier", f"urn:doi:{values.doi}" if values.doi else values.url
    yield "rft.language", values.text("language")


def _iterate_pages(values: Values) -> Iterator[tuple[str, str]]:
    first, last = values.pages
    yield "rft.pages", f"{first}-{last}" if last else first
    yield "rft.spage", first
    yield "rft.epage", last


def _iterate_people_and_date(values: Values) -> Iterator[tuple[str, str]]:
    for name in values.names("author"):
        # In `rft.au`, readers would split the name of an institution at its last space.
        yield ("rft.aucorp" if name.literal else "rft.au"), name.sorted_form
    yield "rft.date", values.date("issued").iso
