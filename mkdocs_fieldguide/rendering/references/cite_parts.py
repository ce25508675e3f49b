"""The parts of a citation for its template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from mkdocs_fieldguide.citations.citation_pieces import CitationPiece
from mkdocs_fieldguide.rendering.references.lists import card_id, reference_id


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


@dataclass(frozen=True, slots=True)
class CiteLinks:
    """How the parts of a citation are linked.

    Attributes:
        linked: whether they are links.
        base_url: relative URL of the page with the list of references; empty if it is the same page.
        anchors: the ids of the links, by citation key.
    """

    linked: bool = True
    base_url: str = ""
    anchors: Mapping[str, str] = field(default_factory=dict)


def make_parts(
    pieces: Iterable[CitationPiece],
    links: CiteLinks,
    label_in_range: Callable[[str], str],
    add_card: Callable[[str], None],
) -> list[CitePart]:
    """Return the parts of a citation.

    Args:
        pieces: the formatted citation.
        links: how they are linked.
        label_in_range: returns the label of a reference without text.
        add_card: called with the key of each reference that needs a card.
    """
    parts: list[CitePart] = []
    seen: set[str] = set()
    for piece in pieces:
        if piece.key is None or piece.key in seen:
            parts.append(CitePart(piece.html))
            continue
        seen.add(piece.key)
        with_card = links.linked and not links.base_url and bool(piece.html)
        if with_card:
            add_card(piece.key)
        parts.append(
            CitePart(
                piece.html,
                piece.key,
                f"{links.base_url}#{reference_id(piece.key)}" if links.linked else "",
                "" if links.base_url else links.anchors.get(piece.key, ""),
                "" if piece.html else label_in_range(piece.key),
                card_id(piece.key) if with_card else "",
            )
        )
    return parts
