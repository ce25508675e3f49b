"""What a migration tells whoever carries it on: what was done, and what needs a hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mkdocs_fieldguide.migrate.file_mapping import Move, MoveKind

REPORT_NAME = "MIGRATION.md"
"""The file of the report, at the top of the new site."""

_SHOWN = 30


def render_report(moves: Sequence[Move], settings: Sequence[str], navigation: Sequence[str]) -> str:
    """Return the report, in Markdown.

    Args:
        moves: what became of each file.
        settings: notes on the settings.
        navigation: notes on the navigation.
    """
    copied = [move for move in moves if move.kind is MoveKind.COPIED]
    pages = sum(move.new.startswith("docs/") and move.new.endswith(".md") for move in copied)
    lines = [
        "# What `fieldguide migrate` has done",
        "",
        f"{len(copied)} files were copied, {pages} of them pages. `mkdocs.yml` was made from `_config.yml`,"
        " and `nav` in it from the sidebars. The old site was not changed. Remove this file in the end.",
        "",
        "## What to do next",
        "",
        "1. Run `fieldguide check`: it names everything that is wrong in pages and data, with file and line.",
        "2. Run `mkdocs serve`, and compare some pages with the old site.",
        "3. Run `fieldguide github` for issue forms, and for a workflow that checks each pull request.",
        *_section("Settings that need a look", settings),
        *_section("Entries of the navigation that need a look", navigation),
        *_left(moves),
    ]
    return "\n".join(lines) + "\n"


def _section(title: str, notes: Iterable[str]) -> list[str]:
    listed = [f"- {note}" for note in notes]
    return ["", f"## {title}", "", *listed] if listed else []


def _left(moves: Iterable[Move]) -> list[str]:
    by_reason: dict[str, list[str]] = defaultdict(list)
    for move in moves:
        if move.kind is MoveKind.LEFT:
            by_reason[move.reason].append(move.old)
    notes = []
    for reason, paths in by_reason.items():
        shown = ", ".join(f"`{path}`" for path in paths[:_SHOWN])
        more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
        notes.append(f"{shown}{more}. {reason}")
    return _section("Files that were left behind", notes)
