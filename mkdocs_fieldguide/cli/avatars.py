"""`fieldguide avatars`: stores people's pictures in the site, so that readers ask no other server."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from mkdocs_fieldguide.builder.site_config.find import find_mkdocs_yml
from mkdocs_fieldguide.builder.site_config.mkdocs_yml import read_settings
from mkdocs_fieldguide.builder.sources import find_data_dir, name_in
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

FAILURE, USAGE_ERROR = 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="names or ids of people; default: all")
    parser.add_argument(
        "--path", type=Path, default=Path(), help="mkdocs.yml, or a folder in or below its own"
    )
    parser.add_argument("--again", action="store_true", help="fetch pictures that are stored already")
    parser.add_argument("--dry-run", action="store_true", help="say what would be fetched, and ask nobody")
    parser.add_argument(
        "--timeout",
        type=float,
        default=20,
        metavar="SECONDS",
        help="how long to wait for each picture; default: 20",
    )
    parser.add_argument("--size", type=int, default=1000, metavar="KB", help="largest picture; default: 1000")
    parser.add_argument(
        "--allow", action="append", default=[], metavar="HOST", help="a host to ask though it is not public"
    )
    parser.add_argument(
        "--service",
        default=os.environ.get("FIELDGUIDE_AVATAR_SERVICE", "https://github.com/"),
        metavar="ADDRESS",
        help="where pictures of logins are; default: https://github.com/",
    )


def run(wanted: argparse.Namespace) -> int:
    """Store pictures; returns the exit status. One that cannot be had does not keep the others away."""
    path = find_mkdocs_yml(wanted.path)
    settings = read_settings(path, Findings()) if path else None
    if path is None or settings is None:
        echo(
            f"fieldguide avatars: there is no mkdocs.yml that can be used in {wanted.path} or above it.",
            error=True,
        )
        return USAGE_ERROR
    if not 0 < wanted.timeout <= 3600 or wanted.size <= 0:
        echo("fieldguide avatars: the time-out and the size are numbers above 0.", error=True)
        return USAGE_ERROR
    docs, root = Path(settings.config.docs_dir), path.resolve().parent
    data_dir = find_data_dir(settings.config, settings.options)
    for folder in (docs, data_dir):
        if not settings.allowed_roots.contains(folder):
            echo(f"fieldguide avatars: {folder} leads out of the guide.", error=True)
            return USAGE_ERROR
    findings = Findings()
    people = load_data(data_dir, str, findings, allowed_roots=settings.allowed_roots).people
    unreadable = [finding for finding in findings if finding.code is Code.UNREADABLE_FILE]
    for finding in unreadable:
        echo(f"fieldguide avatars: {finding}", error=True)
    chosen = list(_chosen(people.values(), wanted.names))
    status = FAILURE if unreadable or len(chosen) < len(set(wanted.names)) else 0
    for name in wanted.names:
        if not any(name in (person.name, person.id) for person in chosen):
            echo(f"{name}: nobody of this name or id is in the data.", error=True)
    fetching = FetchOptions(SsrfGuard(wanted.allow), wanted.timeout, wanted.size * 1000)
    owners: dict[str, str] = {}
    for person in people.values():
        owners.setdefault(person.slug, person.name)
    for person in chosen:
        try:
            owner = owners[person.slug]
            if owner != person.name:
                raise LookupFailedError(f"the file would be that of {owner}; give one of them an id.")
            done = _picture(person, wanted, docs, root, fetching)
            if done:
                echo(f"{person.name}: {done}")
        except LookupFailedError as error:
            echo(f"{person.name}: {error}", error=True)
            status = FAILURE
    return status


def _picture(
    person: Person, wanted: argparse.Namespace, docs: Path, root: Path, fetching: FetchOptions
) -> str:
    """Store somebody's picture.

    Returns:
        The file as seen from `root`; in a dry run the address; an empty text where nothing is to be done.

    Raises:
        LookupFailure: if the picture cannot be had or stored.
    """
    url = _address(person, wanted.service)
    stored = [file for ending in PORTRAIT_EXTENSIONS if (file := _file(docs, person, ending)).is_file()]
    if not url or (stored and not wanted.again):
        return ""
    return url if wanted.dry_run else name_in(root, _store(person, url, docs, stored, fetching))


def _chosen(people: Iterable[Person], names: Iterable[str]) -> Iterable[Person]:
    wanted = set(names)
    for person in people:
        if not person.hidden and (not wanted or wanted & {person.name, person.id}):
            yield person


def _address(person: Person, service: str) -> str:
    """Return where somebody's picture is; empty if there is none elsewhere, or one in the site already."""
    if person.image_url:
        return person.image_url if person.image_url.startswith(("https://", "http://")) else ""
    return (
        f"{service.rstrip('/')}/{quote(person.git, safe='')}.png?size={PORTRAIT_SIZE}" if person.git else ""
    )


def _store(person: Person, url: str, docs: Path, stored: list[Path], fetching: FetchOptions) -> Path:
    data, ending = fetch_picture(url, fetching)
    file = _file(docs, person, ending)
    try:
        # Before as well as after: a folder must not be made behind a link either.
        if is_inside(docs, file):
            file.parent.mkdir(parents=True, exist_ok=True)
        if not is_inside(docs, file):
            raise LookupFailedError(f"{file.parent} leads out of the docs folder; nothing is written there.")
        atomic_write(file, data)
        for old in stored:
            if old != file:
                old.unlink()
    except OSError as error:
        raise LookupFailedError(f"{file} cannot be written: {error.strerror or error}.") from None
    return file


def _file(docs: Path, person: Person, ending: str) -> Path:
    return docs / PORTRAIT_FOLDER / f"{person.slug}.{ending}"
