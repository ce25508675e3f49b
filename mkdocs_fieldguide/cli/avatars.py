"""`fieldguide avatars`: download people's pictures, so that pages load nothing from other servers."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from mkdocs_fieldguide.builder.folders import name_in
from mkdocs_fieldguide.builder.site_config.find import find_mkdocs_yml
from mkdocs_fieldguide.builder.site_config.mkdocs_yml import read_settings
from mkdocs_fieldguide.builder.sources import find_data_dir
from mkdocs_fieldguide.cli.exit_status import CANNOT_RUN, FAILURE
from mkdocs_fieldguide.cli.progress_bar import ProgressBar
from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.content.data_folder import load_data
from mkdocs_fieldguide.files.atomic import atomic_write
from mkdocs_fieldguide.files.output_folder import is_inside
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.people import PORTRAIT_EXTENSIONS, PORTRAIT_FOLDER, PORTRAIT_SIZE, Person
from mkdocs_fieldguide.net.errors import LookupFailedError
from mkdocs_fieldguide.net.fetch_image import FetchOptions, fetch_picture
from mkdocs_fieldguide.net.public_only import SsrfGuard


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="Names or ids of people; default: all")
    parser.add_argument(
        "--path", type=Path, default=Path(), help="Path of mkdocs.yml, or of any folder of the site"
    )
    parser.add_argument("--again", action="store_true", help="Download stored pictures again")
    parser.add_argument("--dry-run", action="store_true", help="List downloads without any request")
    parser.add_argument(
        "--timeout",
        type=float,
        default=20,
        metavar="SECONDS",
        help="Timeout per picture; default: 20",
    )
    parser.add_argument(
        "--size", type=int, default=1000, metavar="KB", help="Maximum size of a picture; default: 1000"
    )
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="HOST",
        help="Allow this private host",
    )
    parser.add_argument(
        "--service",
        default=os.environ.get("FIELDGUIDE_AVATAR_SERVICE", "https://github.com/"),
        metavar="URL",
        help="Service for pictures by login; default: https://github.com/",
    )


def run(args: argparse.Namespace) -> int:
    """Store pictures and return the exit status; a failed download does not stop the others."""
    path = find_mkdocs_yml(args.path)
    settings = read_settings(path, Findings()) if path else None
    if path is None or settings is None:
        echo(
            f"fieldguide avatars: No usable mkdocs.yml in {args.path} or its parent folders.",
            error=True,
        )
        return CANNOT_RUN
    if not 0 < args.timeout <= 3600 or args.size <= 0:
        echo("fieldguide avatars: --timeout (at most 3600) and --size must be greater than 0.", error=True)
        return CANNOT_RUN
    docs, root = Path(settings.config.docs_dir), path.resolve().parent
    data_dir = find_data_dir(settings.config, settings.options)
    for folder in (docs, data_dir):
        if not settings.allowed_roots.contains(folder):
            echo(f"fieldguide avatars: {folder} is outside the guide.", error=True)
            return CANNOT_RUN
    findings = Findings()
    people = load_data(data_dir, str, findings, allowed_roots=settings.allowed_roots).people
    unreadable = [finding for finding in findings if finding.code is Code.UNREADABLE_FILE]
    for finding in unreadable:
        echo(f"fieldguide avatars: {finding}", error=True)
    chosen = list(_select(people.values(), args.names))
    status = FAILURE if unreadable or len(chosen) < len(set(args.names)) else 0
    for name in args.names:
        if not any(name in (person.name, person.id) for person in chosen):
            echo(f"{name}: no person has this name or id.", error=True)
    owners: dict[str, str] = {}
    for person in people.values():
        owners.setdefault(person.slug, person.name)
    written, failed = _store_all(chosen, owners, args, docs, root)
    if failed:
        return FAILURE
    if not written and not status:
        _report_nothing(chosen, args)
    return status


def _store_all(
    people: Sequence[Person], owners: Mapping[str, str], args: argparse.Namespace, docs: Path, root: Path
) -> tuple[int, int]:
    """Store the pictures of people, and return how many were stored and how many failed.

    Args:
        people: the people.
        owners: the first person with each file name.
        args: the arguments of the command.
        docs: the docs folder.
        root: folder of mkdocs.yml.
    """
    fetch_options = FetchOptions(SsrfGuard(args.allow), args.timeout, args.size * 1000)
    bar = ProgressBar()
    written = failed = 0
    for number, person in enumerate(people):
        bar.show(number, len(people), person.name)
        try:
            owner = owners[person.slug]
            if owner != person.name:
                raise LookupFailedError(
                    f"the picture of {owner} has the same file name; give one of them an id."
                )
            if stored := _store_picture(person, args, docs, root, fetch_options):
                written += 1
                bar.clear()
                echo(f"{person.name}: {stored}")
        except LookupFailedError as error:
            failed += 1
            bar.clear()
            echo(f"{person.name}: {error}", error=True)
    bar.clear()
    return written, failed


def _report_nothing(people: Sequence[Person], args: argparse.Namespace) -> None:
    """Say why no picture was downloaded."""
    elsewhere = sum(bool(_picture_url(person, args.service)) for person in people)
    if elsewhere:
        echo("Nothing to download: all pictures are stored already; --again downloads them again.")
    else:
        echo("Nothing to download: no person has a “git” login or an “image_url” on another server.")


def _store_picture(
    person: Person, args: argparse.Namespace, docs: Path, root: Path, fetch_options: FetchOptions
) -> str:
    """Store a person's picture.

    Returns:
        The file relative to `root`; in a dry run the URL; empty if there is nothing to do.

    Raises:
        LookupFailedError: if the picture cannot be downloaded or stored.
    """
    url = _picture_url(person, args.service)
    stored = [file for ending in PORTRAIT_EXTENSIONS if (file := _file(docs, person, ending)).is_file()]
    if not url or (stored and not args.again):
        return ""
    return url if args.dry_run else name_in(root, _store(person, url, docs, stored, fetch_options))


def _select(people: Iterable[Person], names: Iterable[str]) -> Iterable[Person]:
    selected = set(names)
    for person in people:
        if not person.hidden and (not selected or selected & {person.name, person.id}):
            yield person


def _picture_url(person: Person, service: str) -> str:
    """Return the URL of a person's picture; empty if there is none or it is a file of the site."""
    if person.image_url:
        return person.image_url if person.image_url.startswith(("https://", "http://")) else ""
    return (
        f"{service.rstrip('/')}/{quote(person.git, safe='')}.png?size={PORTRAIT_SIZE}" if person.git else ""
    )


def _store(person: Person, url: str, docs: Path, stored: list[Path], fetch_options: FetchOptions) -> Path:
    data, ending = fetch_picture(url, fetch_options)
    file = _file(docs, person, ending)
    try:
        # Checked before and after: no folder may be created behind a symlink either.
        if is_inside(docs, file):
            file.parent.mkdir(parents=True, exist_ok=True)
        if not is_inside(docs, file):
            raise LookupFailedError(f"{file.parent} is outside the docs folder; nothing was written.")
        atomic_write(file, data)
        for old in stored:
            if old != file:
                old.unlink()
    except OSError as error:
        raise LookupFailedError(f"cannot write {file}: {error.strerror or error}.") from None
    return file


def _file(docs: Path, person: Person, ending: str) -> Path:
    return docs / PORTRAIT_FOLDER / f"{person.slug}.{ending}"
