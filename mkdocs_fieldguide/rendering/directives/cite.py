"""The directive `cite`: a citation in the text."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Call, Output, Parameter, Shorthand
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class CiteDirective(PageDirective):
    """A citation in the text."""

    def cited_keys(self, call: Call) -> Sequence[str]:
        """Return the citation keys."""
        return call.words

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the citation in the site's style."""
        return page.references.citation(slot)


DIRECTIVE = CiteDirective(
    "cite",
    Output.INLINE,
    "Cites one or more entries of the bibliography.",
    positional="citation keys",
    takes_citation_keys=True,
    minimum=1,
    maximum=None,
    parameters=(
        Parameter("locator", "The cited part: pages or a chapter, for example.", "texts", short="l"),
        Parameter("label", "Unit of the locator: `page`, `chapter`, `section`, …", "texts", short="L"),
        Parameter("suppress_author", "Omits the author: (2021).", "flag", short="A"),
        Parameter("author_in_text", "Makes the author part of the sentence: Rehm et al. (2021).", "flag"),
        Parameter("prefix", "Text before the citation, such as “see”.", short="P"),
        Parameter("suffix", "Text after the citation, such as “and elsewhere”."),
        Parameter("file", "The bibliography file that contains the keys.", short="f"),
    ),
    shorthands=(Shorthand.QUOTATION, Shorthand.CITATION),
)
