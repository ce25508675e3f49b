"""Names for the sections in Material's navigation that have a page of their own.

Material opens such a section with a label that contains only an icon. So the label, which the keyboard
reaches, and the list that is named after it have no name for assistive technology.
"""

from __future__ import annotations

import re

_SECTION = re.compile(
    r'(id="(\w+)_label" tabindex="[^"<>]*">\s*<span class="md-nav__icon md-icon"></span>)'
    r'(\s*</label>\s*</div>\s*<nav [^<>]*>\s*<label class="md-nav__title" for="\2">\s*<span [^<>]*></span>)'
    r"([^<>]*)"
)


def name_sections(html: str) -> str:
    """Return the navigation with the title of each such section in its label, for assistive technology."""
    return _SECTION.sub(
        lambda match: (
            f'{match[1]}<span class="fg-visually-hidden">{match[4].strip()}</span>{match[3]}{match[4]}'
        ),
        html,
    )
