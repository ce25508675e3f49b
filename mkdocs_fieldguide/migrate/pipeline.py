"""The steps of a migration: read the old site, plan the new one, write it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from mkdocs_fieldguide.citations.styles import BUNDLED
from mkdocs_fieldguide.content.pages.defaults import Defaults
from mkdocs_fieldguide.content.pages.front_matter import read_page
from mkdocs_fieldguide.files.atomic import WriteError, write_text
from mkdocs_fieldguide.files.git import GitError, run_git
from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.files.regular_files import describe_file_type, read_regular
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.migrate.file_mapping import DOCS, Move, MoveKind, destination_for
from mkdocs_fieldguide.migrate.mkdocs_settings import COLOUR_STYLESHEET, MkdocsSettings
from mkdocs_fieldguide.migrate.navigation import Navigation
from mkdocs_fieldguide.migrate.report import REPORT_NAME, render_report
from mkdocs_fieldguide.migrate.source_site import SourceSite
from mkdocs_fieldguide.migrate.yaml_values import as_list, as_mapping, as_text
from mkdocs_fieldguide.registry.page_index import PageIndex

_CONFIG = "_config.yml"
_UNSEEN = ("vendor", "node_modules", "_site", ".git", ".jekyll-cache", ".bundle", ".sass-cache")
"""Folders that hold nothing of the site, and thousands of files."""

_HEAD = """\
# Made from _config.yml and the sidebars by `fieldguide migrate`; MIGRATION.md says what needs a look.
# All settings: https://mkdocs-fieldguide.github.io/mkdocs-fieldguide/reference/options/

"""


class MigrationError(Exception):
    """A site cannot be brought over; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Migration:
    """What a migration will write.

    Attributes:
        moves: what becomes of each file.
        files: texts of the files that are made, by their path in the new site.
        notes: how many settings and entries of the navigation need a look.
    """

    moves: Sequence[Move]
    files: Mapping[str, str]
    notes: int


def plan_migration(site: Path, config: Mapping[str, Any]) -> Migration:
    """Return what a migration will write; reads the old site and changes nothing.

    Args:
        site: the folder of the old one.
        config: what its `_config.yml` says.

    Raises:
        MigrationError: if a folder cannot be read.
    """
    excluded = [as_text(item) for item in as_list(config.get("exclude"))]
    moves = []
    for path, reason in _files_of(site):
        has_front_matter = not reason and _begins_with_front_matter(site / path)
        move = destination_for(path, excluded, has_front_matter=has_front_matter)
        if reason and move.kind is not MoveKind.MECHANICS:
            move = Move(path, MoveKind.LEFT, reason=reason)
        moves.append(move)
    moves = _without_clashes(moves)
    settings = MkdocsSettings(config, _origin(site, moves))
    written = settings.of()
    navigation = _navigation(site, moves, written)
    menus = {
        move.old: _read_yaml(site / move.old, move.old, navigation.notes)
        for move in moves
        if move.kind is MoveKind.READ and move.old != _CONFIG
    }
    sidebars = _sidebars(menus, config)
    topnav = next((menu for path, menu in menus.items() if path.startswith("_data/topnav.")), None)
    if nav := navigation.of(sidebars, topnav):
        written["nav"] = nav
    if len(sidebars) > 1:
        written["theme"]["features"].append("navigation.tabs")
    files = {
        **settings.files,
        "mkdocs.yml": _HEAD + _dumped(written),
        REPORT_NAME: render_report(moves, settings.notes, navigation.notes),
    }
    return Migration(moves, files, len(settings.notes) + len(navigation.notes))


def write_site(migration: Migration, site: Path, new: Path) -> None:
    """Write the new site.

    Args:
        migration: what is written.
        site: the folder of the old site.
        new: the folder of the new one.

    Raises:
        MigrationError: if a file cannot be read.
        WriteError: if a file cannot be written.
    """
    for move in migration.moves:
        if move.kind is MoveKind.COPIED:
            _copy(site / move.old, new / move.new)
    for path, text in migration.files.items():
        write_text(new / path, text)


def read_config(site: Path) -> Mapping[str, Any]:
    """Return what `_config.yml` of a site says.

    Raises:
        MigrationError: if there is none, or it cannot be read.
    """
    path = site / _CONFIG
    if not path.is_file() or path.is_symlink():
        raise MigrationError(f"there is no {path}: name the folder of a site made with Jekyll.")
    problems: list[str] = []
    config = _read_yaml(path, str(path), problems)
    if problems:
        raise MigrationError(problems[0])
    return as_mapping(config)


def _read_yaml(path: Path, name: str, problems: list[str]) -> Any:
    """Return what a YAML file holds; None, with a sentence in `problems`, for one that cannot be read."""
    try:
        data = read_regular(path, MAX_BYTES)
        if len(data) > MAX_BYTES:
            problems.append(f"{name} is larger than {MAX_BYTES // 1_000_000} MB and is not read.")
            return None
        return yaml.safe_load(data.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        problems.append(f"{name} cannot be read: {error}.")
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        problems.append(f"{name}{place} is no YAML: {getattr(error, 'problem', None) or error}.")
    return None


def _files_of(site: Path) -> Iterator[tuple[str, str]]:
    """Give the paths of the site's files, sorted, each with a reason why it is not read; empty if it is.

    Symbolic links are not followed, and named pipes and the like not opened.

    Raises:
        MigrationError: if a folder cannot be read; its files would be missing in the new site.
    """
    for folder, folders, files in os.walk(site, onerror=_refuse_folder):
        seen = [name for name in folders if name not in _UNSEEN]
        linked = [name for name in seen if Path(folder, name).is_symlink()]
        folders[:] = sorted(set(seen) - set(linked))
        for name in sorted((*files, *linked)):
            path = Path(folder, name)
            yield path.relative_to(site).as_posix(), _why_not_read(path)


def _refuse_folder(error: OSError) -> None:
    raise MigrationError(f"{error.filename} cannot be read: {error.strerror}.")


def _why_not_read(path: Path) -> str:
    """Return why a file is left alone, as a sentence; empty for a regular file."""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return "It is a symbolic link; copy the file that it stands for."
    return "" if stat.S_ISREG(mode) else f"It is not read: {describe_file_type(mode)}."


def _begins_with_front_matter(path: Path) -> bool:
    with path.open("rb") as file:
        return re.match(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n", file.read(64)) is not None


def _without_clashes(moves: Sequence[Move]) -> list[Move]:
    """Leave a file behind whose place another has, such as `index.html` beside `index.md`.

    So is a file that needs a folder where a file is, or the reverse.
    """
    ours = ("mkdocs.yml", REPORT_NAME, f"{DOCS}/{COLOUR_STYLESHEET}")
    files = {name.casefold(): f"{name} of the new site" for name in ours}
    folders = {parent: holder for name, holder in files.items() for parent in _parents(name)}
    kept = []
    for move in sorted(moves, key=lambda move: (not move.old.endswith(".md"), move.old)):
        if move.kind is not MoveKind.COPIED:
            kept.append(move)
            continue
        place = move.new.casefold()
        ways = (files.get(place), folders.get(place), *map(files.get, _parents(place)))
        holder = next((holder for holder in ways if holder), "")
        if holder:
            reason = f"Its place, `{move.new}`, is that of `{holder}`."
            kept.append(Move(move.old, MoveKind.LEFT, reason=reason))
            continue
        files[place] = move.old
        folders.update((parent, move.old) for parent in _parents(place) if parent not in folders)
        kept.append(move)
    return sorted(kept, key=lambda move: move.old)


def _parents(path: str) -> list[str]:
    """Return the folders that a path lies in, below the site."""
    return [str(parent) for parent in PurePosixPath(path).parents][:-1]


def _origin(site: Path, moves: Sequence[Move]) -> SourceSite:
    files = frozenset(move.old for move in moves if move.kind is MoveKind.COPIED)
    domain = read_regular(site / "CNAME", 1000).decode("utf-8", "replace") if "CNAME" in files else ""
    return SourceSite(
        name=site.resolve().name,
        domain=domain.strip(),
        remote=_asked(site, "remote", "get-url", "origin"),
        branch=_asked(site, "rev-parse", "--abbrev-ref", "HEAD").replace("HEAD", "") or "main",
        styles=BUNDLED,
        files=files,
    )


def _asked(site: Path, *question: str) -> str:
    try:
        return next(iter(run_git(site, *question)), "").strip()
    except GitError:
        return ""


def _navigation(site: Path, moves: Sequence[Move], settings: Mapping[str, Any]) -> Navigation:
    """Return what makes the navigation, with the pages of the new site."""
    options = as_mapping(as_mapping(settings["plugins"][-1]).get("fieldguide"))
    defaults, _ = Defaults.from_setting(options.get("defaults"))
    pages = []
    for move in moves:
        if move.kind is MoveKind.COPIED and move.new.startswith(f"{DOCS}/") and move.new.endswith(".md"):
            text = read_regular(site / move.old, MAX_BYTES).decode("utf-8-sig", errors="replace")
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            path = move.new.removeprefix(f"{DOCS}/")
            pages.append(read_page(path, move.old, text, defaults, Findings()))
    names = sorted({name for page in pages for name in (page.id, page.base_name)})
    return Navigation(PageIndex.of(pages), NameIndex(names))


def _sidebars(menus: Mapping[str, Any], config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sidebars by name: first those that `_config.yml` names, in its order."""
    names = [as_text(name) for name in as_list(config.get("sidebars"))]
    for rule in as_list(config.get("defaults")):
        names.append(as_text(as_mapping(as_mapping(rule).get("values")).get("sidebar")))
    found = {PurePosixPath(path).stem: menu for path, menu in menus.items() if "/sidebars/" in path and menu}
    order = sorted(found, key=lambda name: (names.index(name) if name in names else len(names), name))
    return {name: found[name] for name in order}


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _dumped(settings: Mapping[str, Any]) -> str:
    """Return settings as YAML, with a blank line between the larger parts."""
    text: str = yaml.dump(dict(settings), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    return re.sub(r"(?m)^(?=(?:theme|plugins|markdown_extensions|extra|extra_css|nav):)", "\n", text)


def _copy(source: Path, target: Path) -> None:
    """Copy a file.

    Raises:
        MigrationError: if it cannot be read.
        WriteError: if the copy cannot be written; nothing is left of it then.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
    except OSError as error:
        # For a full disk both names are given, the source first.
        if error.filename == str(source) and error.filename2 is None:
            raise MigrationError(f"{source} cannot be read: {error.strerror}.") from None
        with contextlib.suppress(OSError):
            target.unlink()
        raise WriteError.of(error, target) from error
