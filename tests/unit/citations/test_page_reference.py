"""A page as a bibliography entry."""

import pytest

from mkdocs_fieldguide.citations.page_reference import make_csl_name, make_page_reference


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Example", {"given": "Ada", "family": "Example"}),
        ("Ada B. Example", {"given": "Ada B.", "family": "Example"}),
        (
            "Ludwig van der Berg",
            {"given": "Ludwig", "non-dropping-particle": "van der", "family": "Berg"},
        ),
        ("Martin King Jr.", {"given": "Martin", "family": "King", "suffix": "Jr."}),
        ("Example, Ada", {"family": "Example", "given": "Ada"}),
        ("Élodie Exemple", {"given": "Élodie", "family": "Exemple"}),
        ("Cher", {"literal": "Cher"}),
        ("李 小", {"literal": "李 小"}),
        ("bell hooks", {"given": "bell", "family": "hooks"}),
        (",", {"literal": ","}),
    ],
)
def test_names(name, parts):
    assert make_csl_name(name) == parts


def test_names_of_organisations_are_not_split():
    assert make_csl_name("Institute of Examples, Berlin", literal=True) == {
        "literal": "Institute of Examples, Berlin"
    }


def test_unknown_fields_are_omitted():
    assert make_page_reference("work", "The work", site="Guide").csl == {
        "type": "webpage",
        "title": "The work",
        "container-title": '<span class="nocase">Guide</span>',
    }
