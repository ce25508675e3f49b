"""The site footer: columns of links, logos and text, and the licence."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_fieldguide.model.location import Location, SourceMap


@dataclass(frozen=True, slots=True)
class FooterItem:
    """A link, a logo or a text.

    Attributes:
        text: visible text, or the alternative text of a logo.
        url: target of the link, a page or a URL; may be empty.
        picture: file or URL of the logo; empty for links and texts.
        location: where the item is defined.
    """

    text: str
    url: str
    picture: str
    location: Location


@dataclass(frozen=True, slots=True)
class FooterColumn:
    """A column.

    Attributes:
        title: heading; may be empty.
        items: contents, in order.
    """

    title: str
    items: tuple[FooterItem, ...]


@dataclass(frozen=True, slots=True)
class SiteFooter:
    """The whole footer.

    Attributes:
        columns: the columns.
        copyright: copyright and licence notice, in Markdown.
        extra_line: a line below it, in Markdown.
        source: the locations of these two.
    """

    columns: tuple[FooterColumn, ...] = ()
    copyright: str = ""
    extra_line: str = ""
    source: SourceMap = field(default=SourceMap(Location("")), repr=False)

    def __bool__(self) -> bool:
        """Return whether there is anything to display."""
        return bool(self.columns or self.copyright or self.extra_line)
