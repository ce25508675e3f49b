"""Lists and tables of what the guide holds."""

from __future__ import annotations

from mkdocs_fieldguide.markup.directives.base import COLUMNS, Directive, Output, Parameter

_LIST_FRAME = (
    Parameter("title", "A heading above it."),
    Parameter("caption", "The words of a link below it, such as “All news”."),
    Parameter("caption_url", "Where that link leads: a page or an address."),
    Parameter("truncate", "Cuts descriptions after so many characters.", "number"),
)

LISTINGS = (
    Directive(
        "section_tiles",
        Output.BLOCK,
        "Tiles that lead to pages, all of one type or those listed.",
        parameters=(
            Parameter("type", "The type of the pages."),
            Parameter("custom", "Ids of the pages, instead of a type.", "list"),
            Parameter("except", "File names of pages that are left out.", "list"),
            Parameter("search", "Offers a search over the tiles.", "flag"),
            Parameter("affiliations", "Shows the organisations on the tiles, and filters by them.", "flag"),
            Parameter("supported_by", "The same as `affiliations`.", "flag"),
            *COLUMNS,
        ),
        includes=("section-navigation-tiles", "section-navigation-tiles-simple"),
    ),
    Directive(
        "tool_table",
        Output.BLOCK,
        "A table of the registry's tools.",
        parameters=(Parameter("tag", "Only tools related to the page with this id."),),
        includes=("resource-table-all",),
    ),
    Directive(
        "training_table",
        Output.BLOCK,
        "A table of the training that all pages name in their front matter.",
        includes=("training-table-all",),
    ),
    Directive(
        "page_ids",
        Output.BLOCK,
        "A table of all page ids, for authors who link pages.",
        parameters=(Parameter("sidebar", "Accepted; all pages are listed.", "ignored"),),
        includes=("pageids-overview",),
    ),
    Directive(
        "contributors",
        Output.BLOCK,
        "The people of the guide.",
        parameters=(
            Parameter("custom", "Only these, by name or id, in this order.", "list"),
            Parameter("role", "Only people with this role."),
            *COLUMNS,
        ),
        includes=("contributor-tiles-all", "contributor-carousel-selection"),
    ),
    Directive(
        "affiliations",
        Output.BLOCK,
        "The organisations of the guide.",
        parameters=(
            Parameter("custom", "Only these, by name or id, in this order.", "list"),
            Parameter("type", "Only organisations of this type."),
            *COLUMNS,
        ),
        includes=("affiliation-tiles-selection", "supported-by-tiles-selection"),
    ),
    Directive(
        "news",
        Output.BLOCK,
        "What is new, the newest first.",
        parameters=(
            Parameter("limit", "At most so many.", "number"),
            *_LIST_FRAME,
        ),
        includes=("news",),
    ),
    Directive(
        "events",
        Output.BLOCK,
        "Events: those to come, the soonest first, then those that are over.",
        parameters=(
            Parameter("event_type", "Only `upcoming_event` or only `past_event`."),
            Parameter("related_pages", "Only events about one of these pages.", "list"),
            Parameter("limit", "At most so many.", "number"),
            Parameter("col", "How many to a row, at most.", "number"),
            *_LIST_FRAME,
        ),
        includes=("events",),
    ),
)
