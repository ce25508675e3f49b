"""Citations and reference lists of one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from mkdocs_fieldguide.citations.citation_pieces import CitationPiece
from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import StyleError
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name, unambiguous_match
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.directive import Call
from mkdocs_fieldguide.markup.html_slots import Slot, SlotContext
from mkdocs_fieldguide.model.anchors import make_mention_anchor
from mkdocs_fieldguide.model.list_settings import ListSettings
from mkdocs_fieldguide.model.references import CiteForm, CiteItem
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.references.cite_items import is_list, known_keys, make_items, may_be_name
from mkdocs_fieldguide.rendering.references.cite_parts import CiteLinks, CitePart, make_parts
from mkdocs_fieldguide.rendering.references.cleared_citations import ClearedCitations
from mkdocs_fieldguide.rendering.references.lists import ENTRY_PARTIALS, ReferenceLists, reference_id
from mkdocs_fieldguide.rendering.references.note_positions import position_citations
from mkdocs_fieldguide.rendering.references.notes import NO_NOTES, NoteNumbers, back_id, note_id
from mkdocs_fieldguide.rendering.references.selection import KeyGroup, select_references, with_settings
from mkdocs_fieldguide.rendering.urls import Links


class PageReferences:
    """Renders the citations and reference lists of one page.

    Args:
        context: the context of rendering.
        links: links relative to the page.
        page: source path of the page.
        slots: the page's slots in reading order, in which references are numbered.
        notes: the numbers of notes, in a style for notes.
    """

    # More than twelve attributes: the numbers, anchors and positions of a page follow from its slots at once.
    def __init__(
        self,
        context: RenderContext,
        links: Links,
        page: str,
        slots: Iterable[Slot],
        notes: NoteNumbers = NO_NOTES,
    ) -> None:
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
        self._notes = notes
        # Lists in numeric styles give numbers to further entries.
        self._cited = tuple(self._numbers)
        if context.citations.formatter("").has_positions:
            citations = position_citations(citations, notes)
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
        formatter = self._context.citations.formatter("")
        number = self._notes.own.get(slot.mark.number, 0) if known else 0
        form = CiteForm.AUTHORS if number else self._form_within(slot.mark.number)
        anchors = self._slot_anchors.get(slot.mark.number, {})
        is_link = slot.where is SlotContext.TEXT
        links = CiteLinks(is_link and not formatter.is_list_missing, base_url, anchors)
        return self._context.templates.partial(
            "citation",
            parts=self._parts(slot, known, form, links),
            unknown=unknown,
            note=number,
            note_url=f"{base_url}#{note_id(number)}" if is_link else "",
            punctuation=Markup(slot.punctuation),
            note_anchor="" if base_url else back_id(number),
            anchors={} if base_url else anchors,
        )

    def note(self, slot: Slot) -> Markup:
        """Render the note of a citation, as an item of the list of footnotes."""
        call = slot.mark.call
        known = known_keys(call, self._context.registry.references) if call else []
        number = self._notes.own.get(slot.mark.number, 0)
        links = CiteLinks(not self._context.citations.formatter("").is_list_missing)
        return self._context.templates.partial(
            "note",
            id=note_id(number),
            back=f"#{back_id(number)}",
            number=number,
            parts=self._parts(slot, known, CiteForm.NOTE, links),
        )

    def _form_within(self, slot: int) -> CiteForm:
        """Return the form of a citation that is not a note itself."""
        if slot in self._notes.whole:
            return CiteForm.NOTE
        return CiteForm.WITHIN_NOTE if slot in self._notes.around else CiteForm.WHOLE

    def _parts(self, slot: Slot, known: Sequence[str], form: CiteForm, links: CiteLinks) -> list[CitePart]:
        formatter = self._context.citations.formatter("")
        call = slot.mark.call
        items = self._citations.get(slot.mark.number) or (
            make_items(call, known, self._prefixes) if call else []
        )
        if slot.mark.number in self._notes.whole:
            items = [replace(item, author_in_text=False) for item in items]
        pieces: list[CitationPiece] = formatter.cite(items, self._numbers, form) if items else []
        if form is not CiteForm.AUTHORS and not any(piece.html for piece in pieces):
            pieces = formatter.cite_titles(items)
        return make_parts(
            pieces,
            links,
            lambda key: self._label_in_range(key, formatter),
            self._with_card.setdefault,
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
        keys = [key for key in self._cited if key not in self._lists.listed]
        formatter = self._context.citations.formatter("")
        if not keys or formatter.is_list_missing:
            return Markup("")
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
            self._cleared.keys_for(slot.mark.number, self._cited),
            formatter,
            lambda code, message, hint: self._context.findings.add(code, slot.mark.location, message, hint),
            self._settings,
        )
