"""Citations and lists of references."""

from __future__ import annotations

from mkdocs_fieldguide.markup.directives.base import Directive, Output, Parameter

CITING = (
    Directive(
        "cite",
        Output.INLINE,
        "Cites one or more entries of the bibliography.",
        positional="citation keys",
        minimum=1,
        maximum=None,
        parameters=(
            Parameter("locator", "The part that is cited: pages, a chapter.", short="l"),
            Parameter("label", "What the locator counts: `page`, `chapter`, `section`, …", short="L"),
            Parameter("suppress_author", "Leaves the author out: (2021).", "flag", short="A"),
            Parameter("author_in_text", "Writes the author into the sentence: Rehm et al. (2021).", "flag"),
            Parameter("prefix", "Text before the citation, such as “see”.", short="P"),
            Parameter("file", "The bibliography file that holds the keys.", short="f"),
        ),
    ),
    Directive(
        "nocite",
        Output.NOTHING,
        "Puts entries into the page's references without citing them in the text.",
        positional="citation keys",
        minimum=1,
        maximum=None,
    ),
    Directive(
        "reference",
        Output.INLINE,
        "Writes out the full reference of one entry.",
        positional="citation key",
        minimum=1,
        maximum=1,
        parameters=(Parameter("file", "The bibliography file that holds the key.", short="f"),),
    ),
    Directive(
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
    ),
    Directive(
        "bibliography_count",
        Output.INLINE,
        "The number of references, all or those that match.",
        parameters=(
            Parameter("file", "Only entries of this file.", short="f"),
            Parameter("query", "Only entries that match, as `@article[year>=2020]`.", short="q"),
        ),
    ),
    Directive(
        "cite_details",
        Output.INLINE,
        "A link to an entry on the page of all references.",
        positional="citation key",
        minimum=1,
        maximum=1,
        parameters=(Parameter("text", "The text of the link.", short="t"),),
    ),
)
