"""The folders of a site, and the names of files in them."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig


def root_folder(config: MkDocsConfig) -> Path:
    """Return the folder of mkdocs.yml, to which paths in settings are relative."""
    path = config.config_file_path
    return _folder_of(path) if path else Path.cwd()


@functools.lru_cache(maxsize=64)
def _folder_of(path: str) -> Path:
    """Return the resolved folder of a file."""
    return resolved(Path(path)).parent


def docs_folder(config: MkDocsConfig) -> Path:
    """Return the docs folder as mkdocs.yml names it, below the resolved folder of that file."""
    return _named_folder(config, config.docs_dir)


def site_folder(config: MkDocsConfig) -> Path:
    """Return the site folder as mkdocs.yml names it, below the resolved folder of that file."""
    return _named_folder(config, config.site_dir)


def _named_folder(config: MkDocsConfig, folder: str) -> Path:
    if not config.config_file_path:
        return Path(folder)
    base = Path(config.config_file_path).absolute().parent
    try:
        name = os.path.relpath(folder, base)
    except ValueError:  # on another drive
        return Path(folder)
    return Path(os.path.normpath(base.resolve() / name))


def name_in(root: Path, path: Path) -> str:
    """Return the name of a file for messages: its path relative to the folder of mkdocs.yml, with `/`."""
    folder = _folder_in(root, path.parent)
    return path.as_posix() if folder is None else f"{folder}{path.name}"


@functools.lru_cache(maxsize=1024)
def _folder_in(root: Path, folder: Path) -> str | None:
    """Return the path of a folder relative to another one, with a final `/`; None if it is outside."""
    try:
        inside = resolved(folder).relative_to(root).as_posix()
    except ValueError:
        return None
    return "" if inside == "." else f"{inside}/"


@functools.lru_cache(maxsize=1024)
def resolved(path: Path) -> Path:
    """Return the resolved path of a folder, or of mkdocs.yml.

    It is cached: resolving a path for every page would take longer than reading its front matter.
    """
    return path.resolve()
