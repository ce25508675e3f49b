"""Format references in a citation style: bibliography entries, citations and their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter
from pathlib import Path

from markupsafe import escape

from mkdocs_fieldguide.citations.bibliography import Bibliography
from mkdocs_fieldguide.citations.cache_codec import (
    decode_disambiguations,
    decode_pieces,
    encode_disambiguations,
)
from mkdocs_fieldguide.citations.citation_pieces import CitationPiece, make_pieces
from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.blocks import to_text
from mkdocs_fieldguide.citations.csl.citation_cluster import render_citation
from mkdocs_fieldguide.citations.csl.cite import NO_DISAMBIGUATION, Cite
from mkdocs_fieldguide.citations.csl.disambiguate import Disambiguation, disambiguate
from mkdocs_fieldguide.citations.csl.html_output import to_html
from mkdocs_fieldguide.citations.csl.processor import EntryRequest, render_entry
from mkdocs_fieldguide.citations.csl.quotes import insert_quotes
from mkdocs_fieldguide.citations.csl.run import Run
from mkdocs_fieldguide.citations.csl.sorting import sort_items
from mkdocs_fieldguide.citations.csl.style import StyleSection, load_style
from mkdocs_fieldguide.citations.engine_version import compute_engine_version
from mkdocs_fieldguide.citations.styles import StyleSource
from mkdocs_fieldguide.files.json_cache import JsonCache, digest, digest_text
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.model.references import CiteForm, CiteItem, Reference

_VALUES = attrgetter(*(field.name for field in fields(CiteItem)))
"""Returns the values of a cite; their repr takes a third of the time of that of the cite."""


@dataclass(frozen=True, slots=True)
class FormattedEntry:
    """A formatted bibliography entry, without its number.

    Attributes:
        html: the entry as HTML; data is escaped, and links are http(s) only.
        text: the entry as plain text.
    """

    html: str
    text: str


class Formatter:
    """Formats the references of a bibliography in a style, on demand and with a cache.

    Args:
        references: the whole bibliography by key; disambiguation depends on all of it.
        style: the style; see `find_style`.
        locale: the language, such as `en-US`; it overrides the default locale of the style.
        cache_dir: directory of the cache of formatted references; None disables it.
        full_page_ranges: write `119–121` where a Chicago style would write `119–21`.
        disambiguated: add year suffixes (2020a, 2020b) and names to similar references, as in a list.
        findings: receives references that cannot be formatted.

    Attributes:
        numeric: whether citations are numbers.
        superscript: whether citations are superscript.
    """

    def __init__(
        self,
        references: Mapping[str, Reference],
        style: StyleSource,
        locale: str = "en-US",
        cache_dir: Path | None = None,
        *,
        full_page_ranges: bool = True,
        disambiguated: bool = True,
        findings: Findings | None = None,
    ) -> None:
        self._bibliography = Bibliography(references)
        self._findings = Findings() if findings is None else findings
        self._style = load_style(style.data, locale)
        self._full_pages = full_page_ranges
        self._is_disambiguated = disambiguated
        self._fingerprints: dict[str, str] = {}
        self._entries: dict[str, FormattedEntry] = {}
        self._citations: dict[tuple[tuple[tuple[CiteItem, int], ...], CiteForm], list[CitationPiece]] = {}
        self._seed = digest(
            compute_engine_version(), style.data.decode("utf-8", "replace"), locale, full_page_ranges
        )
        if not disambiguated:
            self._seed = digest(self._seed, "alone")
        self._cache = JsonCache(cache_dir / f"citations-{self._seed[:16]}.json" if cache_dir else None)
        self.numeric = self._style.numeric
        self.superscript = self._style.superscript

    @property
    def is_note(self) -> bool:
        """Return whether citations are notes."""
        return self._style.note

    @property
    def is_list_missing(self) -> bool:
        """Return whether the style has notes only, which contain all that there is about a reference."""
        return self._style.note and self._style.bibliography is None

    @property
    def has_positions(self) -> bool:
        """Return whether citations depend on their position on the page, such as “ibid.”."""
        return self._style.has_subsequent_form

    @cached_property
    def _disambiguations(self) -> Mapping[str, Disambiguation]:
        if self.numeric or not self._is_disambiguated:
            return {}
        bibliography = self._bibliography
        cache_key = digest(self._seed, "disambiguations", bibliography.digest)
        cached = decode_disambiguations(self._cache.get(cache_key))
        if cached is not None:
            return cached
        found: Mapping[str, Disambiguation] = {}
        with error_boundary(self._findings, bibliography.locate_file(), "the order of the bibliography"):
            found = disambiguate(bibliography.get_items(bibliography.keys()), self._style)
        self._cache.put(cache_key, encode_disambiguations(found))
        return found

    def _fingerprint(self, key: str) -> str:
        """Return a digest of everything on which the entry and the cites of a reference depend."""
        found = self._fingerprints.get(key)
        if found is None:
            encoded = encode_disambiguations({"": self._disambiguations.get(key, NO_DISAMBIGUATION)})
            found = digest(self._seed, self._bibliography.get_digest(key), encoded)
            self._fingerprints[key] = found
        return found

    def entry(self, key: str) -> FormattedEntry:
        """Return a formatted entry.

        Raises:
            KeyError: if the bibliography has no such key.
        """
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = self._format_entry(key)
        return found

    def _format_entry(self, key: str) -> FormattedEntry:
        cache_key = self._fingerprint(key)
        cached = self._cache.get(cache_key)
        if isinstance(cached, list) and len(cached) == 2 and all(isinstance(one, str) for one in cached):
            return FormattedEntry(cached[0], cached[1])
        found = self._disambiguations.get(key, NO_DISAMBIGUATION)
        item, location = self._bibliography.get_item(key), self._bibliography.locate(key)
        runs: list[Run] = [Run(key)]
        with error_boundary(self._findings, location, f"the reference “{key}”"):
            request = EntryRequest(found.hints, found.suffix, self._full_pages)
            runs, _ = render_entry(item, self._style, request)
        if not runs:
            # Some styles omit certain types, such as personal communications, from the bibliography. An entry
            # is only requested where it is displayed, so fall back to the title.
            runs = insert_quotes(richtext.parse_inline(item.text("title") or key), "“”‘’")
        entry = FormattedEntry(to_html(runs), to_text(runs))
        self._cache.put(cache_key, [entry.html, entry.text])
        return entry

    def list_entries(self, keys: Sequence[str]) -> dict[str, FormattedEntry]:
        """Return the entries of a list as the style prints it, in its order.

        Unlike single entries, they contain their numbers, and names repeated from the previous entry are
        replaced if the style requires it (`subsequent-author-substitute`). Entries that the style leaves out
        are missing.
        """
        result: dict[str, FormattedEntry] = {}
        names: tuple[str, ...] = ()
        for number, key in enumerate(self.order(keys), 1):
            found = self._disambiguations.get(key, NO_DISAMBIGUATION)
            item, location = self._bibliography.get_item(key), self._bibliography.locate(key)
            request = EntryRequest(found.hints, found.suffix, self._full_pages, str(number), names)
            with error_boundary(self._findings, location, f"the reference “{key}”"):
                runs, names = render_entry(item, self._style, request)
                if runs:
                    result[key] = FormattedEntry(to_html(runs), to_text(runs))
        return result

    def order(self, keys: Sequence[str]) -> list[str]:
        """Return the keys in the order of the style's bibliography, without duplicates and unknown keys.

        Author-date styles sort the entries; most numeric styles keep the order of citation.
        """
        known = [key for key in dict.fromkeys(keys) if key in self._bibliography]
        section = self._style.bibliography
        if section is None or not section.keys:
            return known
        if any(key.get("variable") == "citation-number" for key in section.keys):
            return self._sort(known, section)
        return sorted(known, key=self._ranks.__getitem__)

    def _sort(self, keys: Sequence[str], section: StyleSection) -> list[str]:
        bibliography = self._bibliography
        numbers = {key: at for at, key in enumerate(keys, 1)}
        with error_boundary(self._findings, bibliography.locate_file(), "the order of the bibliography"):
            items = sort_items(bibliography.get_items(keys), self._style, section, numbers)
            return [item.key for item in items]
        return list(keys)

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        """Return the position of each key in the sorted bibliography."""
        section = self._style.bibliography
        cache_key = digest(self._seed, "order", self._bibliography.digest)
        order = self._cache.get(cache_key)
        keys = list(self._bibliography.keys())
        if not (isinstance(order, list) and len(order) == len(keys) and set(order) == set(keys)):
            order = self._sort(keys, section) if section else keys
            self._cache.put(cache_key, order)
        return {key: at for at, key in enumerate(order)}

    def cite(
        self, items: Sequence[CiteItem], numbers: Mapping[str, int], form: CiteForm = CiteForm.WHOLE
    ) -> list[CitationPiece]:
        """Return a citation as pieces.

        Args:
            items: the cites; those with unknown keys are left out.
            numbers: the citation numbers on the page by key, for numeric styles.
            form: the part of a citation in a style for notes.
        """
        known = tuple((item, numbers.get(item.key, 0)) for item in items if item.key in self._bibliography)
        found = self._citations.get((known, form))
        if found is None:
            found = self._citations[known, form] = self._format_citation(known, form)
        return list(found)

    def cite_titles(self, items: Sequence[CiteItem]) -> list[CitationPiece]:
        """Return the titles of references, for a citation of which the style prints nothing."""
        pieces: list[CitationPiece] = []
        for item in items:
            if item.key in self._bibliography:
                title = richtext.parse_inline(self._bibliography.get_item(item.key).text("title") or item.key)
                pieces += [CitationPiece("; ")] if pieces else []
                pieces.append(CitationPiece(to_html(insert_quotes(title, "“”‘’")), item.key))
        return pieces

    def _format_citation(self, items: Sequence[tuple[CiteItem, int]], form: CiteForm) -> list[CitationPiece]:
        if not items:
            return []
        # The repr of these values is deterministic; JSON would take a millisecond longer per page.
        request = repr([(self._fingerprint(item.key), _VALUES(item), number) for item, number in items])
        cache_key = digest_text(f"{self._seed} cite {form} {request}")
        cached = decode_pieces(self._cache.get(cache_key))
        if cached is not None:
            return [CitationPiece(html, key) for html, key in cached]
        cites = [
            Cite(
                item,
                self._bibliography.get_item(item.key),
                number,
                self._disambiguations.get(item.key, NO_DISAMBIGUATION),
                self._full_pages,
            )
            for item, number in items
        ]
        pieces = [CitationPiece(str(escape(item.key)), item.key) for item, _ in items]
        first = items[0][0].key
        with error_boundary(self._findings, self._bibliography.locate(first), f"the citation of “{first}”"):
            pieces = make_pieces(render_citation(cites, self._style, form), self._style.locale)
        self._cache.put(cache_key, [[piece.html, piece.key] for piece in pieces])
        return pieces

    def save(self) -> None:
        """Write the cache to disk; call it once at the end of a build."""
        self._cache.save()
