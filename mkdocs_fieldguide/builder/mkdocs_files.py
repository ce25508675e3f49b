"""Helpers for MkDocs' files and pages, and messages for errors of the file system."""

from __future__ import annotations

import errno
import functools
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.folders import resolved
from mkdocs_fieldguide.rendering.urls import FLAGS

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Errors of a full or broken disk, which do not include the name of the file."""

_FLAG = re.compile(re.escape(FLAGS).replace(re.escape("{}"), "[A-Z]{2}"))


def find_flags(content: str) -> set[str]:
    """Return the paths of the flags that a page shows."""
    return set(_FLAG.findall(content))


def drop_flags_except(used: Collection[str], files: Files) -> None:
    """Remove the flags that no page shows from the site, most of 257."""
    folder = FLAGS.rpartition("/")[0] + "/"
    for file in list(files):
        if file.src_uri.startswith(folder) and file.src_uri not in used:
            files.remove(file)


def pages_of(files: Files) -> Iterator[Page]:
    """Yield the pages of all files that have one."""
    for file in list(files):
        if file.page is not None and file.is_documentation_page():
            yield file.page


def exclude_directory(files: Files, folder: Path) -> None:
    """Remove the files below a folder from the site."""
    folder = folder.resolve()

    @functools.cache
    def is_below(parent: str) -> bool:
        return resolved(Path(parent)).is_relative_to(folder)

    for file in list(files):
        # Folders are cached, since a site has far fewer folders than files and Path objects are slow.
        if file.abs_src_path is not None and is_below(os.path.dirname(file.abs_src_path)):  # noqa: PTH120
            files.remove(file)


def folder_fault(docs_dir: Path, site_dir: Path) -> str:
    """Return why the site cannot be built into these folders, as a sentence; empty if it can."""
    if not os.access(docs_dir, os.R_OK | os.X_OK):
        return f"The docs folder {docs_dir} cannot be read: {os.strerror(errno.EACCES)}."
    existing = next(path for path in (site_dir, *site_dir.parents) if os.path.lexists(path))
    if not existing.is_dir():
        return f"The site cannot be written to {site_dir}: {existing} is not a folder."
    if not os.access(existing, os.W_OK | os.X_OK):
        return f"The site cannot be written to {site_dir}: {existing} is not writable."
    return ""


def system_fault(error: BaseException, site_dir: Path) -> str:
    """Return a sentence for an error of the file system.

    Args:
        error: the error that stopped the build.
        site_dir: the folder of the site.

    Returns:
        The sentence; empty for any other error.
    """
    if not isinstance(error, OSError) or error.errno is None:
        return ""
    name = error.filename2 or error.filename
    if isinstance(name, (str, os.PathLike)):
        if Path(name).absolute().is_relative_to(site_dir.absolute()):
            return f"{name} cannot be written: {error.strerror}."
        return f"{name} cannot be used: {error.strerror}." if isinstance(error, PermissionError) else ""
    if name is None and error.errno in _DISK_FULL:
        return f"The site in {site_dir} cannot be written: {error.strerror}."
    return ""
