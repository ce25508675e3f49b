"""The one table of directives: what authors may write, and what it makes.

It serves both ways of writing (`{% tool "x" %}` and `{{ tool("x") }}`), the documentation and the checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Makes(StrEnum):
    """What a directive turns into."""

    INLINE = "inline"
    """A part of a sentence."""

    BLOCK = "block"
    """A block of its own, such as a table."""

    CONTAINER = "container"
    """A block that holds Markdown of the author's."""

    VALUE = "value"
    """Plain text, known at once."""

    NOTHING = "nothing"
    """Nothing visible."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a directive.

    Attributes:
        name: as written in tags and macros, with `_`; tags and includes may write `-`.
        summary: what it does, for the documentation.
        kind: `text`, `flag`, `number`, `list` or `ignored` (accepted for old sites, without effect).
        short: the one-letter option of jekyll-scholar, such as `l` for `-l`.
    """

    name: str
    summary: str
    kind: str = "text"
    short: str = ""


@dataclass(frozen=True, slots=True)
class Directive:
    """Something that authors can write into a page.

    Attributes:
        name: the tag's name (`{% name … %}`) and the macro's (`{{ name(…) }}`).
        makes: what it turns into.
        summary: one sentence for the documentation.
        positional: what the arguments without a name are; empty when there are none.
        minimum: how many of those there must be.
        maximum: how many of those there may be; None for any number.
        includes: names of the dialect's includes that are the same thing (`{% include NAME.html … %}`).
        tag: whether it is written as a tag of its own as well.
    """

    name: str
    makes: Makes
    summary: str
    positional: str = ""
    minimum: int = 0
    maximum: int | None = 0
    parameters: tuple[Parameter, ...] = ()
    includes: tuple[str, ...] = ()
    tag: bool = True

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter called `name`; `-` and `_` are the same."""
        wanted = name.replace("-", "_")
        return next((p for p in self.parameters if p.name == wanted), None)


_COLUMNS = (
    Parameter("col", "How many to a row, at most.", "number"),
    Parameter("sort", "`true` sorts by name, `false` keeps the given order.", "flag"),
)

_LIST_FRAME = (
    Parameter("title", "A heading above it."),
    Parameter("caption", "The words of a link below it, such as “All news”."),
    Parameter("caption_url", "Where that link leads: a page or an address."),
    Parameter("truncate", "Cuts descriptions after so many characters.", "number"),
)

DIRECTIVES: Mapping[str, Directive] = MappingProxyType(
    {
        directive.name: directive
        for directive in (
            Directive(
                "tool",
                Makes.INLINE,
                "Names a tool of the registry; its card opens on demand.",
                positional="id of the tool",
                minimum=1,
                maximum=1,
            ),
            Directive(
                "cite",
                Makes.INLINE,
                "Cites one or more entries of the bibliography.",
                positional="citation keys",
                minimum=1,
                maximum=None,
                parameters=(
                    Parameter("locator", "The part that is cited: pages, a chapter.", short="l"),
                    Parameter("label", "What the locator counts: `page`, `chapter`, `section`, …", short="L"),
                    Parameter("suppress_author", "Leaves the author out: (2021).", "flag", short="A"),
                    Parameter(
                        "author_in_text", "Writes the author into the sentence: Rehm et al. (2021).", "flag"
                    ),
                    Parameter("prefix", "Text before the citation, such as “see”.", short="P"),
                    Parameter("file", "The bibliography file that holds the keys.", short="f"),
                ),
            ),
            Directive(
                "nocite",
                Makes.NOTHING,
                "Puts entries into the page's references without citing them in the text.",
                positional="citation keys",
                minimum=1,
                maximum=None,
            ),
            Directive(
                "reference",
                Makes.INLINE,
                "Writes out the full reference of one entry.",
                positional="citation key",
                minimum=1,
                maximum=1,
                parameters=(Parameter("file", "The bibliography file that holds the key.", short="f"),),
            ),
            Directive(
                "bibliography",
                Makes.BLOCK,
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
                    Parameter(
                        "prefix", "Accepted; lists on one page never clash here.", "ignored", short="p"
                    ),
                    Parameter("style", "Another citation style for this list.", short="S"),
                    Parameter(
                        "template", "Accepted; the theme's own template is used.", "ignored", short="T"
                    ),
                    Parameter("bibliography_list_tag", "Accepted, without effect.", "ignored"),
                ),
            ),
            Directive(
                "bibliography_count",
                Makes.INLINE,
                "The number of references, all or those that match.",
                parameters=(
                    Parameter("file", "Only entries of this file.", short="f"),
                    Parameter("query", "Only entries that match, as `@article[year>=2020]`.", short="q"),
                ),
            ),
            Directive(
                "cite_details",
                Makes.INLINE,
                "A link to an entry on the page of all references.",
                positional="citation key",
                minimum=1,
                maximum=1,
                parameters=(Parameter("text", "The text of the link.", short="t"),),
            ),
            Directive(
                "callout",
                Makes.CONTAINER,
                "A box with a note, tip, warning or something important.",
                parameters=(
                    Parameter("type", "`note`, `tip`, `warning` or `important`."),
                    Parameter("content", "The text, in Markdown."),
                    Parameter("title", "The title; without one, the type."),
                ),
                includes=("callout",),
            ),
            Directive(
                "image",
                Makes.CONTAINER,
                "A picture from the folder `images`, with a caption.",
                parameters=(
                    Parameter("file", "Path of the picture below `images/`."),
                    Parameter("alt", "What the picture shows, for those who cannot see it."),
                    Parameter("caption", "The caption, in Markdown."),
                    Parameter("url", "Where a click on the picture leads."),
                    Parameter("click", "Lets a click open the picture itself.", "flag"),
                    Parameter("inline", "Keeps the picture in the line, without a caption.", "flag"),
                    Parameter("max_width", "Widest it may be, with unit: `20em`, `300px`."),
                    Parameter("class", "Classes for the site's own CSS."),
                ),
                includes=("image",),
            ),
            Directive(
                "section_tiles",
                Makes.BLOCK,
                "Tiles that lead to pages, all of one type or those listed.",
                parameters=(
                    Parameter("type", "The type of the pages."),
                    Parameter("custom", "Ids of the pages, instead of a type.", "list"),
                    Parameter("except", "File names of pages that are left out.", "list"),
                    Parameter("search", "Offers a search over the tiles.", "flag"),
                    Parameter(
                        "affiliations", "Shows the organisations on the tiles, and filters by them.", "flag"
                    ),
                    Parameter("supported_by", "The same as `affiliations`.", "flag"),
                    *_COLUMNS,
                ),
                includes=("section-navigation-tiles", "section-navigation-tiles-simple"),
            ),
            Directive(
                "tool_table",
                Makes.BLOCK,
                "A table of the registry's tools.",
                parameters=(Parameter("tag", "Only tools related to the page with this id."),),
                includes=("resource-table-all",),
            ),
            Directive(
                "training_table",
                Makes.BLOCK,
                "A table of the training that all pages name in their front matter.",
                includes=("training-table-all",),
            ),
            Directive(
                "page_ids",
                Makes.BLOCK,
                "A table of all page ids, for authors who link pages.",
                parameters=(Parameter("sidebar", "Accepted; all pages are listed.", "ignored"),),
                includes=("pageids-overview",),
            ),
            Directive(
                "toc",
                Makes.BLOCK,
                "The page's table of contents, here besides the one at the side.",
                includes=("toc",),
            ),
            Directive(
                "related_pages",
                Makes.BLOCK,
                "The page's related pages, here instead of below its text.",
                includes=("related-pages",),
            ),
            Directive(
                "more_information",
                Makes.BLOCK,
                "The page's training and links elsewhere, here instead of below its text.",
                includes=("more-information-tiles",),
            ),
            Directive(
                "page_credits",
                Makes.BLOCK,
                "The page's credits, here instead of below its text.",
                includes=("page-metadata-tabs",),
            ),
            Directive(
                "page_citation",
                Makes.BLOCK,
                "How to cite the page, or the guide, here instead of in the credits.",
                parameters=(
                    Parameter("title", "Accepted; the page's own title is used.", "ignored"),
                    Parameter("contributors", "Accepted; the authors are those of the credits.", "ignored"),
                    Parameter("url", "Accepted; the page's own address is used.", "ignored"),
                ),
                includes=("citation-page",),
            ),
            Directive(
                "contributors",
                Makes.BLOCK,
                "The people of the guide.",
                parameters=(
                    Parameter("custom", "Only these, by name or id, in this order.", "list"),
                    Parameter("role", "Only people with this role."),
                    *_COLUMNS,
                ),
                includes=("contributor-tiles-all", "contributor-carousel-selection"),
            ),
            Directive(
                "page_contributors",
                Makes.BLOCK,
                "The people credited on this page.",
                parameters=(
                    Parameter("custom", "These people in place of the page's, by name or id.", "list"),
                    Parameter("role", "Only people with this role."),
                    *_COLUMNS,
                ),
                includes=("contributor-minitiles-page",),
            ),
            Directive(
                "affiliations",
                Makes.BLOCK,
                "The organisations of the guide.",
                parameters=(
                    Parameter("custom", "Only these, by name or id, in this order.", "list"),
                    Parameter("type", "Only organisations of this type."),
                    *_COLUMNS,
                ),
                includes=("affiliation-tiles-selection", "supported-by-tiles-selection"),
            ),
            Directive(
                "news",
                Makes.BLOCK,
                "What is new, the newest first.",
                parameters=(
                    Parameter("limit", "At most so many.", "number"),
                    *_LIST_FRAME,
                ),
                includes=("news",),
            ),
            Directive(
                "events",
                Makes.BLOCK,
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
            Directive(
                "octicon",
                Makes.INLINE,
                "An icon: an Octicon by its name, or any other of the theme's by its path.",
                positional="name of the icon",
                minimum=1,
                maximum=None,
                parameters=(
                    Parameter("label", "What it says to those who cannot see it; without, nothing."),
                    Parameter("height", "Accepted; icons are as high as the text.", "ignored"),
                    Parameter("width", "Accepted, without effect.", "ignored"),
                    Parameter("class", "Accepted, without effect.", "ignored"),
                ),
            ),
            Directive(
                "landing_search",
                Makes.BLOCK,
                "A large field that opens the search; only where scripts run, as the search needs them.",
            ),
            Directive(
                "type_tiles",
                Makes.BLOCK,
                "A tile for each type of page.",
                parameters=(
                    Parameter("custom", "Only these types, in this order.", "list"),
                    Parameter("except", "Types that are left out.", "list"),
                    Parameter("col", "How many to a row, at most.", "number"),
                ),
            ),
            Directive(
                "guide_numbers",
                Makes.BLOCK,
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
                Makes.BLOCK,
                "A box that asks readers to contribute, and leads to how.",
                parameters=(
                    Parameter("title", "Its heading."),
                    Parameter("content", "Its text, in Markdown inside a line."),
                    Parameter("url", "Where it leads: a page or an address."),
                    Parameter("button", "The words of the link."),
                ),
            ),
        )
    }
)

BY_INCLUDE: Mapping[str, Directive] = MappingProxyType(
    {include: directive for directive in DIRECTIVES.values() for include in directive.includes}
)
