"""Names in CSL styles: affixes, particles, initials, “and”, “et al.” and sorting."""

from __future__ import annotations

import pytest
from support.csl import entry, made, own_style

DOE = {"family": "Doe", "given": "Jane"}
ROE = {"family": "Roe", "given": "Richard"}
SAND = {
    "family": "Sand",
    "given": "Luce",
    "dropping-particle": "de",
    "non-dropping-particle": "La",
    "suffix": "II",
}
PARTS = (
    '<names variable="author"><name {}><name-part name="family" prefix="(" suffix=")"/>'
    '<name-part name="given" prefix="[" suffix="]"/></name></names>'
)


@pytest.mark.parametrize(
    ("layout", "demote", "people", "text"),
    [
        (
            '<names variable="author"><name prefix="by " suffix="!"/></names>',
            "",
            [DOE, ROE],
            "by Jane Doe, Richard Roe!",
        ),
        ('<names variable="author"><name suffix=" "/><label form="short"/></names>', "", [DOE], "Jane Doe"),
        (PARTS.format(""), "", [SAND], "[Luce] (de La Sand II)"),
        (PARTS.format('name-as-sort-order="all"'), "never", [SAND], "(La Sand), [Luce de], II"),
        (PARTS.format('name-as-sort-order="all"'), "", [SAND], "(Sand), [Luce de La], II"),
        (
            '<names variable="author"><name and="text" delimiter-precedes-last="after-inverted-name" '
            'name-as-sort-order="all"/></names>',
            "",
            [{"literal": "One Board"}, {"literal": "Other Board"}],
            "One Board and Other Board",
        ),
        ('<names variable="author"><name et-al-min="2"/></names>', "", [DOE, ROE], "Jane Doe, Richard Roe"),
    ],
)
def test_affixes_and_lists(layout, demote, people, text):
    attributes = f'demote-non-dropping-particle="{demote}"' if demote else ""
    assert entry(layout, attributes, author=people).text == text


@pytest.mark.parametrize(
    ("family", "given", "text"),
    [
        ("van Rook", "Ada", "Rook, Ada van"),
        ("Rook", "Ada von", "Rook, Ada von"),
        ("al-Rook", "Ada", "Rook, Ada al-"),
        ("d'Rook", "Ada", "Rook, Ada d’"),
        ('"van Rook"', "Ada", "van Rook, Ada"),
        ("Van Rook", "Ada", "Van Rook, Ada"),
        ("Rook", "Ada, III", "Rook, Ada, III"),
    ],
)
def test_particles_and_suffixes_within_names(family, given, text):
    layout = '<names variable="author"><name name-as-sort-order="all"/></names>'
    assert entry(layout, author=[{"family": family, "given": given}]).text == text


@pytest.mark.parametrize(
    ("given", "options", "text"),
    [
        ("Ph.M.E.", 'initialize-with=". "', "Ph. M. E. Rook"),
        ("ME.", 'initialize-with="" initialize="false"', "ME Rook"),
        ("Guo-ping", 'initialize-with=""', "G Rook"),
        ("Guo-Ping", 'initialize-with="."', "G.-P. Rook"),
        ("<b>Ada</b> Q.", 'initialize-with="."', "A. Q. Rook"),
        ("TSerenjav", 'initialize-with="."', "Ts. Rook"),
    ],
)
def test_initials(given, options, text):
    layout = f'<names variable="author"><name {options}/></names>'
    assert entry(layout, author=[{"family": "Rook", "given": given}]).text == text


def test_people_with_two_roles_are_listed_once_if_there_is_a_term_for_it():
    layout = (
        '<names variable="editor translator" delimiter="; "><name/><label prefix=" (" suffix=")"/></names>'
    )
    assert entry(layout, editor=[DOE], translator=[DOE]).text == "Jane Doe (editor & translator)"
    none = '<locale><terms><term name="editortranslator"/></terms></locale>'
    assert entry(layout, body=none, editor=[DOE], translator=[DOE]).text == (
        "Jane Doe (editor); Jane Doe (translator)"
    )


@pytest.mark.parametrize(
    ("keys", "order"),
    [
        ('<key variable="author"/>', "cbad"),
        ('<key macro="count"/><key variable="title"/>', "bcda"),
        ('<key macro="short"/><key variable="title" sort="descending"/>', "cbad"),
    ],
)
def test_sorting_by_names_and_by_their_number(keys, order):
    body = (
        '<macro name="count"><names variable="author"><name form="count"/></names></macro>'
        '<macro name="short"><names variable="author"><name form="short" and="text"/></names></macro>'
        f"<citation><layout/></citation><bibliography><sort>{keys}</sort>"
        '<layout><text variable="title"/></layout></bibliography>'
    )
    references = [
        made("a", author=[DOE, {"family": "Aye", "given": "A"}], title="1"),
        made("b", author=[DOE], title="2"),
        made("c", author=[{"family": "von Ash", "given": "B"}], title="3"),
        made("d", author=[ROE], title="4"),
    ]
    assert "".join(own_style(body, *references).order(list("abcd"))) == order
