"""Files of a guide that are links to what lies outside of it: reported, and neither read nor published."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.diagnostics import Code, Findings, Place
from mkdocs_fieldguide.load.text import folder_problem
from mkdocs_fieldguide.output_paths import RESERVED_FOLDERS
from mkdocs_fieldguide.sources import (
    docs_folder,
    find_data_dir,
    name_in,
    report_stray,
    root_folder,
    site_folder,
)
from mkdocs_fieldguide.symlinks import Grounds, endless_folders


def grounds_of(config: MkDocsConfig, options: FieldguideConfig) -> Grounds:
    """Return where the files of a guide may lie."""
    return Grounds(root_folder(config), [docs_folder(config), find_data_dir(config, options)])


def check_folders(config: MkDocsConfig, options: FieldguideConfig, findings: Findings) -> bool:
    """Report folders that must not be read or emptied; tell whether there are none, so that MkDocs may begin.

    Args:
        config: the site's configuration.
        options: the plugin's options.
        findings: receives LINK_OUT, and UNREADABLE_FILE, which does not hinder MkDocs.
    """
    root, grounds = root_folder(config), grounds_of(config, options)
    sound = True
    site = site_folder(config)
    # MkDocs empties the site folder wherever a link leads, and leaves links to folders in it. The theme and
    # the search then write through them.
    for folder in (site, *(site / name for name in RESERVED_FOLDERS)):
        if not grounds.is_written_inside(folder) or Path(os.path.realpath(folder)) == folder:
            continue
        sound = False
        findings.add(
            Code.LINK_OUT,
            Place(os.path.relpath(folder, root).replace(os.sep, "/")),
            "The site folder, or a folder in it, is a symbolic link; nothing is read or built.",
            "Delete the link, or name the folder itself as `site_dir` in mkdocs.yml.",
        )
        break
    docs, data = docs_folder(config), find_data_dir(config, options)
    for folder in (docs,) if data.is_relative_to(docs) else (docs, data):
        if not grounds.hold(folder):
            report_stray(folder, root, findings)
            sound = False
            continue
        for endless in endless_folders(
            folder, grounds, functools.partial(_report_unreadable, root, findings)
        ):
            sound = False
            findings.add(
                Code.LINK_OUT,
                Place(name_in(root, endless.path)),
                f"This {endless.why}; nothing is read or built.",
                "Put the files themselves there.",
            )
    return sound


def _report_unreadable(root: Path, findings: Findings, folder: Path, error: OSError) -> None:
    # MkDocs passes over a folder that cannot be read in silence, and leaves hidden ones out anyway.
    if not isinstance(error, (FileNotFoundError, NotADirectoryError)) and not folder.name.startswith("."):
        findings.add(Code.UNREADABLE_FILE, Place(name_in(root, folder)), folder_problem(error))


def drop_strays(files: Files, config: MkDocsConfig, options: FieldguideConfig, findings: Findings) -> None:
    """Take files that are links out of the guide out of the site.

    Args:
        files: the files of the site; links are taken out.
        config: the site's configuration.
        options: the plugin's options.
        findings: receives LINK_OUT.
    """
    root, grounds = root_folder(config), grounds_of(config, options)
    linked: Callable[[str, str], bool] = functools.cache(_is_way_linked)
    for file in list(files):
        if _is_linked(file, linked) and not grounds.hold(Path(file.abs_src_path or "")):
            files.remove(file)
            report_stray(Path(file.abs_src_path or ""), root, findings)


def _is_linked(file: File, way_linked: Callable[[str, str], bool]) -> bool:
    """Tell whether the way to a file, from the folder that it was found in, goes over a link.

    Plugins add files from wherever they like; only what a proposed change could have linked is looked at.
    """
    if file.abs_src_path is None or file.src_dir is None:
        return False
    # A guide has thousands of files, and Path objects are slow.
    folder = os.path.dirname(file.abs_src_path)  # noqa: PTH120
    return os.path.islink(file.abs_src_path) or way_linked(file.src_dir, folder)  # noqa: PTH114


def _is_way_linked(start: str, folder: str) -> bool:
    """Tell whether the way from one folder to another below it goes over a link."""
    beside = os.path.relpath(folder, start)
    real = os.path.normpath(os.path.join(os.path.realpath(start), beside))  # noqa: PTH118
    return os.path.realpath(folder) != real
