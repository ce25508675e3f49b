"""Report of a migration: first what needs a person, then what was done."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mkdocs_fieldguide.migrate.changes import ORIGINALS, Changes
from mkdocs_fieldguide.migrate.file_mapping import DOCS, Move, MoveKind
from mkdocs_fieldguide.migrate.page_texts import PageTexts

COMPARISON_TITLE = "## Differences from the old site"
"""Heading of the section that a comparison of the built sites adds."""

CHECK_TITLE = "## Problems in pages and data"
"""Heading of the section with what the check of the new site finds."""

_IN_PLACE = (
    "Only the branch `{}` was changed: its first commit moves the pages, its second edits them and deletes"
    " the files of Jekyll."
)
_NEXT_STEPS = "## Next steps"
_MAX_PATHS = 10
_MAX_USES = 3
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f`]")
_QUOTED = re.compile(r"“(.*)”")


@dataclass(slots=True)
class ReportData:
    """What a report says.

    Attributes:
        moves: how each file was migrated.
        texts: the pages that were computed.
        settings: sentences on settings that a person must decide on.
        navigation: sentences on entries of the navigation that a person must decide on.
        done: sentences on what was done, which need no decision.
        find_line: returns the line of a text in a file of the old site; 0 if it is not there.
    """

    moves: Sequence[Move]
    texts: PageTexts
    settings: Sequence[str] = ()
    navigation: Sequence[str] = ()
    done: Sequence[str] = ()
    find_line: Callable[[str, str], int] = field(default=lambda path, text: 0)

    def decisions(self) -> int:
        """Return how many points need a person."""
        skipped = sum(move.needs_person for move in self.moves)
        pages = sum(1 for _ in _page_problems(self))
        return len(self.settings) + len(self.navigation) + pages + skipped


def render_report(data: ReportData, changes: Changes, *, is_update: bool = False, branch: str = "") -> str:
    """Return the report in Markdown.

    Args:
        data: what was found.
        changes: what was done in the folder of the new site.
        is_update: whether the folder was migrated before.
        branch: name of the branch of the old repository with the new site; empty if it is a folder.
    """
    copied = [move for move in data.moves if move.kind is MoveKind.COPIED]
    pages = sum(move.new.startswith(f"{DOCS}/") and move.new.endswith(".md") for move in copied)
    skipped, reasons = _skipped_files(data)
    written = describe_counts(changes) if is_update else f"{len(changes.created)} files"
    lines = [
        "# Migration report",
        "",
        f"Read: {len(data.moves)} files of the old site, {pages} of them pages. Written: {written}."
        f" {_IN_PLACE.format(branch) if branch else 'The old site was not changed.'} Delete this file when"
        " you have finished.",
        *_section("## Changes that were not applied", describe_conflicts(changes)),
        *_section("## Pages that need you", _page_problems(data)),
        *_section("## Settings that need you", data.settings),
        *_section("## Navigation entries that need you", data.navigation),
        *_section("## Files that need you", skipped),
        "",
        _NEXT_STEPS,
        "",
        "1. Run `fieldguide check` to find all problems in pages and data, with file and line.",
        "2. Run `mkdocs serve` and compare some pages with the old site.",
        "3. Run `fieldguide github` to add issue forms and a workflow that checks every pull request.",
        *_section("## What was changed", [*_changed(changes, is_update=is_update), *_page_notes(data.texts)]),
        *_section("## What else was done", [*data.done, *reasons]),
    ]
    return "\n".join(lines) + "\n"


def add_section(report: str, title: str, lines: Iterable[str]) -> str:
    """Return a report with a section, in place of an earlier one.

    Args:
        report: the report.
        title: heading of the section.
        lines: its lines; those with details are indented.
    """
    details = {line: _UNPRINTABLE.sub("�", line.strip()) for line in lines}
    section = [title, ""]
    section += [f"  - `{text}`" if line.startswith(" ") else f"- {line}" for line, text in details.items()]
    before, found, rest = report.partition(f"{title}\n")
    if found:
        _, found, rest = rest.partition("\n## ")
    else:
        before, found, rest = report.partition(f"\n{_NEXT_STEPS}\n")
    return "\n".join([before.rstrip(), "", *section, f"{found}{rest}"])


def list_paths(paths: Sequence[str], limit: int = _MAX_PATHS) -> str:
    """Return paths as a list, and how many more there are."""
    listed = ", ".join(f"`{_UNPRINTABLE.sub('�', path)}`" for path in paths[:limit])
    return f"{listed} and {len(paths) - limit} more" if len(paths) > limit else listed


def describe_counts(changes: Changes) -> str:
    """Return the numbers of files that were written, updated and deleted."""
    counts = {
        "new files": len(changes.created),
        "updated": len(changes.updated),
        "deleted": len(changes.deleted),
        "not applied": len(list(describe_conflicts(changes))),
    }
    return ", ".join(f"{number} {what}" for what, number in counts.items())


def _section(title: str, notes: Iterable[str]) -> list[str]:
    items = [f"- {note}" for note in notes]
    return ["", title, "", *items] if items else []


def describe_conflicts(changes: Changes) -> Iterator[str]:
    """Yield what a person must merge. All paths are listed: a forgotten one would stay old."""
    for path, beside in changes.edited.items():
        yield f"`{path}` was edited here: merge `{beside}` into it, then delete that file."
    for path in changes.kept:
        yield f"`{path}` was edited here and is gone from the old site. Delete it unless you need it."
    for path in changes.missing:
        yield f"`{path}` was deleted here and has changed in the old site. It was not written again."
    for path in changes.outside:
        yield f"`{path}` leads out of this folder through a symlink. It was not written."


def _changed(changes: Changes, *, is_update: bool) -> Iterator[str]:
    if not is_update:
        return
    for what, paths in (
        ("New files", changes.created),
        ("Updated", changes.updated),
        ("Deleted, because the old site no longer has them", changes.deleted),
    ):
        if paths:
            yield f"{what}: {list_paths(paths)}."


def _page_problems(data: ReportData) -> Iterator[str]:
    """Yield what could not be computed, with file and line."""
    texts = data.texts
    for path, kept in texts.kept.items():
        place = f"{path}:{kept.line}" if kept.line else path
        yield f"`{place}`: Its Liquid was not computed: {kept.reason}. The page is copied as it was."
    for problem, paths in texts.problems.items():
        name = _QUOTED.search(problem)
        places = [_place(data, path, name[1] if name else "") for path in paths]
        yield f"{list_paths(places)}: {problem}; it was left unchanged."
    yield from texts.lost


def _place(data: ReportData, path: str, text: str) -> str:
    line = data.find_line(path, text) if text else 0
    return f"{path}:{line}" if line else path


def _page_notes(texts: PageTexts) -> Iterator[str]:
    """Yield what happened to the texts of pages."""
    for path in texts.landing:
        yield (
            f"`{path}` is a landing page now. What Liquid had computed there is text and no longer follows"
            f" the data; the original is `{ORIGINALS}/{path}`."
        )
    if texts.computed:
        yield (
            f"Liquid was computed on {list_paths(texts.computed)}. The result is text and no longer follows"
            f" the data; the originals are in `{ORIGINALS}/`."
        )
    if texts.files:
        yield f"These files were computed and no longer follow the data: {list_paths(texts.files)}."
    if texts.changes:
        pages = list_paths(list(texts.changes), _MAX_USES)
        yield (
            f"The key `last_update` of {pages} has the date of the last change."
            " Change it together with the page, or remove it and add the plugin"
            " mkdocs-git-revision-date-localized-plugin, which takes the date from the Git history."
        )
    for template, paths in texts.uses.items():
        yield f"`{template}` was computed on {list_paths(paths, _MAX_USES)}."
    for template, paths in texts.replaced.items():
        places = list_paths(paths, _MAX_USES)
        yield f"`{template}`: The plugin's directive with this name replaces it on {places}."
    if texts.scripts:
        yield f"Scripts that need Bootstrap or jQuery were removed from {list_paths(texts.scripts)}."
    if texts.lowered:
        yield (
            "Headings of the first level went one level down, because MkDocs would show them in place of the"
            f" title, on {list_paths(texts.lowered)}."
        )


def _skipped_files(data: ReportData) -> tuple[list[str], list[str]]:
    """Return sentences on skipped files: those that need a person, and the others."""
    texts = data.texts
    named = {*texts.uses, *texts.replaced, *texts.files}
    by_reason: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for move in data.moves:
        if move.kind is MoveKind.LEFT and move.old not in named:
            by_reason[move.needs_person, move.reason].append(move.old)
    needed: list[str] = []
    others: list[str] = []
    for (needs_person, reason), paths in by_reason.items():
        (needed if needs_person else others).append(f"{list_paths(paths)}: {reason}")
    return needed, others
