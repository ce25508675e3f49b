"""Parts of a landing page; any other page may have them as well."""

from __future__ import annotations

from mkdocs_fieldguide.markup.directives.base import Directive, Output, Parameter

LANDING = (
    Directive(
        "landing_search",
        Output.BLOCK,
        "A large field that opens the search; only where scripts run, as the search needs them.",
    ),
    Directive(
        "type_tiles",
        Output.BLOCK,
        "A tile for each type of page.",
        parameters=(
            Parameter("custom", "Only these types, in this order.", "list"),
            Parameter("except", "Types that are left out.", "list"),
            Parameter("col", "How many to a row, at most.", "number"),
        ),
    ),
    Directive(
        "guide_numbers",
        Output.BLOCK,
        "How much of everything the guide holds; each number leads to its listing.",
        parameters=(
            Parameter(
                "custom",
                "Only these, in this order: `pages`, `tools`, `people`, `organisations`, "
                "`references`, `countries`.",
                "list",
            ),
        ),
    ),
    Directive(
        "call_to_contribute",
        Output.BLOCK,
        "A box that asks readers to contribute, and leads to how.",
        parameters=(
            Parameter("title", "Its heading."),
            Parameter("content", "Its text, in Markdown inside a line."),
            Parameter("url", "Where it leads: a page or an address."),
            Parameter("button", "The words of the link."),
        ),
    ),
)
