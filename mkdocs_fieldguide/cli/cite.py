"""`fieldguide cite`: adds publications to the bibliography by DOI, PMID or ISBN."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.builder.site_config.find import find_mkdocs_yml
from mkdocs_fieldguide.builder.site_config.mkdocs_yml import read_settings
from mkdocs_fieldguide.builder.sources import bibliography_files, find_data_dir, name_in
from mkdocs_fieldguide.citations.bibliography_files import MAX_BYTES, BibliographyFile, read_bibliography
from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.export.references.bibtex import safe_key, write_entry
from mkdocs_fieldguide.files.regular_files import read_regular
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.lookup.append_entry import append_entries
from mkdocs_fieldguide.lookup.citation_keys import make_key
from mkdocs_fieldguide.lookup.identifiers import DOI, ISBN, PMID, Identifier, normalise_isbn, read_identifier
from mkdocs_fieldguide.lookup.services import Services, look_up
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.net.errors import LookupFailedError
from mkdocs_fieldguide.net.fetch_json import FetchLimits

FAILURE, USAGE_ERROR = 1, 2
NEW_FILE = "references.bib"
_KEY = re.compile(r"@[ \t]*[A-Za-z]+[ \t\r\n]*[{(][ \t\r\n]*([^\s,={}()\"]+)")
_ENVIRONMENT = {
    "doi": "FIELDGUIDE_CITE_SERVICE",
    "pmid": "FIELDGUIDE_PMID_SERVICE",
    "isbn": "FIELDGUIDE_ISBN_SERVICE",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "identifiers",
        nargs="+",
        metavar="ID",
        help="DOI or its address, pmid:NUMBER, or ISBN",
    )
    parser.add_argument("--to", type=Path, metavar="FILE", help="the .bib file; default: the site's")
    parser.add_argument("--key", help="the key of the new entry; default: author_word_year")
    parser.add_argument("--dry-run", action="store_true", help="print the entry and write nothing")
    parser.add_argument(
        "--path", type=Path, default=Path(), help="mkdocs.yml, or a folder in or below its own"
    )
    parser.add_argument(
        "--timeout",
        type=float,
        default=20,
        metavar="SECONDS",
        help="how long to wait for each answer; default: 20",
    )
    parser.add_argument("--service", metavar="ADDRESS", help="where to ask for DOIs, as https://doi.org/")
    parser.add_argument("--pmid-service", metavar="ADDRESS", help="where to ask for PMIDs")
    parser.add_argument("--isbn-service", metavar="ADDRESS", help="where to ask for ISBNs")


@dataclass(frozen=True, slots=True)
class _Site:
    """What the command knows of the place where it runs.

    Attributes:
        root: the folder of mkdocs.yml, else the working folder.
        files: the bibliography.
        target: the file that gets the entry.
        service: where to ask for DOIs, as mkdocs.yml says; may be empty.
    """

    root: Path
    files: tuple[Path, ...]
    target: Path
    service: str = ""


def run(wanted: argparse.Namespace) -> int:
    """Add publications; returns the exit status. If one of several fails, none is added."""
    try:
        identifiers = [read_identifier(text) for text in wanted.identifiers]
        _check_usage(wanted, identifiers)
        site = _site(wanted)
    except LookupFailedError as error:
        return _complain([error], USAGE_ERROR)
    references = _read(site.files, site.root)
    services = _services(wanted, site)
    taken = _written_keys(site.files)
    added: dict[str, Reference] = {}
    failures: list[LookupFailedError] = []
    for identifier in identifiers:
        try:
            known = {**references, **added}
            reference = _reference(identifier, known, taken, wanted, services)
            added[reference.key] = reference
        except LookupFailedError as error:
            failures.append(error)
    if failures:
        return _complain(failures, FAILURE)
    entries = [write_entry(reference) for reference in added.values()]
    if wanted.dry_run:
        echo("\n\n".join(entries))
        return 0
    try:
        append_entries(site.target, entries, lambda path: _check_readable(path, added))
    except LookupFailedError as error:
        return _complain([error], FAILURE)
    for key in added:
        echo(f"Added to {name_in(Path.cwd(), site.target)}; cite it as {{% cite {key} %}}.")
    return 0


def _check_usage(wanted: argparse.Namespace, identifiers: Sequence[Identifier]) -> None:
    if wanted.key is not None and len(identifiers) > 1:
        raise LookupFailedError("With --key only one publication can be added at a time.")
    if wanted.key is not None and safe_key(wanted.key) != wanted.key:
        raise LookupFailedError("A key has letters, digits and _ : . + / - only, and no space.")
    if wanted.to is not None and wanted.to.suffix.lower() == ".json":
        raise LookupFailedError("Entries are added as BibTeX; name a .bib file with --to.")
    if not 0 < wanted.timeout <= 3600:
        raise LookupFailedError("The time-out is a number of seconds, more than 0 and at most 3600.")


def _site(wanted: argparse.Namespace) -> _Site:
    path = find_mkdocs_yml(wanted.path)
    if path is None:
        if wanted.to is None:
            raise LookupFailedError(
                f"There is no mkdocs.yml in {wanted.path} or above it; name the bibliography with --to FILE."
            )
        return _Site(Path.cwd(), (wanted.to,), wanted.to)
    findings = Findings()
    settings = read_settings(path, findings)
    if settings is None:
        if wanted.to is None:
            raise LookupFailedError(f"{path} cannot be used; name the bibliography with --to FILE.")
        return _Site(path.resolve().parent, (wanted.to,), wanted.to)
    root, options = path.resolve().parent, settings.options
    data_dir = find_data_dir(settings.config, options)
    files = bibliography_files(root, data_dir, options, settings.allowed_roots, findings)
    outside = next((found for found in findings if found.code is Code.OUTSIDE_PATH), None)
    if outside is not None and wanted.to is None:
        raise LookupFailedError(f"{outside.message} {outside.hint}")
    target = wanted.to or _target(files, data_dir, options)
    if wanted.to is None and not settings.allowed_roots.contains(target):
        raise LookupFailedError(f"{target} leads out of the guide; nothing is written there.")
    others = [file for file in files if file.resolve() != target.resolve()]
    return _Site(root, (*others, target), target, options.cite_service)


def _target(files: Sequence[Path], data_dir: Path, options: FieldguideConfig) -> Path:
    """Return the file that takes new entries: `references.bib` if there is one, else the first."""
    written = [file for file in files if file.suffix.lower() != ".json"]
    if written:
        return next((file for file in written if file.name == NEW_FILE), written[0])
    if options.bibliography or not data_dir.is_dir():
        raise LookupFailedError("The site has no .bib file; name one with --to FILE.")
    return data_dir / NEW_FILE


def _services(wanted: argparse.Namespace, site: _Site) -> Services:
    """Return the services: options go over the environment, and that goes over mkdocs.yml."""
    chosen = {"doi": site.service} if site.service else {}
    chosen |= {kind: value for kind, name in _ENVIRONMENT.items() if (value := os.environ.get(name))}
    given = {"doi": wanted.service, "pmid": wanted.pmid_service, "isbn": wanted.isbn_service}
    return replace(Services(), **(chosen | {kind: value for kind, value in given.items() if value}))


def _read(files: Sequence[Path], root: Path) -> dict[str, Reference]:
    there = [BibliographyFile(file, name_in(root, file)) for file in files if file.exists()]
    return dict(read_bibliography(there, Findings()))


def _written_keys(files: Sequence[Path]) -> set[str]:
    """Return all keys that files write, those of damaged entries too."""
    found: set[str] = set()
    for file in files:
        with suppress(OSError):
            found.update(_KEY.findall(read_regular(file, MAX_BYTES).decode("utf-8", "replace")))
    return found


def _reference(
    identifier: Identifier,
    known: Mapping[str, Reference],
    taken: Collection[str],
    wanted: argparse.Namespace,
    services: Services,
) -> Reference:
    _check_new([identifier], known)
    if wanted.key is not None and wanted.key.casefold() in {key.casefold() for key in (*known, *taken)}:
        raise LookupFailedError(f"The key “{wanted.key}” is that of another entry.")
    item = look_up(identifier, services, FetchLimits(seconds=wanted.timeout))
    # A PMID may be that of an article whose DOI is there.
    _check_new(_identifiers(item), known)
    key = wanted.key or make_key(item, (*known, *taken))
    return Reference(key, {**item, "id": key}, Location(""))


def _check_new(identifiers: Sequence[Identifier], known: Mapping[str, Reference]) -> None:
    there = {found.folded: one for one in known.values() for found in _identifiers(one.csl)}
    for identifier in identifiers:
        reference = there.get(identifier.folded)
        if reference is not None:
            where = f" ({reference.defined_at})" if reference.defined_at.file else ""
            raise LookupFailedError(
                f"{identifier} is in the bibliography already, with the key “{reference.key}”{where}."
            )


def _identifiers(csl: Mapping[str, Any]) -> list[Identifier]:
    found = [Identifier(kind, str(csl[kind]).strip()) for kind in (DOI, PMID) if csl.get(kind)]
    # Chapters have the ISBN of the whole book, which is another publication.
    isbn = normalise_isbn(str(csl.get(ISBN) or "")) if csl.get("type") == "book" else ""
    return [*found, Identifier(ISBN, isbn)] if isbn else found


def _check_readable(path: Path, added: Mapping[str, Reference]) -> None:
    """Make sure that a build will find the new entries, whatever stands before them in the file."""
    read = read_bibliography([BibliographyFile(path, path.name)], Findings())
    for key in added:
        if key not in read:
            raise LookupFailedError("The new entry could not be read again from the file; nothing was added.")


def _complain(failures: Sequence[LookupFailedError], status: int) -> int:
    for failure in failures:
        echo(f"fieldguide cite: {failure}", error=True)
    return status
