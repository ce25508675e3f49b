"""Read the entries of several BibTeX and biblatex files as references."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from mkdocs_fieldguide.citations.bibtex.convert import TYPES, EntryConverter
from mkdocs_fieldguide.citations.bibtex.crossref import resolve_cross_references
from mkdocs_fieldguide.citations.bibtex.identifiers import strip_latex_from_url, strip_latex_from_urls
from mkdocs_fieldguide.citations.bibtex.macros import MAX_EXPANDED, Definitions, Macros
from mkdocs_fieldguide.citations.bibtex.parser import RawEntry, parse_chunk
from mkdocs_fieldguide.citations.bibtex.split import Chunk, find_missing_braces, split_entries
from mkdocs_fieldguide.citations.unsafe_urls import clean_url
from mkdocs_fieldguide.content.addresses import has_several_urls
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.suggestions import NameIndex, suggest_name
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.model.safe_characters import sanitise_text, sanitise_value


@dataclass(frozen=True, slots=True)
class BibText:
    """The text of a bibliography file.

    Attributes:
        text: the text.
        name: the name of the file, for findings.
    """

    text: str
    name: str


def read_bib_texts(files: Sequence[BibText], findings: Findings) -> list[list[Reference]]:
    """Return the references of each file; problems are reported as findings.

    As in BibTeX, abbreviations and cross-references work across files.
    """
    chunks: list[list[Chunk]] = []
    for file in files:
        chunks.append([])
        with error_boundary(findings, Location(file.name), "this bibliography"):
            chunks[-1] = list(split_entries(file.text))
    definitions = _read_definitions(chunks)
    entries: list[list[RawEntry]] = []
    for number, file in enumerate(files):
        entries.append([])
        with error_boundary(findings, Location(file.name), "this bibliography"):
            macros = Macros(functools.partial(definitions.find, number))
            entries[-1] = _read_entries(file, chunks[number], macros, definitions.names, findings)
    with error_boundary(findings, Location(files[0].name if files else ""), "cross-references"):
        for entry, message, code, hint in resolve_cross_references([*chain.from_iterable(entries)]):
            location = Location(entry.file, entry.line)
            findings.add(code, location, f"The entry “{shorten(entry.key)}” {message}.", hint)
    return [_references(own, findings) for own in entries]


def _read_definitions(chunks: Sequence[Sequence[Chunk]]) -> Definitions:
    """Return the abbreviations that each of several files defines; their errors are reported later."""
    definitions = Definitions()
    for number, own in enumerate(chunks if len(chunks) > 1 else ()):
        macros = Macros(functools.partial(definitions.find, number))
        for chunk in own:
            if chunk.kind == "string":
                with error_boundary(Findings(), Location(""), "this entry of the bibliography"):
                    parse_chunk(chunk, macros)
        definitions.add(number, macros)
    return definitions


def _read_entries(
    file: BibText,
    chunks: Iterable[Chunk],
    macros: Macros,
    names_elsewhere: Callable[[], Iterable[str]],
    findings: Findings,
) -> list[RawEntry]:
    """Return the entries of a file that have a key.

    Args:
        file: the file.
        chunks: the source texts of its entries.
        macros: the abbreviations that they can use; those of the file are added.
        names_elsewhere: returns the names of the abbreviations that other files define, for suggestions.
        findings: receives syntax errors.
    """
    name, entries = file.name, []
    known = functools.cache(lambda: NameIndex(map(str.lower, (*macros, *names_elsewhere()))))
    for kind, line in find_missing_braces(file.text):
        findings.add(
            Code.BIBLIOGRAPHY_SYNTAX,
            Location(name, line),
            f"The line “@{shorten(kind)}” is not the start of an entry: a “{{” is missing.",
        )
    for chunk in chunks:
        with error_boundary(findings, Location(name, chunk.line), "this entry of the bibliography"):
            was_spent = macros.is_spent
            entry = parse_chunk(chunk, macros)
            if macros.is_spent and not was_spent:
                findings.add(
                    Code.TOO_LARGE,
                    Location(name, chunk.line),
                    f"The abbreviations in the entries so far expand to more than {MAX_EXPANDED:,} "
                    "characters; later ones are ignored.",
                    "Replace abbreviations with their text.",
                )
            if entry is None:
                continue
            entry.file = name
            _report_syntax(entry, known, findings)
            if entry.kind not in ("string", "preamble") and entry.key:
                entries.append(entry)
    return entries


def _references(entries: Iterable[RawEntry], findings: Findings) -> list[Reference]:
    """Return the references of a file's entries."""
    references: list[Reference] = []
    for entry in entries:
        if entry.kind == "xdata":
            continue
        if entry.kind == "set":
            findings.add(
                Code.BIBLIOGRAPHY_SYNTAX,
                Location(entry.file, entry.line),
                f"The entry “{shorten(entry.key)}” is a set of entries, which is not supported.",
                "Cite the entries of the set.",
            )
            continue
        with error_boundary(findings, Location(entry.file, entry.line), f"the entry “{entry.key}”"):
            reference = _reference(entry, findings)
            if reference is not None:
                references.append(reference)
    return references


def _clean_field(name: str, value: str, key: str, location: Location, findings: Findings) -> str | None:
    """Return the value of a field; of a URL, only what may be linked, or None."""
    if "url" not in name or name == "urldate":
        return value
    written = strip_latex_from_urls(value)
    plain = strip_latex_from_url(value)
    url = clean_url(name, written if has_several_urls(written) else plain, key, location, findings)
    return value if url == plain else url


def _report_syntax(entry: RawEntry, known: Callable[[], NameIndex], findings: Findings) -> None:
    """Report the syntax errors of an entry; `known` returns the names of abbreviations, in lower case."""
    name = entry.file
    if entry.kind in ("string", "preamble"):
        for line, message, _ in entry.faults:
            findings.add(
                Code.BIBLIOGRAPHY_SYNTAX, Location(name, line), f"A “@{shorten(entry.kind)}” {message}."
            )
        return
    if not entry.key:
        findings.add(
            Code.BIBLIOGRAPHY_SYNTAX,
            Location(name, entry.line),
            f"An entry “@{shorten(entry.kind)}” has no key and is left out.",
        )
        return
    for line, message, undefined in entry.faults:
        text = f"The entry “{shorten(entry.key)}” {message}."
        hint = suggest_name(undefined, known()) if undefined else ""
        if undefined and undefined.lower() in known():
            hint = "Define it above the entry."
        findings.add(Code.BIBLIOGRAPHY_SYNTAX, Location(name, line), text, hint)


def _reference(entry: RawEntry, findings: Findings) -> Reference | None:
    location = Location(entry.file, entry.line)
    fields = {
        field: url
        for field, value in entry.fields.items()
        if (url := _clean_field(field, value, entry.key, location, findings)) is not None
    }
    conversion = EntryConverter(entry.kind, entry.key, fields)
    for fault, hint in conversion.faults:
        findings.add(Code.BIBLIOGRAPHY_SYNTAX, location, f"The entry “{shorten(entry.key)}” {fault}.", hint)
    if entry.kind not in TYPES:
        findings.add(
            Code.BIBLIOGRAPHY_SYNTAX,
            location,
            f"The entry “{shorten(entry.key)}” has the unknown type “@{shorten(entry.kind)}”; it is treated "
            "as “@misc”.",
            suggest_name(entry.kind, TYPES).replace("“", "“@"),
        )
    if conversion.unknown:
        commands = ", ".join(f"\\{command}" for command in list(conversion.unknown)[:5])
        findings.add(
            Code.UNREADABLE_LATEX,
            location,
            f"The entry “{shorten(entry.key)}” uses unsupported LaTeX commands: {commands}.",
        )
    if "title" not in conversion.csl:
        # A valid entry without a title can still be displayed with its authors, journal or URL.
        is_displayable = any(
            name in conversion.csl for name in ("author", "editor", "container-title", "URL")
        )
        left_out = bool(entry.faults) or not is_displayable
        message = f"The entry “{shorten(entry.key)}” has no title{' and is left out' if left_out else ''}."
        findings.add(Code.INCOMPLETE_REFERENCE, location, message)
        if left_out:
            return None
    # If a URL is unsafe, drop the source text, which contains it too; exports then generate the entry from
    # its fields. The fields are sanitised after decoding, as LaTeX has commands for any character.
    return Reference(
        entry.key,
        sanitise_value(conversion.csl),
        location,
        entry.text if fields == entry.fields else "",
        has_sound_source=_is_sound(entry, conversion),
        aliases=tuple(map(sanitise_text, entry.aliases)),
    )


def _is_sound(entry: RawEntry, conversion: EntryConverter) -> bool:
    """Return whether the source text of an entry may be published unchanged.

    Any BibTeX parser must read exactly this entry from it, and it may contain only LaTeX commands that are
    known to be harmless; `^^5c` is another notation for a backslash (TeXbook, chapter 8).
    """
    text = entry.text
    return entry.is_whole and not conversion.unknown and "^^" not in text and sanitise_text(text) == text
