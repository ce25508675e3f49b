"""What a style's elements need to know while one entry is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.names import NO_HINTS, CslName, NameHints
from mkdocs_fieldguide.citations.csl.richtext import RichText
from mkdocs_fieldguide.citations.csl.style import Style, StyleSection


@dataclass(slots=True)
class Context:
    """The state of writing one entry or cite.

    Attributes:
        citation: a cite in the text, not an entry of the list.
        number: the citation number as text; empty leaves it out.
        suffix: the year suffix, such as `a`.
        locator, label: what part is cited.
        hints: what disambiguation needs.
        options: options for names, over the style's (for sort keys).
        suppressed: variables that a substitute has used up.
        used: variables written so far.
        hide_names: leave the first names out, and remember them in `first_names`.
        first_names: the first names that were written.
        people: the names lists written so far.
        sorting: write a sort key: names in full and inverted, dates sortable.
    """

    item: Item
    style: Style
    section: StyleSection
    citation: bool
    number: str = ""
    suffix: str = ""
    locator: str = ""
    label: str = "page"
    hints: NameHints = NO_HINTS
    options: Mapping[str, str] = field(default_factory=dict)
    full_pages: bool = True
    suppressed: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    hide_names: bool = False
    first_names: RichText | None = None
    people: list[tuple[CslName, ...]] = field(default_factory=list)
    sorting: bool = False
    suffix_done: bool = False
    depth: int = 0
    steps_left: int = 100_000

    def text(self, variable: str) -> str:
        """Return a text variable of the entry or of the cite; empty where there is none."""
        if variable in self.suppressed:
            return ""
        special = _OWN.get(variable)
        return special(self) if special else self.item.text(variable).strip()

    def has(self, variable: str) -> bool:
        """Tell whether a variable has content, be it used up by a substitute or not.

        Styles ask `variable="editor"` long after an editor has stood in for an author, and mean the entry.
        """
        if variable in _OWN:
            return bool(self.text(variable))
        return self.item.has(variable)


def _first_page(pages: str) -> str:
    for dash in ("--", "-", "–", "—", ","):
        pages = pages.partition(dash)[0]
    return pages.strip()


# Variables that are the cite's rather than the entry's, or are made from others.
_OWN: dict[str, Callable[[Context], str]] = {
    "citation-label": lambda context: context.item.label(),
    "citation-number": lambda context: context.number,
    "locator": lambda context: context.locator,
    "page-first": lambda context: context.item.text("page-first") or _first_page(context.item.text("page")),
    "year-suffix": lambda context: context.suffix,
}
