"""Migration on a new branch of the old repository: a commit that only moves files, then one with the edits.

Git finds the history of a page by its content, so a commit that moves and edits would end it.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_fieldguide.files.git import GitError
from mkdocs_fieldguide.files.git_branch import SUBMODULE, SYMLINK, Entry, GitBranch, find_obstacle
from mkdocs_fieldguide.migrate.changes import Changes, Content, plan_changes
from mkdocs_fieldguide.migrate.file_mapping import DOCS, Move, MoveKind
from mkdocs_fieldguide.migrate.old_files import RECORD_NAME, REPORT_NAME, MigrationError
from mkdocs_fieldguide.migrate.pipeline import Migration
from mkdocs_fieldguide.migrate.record import Record, hash_text, render_record

_MOVED = f"""\
Move the pages to {DOCS}/

This commit only renames files, so that `git log --follow` finds their history. The next one edits them.
"""
_EDITED = """\
Migrate from Jekyll to MkDocs

Written by `fieldguide migrate --in-place`. MIGRATION.md lists what remains to be done.
"""


@dataclass(frozen=True, slots=True)
class OldCommit:
    """The current commit of the old repository, written to a folder.

    Attributes:
        branch: the repository.
        entries: its files.
        folder: the folder, without submodules.
    """

    branch: GitBranch
    entries: Mapping[str, Entry]
    folder: Path

    @property
    def submodules(self) -> list[str]:
        """The paths of submodules."""
        return [path for path, entry in self.entries.items() if entry.mode == SUBMODULE]


@contextlib.contextmanager
def open_commit(site: Path, name: str) -> Iterator[OldCommit]:
    """Yield the current commit of a repository, to which a branch can be added.

    Args:
        site: folder of the old site in the working tree.
        name: name of the new branch.

    Raises:
        MigrationError: if the branch cannot be added.
    """
    with tempfile.TemporaryDirectory() as folder:
        with _translate_errors():
            branch = GitBranch(site)
            branch.check(name)
            entries = branch.entries()
            branch.export(entries, Path(folder))
        yield OldCommit(branch, entries, Path(folder))


@dataclass(frozen=True, slots=True)
class Trees:
    """The files after each of the two commits.

    Attributes:
        moved: after the first, by path.
        contents: content of the files that the second writes.
        removed: paths of the files that the second deletes.
    """

    moved: Mapping[str, Entry]
    contents: Mapping[str, Content]
    removed: Sequence[str]


def plan_trees(
    commit: OldCommit, migration: Migration, render: Callable[[Changes], str], options: frozenset[str]
) -> Trees:
    """Return what the two commits contain.

    Args:
        commit: the old commit.
        migration: the plan of the migration.
        render: returns the report.
        options: options for later runs.

    Raises:
        MigrationError: if a file is in the way of another.
    """
    moves = {
        move.old: move.new
        for move in migration.moves
        if move.kind is MoveKind.COPIED and move.old in commit.entries
    }
    moved = {moves.get(path, path): entry for path, entry in commit.entries.items()}
    if len(moved) < len(commit.entries):
        kept = commit.entries.keys() - moves.keys()
        path = next(new for new in moves.values() if new in kept)
        raise MigrationError(f"{path} is in the way of a file that moves there; rename or delete it first.")
    contents = migration.contents(commit.folder)
    changes = plan_changes(contents, commit.folder / ".fieldguide-none", Record())
    contents[REPORT_NAME] = render(changes)
    hashes = {**changes.hashes, REPORT_NAME: hash_text(str(contents[REPORT_NAME]))}
    contents[RECORD_NAME] = render_record(Record(hashes, options))
    edited = {
        path: content
        for path, content in contents.items()
        if isinstance(content, str) or path not in moved or moved[path].mode == SYMLINK
    }
    removed = [move.old for move in migration.moves if _is_obsolete(move) and move.old in moved]
    removed = [path for path in removed if path not in contents]
    if path := find_obstacle({*moved, *edited} - set(removed)) or find_obstacle(moved):
        raise MigrationError(f"{path} is in the way of a folder with this name; rename or delete it first.")
    return Trees(moved, edited, removed)


def write_branch(commit: OldCommit, trees: Trees, name: str) -> None:
    """Commit twice on a new branch and check it out.

    Args:
        commit: the old commit.
        trees: what the commits contain.
        name: name of the branch.

    Raises:
        MigrationError: if Git refuses; nothing has changed then.
    """
    with _translate_errors(), tempfile.TemporaryDirectory() as folder:
        files = []
        for number, content in enumerate(trees.contents.values()):
            file = Path(folder, str(number))
            data = content.encode(errors="replace") if isinstance(content, str) else content.read_bytes()
            file.write_bytes(data)
            files.append(file)
        blobs = commit.branch.store(files)
        edited = {path: entry for path, entry in trees.moved.items() if path not in trees.removed}
        for path, blob in zip(trees.contents, blobs, strict=True):
            mode = trees.moved[path].mode if path in trees.moved else "100644"
            edited[path] = Entry("100644" if mode in (SYMLINK, SUBMODULE) else mode, blob)
        first = commit.branch.commit(commit.branch.head, commit.entries, trees.moved, _MOVED)
        second = commit.branch.commit(first, trees.moved, edited, _EDITED)
        commit.branch.switch(name, second)


def _is_obsolete(move: Move) -> bool:
    """Return whether a file is not needed in the new site: it is read, replaced or part of Jekyll's setup."""
    return move.kind in (MoveKind.READ, MoveKind.MECHANICS) or (
        move.kind is MoveKind.LEFT and not move.needs_person
    )


@contextlib.contextmanager
def _translate_errors() -> Iterator[None]:
    try:
        yield
    except GitError as error:
        raise MigrationError(f"Cannot migrate in place: {str(error).rstrip('.')}.") from None
    except OSError as error:
        name = error.filename or "a temporary file"
        raise MigrationError(f"Cannot write {name}: {error.strerror}.") from None
