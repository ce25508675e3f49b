"""Variables in the Sass files of the old site, and those of the theme that it has not set.

Only assignments of colours and fonts are read: `$name: #abcdef;`, `$name: $other;` and `!default`. Functions
such as `lighten` are not computed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_fieldguide.migrate.look.colours import Colour

_COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_ASSIGNMENT = re.compile(r"^\s*\$([\w-]+)\s*:\s*([^;{}\n]+);", re.MULTILINE)
_FONTS = re.compile(r"""[\w\s,.-]*(?:"[\w\s.-]*"[\w\s,.-]*|'[\w\s.-]*'[\w\s,.-]*)*""")
_BOOTSTRAP, _CUSTOM = "_bootstrap_variables.scss", "_custom_variables.scss"
_THEME_BOOTSTRAP = {"primary": "#0d6efd", "secondary": "#6c757d", "light": "#f8f9fa", "dark": "#212529"}
"""Values of the theme's own files with these names, which those of a site replace."""

_THEME = {
    "body-bg": "#fff",
    "body-color": "$dark",
    "h2-color": "$primary",
    "link-color": "$primary",
    "topnav-bg": "$light",
    "topnav-link-color": "$dark",
    "footer-bg": "$light",
    "footer-color": "$dark",
    "footer-link-color": "$dark",
}
"""Values that the theme and Bootstrap derive from them, unless a site sets others."""


class SassVariables:
    """The colours of the old site by the names of their variables.

    Args:
        files: texts of the site's Sass files by file name.
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        own: dict[str, str] = {} if _BOOTSTRAP in files else dict(_THEME_BOOTSTRAP)
        names = [name for name in files if name not in (_BOOTSTRAP, _CUSTOM)]
        for name in (_BOOTSTRAP, *sorted(names), _CUSTOM):
            for variable, value in _ASSIGNMENT.findall(without_comments(files.get(name, ""))):
                is_default = value.rstrip().endswith("!default")
                if not is_default or variable not in own:
                    own[variable] = value.replace("!default", "").strip()
        self._values = {**_THEME_BOOTSTRAP, **_THEME, **own}

    def text(self, name: str) -> str:
        """Return the value of a variable as written; empty if it has none."""
        for _ in range(20):
            value = self._values.get(name, "")
            if not value.startswith("$"):
                return value
            name = value[1:].strip()
        return ""

    def fonts(self, name: str) -> str:
        """Return the font families of a variable as written; empty if it has none."""
        value = self.text(name)
        return value if _FONTS.fullmatch(value) else ""

    def colour(self, name: str) -> Colour | None:
        """Return the colour of a variable; None if it has none, or one that must be computed."""
        return Colour.parse(self.text(name))


def without_comments(text: str) -> str:
    """Return a Sass file without comments."""
    return _COMMENT.sub("", text)
