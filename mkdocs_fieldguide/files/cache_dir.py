"""Cache folders, and the checks that they can be trusted."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from mkdocs_fieldguide.files.atomic import remove_stale_files
from mkdocs_fieldguide.files.symlinks import find_repository_root
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location

VARIABLE = "FIELDGUIDE_CACHE_DIR"
"""Environment variable that sets the cache folder of all guides."""

_MAX_NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class CacheFolders:
    """Trusted cache folders.

    Attributes:
        guide: cache of one guide.
        templates: compiled templates, shared by all guides.
    """

    guide: Path
    templates: Path


def get_base_folder() -> Path:
    """Return the cache folder of all guides."""
    base = os.environ.get(VARIABLE)
    return Path(base) if base else user_cache_path("mkdocs-fieldguide", appauthor=False)


def get_cache_folder(root: Path) -> Path:
    """Return the cache folder of one guide, below that of all; see `open_trusted_cache`.

    Args:
        root: the folder of mkdocs.yml.
    """
    path = root.resolve()
    return get_base_folder() / f"{path.name}-{hashlib.sha256(os.fsencode(path)).hexdigest()[:16]}"


def open_trusted_cache(
    root: Path, folders: Iterable[Path] = (), findings: Findings | None = None
) -> CacheFolders | None:
    """Create the cache folders, and return them if only their owner can write to them.

    Cached files are used without further checks: compiled templates, which are code, formatted HTML and
    findings. So the cache must not be inside the guide, where a pull request could add files, and no other
    user of the machine may be able to write to it.

    Args:
        root: the folder of mkdocs.yml.
        folders: other folders of the guide, possibly in other repositories: pages and data.
        findings: receives UNTRUSTED_CACHE.

    Returns:
        The folders; None if no cache can be used.
    """
    base = get_base_folder()
    cache = CacheFolders(get_cache_folder(root), base / "templates")
    paths = (base, cache.guide, cache.templates)
    # Compared by real path and by file identity, as names may differ on a case-insensitive file system.
    guide = [os.path.realpath(find_repository_root(folder)) for folder in (root, *folders)]
    if any(_is_inside(path, guide) for path in paths):
        _report(
            findings,
            f"The cache folder “{_name(base)}” is inside the guide and is ignored.",
            f"A pull request could add files to it: set {VARIABLE} to a folder outside the repository.",
        )
        return None
    try:
        for path in paths:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in paths:
            if fault := _find_trust_fault(path):
                _report(
                    findings,
                    f"The cache folder “{_name(path)}” {fault} and is ignored.",
                    f"Create a folder that only you can write to, and set {VARIABLE} to it.",
                )
                return None
    except (OSError, ValueError):
        return None  # a build without a cache is slower, but correct
    for path in paths[1:]:
        remove_stale_files(path)
    return cache


def _is_inside(path: Path, folders: Iterable[str]) -> bool:
    real = Path(os.path.realpath(path))
    ancestors = [real, *real.parents]
    for folder in folders:
        if real.is_relative_to(folder):
            return True
        for ancestor in ancestors:
            try:
                if os.path.samefile(ancestor, folder):  # noqa: PTH121
                    return True
            except OSError:  # it does not exist yet
                continue
    return False


def _find_trust_fault(path: Path) -> str:
    """Return why a folder cannot be trusted, as the end of a sentence; an empty text if it can.

    Like pip, this requires that the user owns the cache, and like OpenSSH, that no other user can write to
    it. Windows has no such permissions; there, other users have no access to a user's folder.

    Raises:
        OSError: if the permissions cannot be read.
    """
    if not hasattr(os, "geteuid"):
        return ""
    trusted = (os.geteuid(), 0)
    absolute = path.absolute()
    for part in (absolute, *absolute.parents):
        status = part.lstat()
        if stat.S_ISLNK(status.st_mode) and status.st_uid not in trusted:
            return "is reached through a symlink of another user"
    status = absolute.stat()
    if status.st_uid not in trusted:
        return "belongs to another user"
    shared = status.st_mode & stat.S_IWGRP and status.st_gid != os.getegid()
    if status.st_mode & stat.S_IWOTH or shared:
        return "is writable by other users"
    return ""


def _name(path: Path) -> str:
    return shorten(path.absolute().as_posix(), _MAX_NAME_LENGTH)


def _report(findings: Findings | None, message: str, hint: str) -> None:
    if findings is not None:
        findings.add(Code.UNTRUSTED_CACHE, Location("mkdocs.yml"), message, hint)
