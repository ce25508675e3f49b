"""Names are sorted as readers expect."""

import pytest

from mkdocs_fieldguide.model.natural_order import make_natural_key


@pytest.mark.parametrize(
    "names",
    [
        ["Tool 2", "Tool 02b", "tool 10", "Tool 100"],
        ["eagle", "Érable", "Erbium", "ZEBRA"],
        ["3D Slicer", "10x", "alpha", "Ａlphabet"],
        ["", "-", "a", "a1", "a" + "9" * 5000],
    ],
    ids=["numbers", "letters", "digits first", "extremes"],
)
def test_letter_case_accents_and_numbers(names):
    names_reversed = names[::-1]
    assert sorted(names_reversed, key=make_natural_key) == names
