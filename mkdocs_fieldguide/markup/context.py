"""What the expansion of tags is told of the site and of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.model.location import Location


@dataclass(frozen=True)
class ExpansionContext:
    """What the expansion of tags has to know of the site.

    Attributes:
        tool_names: names of the registry's tools, by id.
        values: texts of the Liquid values that pages may use, such as `site.title`.
        foreign_tags: names of tags that another plugin's template engine will carry out.
        address_of: gives the relative address of a place in the site: `(path, page) -> address`.
    """

    tool_names: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    foreign_tags: frozenset[str] = frozenset()
    address_of: Callable[[str, str], str] = lambda path, page: path.lstrip("/")

    @cached_property
    def tool_ids(self) -> NameIndex:
        """Return the ids of the tools, ready to be compared with misspelt ones."""
        return NameIndex(self.tool_names)


@dataclass(frozen=True, slots=True)
class PageText:
    """A page while its text is expanded.

    Attributes:
        path: source path of the page.
        place_of: gives the place of a character of the text in the source file.
        values: Liquid values of this page, such as `page.title`.
    """

    path: str
    place_of: Callable[[int], Location]
    values: Mapping[str, str] = field(default_factory=dict)
