"""Read bibliography files in BibTeX, biblatex and CSL-JSON."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_fieldguide.citations.bibtex.convert import TYPES, EntryConverter
from mkdocs_fieldguide.citations.bibtex.crossref import resolve_cross_references
from mkdocs_fieldguide.citations.bibtex.identifiers import strip_latex_from_url, strip_latex_from_urls
from mkdocs_fieldguide.citations.bibtex.parser import MAX_EXPANDED, Macros, RawEntry, parse_chunk
from mkdocs_fieldguide.citations.bibtex.split import find_missing_braces, split_entries
from mkdocs_fieldguide.citations.csl_json import read_csl_json
from mkdocs_fieldguide.citations.unsafe_urls import clean_url
from mkdocs_fieldguide.content.addresses import has_several_urls
from mkdocs_fieldguide.content.confusables import check_allowed, check_characters
from mkdocs_fieldguide.content.long_values import MAX_LINE_LENGTH, report_long
from mkdocs_fieldguide.files.regular_files import read_regular
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference, fold_key, map_aliases
from mkdocs_fieldguide.model.safe_characters import sanitise_text, sanitise_value
from mkdocs_fieldguide.model.unicode_forms import normalise

MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class BibliographyFile:
    """A bibliography file.

    Attributes:
        path: the path of the file.
        name: the name for findings, such as its path relative to the site.
    """

    path: Path
    name: str


def read_bibliography(files: Sequence[BibliographyFile], findings: Findings) -> Mapping[str, Reference]:
    """Return the references in several files by key, in file order.

    Of several entries with the same key, the first one is used. All problems are reported as findings; no
    exception is raised.

    Args:
        files: `.bib` files, and CSL-JSON files with the extension `.json`.
        findings: receives the findings.
    """
    references: dict[str, Reference] = {}
    by_folded_key: dict[str, Reference] = {}
    for file in files:
        with error_boundary(findings, Location(file.name), "this bibliography"):
            for reference in _read_file(file, findings):
                _add(reference, references, by_folded_key, findings)
    _report_aliases(references, findings)
    return references


def _read_file(file: BibliographyFile, findings: Findings) -> list[Reference]:
    text = _read_text(file, findings)
    if text is None:
        return []
    check_characters(text, file.name, findings)
    text = normalise("NFC", text)
    if file.path.suffix.lower() == ".json":
        return read_csl_json(text, file.name, findings)
    # Old files have form feeds between pages. They cannot be escaped characters, as in JSON.
    text = text.translate({0x0B: " ", 0x0C: " "})
    check_allowed(text, file.name, findings)
    return _read_bib(sanitise_text(text), file.name, findings)


def _add(
    reference: Reference,
    references: MutableMapping[str, Reference],
    by_folded_key: MutableMapping[str, Reference],
    findings: Findings,
) -> None:
    if len(reference.key) > MAX_LINE_LENGTH:
        report_long(reference.key, reference.defined_at, f"the key “{shorten(reference.key)}”", findings)
        return
    first = references.get(reference.key)
    if first is None:
        references[reference.key] = reference
        similar = by_folded_key.setdefault(fold_key(reference.key), reference)
        if similar is not reference:
            # BibTeX ignores letter case in keys (btxdoc, “repeated entry”).
            findings.add(
                Code.DUPLICATE_REFERENCE,
                reference.defined_at,
                f"The key “{shorten(reference.key)}” differs only in letter case from "
                f"“{shorten(similar.key)}” at {similar.defined_at}; as BibTeX ignores case, it gets another "
                "key in references.bib.",
                "Change one of the two keys.",
            )
        return
    findings.add(
        Code.DUPLICATE_REFERENCE,
        reference.defined_at,
        f"The key “{shorten(reference.key)}” is already used by the entry at {first.defined_at}; "
        "this entry is ignored.",
        "Remove one of the two entries, or change its key.",
    )


def _report_aliases(references: Mapping[str, Reference], findings: Findings) -> None:
    """Report aliases that are the key, or an earlier alias, of another entry."""
    keys = map_aliases(references)
    for reference in references.values():
        for alias in reference.aliases:
            key = keys.get(alias, alias)
            if key != reference.key:
                findings.add(
                    Code.DUPLICATE_REFERENCE,
                    reference.defined_at,
                    f"The alias “{shorten(alias)}” in “ids” of the entry “{shorten(reference.key)}” already "
                    f"belongs to the entry at {references[key].defined_at}; it is ignored.",
                    "Remove the alias, or change the other key.",
                )


def _read_text(file: BibliographyFile, findings: Findings) -> str | None:
    try:
        data = read_regular(file.path, MAX_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        findings.add(
            Code.UNREADABLE_FILE,
            Location(file.name),
            f"The bibliography {file.name} cannot be read: {reason}.",
        )
        return None
    if len(data) > MAX_BYTES:
        findings.add(
            Code.TOO_LARGE, Location(file.name), f"The bibliography {file.name} is larger than 50 MB."
        )
        return None
    return decode_bytes(data, file.name, findings)


def decode_bytes(data: bytes, name: str, findings: Findings) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252, with line breaks normalised to LF."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            findings.add(
                Code.UNREADABLE_FILE,
                Location(name, line),
                f"The bibliography {name} is not UTF-8 text; it is read as Windows-1252.",
                "Save the file as UTF-8.",
            )
            text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _read_bib(text: str, name: str, findings: Findings) -> list[Reference]:
    macros = Macros()
    entries: list[RawEntry] = []
    for kind, line in find_missing_braces(text):
        findings.add(
            Code.BIBLIOGRAPHY_SYNTAX,
            Location(name, line),
            f"The line “@{shorten(kind)}” is not the start of an entry: a “{{” is missing.",
        )
    for chunk in split_entries(text):
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
            _report_syntax(entry, name, findings)
            if entry.kind not in ("string", "preamble") and entry.key:
                entries.append(entry)
    with error_boundary(findings, Location(name), "cross-references of this bibliography"):
        for entry, message, code in resolve_cross_references(entries):
            findings.add(code, Location(name, entry.line), f"The entry “{shorten(entry.key)}” {message}.")
    references: list[Reference] = []
    for entry in entries:
        if entry.kind == "xdata":
            continue
        if entry.kind == "set":
            findings.add(
                Code.BIBLIOGRAPHY_SYNTAX,
                Location(name, entry.line),
                f"The entry “{shorten(entry.key)}” is a set of entries, which is not supported.",
                "Cite the entries of the set.",
            )
            continue
        with error_boundary(findings, Location(name, entry.line), f"the entry “{entry.key}”"):
            reference = _reference(entry, name, findings)
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


def _report_syntax(entry: RawEntry, name: str, findings: Findings) -> None:
    if entry.kind in ("string", "preamble"):
        for line, message in entry.faults:
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
    for line, message in entry.faults:
        text = f"The entry “{shorten(entry.key)}” {message}."
        findings.add(Code.BIBLIOGRAPHY_SYNTAX, Location(name, line), text)


def _reference(entry: RawEntry, name: str, findings: Findings) -> Reference | None:
    location = Location(name, entry.line)
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
