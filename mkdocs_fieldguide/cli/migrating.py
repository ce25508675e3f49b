"""The work of `fieldguide migrate`, which needs the libraries of the extra `migrate`."""

from __future__ import annotations

from pathlib import Path

from mkdocs_fieldguide.cli.exit_status import CANNOT_RUN
from mkdocs_fieldguide.cli.next_steps import make_command_line
from mkdocs_fieldguide.cli.target_folder import TargetFolderError, ensure_empty_dir, mark_unfinished
from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.files.atomic import WriteError
from mkdocs_fieldguide.migrate.compare import compare_sites
from mkdocs_fieldguide.migrate.file_mapping import MoveKind
from mkdocs_fieldguide.migrate.old_files import MigrationError
from mkdocs_fieldguide.migrate.page_texts import Directives
from mkdocs_fieldguide.migrate.pipeline import Migration, plan_migration, read_config, write_site
from mkdocs_fieldguide.migrate.report import REPORT_NAME
from mkdocs_fieldguide.rendering.directives import DIRECTIVES


def migrate(site: Path, new: Path) -> int:
    """Write the new site; return 2 if that fails.

    Args:
        site: folder of the old site.
        new: folder of the new site, which is empty or does not exist.
    """
    try:
        migration = _migrate(site, new)
    except (TargetFolderError, MigrationError) as error:
        echo(f"fieldguide migrate: {error}", error=True)
        return CANNOT_RUN
    count = sum(move.kind is MoveKind.COPIED for move in migration.moves)
    left = sum(move.kind is MoveKind.LEFT for move in migration.moves)
    echo(f"{count} files copied to {new}, {left} skipped, {migration.notes} settings and entries to review.")
    echo(f"{new / REPORT_NAME} lists them.")
    echo(f"Next: {make_command_line('fieldguide', 'check', new)}")
    echo(f"      {make_command_line('mkdocs', 'serve', '-f', new / 'mkdocs.yml')}")
    return 0


def compare(old: Path, new: Path) -> int:
    """Compare two built sites; return 1 if the new one lacks something, 2 if one does not exist.

    Args:
        old: folder of the old site as built by Jekyll.
        new: folder of the new site as built by MkDocs.
    """
    for folder in (old, new):
        if not (folder / "index.html").is_file():
            echo(f"fieldguide migrate: {folder} is not a built site: it has no index.html.", error=True)
            return CANNOT_RUN
    comparison = compare_sites(old, new)
    for line in comparison.lines():
        echo(line)
    return int(bool(comparison.addresses or comparison.anchors or comparison.words))


def _migrate(site: Path, new: Path) -> Migration:
    """Write the new site and return what was written.

    Raises:
        MigrationError: if there is no such site or the new one cannot be written.
        TargetFolderError: if the new folder is not empty.
    """
    config = read_config(site)
    ensure_empty_dir(new)
    if new.resolve().is_relative_to(site.resolve()):
        raise MigrationError(f"{new} is inside the old site; choose a folder outside it.")
    directives = Directives(tuple(DIRECTIVES), tuple(DIRECTIVES.by_include))
    migration = plan_migration(site, config, directives)
    try:
        with mark_unfinished(new):
            write_site(migration, site, new)
    except WriteError as error:
        raise MigrationError(f"Cannot write {error.filename}: {error.strerror}.") from None
    return migration
