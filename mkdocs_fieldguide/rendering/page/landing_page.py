"""The layout of landing pages: blocks in the order of the page's front matter.

A block is a directive with a position on landing pages, or the page's own text. A block that the author has
placed in the text is not repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.rendering.directives import DIRECTIVES
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.edit_actions import Action
from mkdocs_fieldguide.rendering.page.page_context import PageContext

_TEXT = "text"
_TEXT_POSITION = 2
_SEARCH_POSITION = 1
"""At this position a block is shown in the header of the page, unless something is above it."""


def _blocks_in_order(directives: Iterable[PageDirective]) -> Mapping[str, PageDirective | None]:
    """Return the blocks in their default order; None for the page's text."""
    found: list[tuple[int, str, PageDirective | None]] = [(_TEXT_POSITION, _TEXT, None)]
    found += [(it.landing_position, it.name, it) for it in directives if it.landing_position]
    return {name: directive for _, name, directive in sorted(found, key=lambda item: item[:2])}


BLOCKS = _blocks_in_order(DIRECTIVES.values())


def landing_blocks(page: PageContext) -> list[str]:
    """Return the names of a page's blocks in its order, and report unknown ones."""
    found: dict[str, None] = {}
    for number, name in enumerate(page.info.landing_blocks):
        if name in BLOCKS:
            found.setdefault(name)
            continue
        message = f"“{shorten(name)}” is not a block of landing pages."
        hint = suggest_name(name, BLOCKS) or f"Allowed: {', '.join(BLOCKS)}."
        page.context.findings.add(
            Code.BAD_ARGUMENT, page.info.source.at("landing_blocks", number), message, hint
        )
    return list(found) or list(BLOCKS)


def render_landing_page(page: PageContext, heading: Markup, text: Markup, actions: Sequence[Action]) -> str:
    """Return the HTML of a landing page.

    Args:
        page: the page.
        heading: its title.
        text: its text below the title.
        actions: the buttons next to the title.
    """
    blocks: list[dict[str, Any]] = []
    search = Markup("")
    placed = {call.directive.name for call in page.calls}
    for name in landing_blocks(page):
        directive = BLOCKS[name]
        html = Markup("")
        if directive is None:
            html = text
        elif name not in placed:
            html = directive.render_landing_block(page)
            if html and not directive.searchable:
                page.exclude_from_search(html)
        if directive and directive.landing_position == _SEARCH_POSITION and not blocks:
            search = html
        elif html.strip():
            blocks.append({"name": name, "html": html})
    return page.context.templates.partial(
        "landing", page=page.info, heading=heading, search=search, blocks=blocks, actions=actions
    )
