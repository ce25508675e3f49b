"""References in a citation style: entries, citations in the text, and their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markupsafe import escape

from mkdocs_fieldguide.citations import cache_codec as kept_values
from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.citation_cluster import write_citation
from mkdocs_fieldguide.citations.csl.cite import NO_DISAMBIGUATION, Cite, Part
from mkdocs_fieldguide.citations.csl.disambiguate import Disambiguation, disambiguate
from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.processor import text_of, write_entry
from mkdocs_fieldguide.citations.csl.sorting import sort_items
from mkdocs_fieldguide.citations.csl.style import Style, StyleSection
from mkdocs_fieldguide.citations.engine_version import engine_version
from mkdocs_fieldguide.citations.styles import StyleSource
from mkdocs_fieldguide.files.json_cache import JsonCache, digest, digest_text
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import CiteItem, Reference


@dataclass(frozen=True, slots=True)
class FormattedEntry:
    """A formatted reference, without a leading number.

    Attributes:
        html: for the page; everything from data is escaped, links are to http(s) only.
        text: the same as plain text.
    """

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class CitationPiece:
    """A stretch of a citation in the text.

    Attributes:
        html: for the page, safe like `Entry.html`; empty for a reference swallowed by a range.
        key: the reference it belongs to; None for punctuation.
    """

    html: str
    key: str | None = None


class Formatter:
    """Formats the references of one bibliography in one style, each only when it is asked for.

    Args:
        references: the whole bibliography by key: year suffixes depend on all of it.
        style: what `find_style` gave.
        locale: a language such as `en-US`; it holds over the style's own.
        cache_dir: where formatted entries live between builds; None for nowhere.
        full_page_ranges: write `119–121` where a Chicago style would write `119–21`.
        disambiguated: entries are in one list, so that the style adds suffixes to similar ones: 2020a, 2020b.
        findings: receives references that cannot be formatted.

    Attributes:
        numeric: the style numbers its references.
        note_or_superscript: citations are superscript, or meant for footnotes.
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
        self._references = references
        self._findings = Findings() if findings is None else findings
        self._style = Style(style.data, locale)
        self._full_pages = full_page_ranges
        self._is_disambiguated = disambiguated
        self._items: dict[str, Item] = {}
        self._contents: dict[str, str] = {}
        self._fingerprints: dict[str, str] = {}
        self._entries: dict[str, FormattedEntry] = {}
        self._citations: dict[tuple[tuple[CiteItem, int], ...], list[CitationPiece]] = {}
        self._seed = digest(engine_version(), style.data.decode("utf-8", "replace"), locale, full_page_ranges)
        if not disambiguated:
            self._seed = digest(self._seed, "alone")
        self._cache = JsonCache(cache_dir / f"citations-{self._seed[:16]}.json" if cache_dir else None)
        self.numeric = self._style.numeric
        self.note_or_superscript = self._style.superscript or self._style.note

    def _item(self, key: str) -> Item:
        item = self._items.get(key)
        if item is None:
            item = self._items[key] = Item(key, self._references[key].csl)
        return item

    def _content(self, key: str) -> str:
        """Return a digest of an entry's data."""
        found = self._contents.get(key)
        if found is None:
            found = self._contents[key] = digest(key, self._references[key].csl)
        return found

    @cached_property
    def _whole(self) -> str:
        """Return a digest of the whole bibliography."""
        return digest([self._content(key) for key in self._references])

    @cached_property
    def _distinctions(self) -> Mapping[str, Disambiguation]:
        if self.numeric or not self._is_disambiguated:
            return {}
        name = digest(self._seed, "distinctions", self._whole)
        kept = kept_values.decode_disambiguations(self._cache.get(name))
        if kept is not None:
            return kept
        found: Mapping[str, Disambiguation] = {}
        with error_boundary(self._findings, self._place(), "the order of the bibliography"):
            found = disambiguate([self._item(key) for key in self._references], self._style)
        self._cache.put(name, kept_values.encode_disambiguations(found))
        return found

    def _fingerprint(self, key: str) -> str:
        """Return a digest of all that decides how an entry and its cites read."""
        found = self._fingerprints.get(key)
        if found is None:
            distinction = kept_values.encode_disambiguations(
                {"": self._distinctions.get(key, NO_DISAMBIGUATION)}
            )
            found = self._fingerprints[key] = digest(self._seed, self._content(key), distinction)
        return found

    def entry(self, key: str) -> FormattedEntry:
        """Return a formatted reference.

        Raises:
            KeyError: if the bibliography has no such key.
        """
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = self._entry(key)
        return found

    def _entry(self, key: str) -> FormattedEntry:
        name = self._fingerprint(key)
        kept = self._cache.get(name)
        if isinstance(kept, list) and len(kept) == 2 and all(isinstance(one, str) for one in kept):
            return FormattedEntry(kept[0], kept[1])
        distinction = self._distinctions.get(key, NO_DISAMBIGUATION)
        runs: list[richtext.Run] = [richtext.Run(key)]
        with error_boundary(self._findings, self._references[key].defined_at, f"the reference “{key}”"):
            runs = write_entry(
                self._item(key), self._style, distinction.hints, distinction.suffix, self._full_pages
            )
        if not runs:
            # Some styles leave kinds of entries out of their lists; a list of ours shows what it names.
            runs = richtext.insert_quotes(richtext.parse_inline(self._item(key).text("title") or key), "“”‘’")
        entry = FormattedEntry(richtext.to_html(runs), text_of(runs))
        self._cache.put(name, [entry.html, entry.text])
        return entry

    def order(self, keys: Sequence[str]) -> list[str]:
        """Return the keys in the order of the style's bibliography; each once, unknown ones left out.

        Author-date styles sort; numeric ones mostly keep the order of citation.
        """
        known = [key for key in dict.fromkeys(keys) if key in self._references]
        section = self._style.bibliography
        if section is None or not section.keys:
            return known
        if any(key.get("variable") == "citation-number" for key in section.keys):
            return self._sorted(known, section)
        return sorted(known, key=self._ranks.__getitem__)

    def _sorted(self, keys: Sequence[str], section: StyleSection) -> list[str]:
        numbers = {key: at for at, key in enumerate(keys, 1)}
        with error_boundary(self._findings, self._place(), "the order of the bibliography"):
            items = sort_items([self._item(key) for key in keys], self._style, section, numbers)
            return [item.key for item in items]
        return list(keys)

    def _place(self) -> Location:
        """Return where the first reference stands, for what is wrong with all of them together."""
        first = next(iter(self._references.values()), None)
        return Location(first.defined_at.file) if first else Location("")

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        """Return each key's place in the whole bibliography, sorted once."""
        section = self._style.bibliography
        name = digest(self._seed, "order", self._whole)
        kept = self._cache.get(name)
        keys = list(self._references)
        if not (isinstance(kept, list) and len(kept) == len(keys) and set(kept) == set(keys)):
            kept = self._sorted(keys, section) if section else keys
            self._cache.put(name, kept)
        return {key: at for at, key in enumerate(kept)}

    def cite(self, items: Sequence[CiteItem], numbers: Mapping[str, int]) -> list[CitationPiece]:
        """Return a citation in the text, piece by piece.

        Args:
            items: what is cited together; keys that are not in the bibliography are left out.
            numbers: the page's numbers by key, for numeric styles.
        """
        known = [(item, numbers.get(item.key, 0)) for item in items if item.key in self._references]
        asked = tuple(known)
        found = self._citations.get(asked)
        if found is None:
            found = self._citations[asked] = self._cite(known)
        return list(found)

    def _cite(self, asked: Sequence[tuple[CiteItem, int]]) -> list[CitationPiece]:
        if not asked:
            return []
        # A data class writes itself the same way every time; JSON would cost a page a millisecond.
        written = repr([(self._fingerprint(item.key), item, number) for item, number in asked])
        name = digest_text(f"{self._seed} cite {written}")
        kept = kept_values.decode_pieces(self._cache.get(name))
        if kept is not None:
            return [CitationPiece(text, key) for text, key in kept]
        cites = [
            Cite(item, self._item(item.key), number, self._distinctions.get(item.key, NO_DISAMBIGUATION))
            for item, number in asked
        ]
        pieces = [CitationPiece(str(escape(item.key)), item.key) for item, _ in asked]
        location = self._references[asked[0][0].key].defined_at
        with error_boundary(self._findings, location, f"the citation of “{asked[0][0].key}”"):
            pieces = self._pieces(write_citation(cites, self._style))
        self._cache.put(name, [[piece.html, piece.key] for piece in pieces])
        return pieces

    def _pieces(self, parts: Sequence[Part]) -> list[CitationPiece]:
        """Set punctuation right over the whole citation, then cut it into its parts again."""
        locale = self._style.locale
        owned = [
            richtext.Run(run.text, run.marks | {f"part:{at}"}, run.link)
            for at, part in enumerate(parts)
            for run in part.runs
        ]
        tidied = richtext.insert_quotes(
            richtext.collapse_punctuation(owned, locale.punctuation_in_quote), locale.quotes
        )
        of_part: dict[str, list[richtext.Run]] = {}
        for run in tidied:
            name = next(mark for mark in run.marks if mark.startswith("part:"))
            of_part.setdefault(name, []).append(richtext.Run(run.text, run.marks))
        pieces = []
        for at, part in enumerate(parts):
            text = richtext.to_html(of_part.get(f"part:{at}", []))
            if text or part.key:
                pieces.append(CitationPiece(text, part.key))
        return pieces

    def save(self) -> None:
        """Write the cache, if there is one; call it once when a build is done."""
        self._cache.save()
