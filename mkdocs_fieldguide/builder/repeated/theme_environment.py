"""The theme's template environment in rebuilds, which need not list the theme's icons and compile anew.

MkDocs lists all files of the theme in each build, and ignores those that are hidden. Material has thirteen
thousand of these, its icons.
"""

from __future__ import annotations

import os

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.builder.compat import wrap_environment
from mkdocs_fieldguide.builder.performance.template_cache import (
    TemplateBytecodeCache,
    enable_bytecode_cache,
)


def prepare_environments(config: MkDocsConfig, templates: TemplateBytecodeCache | None) -> None:
    """Let the theme make environments with which a build takes less time.

    Args:
        config: the configuration of this build.
        templates: the cache of compiled templates; None for none.
    """

    def prepare(environment: Environment) -> None:
        if type(environment.loader) is FileSystemLoader:
            environment.loader = _VisibleFiles(environment.loader.searchpath)
        enable_bytecode_cache(environment, templates)

    wrap_environment(config, prepare)


class _VisibleFiles(FileSystemLoader):
    """Loads templates from folders, and lists those that are not hidden."""

    def list_templates(self) -> list[str]:
        """Return the paths of all files that are in no hidden folder, sorted."""
        found: set[str] = set()
        for folder in self.searchpath:
            for path, folders, files in os.walk(folder):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = os.path.relpath(path, folder).replace(os.sep, "/")
                prefix = "" if below == "." else f"{below}/"
                found.update(prefix + name for name in files)
        return sorted(found)
