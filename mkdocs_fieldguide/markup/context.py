"""The context of expanding tags: the site and the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.model.location import Location


@dataclass(frozen=True)
class ExpansionContext:
    """The site, as far as the expansion of tags needs it.

    Attributes:
        tool_names: names of the tools by id.
        values: Liquid values that pages may use, such as `site.title`.
        foreign_tags: names of tags that another plugin's template engine evaluates.
        including_tags: names of tags with which another plugin includes files.
        address_of: returns the relative URL of a path in the site: `(path, page) -> URL`.
        reference_aliases: the citation key for each of its aliases.
        locator_labels: CSL terms of locators by label, such as `pp.`, for citations in pandoc's syntax; None
            if pages may not use it.
        citable: the citation keys, if pages may use this syntax; other names in the text may be no citations.
        only_in_brackets: whether `@name` in the text is no citation in this syntax.
    """

    tool_names: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    foreign_tags: frozenset[str] = frozenset()
    address_of: Callable[[str, str], str] = lambda path, page: path.lstrip("/")
    reference_aliases: Mapping[str, str] = field(default_factory=dict)
    locator_labels: Mapping[str, str] | None = None
    citable: frozenset[str] = frozenset()
    only_in_brackets: bool = False
    including_tags: frozenset[str] = frozenset()

    @cached_property
    def tool_ids(self) -> NameIndex:
        """Return an index of the tools' ids, for suggestions."""
        return NameIndex(self.tool_names)


@dataclass(frozen=True, slots=True)
class PageText:
    """A page whose text is expanded.

    Attributes:
        path: source path of the page.
        place_of: returns the location of a position in the text: `offset -> location`.
        values: Liquid values of this page, such as `page.title`.
    """

    path: str
    place_of: Callable[[int], Location]
    values: Mapping[str, str] = field(default_factory=dict)
