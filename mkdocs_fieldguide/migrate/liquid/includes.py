"""What an include of the old site becomes: a directive, nothing, or the text that it computes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from liquid.template import BoundTemplate

LAYOUT_PARTS = frozenset(
    {
        "banner.html",
        "breadcrumb.html",
        "cookie-popup.html",
        "dev-info.html",
        "footer.html",
        "github-buttons.html",
        "head.html",
        "resource-table-page.html",
        "schemasorg.html",
        "scroll-top.html",
        "sidebar-item-label.html",
        "sidebar.html",
        "supported-by-logo.html",
        "contributor-avatar.html",
        "contributor-card.html",
        "topnav.html",
    }
)
"""Includes of the ELIXIR Toolkit Theme around the text of a page, which the new theme has itself."""

_LAST_UPDATE = re.compile(r"last[-_]?(?:update|modif|change)")


def is_last_update(name: str) -> bool:
    """Return whether an include shows the date of the last change, which the plugin shows itself."""
    return _LAST_UPDATE.search(name) is not None


class Includes:
    """The includes of a site.

    Args:
        own: texts of the site's own includes, by path below `_includes`.
        directives: file names of the includes that the plugin has.
        read_relative: returns the text of a file next to the page; None if there is none.

    Attributes:
        used: names of the own includes that were computed.
        replaced: names of own includes in whose place the plugin's directive was written.
    """

    def __init__(
        self,
        own: Mapping[str, str],
        directives: Collection[str],
        read_relative: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        self._own = own
        self._directives = directives
        self._read_relative = read_relative
        self._parsed: dict[str, BoundTemplate] = {}
        self._variables = 0
        self.used: set[str] = set()
        self.replaced: set[str] = set()

    def is_layout_part(self, name: str) -> bool:
        """Return whether an include is a part of the page around its text, which the theme shows itself."""
        return name in LAYOUT_PARTS or is_last_update(name)

    def is_directive(self, name: str) -> bool:
        """Return whether the plugin has an include; it takes precedence over the site's own version."""
        if name in self._directives and name in self._own:
            self.replaced.add(name)
        return name in self._directives

    def own(self, name: str) -> str | None:
        """Return the text of the site's own include; None if there is none."""
        if name in self._own:
            self.used.add(name)
        return self._own.get(name)

    def relative(self, name: str) -> str | None:
        """Return the text of a file next to the page; None if there is none."""
        return self._read_relative(name)

    def parsed(self, name: str, text: str, environment: Any) -> BoundTemplate:
        """Return an include as a template, which is parsed once for each page."""
        if name not in self._parsed:
            self._parsed[name] = environment.from_string(text, name=name)
        return self._parsed[name]

    def next_variable(self) -> str:
        """Return a new name for a variable of the page."""
        self._variables += 1
        return f"text_{self._variables}"
