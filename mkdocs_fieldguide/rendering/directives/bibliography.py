"""The directive `bibliography`: a list of references."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Call, Output, Parameter, Shorthand
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
        Parameter(
            "cited", "Only references that the page cites, in the order of the style.", "flag", short="c"
        ),
        Parameter(
            "cited_in_order",
            "Only references that the page cites, in order of first citation.",
            "flag",
            short="C",
        ),
        Parameter("clear", "Later lists do not contain what has been cited up to this list.", "flag"),
        Parameter("file", "Only entries of this file; can be repeated.", "list", short="f"),
        Parameter("query", "Only entries that match a query, such as `@article[year>=2020]`.", short="q"),
        Parameter("group_by", "Groups by one or more fields, such as `year`.", short="g"),
        Parameter("group_order", "Order of the groups: `ascending` or `descending`."),
        Parameter("sort_by", "Sorts by one or more fields.", short="s"),
        Parameter("order", "Order of the entries: `ascending` or `descending`.", short="o"),
        Parameter("max", "Maximum number of entries.", "number", short="m"),
        Parameter("offset", "Number of entries to skip at the beginning.", "number", short="O"),
        Parameter(
            "prefix", "A name of the list, with which citations in jekyll-scholar refer to it.", short="p"
        ),
        Parameter("style", "Another citation style for this list.", short="S"),
        Parameter(
            "template", "Shows each entry by this partial of the site, in `partials/entries/`.", short="T"
        ),
        Parameter("bibliography_list_tag", "Accepted, without effect.", "ignored", short="h"),
        Parameter("remove_duplicates", "Accepted, without effect; keys are unique.", "ignored", short="r"),
    ),
    shorthands=(Shorthand.REFERENCES,),
)
