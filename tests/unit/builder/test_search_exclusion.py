"""The parts of pages that the search does not index."""

from __future__ import annotations

import re

import pytest

from mkdocs_fieldguide.builder.search_exclusion import SearchExclusions

CARD = "<div>" + "a card " * 100 + "</div>"
TABLE = "<div>" + "a card " * 50 + "a table" * 50 + "</div>"


@pytest.mark.parametrize(
    ("content", "parts", "left"),
    [
        pytest.param(f"<p>Text.</p>{CARD}", [CARD], "<p>Text.</p>", id="at the end"),
        pytest.param(f"{CARD}<p>Text.</p>", [CARD], "<p>Text.</p>", id="before other text"),
        pytest.param(f"{TABLE}{CARD}<p>Text.</p>", [CARD], f"{TABLE}<p>Text.</p>", id="after its like"),
        pytest.param(f"{CARD}<p>é</p>{TABLE}", [TABLE, CARD], "<p>é</p>", id="several"),
        pytest.param("<p>Text.</p>", [CARD, ""], "<p>Text.</p>", id="not there"),
        pytest.param(CARD[:-1], [CARD], CARD[:-1], id="only its beginning"),
    ],
)
def test_parts_are_removed_and_restored(content: str, parts: list[str], left: str) -> None:
    exclusions = SearchExclusions()
    exclusions.add("page.md", parts)
    shown = exclusions.remove("page.md", content)
    assert re.sub("<!--.*?-->", "", shown) == left
    assert exclusions.restore("page.md", shown) == content
