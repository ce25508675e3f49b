"""Why a template of the old site is not in the new one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from mkdocs_fieldguide.migrate.file_mapping import TEMPLATE, Move
from mkdocs_fieldguide.migrate.liquid.includes import Includes, is_last_update
from mkdocs_fieldguide.migrate.own_footer import FOOTER
from mkdocs_fieldguide.migrate.own_menus import MENUS
from mkdocs_fieldguide.migrate.own_parts import THEME_LAYOUTS
from mkdocs_fieldguide.migrate.page_texts import PageTexts

_OWN_PART = "The new theme has this part of the page itself; changes made there are lost."
_MENU = (
    "The new theme has menus itself; `nav` has the links to pages in the order shown. Other changes are lost."
)
_FOOTER = "Its links, pictures and texts are in `_data/footer.yml`. Other changes are lost."
_LAYOUT = "The new theme has a layout of its own, and this one adds no text."
_SHOWN_DATE = "The option `last_change` of the plugin shows the date."
_DATE = (
    "As text, the date of the last change would soon be wrong; add the plugin"
    " mkdocs-git-revision-date-localized-plugin to show it."
)
_UNUSED = "No page uses this template."


def explain_templates(moves: Sequence[Move], texts: PageTexts, directives: Collection[str]) -> list[Move]:
    """Return the moves with the reason why each template was not migrated.

    Args:
        moves: how each file is migrated.
        texts: the computed pages.
        directives: file names of the includes that the plugin has.
    """
    includes = Includes({}, directives)
    return [
        replace(move, reason=_reason(move.old, texts, includes)) if move.reason == TEMPLATE else move
        for move in moves
    ]


def _reason(path: str, texts: PageTexts, includes: Includes) -> str:
    folder, _, name = path.partition("/")
    if folder == "_layouts":
        is_used = PurePosixPath(name).stem in {*texts.layouts, *THEME_LAYOUTS}
        return _LAYOUT if is_used else _UNUSED
    if name in MENUS:
        return _MENU
    if name == FOOTER:
        return _FOOTER
    if is_last_update(name):
        is_shown = any(change.include == name for change in texts.changes.values())
        return _SHOWN_DATE if is_shown else _DATE
    return _OWN_PART if includes.is_layout_part(name) or includes.is_directive(name) else _UNUSED
