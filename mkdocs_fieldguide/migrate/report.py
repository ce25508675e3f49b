"""Report of a migration: what was done, and what remains to be done by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mkdocs_fieldguide.migrate.file_mapping import Move, MoveKind
from mkdocs_fieldguide.migrate.page_texts import PageTexts

REPORT_NAME = "MIGRATION.md"
"""File name of the report in the root of the new site."""

ORIGINALS = "_original"
"""Folder of the new site, not published, with the pages and templates of the old site that were computed."""

_MAX_PATHS = 10


def render_report(
    moves: Sequence[Move], settings: Sequence[str], navigation: Sequence[str], texts: PageTexts
) -> str:
    """Return the report in Markdown.

    Args:
        moves: how each file was migrated.
        settings: notes on the settings.
        navigation: notes on the navigation.
        texts: the pages that were computed.
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
        *_section("Pages to review", _page_notes(texts)),
        *_section("Settings to review", settings),
        *_section("Navigation entries to review", navigation),
        *_skipped_files(
            move for move in moves if move.old not in {*texts.uses, *texts.replaced, *texts.files}
        ),
    ]
    return "\n".join(lines) + "\n"


def _section(title: str, notes: Iterable[str]) -> list[str]:
    items = [f"- {note}" for note in notes]
    return ["", f"## {title}", "", *items] if items else []


def _page_notes(texts: PageTexts) -> Iterable[str]:
    """Yield what happened to pages with Liquid: first what needs a person."""
    for path, reason in texts.kept.items():
        yield f"`{path}`: Its Liquid was not computed: {reason}. It is copied as it was."
    for problem, paths in texts.problems.items():
        yield f"{problem}; it was left unchanged on {list_paths(paths)}."
    for layout, paths in texts.unapplied.items():
        yield f"`{layout}`: The text that this layout adds is not on {list_paths(paths)}."
    if texts.scripts:
        yield f"Scripts that need Bootstrap or jQuery were removed from {list_paths(texts.scripts)}."
    for path in texts.landing:
        yield (
            f"`{path}` is a landing page now. What Liquid had computed there is text and no longer follows"
            f" the data; the original is `{ORIGINALS}/{path}`."
        )
    if texts.files:
        yield f"These files were computed and no longer follow the data: {list_paths(texts.files)}."
    if texts.computed:
        yield (
            f"Liquid was computed on {list_paths(texts.computed)}. The result is text and no longer follows"
            f" the data; the originals are in `{ORIGINALS}/`."
        )
    for template, paths in texts.uses.items():
        yield f"`{template}` was computed on {list_paths(paths)}."
    for template, paths in texts.replaced.items():
        yield f"`{template}`: The plugin's directive with this name replaces it on {list_paths(paths)}."


def list_paths(paths: Sequence[str]) -> str:
    """Return paths as a list, and how many more there are."""
    listed = ", ".join(f"`{path}`" for path in paths[:_MAX_PATHS])
    return f"{listed} and {len(paths) - _MAX_PATHS} more" if len(paths) > _MAX_PATHS else listed


def _skipped_files(moves: Iterable[Move]) -> list[str]:
    by_reason: dict[str, list[str]] = defaultdict(list)
    for move in moves:
        if move.kind is MoveKind.LEFT:
            by_reason[move.reason].append(move.old)
    notes = []
    for reason, paths in by_reason.items():
        notes.append(f"{list_paths(paths)}. {reason}")
    return _section("Files that were not migrated", notes)
