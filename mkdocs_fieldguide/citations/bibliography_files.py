"""Read bibliography files in BibTeX, biblatex and CSL-JSON."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from mkdocs_fieldguide.citations.bib_entries import BibText, read_bib_texts
from mkdocs_fieldguide.citations.csl_json import read_csl_json
from mkdocs_fieldguide.content.confusables import check_allowed, check_characters
from mkdocs_fieldguide.content.long_values import MAX_LINE_LENGTH, report_long
from mkdocs_fieldguide.files.regular_files import read_regular
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference, fold_key, map_aliases
from mkdocs_fieldguide.model.safe_characters import sanitise_text
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
    read: list[list[Reference]] = []
    texts: list[tuple[int, BibText]] = []
    for file in files:
        read.append([])
        with error_boundary(findings, Location(file.name), "this bibliography"):
            text = _read_text(file, findings)
            if text is None:
                continue
            if file.path.suffix.lower() == ".json":
                read[-1] = read_csl_json(text, file.name, findings)
            else:
                texts.append((len(read) - 1, BibText(_prepare(text, file.name, findings), file.name)))
    # Entries may refer to those of other files, and use their abbreviations.
    bib_files = read_bib_texts([text for _, text in texts], findings)
    for (number, _), found in zip(texts, bib_files, strict=True):
        read[number] = found
    references: dict[str, Reference] = {}
    by_folded_key: dict[str, Reference] = {}
    for reference in chain.from_iterable(read):
        _add(reference, references, by_folded_key, findings)
    _report_aliases(references, findings)
    return references


def _prepare(text: str, name: str, findings: Findings) -> str:
    """Return the text of a `.bib` file without characters that are not allowed."""
    # Old files have form feeds between pages. They cannot be escaped characters, as in JSON.
    text = text.translate({0x0B: " ", 0x0C: " "})
    check_allowed(text, name, findings)
    return sanitise_text(text)


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
    text = decode_bytes(data, file.name, findings)
    check_characters(text, file.name, findings)
    return normalise("NFC", text)


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
