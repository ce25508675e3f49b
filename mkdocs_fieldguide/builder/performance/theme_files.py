"""Finds the theme's files without a walk through its icons.

MkDocs takes all files of the theme's folders, compares each name with a dozen patterns, and drops the hidden
ones. Material keeps more than ten thousand icons in a hidden folder: to list them takes as long as to put
thirty pages together. Folders that are dropped anyway need not be gone through.
"""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme


class _VisibleFiles(FileSystemLoader):
    def list_templates(self) -> list[str]:
        """Return the names of all templates but hidden ones and those in hidden folders."""
        names: set[str] = set()
        for top in self.searchpath:
            for folder, folders, files in os.walk(top, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = Path(folder).relative_to(top).as_posix()
                start = "" if below == "." else f"{below}/"
                names.update(start + name for name in files if not name.startswith("."))
        return sorted(names)


def skip_hidden_theme_files(theme: Theme) -> None:
    """Let the theme's environment list its files without the hidden ones; it still loads them by name.

    MkDocs has no event between making that environment and asking it, so the theme's own method is wrapped.
    An environment that is not made as MkDocs makes it stays as it is.

    Args:
        theme: the theme; changed in place.
    """
    get_env = theme.get_env

    def with_visible_files() -> Environment:
        environment = get_env()
        loader = environment.loader
        if type(loader) is FileSystemLoader:
            environment.loader = _VisibleFiles(
                loader.searchpath, encoding=loader.encoding, followlinks=loader.followlinks
            )
        return environment

    theme.get_env = with_visible_files  # type: ignore[method-assign]
