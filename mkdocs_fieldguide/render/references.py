"""Citations and reference lists of one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.citations.formatting import Formatter
from mkdocs_fieldguide.citations.style import StyleError
from mkdocs_fieldguide.diagnostics import Code, did_you_mean
from mkdocs_fieldguide.expand.arguments import Call
from mkdocs_fieldguide.expand.slots import Slot, Where
from mkdocs_fieldguide.model import CiteItem
from mkdocs_fieldguide.render.html_ids import html_id, mention_anchor
from mkdocs_fieldguide.render.selection import select
from mkdocs_fieldguide.render.site import Site


@dataclass(frozen=True, slots=True)
class CitePart:
    """A piece of an in-text citation, for the template.

    Attributes:
        html: what is shown.
        key: the key that it is the link of; empty for what is no link.
        href: where the link leads.
        anchor: id of the link, for the way back.
        hidden: whether only assistive technology finds it, as a number inside a range.
    """

    html: str
    key: str = ""
    href: str = ""
    anchor: str = ""
    hidden: bool = False


class PageReferences:
    """What one page cites: numbers, anchors and lists.

    Args:
        site: what is known of the site.
        page: source path of the page.
        slots: the page's slots in the order of the text; numbers are given in that order.
    """

    def __init__(self, site: Site, page: str, slots: Iterable[Slot]) -> None:
        self._site = site
        self._page = page
        self._numbers: dict[str, int] = {}
        self._anchors: dict[str, list[str]] = {}
        self._slot_anchors: dict[int, dict[str, str]] = {}
        self._listed: set[str] = set()
        known = site.registry.references
        for slot in slots:
            call = slot.mark.call
            if call is None or call.directive.name not in ("cite", "nocite", "reference"):
                continue
            for key in dict.fromkeys(call.words):
                if key not in known or call.directive.name == "reference":
                    continue
                self._numbers.setdefault(key, len(self._numbers) + 1)
                if call.directive.name == "cite":
                    anchors = self._anchors.setdefault(key, [])
                    anchors.append(mention_anchor("cite", key, len(anchors)))
                    self._slot_anchors.setdefault(slot.mark.number, {})[key] = anchors[-1]

    def citation(self, slot: Slot, *, away: str = "") -> Markup:
        """Render an in-text citation.

        Args:
            slot: where it stands; a slot of this page.
            away: link to this page, when the citation is shown on another (an excerpt).
        """
        call = slot.mark.call
        if call is None:
            return Markup("")
        known = [key for key in dict.fromkeys(call.words) if key in self._site.registry.references]
        unknown = self.report_unknown(slot)
        formatter = self._site.formatter("")
        anchors = self._slot_anchors.get(slot.mark.number, {})
        parts: list[CitePart] = []
        seen: set[str] = set()
        for piece in formatter.cite(_items(call, known), self._numbers) if known else ():
            if piece.key is None or piece.key in seen:
                parts.append(CitePart(piece.html))
                continue
            seen.add(piece.key)
            parts.append(
                CitePart(
                    piece.html or str(self._numbers.get(piece.key, "")),
                    piece.key,
                    f"{away}#{self.reference_id(piece.key)}" if slot.where is Where.TEXT else "",
                    "" if away else anchors.get(piece.key, ""),
                    not piece.html,
                )
            )
        return self._site.templates.partial(
            "citation", parts=parts, unknown=unknown, superscript=formatter.note_or_superscript
        )

    def report_unknown(self, slot: Slot) -> list[str]:
        """Report the keys of a mark that are not in the bibliography, and return them."""
        words = slot.mark.call.words if slot.mark.call else ()
        unknown = [key for key in dict.fromkeys(words) if key not in self._site.registry.references]
        for key in unknown:
            hint = did_you_mean(key, self._site.reference_names)
            self._site.findings.add(
                Code.UNKNOWN_REFERENCE, slot.mark.place, f"No reference has the key “{key[:80]}”.", hint
            )
        return unknown

    def full_reference(self, slot: Slot) -> Markup:
        """Render the whole reference of one entry in the text."""
        call = slot.mark.call
        key = call.words[0] if call else ""
        if key not in self._site.registry.references:
            return self.citation(slot)
        return self._site.templates.partial(
            "reference", key=key, entry=Markup(self._site.formatter("").entry(key).html)
        )

    def bibliography(self, slot: Slot) -> Markup:
        """Render the list that a `bibliography` tag asks for."""
        call = slot.mark.call
        if call is None:
            return Markup("")
        try:
            formatter = self._site.formatter(call.text("style"))
        except StyleError as error:
            self._site.findings.add(
                Code.CITATION_STYLE, slot.mark.place, str(error), "Used is the style of the site."
            )
            formatter = self._site.formatter("")
        groups = select(
            call,
            self._site.registry.references,
            list(self._numbers),
            formatter,
            lambda code, message, hint: self._site.findings.add(code, slot.mark.place, message, hint),
        )
        if not any(group.keys for group in groups):
            self._site.findings.add(
                Code.NOTHING_TO_SHOW, slot.mark.place, "The list of references is empty.", "Nothing matches."
            )
        return Markup("").join(
            self._list(group.keys, formatter, group.heading, group.level) for group in groups
        )

    def remaining(self) -> Markup:
        """Render a list of what is cited and stands in no list of the page yet; nothing when all stands."""
        keys = [key for key in self._numbers if key not in self._listed]
        if not keys:
            return Markup("")
        formatter = self._site.formatter("")
        return self._list(formatter.order(keys), formatter)

    @staticmethod
    def reference_id(key: str) -> str:
        """Return the id of a reference in the first list that holds it."""
        return f"ref-{html_id(key)}"

    def _list(self, keys: Sequence[str], formatter: Formatter, heading: str = "", level: int = 0) -> Markup:
        items: list[dict[str, Any]] = []
        for key in keys:
            first = key not in self._listed
            self._listed.add(key)
            number = self._numbers.setdefault(key, len(self._numbers) + 1) if formatter.numeric else 0
            items.append(
                {
                    "key": key,
                    # Only the first list of a page holds the target of citations.
                    "id": self.reference_id(key) if first else "",
                    "entry": Markup(formatter.entry(key).html),
                    "number": number,
                    "anchors": self._anchors.get(key, []) if first else [],
                }
            )
        return self._site.templates.partial(
            "bibliography", items=items, heading=heading, level=3 + min(level, 3), numeric=formatter.numeric
        )


def _items(call: Call, keys: Sequence[str]) -> list[CiteItem]:
    """Return the items of a citation; locator and prefix belong to its first key, as in jekyll-scholar."""
    return [
        CiteItem(
            key,
            locator=call.text("locator") if index == 0 else "",
            label=call.text("label") or "page",
            prefix=call.text("prefix") if index == 0 else "",
            suppress_author=call.flag("suppress_author"),
            author_in_text=call.flag("author_in_text"),
        )
        for index, key in enumerate(keys)
    ]
