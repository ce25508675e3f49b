"""Settings that are mappings or lists: any value is used or reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.content.pages.link_kinds import LinkKind, LinkKinds
from mkdocs_fieldguide.content.settings.page_types import COLOURS, PageTypes
from mkdocs_fieldguide.content.settings.toc import TocOptions, parse_levels

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
KEYS = st.sampled_from(
    ["label", "icon", "description", "order", "layout", "colour", "listing", "heading", "url", "levels"]
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | SCALARS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("shape", [PageTypes, LinkKinds, TocOptions])
@given(setting=ANYTHING)
def test_any_setting_is_read_or_reported(shape, setting):
    read, problems = shape.from_setting(setting)
    assert isinstance(read, shape)
    assert all(problem.strip() for problem in problems)


@given(setting=st.dictionaries(st.text(), st.dictionaries(KEYS, SCALARS, max_size=7), max_size=4))
def test_parsed_types_can_be_used(setting):
    types, _ = PageTypes.from_setting(setting)
    listed = types.ordered([*setting, "another"])
    assert {it.name for it in listed} == {*setting, "another"}
    for it in listed:
        assert it.colour in ("", *COLOURS)
        assert isinstance(it.listing, bool) or ".." not in it.listing.split("/")
    names = [it.name for it in listed]
    assert [it.name for it in types.ordered(names[::-1])] == names
    assert [it.name for it in types.ordered(sorted(names))] == names


def test_types_are_sorted():
    setting = {"b": {"order": 2}, "z": None, "y": {}, "a": {"order": 1.5}}
    types, problems = PageTypes.from_setting(setting)
    assert not problems
    assert [it.name for it in types.ordered({"y", "b", "new_one", "z", "a", "Another"})] == [
        "a",
        "b",
        "z",
        "y",
        "Another",
        "new_one",
    ]


@given(ANYTHING)
def test_parsed_levels_are_valid(value):
    levels = parse_levels(value)
    assert levels is None or levels <= set(range(1, 7))


@pytest.mark.parametrize(
    ("written", "levels"),
    [(2, {2}), ("2-3", {2, 3}), ("3-2", {2, 3}), ("h2", {2}), ("2, 4", {2, 4}), ([2, "4-5"], {2, 4, 5})],
)
def test_valid_levels(written, levels):
    assert parse_levels(written) == levels


@pytest.mark.parametrize("written", [0, 7, "", "x", True, None, [], [2, "x"], {"a": 1}])
def test_empty_levels(written):
    assert parse_levels(written) is None


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("https://example.org/{id}.html", "https://example.org/a%20b%2Fc.html"),
        ("https://example.org/?q=", "https://example.org/?q=a%20b%2Fc"),
        ("", ""),
    ],
)
def test_addresses_of_ids(pattern, address):
    assert LinkKind("x", url=pattern).address("a b/c") == address
