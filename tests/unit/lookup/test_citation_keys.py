from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.export.references.bibtex import sanitise_key
from mkdocs_fieldguide.lookup.citation_keys import make_key


def item(author="", title="T", year=2021, **rest):
    return {
        "title": title,
        **({"author": [{"family": author}]} if author else {}),
        **({"issued": {"date-parts": [[year]]}} if year else {}),
        **rest,
    }


@pytest.mark.parametrize(
    ("of", "key"),
    [
        (item("Rehm", "GA4GH: International policies and standards"), "rehm_ga4gh_2021"),
        (item("Zurek", "Solve-RD: systematic pan-European data sharing"), "zurek_solve-rd_2021"),
        (item("da Silva Santos", "The FAIR Guiding Principles"), "da_silva_santos_fair_2021"),
        (item("Gödel", "Über formal unentscheidbare Sätze", 1931), "godel_uber_1931"),
        (item("Łukasiewicz", "O logice", 1920), "lukasiewicz_o_1920"),
        (item("O'Neil", "L’étude de la chose"), "o_neil_etude_2021"),
        (item("王", "数据"), "王_数据_2021"),
        (item(title="<i>In vivo</i> studies", year=None), "noauthor_vivo_nodate"),
        (item(title="The a"), "noauthor_the_2021"),
        (item(title="???"), "noauthor_untitled_2021"),
        (item(author=[], title="T", editor=[{"literal": "GA4GH Team"}]), "ga4gh_team_t_2021"),
    ],
)
def test_author_word_year(of, key):
    assert make_key(of, ()) == key


def test_key_is_unique_regardless_of_case():
    taken = {"REHM_t_2021", "rehm_t_2021-1"}
    assert make_key(item("Rehm"), taken) == "rehm_t_2021-2"


@given(st.text(), st.text())
def test_any_key_is_valid_bibtex(author, title):
    key = make_key(item(author, title), ())
    assert sanitise_key(key) == key
