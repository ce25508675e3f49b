"""Index of mentions: which pages mention a tool or cite a reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.model.anchors import make_mention_anchor
from mkdocs_fieldguide.model.mentions import Mention


class MentionIndex:
    """All mentions of tools and citations of references, in page order and then in text order."""

    def __init__(self) -> None:
        self._tools: dict[str, dict[str, list[Mention]]] = {}
        self._references: dict[str, dict[str, list[Mention]]] = {}
        self._tools_of: dict[str, dict[str, None]] = {}
        self._references_of: dict[str, dict[str, None]] = {}

    def record(self, page: str, slots: Iterable[Slot], references: Mapping[str, object]) -> None:
        """Record the mentions and citations on a page.

        Args:
            page: the page's source path.
            slots: the page's directives, in text order.
            references: the bibliography; citations of keys that are not in it are ignored.
        """
        for slot in slots:
            call = slot.mark.call
            if call is None:
                continue
            for tool in call.directive.mentioned_tools(call):
                self._add(self._tools, tool, "fg-mention", page, slot)
                self._tools_of.setdefault(page, {})[tool] = None
            for key in call.directive.cited_keys(call):
                if key in references:
                    self._add(self._references, key, "cite", page, slot)
                    self._references_of.setdefault(page, {})[key] = None

    def pages_of_tool(self, identifier: str) -> Mapping[str, Sequence[Mention]]:
        """Return the mentions of a tool, by page."""
        return self._tools.get(identifier, {})

    def pages_of_reference(self, key: str) -> Mapping[str, Sequence[Mention]]:
        """Return the citations of a reference, by page."""
        return self._references.get(key, {})

    def tools_of_page(self, page: str) -> tuple[str, ...]:
        """Return the ids of the tools mentioned on a page, without duplicates."""
        return tuple(self._tools_of.get(page, ()))

    def references_of_page(self, page: str) -> tuple[str, ...]:
        """Return the keys of the references cited on a page, without duplicates."""
        return tuple(self._references_of.get(page, ()))

    def tools(self) -> Mapping[str, Mapping[str, Sequence[Mention]]]:
        """Return the mentions of all tools, by tool id and page."""
        return self._tools

    def references(self) -> Mapping[str, Mapping[str, Sequence[Mention]]]:
        """Return all citations, by citation key and page."""
        return self._references

    @staticmethod
    def _add(index: dict[str, dict[str, list[Mention]]], name: str, kind: str, page: str, slot: Slot) -> None:
        mentions = index.setdefault(name, {}).setdefault(page, [])
        anchor = make_mention_anchor(kind, name, len(mentions))
        mentions.append(Mention(page, slot.mark.location, anchor, slot.heading))
