"""Report of a migration: what was done, and what remains to be done by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mkdocs_fieldguide.migrate.file_mapping import Move, MoveKind

REPORT_NAME = "MIGRATION.md"
"""File name of the report in the root of the new site."""

_MAX_PATHS = 30


def render_report(moves: Sequence[Move], settings: Sequence[str], navigation: Sequence[str]) -> str:
    """Return the report in Markdown.

    Args:
        moves: how each file was migrated.
        settings: notes on the settings.
        navigation: notes on the navigation.
    """
    copied = [move for move in moves if move.kind is MoveKind.COPIED]
    pages = sum(move.new.startswith("docs/") and move.new.endswith(".md") for move in copied)
    lines = [
        "# Migration report",
        "",
        f"`fieldguide migrate` copied {len(copied)} files, {pages} of them pages. It generated `mkdocs.yml`"
        " from `_config.yml`, and its `nav` from the sidebars. The old site was not changed. Delete this file"
        " when you have finished.",
        "",
        "## Next steps",
        "",
        "1. Run `fieldguide check` to find problems in pages and data, with file and line.",
        "2. Run `mkdocs serve` and compare some pages with the old site.",
        "3. Run `fieldguide github` to add issue forms and a workflow that checks every pull request.",
        *_section("Settings to review", settings),
        *_section("Navigation entries to review", navigation),
        *_skipped_files(moves),
    ]
    return "\n".join(lines) + "\n"


def _section(title: str, notes: Iterable[str]) -> list[str]:
    items = [f"- {note}" for note in notes]
    return ["", f"## {title}", "", *items] if items else []


def _skipped_files(moves: Iterable[Move]) -> list[str]:
    by_reason: dict[str, list[str]] = defaultdict(list)
    for move in moves:
        if move.kind is MoveKind.LEFT:
            by_reason[move.reason].append(move.old)
    notes = []
    for reason, paths in by_reason.items():
        listed = ", ".join(f"`{path}`" for path in paths[:_MAX_PATHS])
        more = f" and {len(paths) - _MAX_PATHS} more" if len(paths) > _MAX_PATHS else ""
        notes.append(f"{listed}{more}. {reason}")
    return _section("Files that were not migrated", notes)
