"""The state that rendering elements share while an entry or cite is rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.citations.csl.names import NO_HINTS, CslName, NameHints
from mkdocs_fieldguide.citations.csl.run import RichText
from mkdocs_fieldguide.citations.csl.style import Style, StyleSection


@dataclass(slots=True)
class Context:
    """The state of rendering one entry or cite.

    Attributes:
        item: the item to render.
        style: the style.
        section: the citation or bibliography section of the style.
        citation: whether a cite is rendered, rather than an entry of the bibliography.
        number: the citation number as text; may be empty.
        suffix: the year suffix, such as `a`.
        locator: the cited part of the work.
        label: what the locator counts, such as `page`.
        hints: changes to names for disambiguation.
        options: name options that override those of the style, for sort keys.
        position: the position of the cite: first, subsequent, ibid or ibid-with-locator.
        near_note: whether the previous cite of the item is near.
        first_note: the number of the note that cites the item first; may be empty.
        previous_names: the names at the beginning of the previous entry in a list, as text.
        full_pages: write page ranges in full where the style has a Chicago format.
        hide_names: omit the first list of names; it is still recorded in `first_names`.
        sorting: render a sort key: names in full and inverted, dates sortable.
        suppressed: variables that a substitute has rendered, and which must not be repeated.
        used: variables rendered so far.
        first_names: the first list of names.
        listed_names: the names at the beginning of the entry, as text.
        in_substitute: whether an element of `<substitute>` is rendered.
        people: the lists of names rendered so far.
        conditions: the number of `disambiguate` conditions so far.
        blocks: the number of blocks so far.
        suffix_done: whether the year suffix has been rendered.
        depth: the nesting depth of elements.
        steps_left: how many more elements may be rendered, a guard against malicious styles.
    """

    # More than seven parameters and twelve attributes: this is the state of an interpreter, created for
    # every entry and cite. Splitting it would cost time, and give each element two parameters instead of one.
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
    position: str = "first"
    near_note: bool = False
    first_note: str = ""
    previous_names: tuple[str, ...] = ()
    full_pages: bool = True
    hide_names: bool = False
    sorting: bool = False
    suppressed: set[str] = field(init=False, default_factory=set)
    used: set[str] = field(init=False, default_factory=set)
    first_names: RichText | None = field(init=False, default=None)
    people: list[tuple[CslName, ...]] = field(init=False, default_factory=list)
    listed_names: tuple[str, ...] = field(init=False, default=())
    in_substitute: bool = field(init=False, default=False)
    conditions: int = field(init=False, default=0)
    blocks: int = field(init=False, default=0)
    suffix_done: bool = field(init=False, default=False)
    depth: int = field(init=False, default=0)
    steps_left: int = field(init=False, default=100_000)

    def text(self, variable: str) -> str:
        """Return a text variable of the item or of the cite; an empty string if there is none."""
        if variable in self.suppressed:
            return ""
        compute = _COMPUTED.get(variable)
        return compute(self) if compute else self.item.text(variable).strip()

    def has(self, variable: str) -> bool:
        """Return whether a variable has content, suppressed or not.

        Conditions such as `variable="editor"` refer to the item, even after an editor has been substituted
        for a missing author.
        """
        if variable in _COMPUTED:
            return bool(self.text(variable))
        return self.item.has(variable)


def _find_first_page(pages: str) -> str:
    for dash in ("--", "-", "–", "—", ","):
        pages = pages.partition(dash)[0]
    return pages.strip()


# Variables of the cite rather than of the item, and variables derived from others.
_COMPUTED: dict[str, Callable[[Context], str]] = {
    "citation-label": lambda context: context.item.label() + context.suffix,
    "first-reference-note-number": lambda context: context.first_note,
    "citation-number": lambda context: context.number,
    "locator": lambda context: context.locator.strip(),
    "page-first": lambda context: (
        context.item.text("page-first") or _find_first_page(context.item.text("page"))
    ),
    "year-suffix": lambda context: context.suffix,
}
