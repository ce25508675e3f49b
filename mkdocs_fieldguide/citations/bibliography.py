"""The references of a formatter: parsed items, and digests of their data for cache keys."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from mkdocs_fieldguide.citations.csl.item import Item
from mkdocs_fieldguide.files.json_cache import digest
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference


class Bibliography:
    """References by citation key; items and digests are computed on first use.

    Args:
        references: the references by citation key.
    """

    def __init__(self, references: Mapping[str, Reference]) -> None:
        self._references = references
        self._items: dict[str, Item] = {}
        self._digests: dict[str, str] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._references

    def keys(self) -> Collection[str]:
        """Return all citation keys, in file order."""
        return self._references.keys()

    def get_items(self, keys: Collection[str]) -> list[Item]:
        """Return the items with these keys."""
        return [self.get_item(key) for key in keys]

    def get_item(self, key: str) -> Item:
        """Return the item with this key.

        Raises:
            KeyError: if there is none.
        """
        item = self._items.get(key)
        if item is None:
            item = self._items[key] = Item(key, self._references[key].csl)
        return item

    def get_digest(self, key: str) -> str:
        """Return a digest of the data of an item."""
        found = self._digests.get(key)
        if found is None:
            found = self._digests[key] = digest(key, self._references[key].csl)
        return found

    @cached_property
    def digest(self) -> str:
        """Return a digest of the whole bibliography."""
        return digest([self.get_digest(key) for key in self._references])

    def locate(self, key: str) -> Location:
        """Return the location of an entry."""
        return self._references[key].defined_at

    def locate_file(self) -> Location:
        """Return the file of the first entry, for findings about the whole bibliography."""
        first = next(iter(self._references.values()), None)
        return Location(first.defined_at.file) if first else Location("")
