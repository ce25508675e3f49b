"""The work of `fieldguide migrate`, which needs the libraries of the extra `migrate`."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from mkdocs_fieldguide.cli.exit_status import CANNOT_RUN
from mkdocs_fieldguide.cli.next_steps import make_command_line
from mkdocs_fieldguide.cli.target_folder import (
    TargetFolderError,
    ensure_empty_dir,
    ensure_finished,
    mark_unfinished,
)
from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.export.github.workflow import publishing_workflow
from mkdocs_fieldguide.files.atomic import WriteError, write_text
from mkdocs_fieldguide.files.output_folder import is_inside
from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.files.regular_files import is_regular, read_regular
from mkdocs_fieldguide.findings.codes import Severity
from mkdocs_fieldguide.migrate.changes import Changes, add_file, apply_changes, plan_changes
from mkdocs_fieldguide.migrate.compare import compare_sites
from mkdocs_fieldguide.migrate.file_mapping import MoveKind
from mkdocs_fieldguide.migrate.in_place import OldCommit, open_commit, plan_trees, write_branch
from mkdocs_fieldguide.migrate.old_files import RECORD_NAME, REPORT_NAME, MigrationError
from mkdocs_fieldguide.migrate.options import ANALYTICS, WORKFLOW, Options
from mkdocs_fieldguide.migrate.pipeline import Migration, plan_migration
from mkdocs_fieldguide.migrate.record import Record, hash_text, read_record, render_record
from mkdocs_fieldguide.migrate.report import (
    CHECK_TITLE,
    COMPARISON_TITLE,
    add_section,
    describe_conflicts,
    describe_counts,
    render_report,
)
from mkdocs_fieldguide.migrate.site_engine import Directives
from mkdocs_fieldguide.migrate.yaml_files import read_config
from mkdocs_fieldguide.rendering.directives import DIRECTIVES

_MAX_LISTED = 50


def run(args: argparse.Namespace) -> int:
    """Migrate a site, or compare two built ones; return 2 if that fails, 1 if they differ."""
    try:
        if args.compare:
            return compare(args.site, args.new)
        return _migrate_in_place(args) if args.in_place else _migrate(args)
    except (TargetFolderError, MigrationError) as error:
        echo(f"fieldguide migrate: {error}", error=True)
    except WriteError as error:
        echo(f"fieldguide migrate: Cannot write {error.filename}: {error.strerror}.", error=True)
    return CANNOT_RUN


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
    if _add_to_report(new.resolve().parent, COMPARISON_TITLE, comparison.lines()):
        echo(f"{new.resolve().parent / REPORT_NAME} lists the differences.")
    return int(comparison.differs)


def _add_to_report(new: Path, title: str, lines: Iterable[str]) -> bool:
    """Add a section to the report of a migration, and return whether the folder still has one."""
    path = new / REPORT_NAME
    if not (is_regular(path) and is_regular(new / RECORD_NAME) and is_inside(new, path)):
        return False
    report = read_regular(path, MAX_BYTES).decode("utf-8", errors="replace").replace("\r\n", "\n")
    text = add_section(report, title, lines)
    record = read_record(new)
    if record.hashes.get(REPORT_NAME) == hash_text(report):
        hashes = {**record.hashes, REPORT_NAME: hash_text(text)}
        write_text(new / RECORD_NAME, render_record(Record(hashes, record.options)))
    write_text(path, text)
    return True


def _problems_in(new: Path) -> Iterator[str]:
    """Yield what fails a strict build of the new site, which was in the old one, too."""
    # Imported late: MkDocs and the readers of a guide load slowly.
    from mkdocs_fieldguide.builder.dry_run.check_site import check_site  # noqa: PLC0415

    findings = check_site(new / "mkdocs.yml", use_cache=False).findings
    found = [finding for finding in findings if finding.severity is not Severity.INFO]
    if not found:
        yield "No problem fails a build with `--strict`."
        return
    yield "A build with `--strict` fails for these problems, whose places are those in the new site:"
    yield from (f"  {finding}" for finding in found[:_MAX_LISTED])
    if len(found) > _MAX_LISTED:
        yield f"  … and {len(found) - _MAX_LISTED} more"


def _migrate(args: argparse.Namespace) -> int:
    """Write or update the new site.

    Raises:
        MigrationError: if there is no such site or a file cannot be read.
        TargetFolderError: if the new folder cannot be used.
        WriteError: if a file cannot be written.
    """
    site, new = args.site, args.new
    config = read_config(site)
    if args.update:
        ensure_finished(new)
        record = read_record(new)
    else:
        ensure_empty_dir(new)
        record = Record()
    if new.resolve().is_relative_to(site.resolve()):
        raise MigrationError(f"{new} is inside the old site; choose a folder outside it.")
    options = make_options(args, record)
    migration = plan_migration(site, config, options)
    changes = plan_changes(migration.contents(site), new, record)
    report = render_report(migration.report, changes, is_update=args.update)
    counts = describe_counts(changes)
    add_file(changes, REPORT_NAME, report, new, record)
    if not args.dry_run:
        with contextlib.nullcontext() if args.update else mark_unfinished(new):
            apply_changes(changes, new, options.kept)
        _add_to_report(new, CHECK_TITLE, _problems_in(new))
    _print_summary(args, migration, changes, counts)
    return 0


def _migrate_in_place(args: argparse.Namespace) -> int:
    """Write the new site to a branch of the old repository.

    Raises:
        MigrationError: if there is no such site or Git refuses; nothing has changed then.
    """
    read_config(args.site)
    with open_commit(args.site, args.branch) as commit:
        options = replace(make_options(args, Record()), repository=args.site)
        migration = plan_migration(commit.folder, read_config(commit.folder), options)
        report = replace(
            migration.report, settings=[*_notes_on_submodules(commit), *migration.report.settings]
        )

        def render(changes: Changes) -> str:
            return render_report(report, changes, branch=args.branch)

        trees = plan_trees(commit, migration, render, options.kept)
        if not args.dry_run:
            write_branch(commit, trees, args.branch)
    moved = sum(path not in commit.entries for path in trees.moved)
    numbers = f"{moved} files moved, {len(trees.contents)} written, {len(trees.removed)} deleted"
    echo(f"{numbers}, {report.decisions()} points to review.")
    if args.dry_run:
        echo("Nothing was written, because of --dry-run.")
        return 0
    echo(f"They are on the new branch {args.branch}, which is checked out. {REPORT_NAME} lists them.")
    echo(f"Next: {make_command_line('fieldguide', 'check', args.site)}")
    echo(f"      {make_command_line('mkdocs', 'serve', '-f', args.site / 'mkdocs.yml')}")
    return 0


def _notes_on_submodules(commit: OldCommit) -> list[str]:
    return [f"`{path}` is a submodule, which was neither read nor moved." for path in commit.submodules]


def make_options(args: argparse.Namespace, record: Record) -> Options:
    """Return the options of a migration: those of the command line and those of earlier runs."""
    given = {name for name in (ANALYTICS, WORKFLOW) if getattr(args, name)}
    directives = Directives(tuple(DIRECTIVES), tuple(DIRECTIVES.by_include))
    return Options(directives, publishing_workflow, record.options | given)


def _print_summary(args: argparse.Namespace, migration: Migration, changes: Changes, counts: str) -> None:
    if args.update:
        echo(f"{counts}.")
        conflicts = list(describe_conflicts(changes))
        for line in conflicts[:_MAX_LISTED]:
            echo(f"  {line}")
        if len(conflicts) > _MAX_LISTED:
            echo(f"  … and {len(conflicts) - _MAX_LISTED} more")
    else:
        left = sum(move.kind is MoveKind.LEFT for move in migration.moves)
        numbers = f"{len(changes.written)} files written to {args.new}, {left} skipped"
        echo(f"{numbers}, {migration.report.decisions()} points to review.")
    if args.dry_run:
        echo("Nothing was written, because of --dry-run.")
        return
    echo(f"{args.new / REPORT_NAME} lists them.")
    echo(f"Next: {make_command_line('fieldguide', 'check', args.new)}")
    echo(f"      {make_command_line('mkdocs', 'serve', '-f', args.new / 'mkdocs.yml')}")
