"""Files that the plugin include-markdown inserts into pages."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path

from mkdocs_fieldguide.builder.compat import wrap_included_files
from mkdocs_fieldguide.builder.folders import name_in, root_folder
from mkdocs_fieldguide.builder.macros_includes import locate_in
from mkdocs_fieldguide.builder.planning import Planned
from mkdocs_fieldguide.content.code_spans import CodeSpans

_NAME = re.compile(r"(?<=\]\()<?(?P<name>[\w-]+)>?(?P<rest>[#?][^()\s<>]*)?(?=[\s)])")
"""The target of a link that may be the name of a page."""


class IncludedFiles:
    """Expands the tags in files while include-markdown inserts them into a page.

    The plugin would read the tag `include` in them as its own, and make names of pages relative.

    Args:
        planned: the site.
    """

    def __init__(self, planned: Planned) -> None:
        self._planned = planned
        self._undo: Callable[[], None] | None = None

    def begin(self) -> None:
        """Begin to expand tags in files that the plugin reads."""
        self.end()
        if self._planned.loaded.plugins.including_tags:
            self._undo = wrap_included_files(self._expand)

    def end(self) -> None:
        """Leave files that the plugin reads unchanged again."""
        if self._undo is not None:
            self._undo()
            self._undo = None

    def _expand(self, path: str, text: str) -> str:
        name = name_in(root_folder(self._planned.loaded.config), Path(path))
        expanded = self._planned.markdown.expand_for_macros(text, functools.partial(locate_in, name, text, 0))
        return self._with_paths(expanded)

    def _with_paths(self, text: str) -> str:
        """Return a text with paths from the root in place of names of pages."""
        code = CodeSpans(text)

        def path(found: re.Match[str]) -> str:
            page = self._planned.registry.resolve_page(found["name"], "").page
            if page is None or code.end_at(found.start()) >= 0:
                return found[0]
            return f"/{page.path}{found['rest'] or ''}"

        return _NAME.sub(path, text)
