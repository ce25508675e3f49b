"""The directive `bibliography`: a list of references."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Call, Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class BibliographyDirective(PageDirective):
    """A list of references."""

    def uses_all_references(self, call: Call) -> bool:
        """Return whether the list is not limited to what the page cites."""
        return not (call.flag("cited") or call.flag("cited_in_order"))

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the list."""
        return page.references.bibliography(slot)


DIRECTIVE = BibliographyDirective(
    "bibliography",
    Output.BLOCK,
    "A list of references.",
    parameters=(
        Parameter("cited", "Only what the page cites, in the style's order.", "flag", short="c"),
        Parameter(
            "cited_in_order",
            "Only what the page cites, in the order of citing.",
            "flag",
            short="C",
        ),
        Parameter("file", "Only entries of this file.", short="f"),
        Parameter("query", "Only entries that match, as `@article[year>=2020]`.", short="q"),
        Parameter("group_by", "Groups by one or more fields, such as `year`.", short="g"),
        Parameter("group_order", "`ascending` or `descending` order of the groups."),
        Parameter("sort_by", "Sorts by one or more fields.", short="s"),
        Parameter("order", "`ascending` or `descending`.", short="o"),
        Parameter("max", "At most so many.", "number", short="m"),
        Parameter("offset", "Leaves out so many at the beginning.", "number", short="O"),
        Parameter("prefix", "Accepted; lists on one page never clash here.", "ignored", short="p"),
        Parameter("style", "Another citation style for this list.", short="S"),
        Parameter("template", "Accepted; the theme's own template is used.", "ignored", short="T"),
        Parameter("bibliography_list_tag", "Accepted, without effect.", "ignored"),
    ),
)
