"""Style sheets for the classes in the HTML of pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mkdocs_fieldguide.migrate.look.bootstrap import BOOTSTRAP_STYLESHEET, bootstrap_styles, used_classes
from mkdocs_fieldguide.migrate.look.own_classes import OWN_STYLESHEET, own_styles


def page_styles(pages: Sequence[str], sass: Mapping[str, str]) -> dict[str, str]:
    """Return the style sheets that pages need, by path below the docs folder.

    Args:
        pages: texts of the pages.
        sass: texts of the old site's Sass files by file name.
    """
    found = {
        BOOTSTRAP_STYLESHEET: bootstrap_styles(pages),
        OWN_STYLESHEET: own_styles(sass, used_classes(pages)),
    }
    return {name: styles for name, styles in found.items() if styles}
