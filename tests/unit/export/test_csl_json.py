from __future__ import annotations

import json

from hypothesis import given
from unit.export import samples

from mkdocs_fieldguide.export.references.csl_json import to_csl_json
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference


def test_items_are_unchanged():
    written = json.loads(to_csl_json([samples.ARTICLE, samples.THESIS]))
    assert written == [dict(samples.ARTICLE.csl), dict(samples.THESIS.csl)]


def test_letters_are_not_escaped():
    assert "Faculté" in to_csl_json([samples.THESIS])


def test_no_references_result_in_an_empty_list():
    assert json.loads(to_csl_json([])) == []


@given(samples.anything, samples.anything)
def test_any_value_results_in_valid_json(title, other):
    reference = Reference("k\ud800", {"title": title, "other": other}, Location("made.json"))

    def refuse(word):
        raise AssertionError(word)

    text = to_csl_json([reference]).encode("utf-8")
    assert json.loads(text, parse_constant=refuse)[0]["id"] == "k\ufffd"
