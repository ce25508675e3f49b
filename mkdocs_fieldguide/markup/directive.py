"""What a directive is: its name, its arguments, and what other parts of the build need to know about it.

Only the interface lives here. The directives themselves, one module each, are in `rendering/directives/`,
because a directive also says how it is rendered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from mkdocs_fieldguide.markup.context import ExpansionContext
from mkdocs_fieldguide.markup.problem import Problem
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.references import CiteItem
from mkdocs_fieldguide.model.unicode_forms import normalise_name


class Output(StrEnum):
    """What a directive turns into."""

    INLINE = "inline"
    """Part of a sentence."""

    BLOCK = "block"
    """A block element, such as a table."""

    CONTAINER = "container"
    """A block element that contains Markdown written by the author."""

    NOTHING = "nothing"
    """Nothing visible."""


class Shorthand(StrEnum):
    """Syntax other than its own name by which a directive can be written."""

    FONT_ICON = "font icon"
    """`<i class="fa-solid fa-house"></i>`; the icon's path is the argument."""

    QUOTATION = "quotation"
    """`{% quote … %}…{% endquote %}`; its arguments are those of the citation below the quotation."""

    CITATION = "citation"
    """Pandoc's syntax of citations, such as `[@key, p. 3]`."""

    REFERENCES = "references"
    r"""`\bibliography` and `\full_bibliography`, as in mkdocs-bibtex."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a directive.

    Attributes:
        name: as written in tags and macros, with `_`; tags and includes may write `-`.
        summary: what it does, for the documentation.
        kind: `text`, `flag`, `number`, `list`, `texts` (one for each positional argument) or `ignored`
            (accepted for old sites, without effect).
        short: the one-letter option of jekyll-scholar, such as `l` for `-l`.
        choices: the allowed values in lower case; empty if any value is allowed.
        markdown: whether the value is Markdown, in which tags are expanded.
        is_switch: whether `true`, without quotes, stands for a default text or number.
    """

    name: str
    summary: str
    kind: str = "text"
    short: str = ""
    choices: tuple[str, ...] = ()
    markdown: bool = False
    is_switch: bool = False


class Admonition(NamedTuple):
    """A directive written as an admonition of Python-Markdown.

    Attributes:
        type: the class of the admonition.
        title: its title, as plain text.
        content: its content, as Markdown.
    """

    type: str
    title: str
    content: str


class _PageMatch(Protocol):
    @property
    def candidates(self) -> Sequence[PageInfo]: ...


class PageLookup(Protocol):
    """The part of the registry that finds pages."""

    @property
    def pages(self) -> Mapping[str, PageInfo]:
        """Return all pages by source path."""

    @property
    def pages_by_type(self) -> Mapping[str, Sequence[PageInfo]]:
        """Return the pages of each type."""

    def resolve_page(self, name: str, from_page: str, /) -> _PageMatch:
        """Return the pages that an id or name may refer to."""


@dataclass(frozen=True, slots=True)
class Directive:
    """Something that authors can write into a page.

    A subclass overrides the methods that describe the directive to the rest of the build; their defaults suit
    a directive that only shows something.

    Attributes:
        name: the name of the tag (`{% name … %}`) and of the macro (`{{ name(…) }}`).
        output: what it turns into.
        summary: one sentence for the documentation.
        positional: what the positional arguments are; empty if it takes none.
        minimum: how many of them are required.
        maximum: how many of them are allowed; None for any number.
        parameters: the named arguments.
        includes: names of ETT's includes that do the same (`{% include NAME.html … %}`).
        shorthands: other syntax for it.
        adds_anchors: whether its HTML has ids that links on any page may refer to.
        searchable: whether the search indexes its HTML.
        takes_citation_keys: whether its positional arguments are citation keys, or aliases of them.
        landing_position: its position among the blocks of a landing page; 0 if it is none of them.
    """

    # More than twelve attributes: all that a directive declares about itself, most of it with a default.

    name: str
    output: Output
    summary: str
    positional: str = ""
    minimum: int = 0
    maximum: int | None = 0
    parameters: tuple[Parameter, ...] = ()
    includes: tuple[str, ...] = ()
    shorthands: tuple[Shorthand, ...] = ()
    adds_anchors: bool = False
    searchable: bool = True
    takes_citation_keys: bool = False
    landing_position: int = 0

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter called `name`; `-` and `_` are equivalent."""
        wanted = name.replace("-", "_")
        return next((p for p in self.parameters if p.name == wanted), None)

    def plain_text(self, call: Call, context: ExpansionContext) -> tuple[str, Problem | None]:
        """Return the text for places that allow no HTML, such as alt texts and titles.

        Returns:
            The text, and a problem if the call cannot be rendered.
        """
        return "", None

    def check(self, call: Call) -> Iterable[Problem]:
        """Return what is wrong with a call that readers see, beyond its syntax."""
        return ()

    def nested_markdown(self, call: Call) -> str:
        """Return the Markdown in the arguments that the page shows."""
        return ""

    def admonition(self, call: Call) -> Admonition | None:
        """Return the call as an admonition, which Python-Markdown converts together with the page."""
        return None

    def mentioned_tools(self, call: Call) -> Sequence[str]:
        """Return the ids of the tools that the call mentions in the text."""
        return ()

    def cited_keys(self, call: Call) -> Sequence[str]:
        """Return the keys of the references that the call cites in the text."""
        return ()

    def listed_keys(self, call: Call) -> Sequence[str]:
        """Return the keys of the references that the call puts into the page's list of references."""
        return self.cited_keys(call)

    def used_keys(self, call: Call) -> Sequence[str]:
        """Return the keys of the references that are not unused, because of this call."""
        return self.listed_keys(call)

    def uses_all_references(self, call: Call) -> bool:
        """Return whether the call leaves no reference unused."""
        return False

    def linked_pages(self, call: Call, page: str, lookup: PageLookup) -> Iterable[PageInfo]:
        """Return the pages that the call links to, other than as Markdown links.

        Args:
            call: the call.
            page: source path of the page that it is written on.
            lookup: finds pages.
        """
        return ()

    def replaced_section(self, call: Call) -> str:
        """Return the id of the section that the page no longer needs below its text."""
        return ""


@dataclass(frozen=True, slots=True)
class Call:
    """A directive with its arguments.

    Attributes:
        directive: what is called.
        words: the positional arguments.
        values: the named arguments by parameter name; lists, numbers and flags are converted.
        cites: the cites of a citation in pandoc's syntax, each with its own prefix, locator and suffix.
    """

    directive: Directive
    words: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    cites: tuple[CiteItem, ...] = ()

    def text(self, name: str) -> str:
        """Return the text of a parameter, or an empty string."""
        return str(self.values.get(name, "")).strip()

    def name(self, name: str) -> str:
        """Return the text of a parameter in the form in which names and ids are looked up."""
        return normalise_name(self.text(name))

    def flag(self, name: str, default: bool = False) -> bool:
        """Return whether a flag is set."""
        return bool(self.values.get(name, default))

    def names(self, name: str) -> tuple[str, ...]:
        """Return the items of a list parameter."""
        return tuple(self.values.get(name, ()))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a parameter that can be repeated, one for each positional argument."""
        return tuple(str(text).strip() for text in self.values.get(name, ()))
