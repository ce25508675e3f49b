"""Changes of the new site's folder: files written, updated and deleted, and never one that was edited."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_fieldguide.files.atomic import WriteError, atomic_copy, write_text
from mkdocs_fieldguide.files.output_folder import is_inside
from mkdocs_fieldguide.files.regular_files import is_regular
from mkdocs_fieldguide.migrate.old_files import RECORD_NAME, REPORT_NAME, MigrationError
from mkdocs_fieldguide.migrate.record import Record, hash_file, hash_text, render_record

NEW_SUFFIX = ".new"
"""Suffix of the new version of an edited file, which is written next to it."""

ORIGINALS = "_original"
"""Folder of the new site, not published, with the pages and templates of the old site that were computed."""

Content = str | Path
"""What a file is to contain: a text, or the content of a file of the old site."""


@dataclass(slots=True)
class Changes:
    """What has to be done in the folder of the new site.

    Attributes:
        written: content of the files to write, by path; edited files have `NEW_SUFFIX`.
        created: paths of new files.
        updated: paths of unedited files with a newer version.
        deleted: paths of unedited files that the old site no longer has.
        edited: paths of edited files with a newer version, which is written next to them, with its path.
        kept: paths of edited files that the old site no longer has.
        missing: paths of files deleted by hand of which the old site has a newer version.
        outside: paths that lead out of the folder through a symlink.
        hashes: hashes for the next record.
    """

    written: dict[str, Content] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    edited: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)


def plan_changes(contents: Mapping[str, Content], new: Path, record: Record) -> Changes:
    """Compare what the old site gives now with what was written and what is there.

    Args:
        contents: content of each file of the new site, by its path.
        new: folder of the new site, which need not exist.
        record: what the last migration wrote.

    Raises:
        MigrationError: if a file cannot be read.
    """
    changes = Changes()
    for path, content in contents.items():
        add_file(changes, path, content, new, record)
    for path in sorted(set(record.hashes) - {*contents, REPORT_NAME}):
        target = new / path
        if not is_inside(new, target) or ".." in path.split("/") or not is_regular(target):
            continue
        if _hash(target) == record.hashes[path]:
            changes.deleted.append(path)
        else:
            changes.kept.append(path)
    return changes


def add_file(changes: Changes, path: str, content: Content, new: Path, record: Record) -> None:
    """Add one file to the changes.

    Args:
        changes: the changes.
        path: path of the file in the new site.
        content: what it is to contain.
        new: folder of the new site.
        record: what the last migration wrote.

    Raises:
        MigrationError: if a file cannot be read.
    """
    target = new / path
    written = record.hashes.get(path)
    wanted = changes.hashes[path] = hash_text(content) if isinstance(content, str) else _hash(content)
    if not is_inside(new, target):
        changes.outside.append(path)
    elif not (target.exists() or target.is_symlink()):
        if written is None:
            changes.created.append(path)
            changes.written[path] = content
        elif written != wanted and not path.startswith(f"{ORIGINALS}/"):
            changes.missing.append(path)
    else:
        found = _hash(target) if is_regular(target) else None
        if wanted in (found, written):
            return
        if found is not None and found == written:
            changes.updated.append(path)
            changes.written[path] = content
        else:
            beside = _path_beside(path, new, {written, wanted})
            changes.edited[path] = beside
            changes.written[beside] = content


def apply_changes(changes: Changes, new: Path, options: frozenset[str]) -> None:
    """Write and delete files, and the record last: an interrupted run can be repeated.

    Args:
        changes: the changes.
        new: folder of the new site.
        options: options for later runs.

    Raises:
        MigrationError: if a file of the old site cannot be read.
        WriteError: if a file cannot be written or deleted.
    """
    for path, content in changes.written.items():
        if isinstance(content, str):
            write_text(new / path, content)
            continue
        try:
            atomic_copy(content, new / path)
        except WriteError:
            raise
        except OSError as error:
            raise MigrationError(f"Cannot read {content}: {error.strerror}.") from None
    for path in changes.deleted:
        _delete(new, path)
    write_text(new / RECORD_NAME, render_record(Record(changes.hashes, options)))


def _path_beside(path: str, new: Path, ours: set[str | None]) -> str:
    """Return the path for the newer version of an edited file; it replaces only what we have written."""
    number = 1
    while True:
        beside = f"{path}{NEW_SUFFIX}" if number == 1 else f"{path}.{number}{NEW_SUFFIX}"
        target = new / beside
        if not (target.exists() or target.is_symlink()) or (is_regular(target) and _hash(target) in ours):
            return beside
        number += 1


def _delete(new: Path, path: str) -> None:
    """Delete a file, and its folders if they are empty then."""
    target = new / path
    try:
        target.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError.of(error, target) from error
    with contextlib.suppress(OSError):  # a folder with other files
        for parent in target.parents:
            if parent == new:
                break
            parent.rmdir()


def _hash(path: Path) -> str:
    try:
        return hash_file(path)
    except OSError as error:
        raise MigrationError(f"Cannot read {path}: {error.strerror}.") from None
