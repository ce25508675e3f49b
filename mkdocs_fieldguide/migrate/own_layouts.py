"""The site's own layouts: what they add around the text of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from mkdocs_fieldguide.migrate.jekyll_site import JekyllSite
from mkdocs_fieldguide.migrate.landing.convert import convert_layout
from mkdocs_fieldguide.migrate.liquid.engine import Rendered
from mkdocs_fieldguide.migrate.old_page import OldPage
from mkdocs_fieldguide.migrate.own_parts import THEME_LAYOUTS, unindent_html

CONTENT = "{% \ue0f0content\ue0f1 %}"
"""The text of the page while its layout is computed; like a directive, it stays as it is."""

WHOLE_PAGE = re.compile(r"<(?:!doctype|html|body|main)\b", re.IGNORECASE)
_TITLE = re.compile(r"^# ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What layouts add to a page.

    Attributes:
        text: Markdown with `CONTENT` in it.
        page: HTML of a layout that is a whole page, with `CONTENT` in it; empty if there is none.
    """

    text: str
    page: str = ""

    def around(self, text: str) -> str:
        """Return the text of a page with what the layouts add, in Markdown."""
        # A paragraph stays apart from the elements around it.
        page = self.page.replace(CONTENT, f"<p>{CONTENT}</p>")
        for wrapped in filter(None, (self.text, page and _TITLE.sub("## ", convert_layout(page)))):
            before, _, after = wrapped.partition(CONTENT)
            parts = [part for part in (before.strip(), text.strip("\n"), after.strip()) if part]
            text = text if len(parts) == 1 and parts[0] == text.strip("\n") else "\n\n".join(parts) + "\n"
        return text


class OwnLayouts:
    """The own layouts, up to the first that is the theme's.

    Args:
        site: the old site.
        render: computes a template for a page, with its content.
        note: called with the name of a layout that adds something, the page, and what was computed.

    Attributes:
        used: names of the layouts that pages use.
    """

    def __init__(
        self,
        site: JekyllSite,
        render: Callable[[str, OldPage, str], Rendered],
        note: Callable[[str, OldPage, Rendered], None],
    ) -> None:
        self._site = site
        self._render = render
        self._note = note
        self.used: set[str] = set()

    def is_own(self, layout: str) -> bool:
        """Return whether a layout is the site's own, and not a version of one of the theme's."""
        return layout in self._site.layouts and layout not in THEME_LAYOUTS

    def has_whole_page(self, layout: str) -> bool:
        """Return whether a layout, or one around it, is a whole page."""
        return any(WHOLE_PAGE.search(self._site.layouts[name][1]) for name in self._chain(layout))

    def wrap(self, page: OldPage, layout: str, tidy: Callable[[str], str]) -> Wrapping:
        """Return what layouts add to a page.

        Args:
            page: the page.
            layout: name of its layout.
            tidy: removes the blank lines that tags leave.

        Raises:
            TemplateError: if a layout cannot be computed.
        """
        wrapped = CONTENT
        for name in self._chain(layout):
            self.used.add(name)
            rendered = self._render(self._site.layouts[name][1], page, wrapped)
            text = tidy(rendered.text)
            if CONTENT not in text:
                text = f"{text}\n\n{CONTENT}"
            if text.strip() != wrapped.strip():
                self._note(name, page, rendered)
            if WHOLE_PAGE.search(text):
                return Wrapping("", text)
            wrapped = text
        return Wrapping(unindent_html(wrapped))

    def _chain(self, layout: str) -> list[str]:
        names: list[str] = []
        while self.is_own(layout) and layout not in names:
            names.append(layout)
            layout = self._site.layouts[layout][0]
        return names
