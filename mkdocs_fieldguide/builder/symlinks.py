"""Excludes files that must be neither read nor published: escaping symlinks and irregular files."""

from __future__ import annotations

import errno
import functools
import os
import stat
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from mkdocs_fieldguide.builder.folders import docs_folder, name_in, root_folder, site_folder
from mkdocs_fieldguide.builder.outside_paths import Named, is_inside_site, report_escaping_symlink
from mkdocs_fieldguide.builder.sources import find_data_dir
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.files.output_paths import RESERVED_FOLDERS
from mkdocs_fieldguide.files.read_text import MAX_BYTES, describe_folder_error
from mkdocs_fieldguide.files.regular_files import describe_file_type
from mkdocs_fieldguide.files.symlinks import AllowedRoots, find_unsafe_symlinks
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location


def check_symlinks(
    config: MkDocsConfig, options: FieldguideConfig, allowed_roots: AllowedRoots, findings: Findings
) -> bool:
    """Report folders that must not be read or emptied; return whether there are none and a build is safe.

    Args:
        config: the site's configuration.
        options: the plugin's options.
        allowed_roots: the folders that the guide may read from.
        findings: receives LINK_OUT, OUTSIDE_PATH, and UNREADABLE_FILE, which does not make a build unsafe.
    """
    root = root_folder(config)
    sound = True
    site = site_folder(config)
    # MkDocs empties the target if the site folder is a symlink. Symlinks to folders inside it survive, and
    # the theme and the search would write through them.
    for folder in (site, *(site / name for name in RESERVED_FOLDERS)):
        if not allowed_roots.is_lexically_inside(folder) or Path(os.path.realpath(folder)) == folder:
            continue
        sound = False
        findings.add(
            Code.LINK_OUT,
            Location(os.path.relpath(folder, root).replace(os.sep, "/")),
            "The site folder, or a folder in it, is a symlink; nothing is read or built.",
            "Delete the symlink, or set `site_dir` in mkdocs.yml to its target.",
        )
        break
    docs, data = docs_folder(config), find_data_dir(config, options)
    named = {
        docs: Named("docs_dir", os.path.relpath(docs, root)),
        data: Named("data_dir", options.data_dir or ""),
    }
    for folder in (docs,) if data.is_relative_to(docs) else (docs, data):
        if not is_inside_site(folder, root, allowed_roots, findings, named[folder]):
            sound = False
            continue
        for endless in find_unsafe_symlinks(
            folder, allowed_roots, functools.partial(_report_unreadable, root, findings)
        ):
            sound = False
            findings.add(
                Code.LINK_OUT,
                Location(name_in(root, endless.path)),
                f"This {endless.why}; nothing is read or built.",
                "Replace it with the files themselves.",
            )
    return sound


def _report_unreadable(root: Path, findings: Findings, folder: Path, error: OSError) -> None:
    # MkDocs ignores unreadable folders silently, and hidden folders in any case.
    if not isinstance(error, (FileNotFoundError, NotADirectoryError)) and not folder.name.startswith("."):
        findings.add(Code.UNREADABLE_FILE, Location(name_in(root, folder)), describe_folder_error(error))


def drop_escaping_symlinks(
    files: Files,
    config: MkDocsConfig,
    options: FieldguideConfig,
    allowed_roots: AllowedRoots,
    findings: Findings,
) -> None:
    """Remove files from the site that MkDocs must not read or copy.

    These are symlinks out of the guide, irregular files and unreadable files: MkDocs would wait forever for
    a named pipe, and crash at a broken symlink. Files that plugins add from other folders are not examined.

    Args:
        files: the files of the site; changed in place.
        config: the site's configuration.
        options: the plugin's options.
        allowed_roots: the folders that the guide may read from.
        findings: receives LINK_OUT, UNREADABLE_FILE and TOO_LARGE.
    """
    root = root_folder(config)
    data = f"{find_data_dir(config, options)}{os.sep}"
    linked: Callable[[str, str], bool] = functools.cache(_is_below_symlink)
    for file in list(files):
        path = file.abs_src_path
        if path is None or file.src_dir is None:
            continue
        # A guide has thousands of files, and Path objects are slow.
        is_link = os.path.islink(path) or linked(file.src_dir, os.path.dirname(path))  # noqa: PTH114, PTH120
        if is_link and not allowed_roots.contains(Path(path)):
            files.remove(file)
            report_escaping_symlink(Path(path), root, findings)
        elif problem := _problem(path, is_page=file.is_documentation_page()):
            files.remove(file)
            # The readers of data files report problems with them. Files that MkDocs excludes do not matter,
            # such as the lock of an editor, which is a broken symlink.
            if not path.startswith(data) and file.inclusion is not InclusionLevel.EXCLUDED:
                findings.add(problem[0], Location(name_in(root, Path(path))), *problem[1:])


def _problem(path: str, *, is_page: bool) -> tuple[Code, str, str] | None:
    """Return code, message and hint for a file that cannot be read or copied; None for any other file."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError as error:
        return Code.UNREADABLE_FILE, f"The file cannot be read: {error.strerror}.", ""
    if not stat.S_ISREG(status.st_mode):
        message = f"The file cannot be read: {describe_file_type(status.st_mode)}."
        return Code.UNREADABLE_FILE, message, ""
    if not os.access(path, os.R_OK):
        return Code.UNREADABLE_FILE, f"The file cannot be read: {os.strerror(errno.EACCES)}.", ""
    if is_page and status.st_size > MAX_BYTES:
        return Code.TOO_LARGE, f"The file is larger than {MAX_BYTES // 1_000_000} MB and is not read.", ""
    return None


def _is_below_symlink(start: str, folder: str) -> bool:
    """Return whether the path from a folder to another one below it contains a symlink."""
    relative = os.path.relpath(folder, start)
    real = os.path.normpath(os.path.join(os.path.realpath(start), relative))  # noqa: PTH118
    return os.path.realpath(folder) != real
