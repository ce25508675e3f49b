"""What a directive is: its name, its arguments and what it makes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Output(StrEnum):
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
        choices: the values that there are, in small letters; empty where there are more.
        markdown: whether the value is a text in Markdown, in which tags are carried out.
    """

    name: str
    summary: str
    kind: str = "text"
    short: str = ""
    choices: tuple[str, ...] = ()
    markdown: bool = False


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
    makes: Output
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


COLUMNS = (
    Parameter("col", "How many to a row, at most.", "number"),
    Parameter("sort", "`true` sorts by name, `false` keeps the given order.", "flag"),
)
"""Parameters of everything that stands in columns."""
