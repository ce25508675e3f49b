"""Parts of the page itself, which otherwise stand below its text."""

from __future__ import annotations

from mkdocs_fieldguide.markup.directives.base import COLUMNS, Directive, Output, Parameter

PAGE_PARTS = (
    Directive(
        "toc",
        Output.BLOCK,
        "The page's table of contents, here besides the one at the side.",
        includes=("toc",),
    ),
    Directive(
        "related_pages",
        Output.BLOCK,
        "The page's related pages, here instead of below its text.",
        includes=("related-pages",),
    ),
    Directive(
        "more_information",
        Output.BLOCK,
        "The page's training and links elsewhere, here instead of below its text.",
        includes=("more-information-tiles",),
    ),
    Directive(
        "page_credits",
        Output.BLOCK,
        "The page's credits, here instead of below its text.",
        includes=("page-metadata-tabs",),
    ),
    Directive(
        "page_citation",
        Output.BLOCK,
        "How to cite the page, or the guide, here instead of in the credits.",
        parameters=(
            Parameter("title", "Accepted; the page's own title is used.", "ignored"),
            Parameter("contributors", "Accepted; the authors are those of the credits.", "ignored"),
            Parameter("url", "Accepted; the page's own address is used.", "ignored"),
        ),
        includes=("citation-page",),
    ),
    Directive(
        "page_contributors",
        Output.BLOCK,
        "The people credited on this page.",
        parameters=(
            Parameter("custom", "These people in place of the page's, by name or id.", "list"),
            Parameter("role", "Only people with this role."),
            *COLUMNS,
        ),
        includes=("contributor-minitiles-page",),
    ),
)
