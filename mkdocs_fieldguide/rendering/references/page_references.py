"""Citations and reference lists of one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from mkdocs_fieldguide.citations.csl.positions import set_positions
from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import StyleError
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name, unambiguous_match
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.directive import Call
from mkdocs_fieldguide.markup.html_slots import Slot, SlotContext
from mkdocs_fieldguide.model.anchors import make_mention_anchor
from mkdocs_fieldguide.model.list_settings import ListSettings
from mkdocs_fieldguide.model.references import CiteItem
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.references.cite_items import is_list, known_keys, make_items, may_be_name
from mkdocs_fieldguide.rendering.references.cleared_citations import ClearedCitations
from mkdocs_fieldguide.rendering.references.lists import ENTRY_PARTIALS, ReferenceLists, card_id, reference_id
from mkdocs_fieldguide.rendering.references.selection import KeyGroup, select_references, with_settings
from mkdocs_fieldguide.rendering.urls import Links


@dataclass(frozen=True, slots=True)
class CitePart:
    """A part of an in-text citation, for the template.

    Attributes:
        html: its HTML.
        key: the citation key that it links to; empty if it is not a link.
        href: the target of the link.
        anchor: id of the link, for links back to it.
        label: the name of a link without text, for assistive technology: a number within a range. As text,
            it would be copied and searched, as in “1–23”.
        card: id of the card that opens on hover and focus.
    """

    html: str
    key: str = ""
    href: str = ""
    anchor: str = ""
    label: str = ""
    card: str = ""


class PageReferences:
    """Renders the citations and reference lists of one page.

    Args:
        context: the context of rendering.
        links: links relative to the page.
        page: source path of the page.
        slots: the page's slots in reading order, in which references are numbered.
    """

    def __init__(self, context: RenderContext, links: Links, page: str, slots: Iterable[Slot]) -> None:
        self._context = context
        self._links = links
        self._page = page
        info = context.registry.pages.get(page)
        self._settings = (info.scholar if info else None) or ListSettings()
        self._numbers: dict[str, int] = {}
        self._anchors: dict[str, list[str]] = {}
        self._slot_anchors: dict[int, dict[str, str]] = {}
        self._with_card: dict[str, None] = {}
        self._lists = ReferenceLists(context, links, self._number_of, self._anchors, info)
        known = context.registry.references
        citations: dict[int, list[CiteItem]] = {}
        self._cleared = ClearedCitations()
        calls = [(slot, call) for slot in slots if (call := slot.mark.call)]
        self._prefixes = {call.text("prefix") for _, call in calls if is_list(call)}
        for slot, call in calls:
            self._cleared.add(slot.mark.number, call, known)
            cited = call.directive.cited_keys(call)
            for key in dict.fromkeys(call.directive.listed_keys(call)):
                if key not in known:
                    continue
                self._numbers.setdefault(key, len(self._numbers) + 1)
                if key in cited:
                    citations.setdefault(
                        slot.mark.number, make_items(call, known_keys(call, known), self._prefixes)
                    )
                    anchors = self._anchors.setdefault(key, [])
                    anchors.append(make_mention_anchor("cite", key, len(anchors)))
                    self._slot_anchors.setdefault(slot.mark.number, {})[key] = anchors[-1]
        if context.citations.formatter("").has_positions:
            positioned = set_positions(list(citations.values()))
            citations = dict(zip(citations, positioned, strict=True))
        self._citations = citations

    def citation(self, slot: Slot, *, base_url: str = "") -> Markup:
        """Render an in-text citation.

        Args:
            slot: the slot of the citation on this page.
            base_url: relative URL of this page, if the citation is shown on another one, in an excerpt.
        """
        call = slot.mark.call
        if call is None:
            return Markup("")
        known = known_keys(call, self._context.registry.references)
        unknown = self.report_unknown(slot)
        if not known and may_be_name(call):
            return escape(slot.mark.source)
        items = self._citations.get(slot.mark.number) or make_items(call, known, self._prefixes)
        formatter = self._context.citations.formatter("")
        anchors = self._slot_anchors.get(slot.mark.number, {})
        parts: list[CitePart] = []
        seen: set[str] = set()
        pieces = formatter.cite(items, self._numbers) if items else []
        if not any(piece.html for piece in pieces):
            pieces = formatter.cite_titles(items)
        for piece in pieces:
            if piece.key is None or piece.key in seen:
                parts.append(CitePart(piece.html))
                continue
            seen.add(piece.key)
            linked = slot.where is SlotContext.TEXT
            with_card = linked and not base_url and bool(piece.html)
            if with_card:
                self._with_card.setdefault(piece.key)
            parts.append(
                CitePart(
                    piece.html,
                    piece.key,
                    f"{base_url}#{reference_id(piece.key)}" if linked else "",
                    "" if base_url else anchors.get(piece.key, ""),
                    "" if piece.html else self._label_in_range(piece.key, formatter),
                    card_id(piece.key) if with_card else "",
                )
            )
        return self._context.templates.partial(
            "citation", parts=parts, unknown=unknown, superscript=formatter.note_or_superscript
        )

    def _label_in_range(self, key: str, formatter: Formatter) -> str:
        """Return the text of a citation that a range such as “1–3” or “2020a–c” does not show."""
        if formatter.numeric:
            return str(self._numbers.get(key, ""))
        pieces = formatter.cite([CiteItem(key)], self._numbers)
        return Markup("").join(Markup(piece.html) for piece in pieces).striptags()

    def report_unknown(self, slot: Slot) -> list[str]:
        """Report the citation keys that are not in the bibliography, and return them."""
        words = slot.mark.call.words if slot.mark.call else ()
        unknown = [key for key in dict.fromkeys(words) if key not in self._context.registry.references]
        names = self._context.indexes.reference_names
        for key in unknown:
            hint = suggest_name(key, names)
            if not hint and slot.mark.call and may_be_name(slot.mark.call):
                hint = f"To write a name, escape the sign: \\@{key[:60]}."
            self._context.findings.add(
                Code.UNKNOWN_REFERENCE,
                slot.mark.location,
                f"No reference has the key “{key[:80]}”.",
                hint,
                fix=unambiguous_match(key, names),
            )
        return unknown

    def full_reference(self, slot: Slot) -> Markup:
        """Render the full reference of one entry within the text."""
        call = slot.mark.call
        key = call.words[0] if call else ""
        if key not in self._context.registry.references:
            return self.citation(slot)
        return self._context.templates.partial(
            "reference", key=key, entry=Markup(self._context.citations.formatter("").entry(key).html)
        )

    def bibliography(self, slot: Slot) -> Markup:
        """Render the list of a `bibliography` directive."""
        call = slot.mark.call
        if call is None:
            return Markup("")
        call = with_settings(call, self._settings)
        formatter = self._formatter_for(call, slot)
        groups = self._selected(call, slot, formatter)
        if not any(group.keys for group in groups):
            self._context.findings.add(
                Code.NOTHING_TO_SHOW,
                slot.mark.location,
                "The list of references is empty.",
                "No reference matches the arguments of the tag.",
            )
        full = not (call.flag("cited") or call.flag("cited_in_order"))
        # One level below the heading above the list, so that no heading level is skipped.
        return self._lists.render(
            groups, formatter, full=full, top=max(2, slot.level + 1), template=self._template_of(call, slot)
        )

    def count(self, slot: Slot) -> Markup:
        """Render the number of references that match."""
        call = with_settings(slot.mark.call, self._settings) if slot.mark.call else None
        groups = self._selected(call, slot, self._context.citations.formatter("")) if call else []
        return escape(str(sum(len(group.keys) for group in groups)))

    def details(self, slot: Slot) -> Markup:
        """Render a link to an entry on the page with all references."""
        call = slot.mark.call
        key = call.words[0] if call else ""
        if call is None or key not in self._context.registry.references:
            return self.citation(slot)
        listing = self._links.listing("references")
        return self._context.templates.partial(
            "cite-details",
            key=key,
            text=call.text("text") or self._context.words("details"),
            url=f"{listing}#{reference_id(key)}" if listing and slot.where is SlotContext.TEXT else "",
        )

    def whole(self) -> Markup:
        """Render the whole bibliography, for the page with all references."""
        formatter = self._context.citations.formatter("")
        keys = formatter.order(list(self._context.registry.references))
        return self._lists.render([KeyGroup(keys)], formatter, full=True)

    def remaining(self) -> Markup:
        """Render the cited references that no list of the page contains yet; empty if there are none."""
        keys = [key for key in self._numbers if key not in self._lists.listed]
        if not keys:
            return Markup("")
        formatter = self._context.citations.formatter("")
        return self._lists.render([KeyGroup(formatter.order(keys))], formatter)

    @property
    def cards(self) -> Markup:
        """Return the cards of the references that the text links to."""
        return Markup("\n").join(self._lists.card(key) for key in self._with_card)

    def _number_of(self, key: str) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def _formatter_for(self, call: Call, slot: Slot) -> Formatter:
        try:
            return self._context.citations.formatter(call.text("style"))
        except StyleError as error:
            code = Code.OUTSIDE_PATH if error.is_outside else Code.CITATION_STYLE
            self._context.findings.add(
                code, slot.mark.location, str(error), "The site's default style is used."
            )
            return self._context.citations.formatter("")

    def _template_of(self, call: Call, slot: Slot) -> str:
        """Return the name of the partial for the entries of a list; empty for the plugin's own form."""
        name = call.text("template").removesuffix(".html")
        partial = f"{ENTRY_PARTIALS}/{name}" if name else ""
        if not name or self._context.templates.has_partial(partial):
            return partial
        self._context.findings.add(
            Code.BAD_ARGUMENT,
            slot.mark.location,
            f"There is no template “{shorten(name)}” for entries.",
            f"Add fieldguide/partials/{ENTRY_PARTIALS}/{shorten(name)}.html to the theme’s custom_dir.",
        )
        return ""

    def _selected(self, call: Call, slot: Slot, formatter: Formatter) -> list[KeyGroup]:
        return select_references(
            call,
            self._context.registry.references,
            self._cleared.keys_for(slot.mark.number, self._numbers),
            formatter,
            lambda code, message, hint: self._context.findings.add(code, slot.mark.location, message, hint),
            self._settings,
        )
