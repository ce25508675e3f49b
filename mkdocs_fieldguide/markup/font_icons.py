"""Icons written for icon fonts: `<i class="fa-solid fa-house"></i>` and `<i class="icon-house"></i>`.

The theme bundles the same icons as SVG, so no font has to be loaded from another server.
"""

from __future__ import annotations

import re

FONT_ICON_START = "<i "
FONT_ICON = (
    r"""<i\s(?:[\w-]+=(?:"[^"<>]*"|'[^'<>]*')\s+){0,4}class=(?P<quote>["'])(?P<icon>[\w\s-]{1,120})(?P=quote)"""
    r"""(?:\s+[\w-]+=(?:"[^"<>]*"|'[^'<>]*')){0,4}\s*>\s*</i>"""
)
"""An element without content; the group `icon` is its classes."""

_SETS = {
    "fa": "solid",
    "fas": "solid",
    "fa-solid": "solid",
    "far": "regular",
    "fa-regular": "regular",
    "fab": "brands",
    "fa-brands": "brands",
}
_MODIFIER = re.compile(
    r"fa-(?:\d*x|[2-9]?xs|sm|lg|xl|2xl|fw|li|ul|spin|pulse|beat|fade|bounce|border|inverse|pull-\w+|rotate-\w+|flip-?\w*|stack-?\w*)"
)


_UTILITY = re.compile(
    r"(?:fs|[mp][tbsexy]?|lh|opacity|order)-(?:\w+-)?(?:\d+|auto|sm|lg|base)"
    r"|(?:text|d|align|flex|float|fw|display|link)-[\w-]+"
)
"""Classes of Bootstrap for size, spacing and colour."""


def font_icon_path(classes: str) -> str:
    """Return the path of the icon that an element's classes name; empty for an unknown icon font.

    The icon need not exist; the renderer reports one that does not.
    """
    names = classes.split()
    kind = next((_SETS[name] for name in names if name in _SETS), "")
    for name in names:
        if kind and name.startswith("fa-") and name not in _SETS and not _MODIFIER.fullmatch(name):
            return f"fontawesome/{kind}/{name.removeprefix('fa-')}"
    # `icon-…` is the prefix of Lucide, and of older fonts that often have the same names.
    named = [name for name in names if not _UTILITY.fullmatch(name)]
    only = named[0] if len(named) == 1 else ""
    return f"lucide/{only.removeprefix('icon-')}" if re.fullmatch(r"icon-[a-z][a-z0-9-]*", only) else ""
