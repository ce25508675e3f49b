"""Where caches lie between builds and checks, and whether what lies there can be believed."""

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
"""Environment variable that names another folder for the files of all guides."""

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class CacheFolders:
    """Folders whose files can be believed.

    Attributes:
        guide: what belongs to one guide.
        templates: compiled templates, which are those of all guides.
    """

    guide: Path
    templates: Path


def get_base_folder() -> Path:
    """Return the folder for the caches of all guides."""
    base = os.environ.get(VARIABLE)
    return Path(base) if base else user_cache_path("mkdocs-fieldguide", appauthor=False)


def get_cache_folder(root: Path) -> Path:
    """Return the folder for the cache of one guide, below that of all; see `open_trusted_cache`.

    Args:
        root: the folder of mkdocs.yml.
    """
    place = root.resolve()
    return get_base_folder() / f"{place.name}-{hashlib.sha256(os.fsencode(place)).hexdigest()[:16]}"


def open_trusted_cache(
    root: Path, folders: Iterable[Path] = (), findings: Findings | None = None
) -> CacheFolders | None:
    """Make the folders of the cache, and return them if nobody else can have put files there.

    What lies in a cache is believed: compiled templates, which are code, formatted HTML and findings. So it
    must neither lie where a proposed change can put files, nor belong to other users of the machine.

    Args:
        root: the folder of mkdocs.yml.
        folders: other folders of the guide, which may lie in other repositories: pages and data.
        findings: receives UNTRUSTED_CACHE.

    Returns:
        The folders; None if there can be no cache.
    """
    base = get_base_folder()
    cache = CacheFolders(get_cache_folder(root), base / "templates")
    places = (base, cache.guide, cache.templates)
    # By its real path or by its identity: names on a file system that ignores case may differ.
    guide = [os.path.realpath(find_repository_root(folder)) for folder in (root, *folders)]
    if any(_lies_in(place, guide) for place in places):
        _report(
            findings,
            f"The cache folder “{_name(base)}” lies inside the guide; it is ignored.",
            f"A proposed change could put files there: name a folder outside the repository in {VARIABLE}.",
        )
        return None
    try:
        for place in places:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        for place in places:
            if why := _doubt(place):
                _report(
                    findings,
                    f"The cache folder “{_name(place)}” {why}; it is ignored.",
                    f"Make a folder that only you can write to, and name it in {VARIABLE}.",
                )
                return None
    except (OSError, ValueError):
        return None  # a disk that cannot be written to costs time and nothing else
    for place in places[1:]:
        remove_stale_files(place)
    return cache


def _lies_in(path: Path, folders: Iterable[str]) -> bool:
    real = Path(os.path.realpath(path))
    above = [real, *real.parents]
    for folder in folders:
        if real.is_relative_to(folder):
            return True
        for one in above:
            try:
                if os.path.samefile(one, folder):  # noqa: PTH121
                    return True
            except OSError:  # it is not there yet
                continue
    return False


def _doubt(path: Path) -> str:
    """Return why a folder cannot be believed, as the end of a sentence; an empty text if it can be.

    Like pip, which wants its cache to belong to the user who runs it, and like OpenSSH, which wants it to be
    written by nobody else. Windows has no such permissions, and a user's folder is closed to others there.

    Raises:
        OSError: if it cannot be looked at.
    """
    if not hasattr(os, "geteuid"):
        return ""
    trusted = (os.geteuid(), 0)
    absolute = path.absolute()
    for part in (absolute, *absolute.parents):
        status = part.lstat()
        if stat.S_ISLNK(status.st_mode) and status.st_uid not in trusted:
            return "is reached by a symlink of another user"
    status = absolute.stat()
    if status.st_uid not in trusted:
        return "belongs to another user"
    shared = status.st_mode & stat.S_IWGRP and status.st_gid != os.getegid()
    if status.st_mode & stat.S_IWOTH or shared:
        return "can be written by other users"
    return ""


def _name(path: Path) -> str:
    return shorten(path.absolute().as_posix(), _LONGEST)


def _report(findings: Findings | None, message: str, hint: str) -> None:
    if findings is not None:
        findings.add(Code.UNTRUSTED_CACHE, Location("mkdocs.yml"), message, hint)
