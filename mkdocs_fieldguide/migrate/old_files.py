"""The files of the old site, and how each is migrated."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from mkdocs_fieldguide.files.regular_files import describe_file_type, is_regular
from mkdocs_fieldguide.migrate.collections import Collection
from mkdocs_fieldguide.migrate.file_mapping import DOCS, GENERATED, Move, MoveKind, destination_for
from mkdocs_fieldguide.migrate.look.bootstrap import BOOTSTRAP_STYLESHEET
from mkdocs_fieldguide.migrate.look.own_classes import OWN_STYLESHEET
from mkdocs_fieldguide.migrate.mkdocs_settings import COLOUR_STYLESHEET

_IGNORED_FOLDERS = ("vendor", "node_modules", "_site", ".git", ".jekyll-cache", ".bundle", ".sass-cache")
"""Folders with thousands of files that are not part of the site."""

_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_FILE_PERMALINK = re.compile(
    rb"\A[^\n]*\n(?:(?!---).*\n)*?permalink:[ \t]*[\"']?/?[\w./-]+\.(?:atom|css|csv|ics|js|json|rss|svg|txt"
    rb"|webmanifest|xml|ya?ml)[\"']?[ \t]*\r?\n"
)
"""A page with such an address is a file, such as a drawing, and no page."""

REPORT_NAME = "MIGRATION.md"
"""File name of the report in the root of the new site."""

RECORD_NAME = ".fieldguide-migration.json"
"""File name of the record in the root of the new site: clones of its repository have it, the site has not."""


_MAX_FILE = 1_000_000_000


class MigrationError(Exception):
    """A site cannot be migrated; the message says why in one sentence."""


def list_moves(
    site: Path,
    excluded: Sequence[str],
    collections: Sequence[Collection] = (),
    included: Sequence[str] = (),
) -> list[Move]:
    """Return how each file of the old site is migrated.

    Args:
        site: folder of the old site.
        excluded: folders, files and patterns from `exclude` in `_config.yml`.
        collections: the collections of the site.
        included: files and folders from `include`.

    Raises:
        MigrationError: if a folder cannot be read.
    """
    moves = []
    for path, reason in _files_of(site):
        start = b"" if reason else _start_of(site / path)
        has_front_matter = _FRONT_MATTER.match(start) is not None
        move = destination_for(path, excluded, collections, included, has_front_matter=has_front_matter)
        if reason and move.kind is not MoveKind.MECHANICS:
            move = Move(path, MoveKind.LEFT, reason=reason, is_special=True, needs_person=True)
        elif has_front_matter and move.new.startswith(f"{DOCS}/") and _FILE_PERMALINK.search(start):
            move = Move(path, MoveKind.LEFT, reason=GENERATED)
        moves.append(move)
    return moves


def _files_of(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the paths of the site's files, sorted, each with the reason to skip it, which may be empty.

    Symlinks to folders and out of the site are not followed; named pipes and other special files are not
    opened.

    Raises:
        MigrationError: if a folder cannot be read, because its files would be missing in the new site.
    """
    for folder, folders, files in os.walk(site, onerror=_raise_unreadable):
        used = [name for name in folders if name not in _IGNORED_FOLDERS]
        symlinks = [name for name in used if Path(folder, name).is_symlink()]
        folders[:] = sorted(set(used) - set(symlinks))
        for name in sorted((*files, *symlinks)):
            path = Path(folder, name)
            yield path.relative_to(site).as_posix(), _reason_to_skip(path, site)


def _raise_unreadable(error: OSError) -> None:
    raise MigrationError(f"Cannot read {error.filename}: {error.strerror}.")


def _reason_to_skip(path: Path, site: Path) -> str:
    """Return why a file is skipped, as a sentence; empty for a regular file or a symlink to one."""
    if not _is_unicode(str(path)):
        return "Its name is not in UTF-8; rename it."
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        target = path.resolve()
        if is_regular(target) and target.is_relative_to(site.resolve()):
            return ""
        return "It is a symlink to a folder or to outside the site; copy its target instead."
    if not stat.S_ISREG(mode):
        return f"It was not read: {describe_file_type(mode)}."
    return "" if path.lstat().st_size <= _MAX_FILE else "It is larger than 1 GB; copy it yourself."


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)


def skip_conflicts(moves: Sequence[Move]) -> list[Move]:
    """Skip files whose new path another file has, such as `index.html` next to `index.md`.

    The same applies if one file needs a folder where another file is.
    """
    styles = (COLOUR_STYLESHEET, BOOTSTRAP_STYLESHEET, OWN_STYLESHEET)
    generated = ("mkdocs.yml", REPORT_NAME, RECORD_NAME, *(f"{DOCS}/{name}" for name in styles))
    files = {name.casefold(): f"{name} of the new site" for name in generated}
    folders = {parent: owner for name, owner in files.items() for parent in _parents(name)}
    result = []
    for move in sorted(moves, key=lambda move: (not move.old.endswith(".md"), move.old)):
        if move.kind is not MoveKind.COPIED:
            result.append(move)
            continue
        path = move.new.casefold()
        owners = (files.get(path), folders.get(path), *map(files.get, _parents(path)))
        if owner := next(filter(None, owners), ""):
            reason = f"Its new path `{move.new}` is taken by `{owner}`."
            result.append(Move(move.old, MoveKind.LEFT, reason=reason, needs_person=True))
            continue
        files[path] = move.old
        folders.update((parent, move.old) for parent in _parents(path) if parent not in folders)
        result.append(move)
    return sorted(result, key=lambda move: move.old)


def _parents(path: str) -> list[str]:
    """Return the parent folders of a path, without the root of the site."""
    return [str(parent) for parent in PurePosixPath(path).parents][:-1]
