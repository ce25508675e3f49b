"""`fieldguide cite`: add publications to the bibliography by DOI, PMID or ISBN."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.builder.folders import name_in
from mkdocs_fieldguide.builder.site_config.find import find_mkdocs_yml
from mkdocs_fieldguide.builder.site_config.mkdocs_yml import read_settings
from mkdocs_fieldguide.builder.sources import bibliography_files, find_data_dir
from mkdocs_fieldguide.citations.bibliography_files import MAX_BYTES, BibliographyFile, read_bibliography
from mkdocs_fieldguide.cli.exit_status import CANNOT_RUN, FAILURE
from mkdocs_fieldguide.cli.progress_bar import ProgressBar
from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.export.references.bibtex import sanitise_key, write_entry
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

NEW_FILE = "references.bib"
_KEY = re.compile(r"@[ \t]*[A-Za-z]+[ \t\r\n]*[{(][ \t\r\n]*([^\s,={}()\"]+)")
_ENVIRONMENT = {
    "doi": "FIELDGUIDE_CITE_SERVICE",
    "pmid": "FIELDGUIDE_PMID_SERVICE",
    "isbn": "FIELDGUIDE_ISBN_SERVICE",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "identifiers",
        nargs="+",
        metavar="ID",
        help="DOI or its URL, pmid:NUMBER, or ISBN",
    )
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="Bibliography file (.bib); default: that of the site"
    )
    parser.add_argument("--key", help="Key of the new entry; default: author_word_year")
    parser.add_argument("--dry-run", action="store_true", help="Print the entry without writing it")
    parser.add_argument(
        "--path", type=Path, default=Path(), help="Path of mkdocs.yml, or of any folder of the site"
    )
    parser.add_argument(
        "--timeout",
        type=float,
        default=20,
        metavar="SECONDS",
        help="Timeout per request; default: 20",
    )
    parser.add_argument("--service", metavar="URL", help="Service for DOIs; default: https://doi.org/")
    parser.add_argument("--pmid-service", metavar="URL", help="Service for PMIDs")
    parser.add_argument("--isbn-service", metavar="URL", help="Service for ISBNs")


@dataclass(frozen=True, slots=True)
class _Site:
    """The site that the command runs in.

    Attributes:
        root: folder of mkdocs.yml, else the working directory.
        files: bibliography files.
        target: file to which entries are added.
        service: DOI service set in mkdocs.yml; may be empty.
    """

    root: Path
    files: tuple[Path, ...]
    target: Path
    service: str = ""


def run(args: argparse.Namespace) -> int:
    """Add publications and return the exit status; if one fails, none is added."""
    try:
        identifiers = [read_identifier(text) for text in args.identifiers]
        _check_usage(args, identifiers)
        site = _find_site(args)
    except LookupFailedError as error:
        return _report([error], CANNOT_RUN)
    references = _read_references(site.files, site.root)
    services = _choose_services(args, site)
    taken = _find_keys(site.files)
    added: dict[str, Reference] = {}
    failures: list[LookupFailedError] = []
    bar = ProgressBar()
    for number, identifier in enumerate(identifiers):
        bar.show(number, len(identifiers), str(identifier))
        try:
            known = {**references, **added}
            reference = _look_up_reference(identifier, known, taken, args, services)
            added[reference.key] = reference
        except LookupFailedError as error:
            failures.append(error)
    bar.clear()
    if failures:
        return _report(failures, FAILURE)
    entries = [write_entry(reference) for reference in added.values()]
    if args.dry_run:
        echo("\n\n".join(entries))
        return 0
    try:
        append_entries(site.target, entries, lambda path: _check_readable(path, added))
    except LookupFailedError as error:
        return _report([error], FAILURE)
    for key in added:
        echo(f"Added to {name_in(Path.cwd(), site.target)}. Cite it as {{% cite {key} %}}.")
    return 0


def _check_usage(args: argparse.Namespace, identifiers: Sequence[Identifier]) -> None:
    if args.key is not None and len(identifiers) > 1:
        raise LookupFailedError("--key can only be used with one publication.")
    if args.key is not None and sanitise_key(args.key) != args.key:
        raise LookupFailedError("A key consists of letters, digits and _ : . + / - without spaces.")
    if args.to is not None and args.to.suffix.lower() == ".json":
        raise LookupFailedError("Entries are written as BibTeX; name a .bib file with --to.")
    if not 0 < args.timeout <= 3600:
        raise LookupFailedError("--timeout must be greater than 0 and at most 3600 seconds.")


def _find_site(args: argparse.Namespace) -> _Site:
    path = find_mkdocs_yml(args.path)
    if path is None:
        if args.to is None:
            raise LookupFailedError(
                f"No mkdocs.yml in {args.path} or its parent folders; name the bibliography with --to FILE."
            )
        return _Site(Path.cwd(), (args.to,), args.to)
    findings = Findings()
    settings = read_settings(path, findings)
    if settings is None:
        if args.to is None:
            raise LookupFailedError(f"Cannot use {path}; name the bibliography with --to FILE.")
        return _Site(path.resolve().parent, (args.to,), args.to)
    root, options = path.resolve().parent, settings.options
    data_dir = find_data_dir(settings.config, options)
    files = bibliography_files(settings.config, data_dir, options, settings.allowed_roots, findings)
    outside = next((found for found in findings if found.code is Code.OUTSIDE_PATH), None)
    if outside is not None and args.to is None:
        raise LookupFailedError(f"{outside.message} {outside.hint}")
    target = args.to or _choose_target(files, data_dir, options)
    if args.to is None and not settings.allowed_roots.contains(target):
        raise LookupFailedError(f"{target} is outside the guide; nothing was written.")
    others = [file for file in files if file.resolve() != target.resolve()]
    return _Site(root, (*others, target), target, options.cite_service)


def _choose_target(files: Sequence[Path], data_dir: Path, options: FieldguideConfig) -> Path:
    """Return the file for new entries: `references.bib` if it exists, else the first."""
    bib_files = [file for file in files if file.suffix.lower() != ".json"]
    if bib_files:
        return next((file for file in bib_files if file.name == NEW_FILE), bib_files[0])
    if options.bibliography or not data_dir.is_dir():
        raise LookupFailedError("The site has no .bib file; name one with --to FILE.")
    return data_dir / NEW_FILE


def _choose_services(args: argparse.Namespace, site: _Site) -> Services:
    """Return the services; options override the environment, which overrides mkdocs.yml."""
    chosen = {"doi": site.service} if site.service else {}
    chosen |= {kind: value for kind, name in _ENVIRONMENT.items() if (value := os.environ.get(name))}
    options = {"doi": args.service, "pmid": args.pmid_service, "isbn": args.isbn_service}
    return replace(Services(), **(chosen | {kind: value for kind, value in options.items() if value}))


def _read_references(files: Sequence[Path], root: Path) -> dict[str, Reference]:
    existing = [BibliographyFile(file, name_in(root, file)) for file in files if file.exists()]
    return dict(read_bibliography(existing, Findings()))


def _find_keys(files: Sequence[Path]) -> set[str]:
    """Return all keys in the files, including those of damaged entries."""
    found: set[str] = set()
    for file in files:
        with suppress(OSError):
            found.update(_KEY.findall(read_regular(file, MAX_BYTES).decode("utf-8", "replace")))
    return found


def _look_up_reference(
    identifier: Identifier,
    known: Mapping[str, Reference],
    taken: Collection[str],
    args: argparse.Namespace,
    services: Services,
) -> Reference:
    _check_new([identifier], known)
    if args.key is not None and args.key.casefold() in {key.casefold() for key in (*known, *taken)}:
        raise LookupFailedError(f"The key “{args.key}” is already taken.")
    item = look_up(identifier, services, FetchLimits(seconds=args.timeout))
    # The bibliography may have the article of a PMID under its DOI.
    _check_new(_identifiers(item), known)
    key = args.key or make_key(item, (*known, *taken))
    return Reference(key, {**item, "id": key}, Location(""))


def _check_new(identifiers: Sequence[Identifier], known: Mapping[str, Reference]) -> None:
    existing = {
        identifier.folded: reference
        for reference in known.values()
        for identifier in _identifiers(reference.csl)
    }
    for identifier in identifiers:
        reference = existing.get(identifier.folded)
        if reference is not None:
            where = f" ({reference.defined_at})" if reference.defined_at.file else ""
            raise LookupFailedError(
                f"{identifier} is already in the bibliography, with the key “{reference.key}”{where}."
            )


def _identifiers(csl: Mapping[str, Any]) -> list[Identifier]:
    found = [Identifier(kind, str(csl[kind]).strip()) for kind in (DOI, PMID) if csl.get(kind)]
    # The ISBN of a chapter identifies the whole book, which is another publication.
    isbn = normalise_isbn(str(csl.get(ISBN) or "")) if csl.get("type") == "book" else ""
    return [*found, Identifier(ISBN, isbn)] if isbn else found


def _check_readable(path: Path, added: Mapping[str, Reference]) -> None:
    """Check that a build will find the new entries, regardless of what precedes them in the file."""
    read = read_bibliography([BibliographyFile(path, path.name)], Findings())
    for key in added:
        if key not in read:
            raise LookupFailedError("The new entry could not be read back from the file; nothing was added.")


def _report(failures: Sequence[LookupFailedError], status: int) -> int:
    for failure in failures:
        echo(f"fieldguide cite: {failure}", error=True)
    return status
