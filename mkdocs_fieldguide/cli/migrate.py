"""`fieldguide migrate`: brings a site made with Jekyll and the ELIXIR Toolkit Theme over."""

from __future__ import annotations

import argparse
from pathlib import Path

from mkdocs_fieldguide.cli.target_folder import TargetFolderError, ensure_empty_dir, mark_unfinished
from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.files.atomic import WriteError
from mkdocs_fieldguide.migrate.file_mapping import MoveKind
from mkdocs_fieldguide.migrate.pipeline import (
    Migration,
    MigrationError,
    plan_migration,
    read_config,
    write_site,
)
from mkdocs_fieldguide.migrate.report import REPORT_NAME


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "site", type=Path, help="the folder of the old site, with _config.yml; it is not changed"
    )
    parser.add_argument("new", type=Path, help="the folder for the new one, which is empty or not there yet")


def run(wanted: argparse.Namespace) -> int:
    """Write the new site; returns 2 if nothing could be written."""
    try:
        migration = _migrate(wanted.site, wanted.new)
    except (TargetFolderError, MigrationError) as error:
        echo(f"fieldguide migrate: {error}", error=True)
        return 2
    count = sum(move.kind is MoveKind.COPIED for move in migration.moves)
    left = sum(move.kind is MoveKind.LEFT for move in migration.moves)
    new, notes = wanted.new, migration.notes
    echo(f"{count} files copied to {new}, {left} left behind, {notes} settings and entries need a look.")
    echo(f"{new / REPORT_NAME} has the list. Next: cd {new} && fieldguide check && mkdocs serve")
    return 0


def _migrate(site: Path, new: Path) -> Migration:
    """Write the new site; returns what was written.

    Raises:
        MigrationError: if there is no such site, or the new one cannot be written.
        TargetFolderError: if the new folder is not empty.
    """
    config = read_config(site)
    ensure_empty_dir(new)
    if new.resolve().is_relative_to(site.resolve()):
        raise MigrationError(f"{new} lies in the old site; name a folder beside it.")
    migration = plan_migration(site, config)
    try:
        with mark_unfinished(new):
            write_site(migration, site, new)
    except WriteError as error:
        raise MigrationError(f"{error.filename} cannot be written: {error.strerror}.") from None
    return migration
