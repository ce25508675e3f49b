"""What stands at the foot of every page: columns of links, logos and text, and the licence.

Floor 0: standard library and pydantic only.
"""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_fieldguide.model.location import Location


@dataclass(frozen=True, slots=True)
class FooterItem:
    """A link, a logo or a text.

    Attributes:
        text: what readers see; for a logo, what it shows.
        url: where it leads: a page or an address; may be empty.
        picture: file or address of the logo; empty for links and texts.
        location: where it stands in the data.
    """

    text: str
    url: str
    picture: str
    location: Location


@dataclass(frozen=True, slots=True)
class FooterColumn:
    """A column.

    Attributes:
        title: its heading; may be empty.
        items: what stands in it, in order.
    """

    title: str
    items: tuple[FooterItem, ...]


@dataclass(frozen=True, slots=True)
class SiteFooter:
    """The whole footer.

    Attributes:
        columns: its columns.
        copyright: a line about rights and licence, with Markdown.
        extra_line: a line below it, with Markdown.
    """

    columns: tuple[FooterColumn, ...] = ()
    copyright: str = ""
    extra_line: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.columns or self.copyright or self.extra_line)
