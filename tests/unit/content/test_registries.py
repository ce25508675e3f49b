"""The setting `registries`: valid and invalid values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.content.settings.external_registries import read_registries
from mkdocs_fieldguide.model.external_registries import BUILT_IN_REGISTRIES, external_links

WIKIDATA = {
    "name": "Wikidata",
    "url": "https://www.wikidata.org/wiki/{id}",
    "icon": "simple/wikidata",
    "id": r"Q\d+",
    "example": "Q28665",
}


def read(setting):
    registries, problems = read_registries(setting)
    assert problems == ()
    return registries


def test_registry_is_added_to_those_built_in():
    registries = read({"wikidata": WIKIDATA})
    assert set(registries) == {*BUILT_IN_REGISTRIES, "wikidata"}
    (link,) = external_links({"wikidata": " Q1 "}, registries)
    assert (link.label, link.url, link.icon) == (
        "Wikidata",
        "https://www.wikidata.org/wiki/Q1",
        "simple/wikidata",
    )


def test_part_of_a_built_in_registry_can_be_changed():
    registries = read({"biotools": {"name": "Our mirror", "url": "http://mirror.example.org/{id}"}})
    (link,) = external_links({"biotools": "galaxy"}, registries)
    assert (link.label, link.url) == ("Our mirror", "http://mirror.example.org/galaxy")
    assert link.icon == BUILT_IN_REGISTRIES["biotools"].icon
    assert not registries["biotools"].matches("not an id")


def test_false_removes_a_registry():
    assert "tess" not in read({"tess": False})


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("https://example.org/{id}", "https://example.org/10.1%2Fa%3Fb%23c%20d"),
        ("https://example.org/{+id}", "https://example.org/10.1/a%3Fb%23c%20d"),
        ("https://example.org/?q={id}&x=1", "https://example.org/?q=10.1%2Fa%3Fb%23c%20d&x=1"),
    ],
)
def test_ids_are_percent_encoded_except_slashes_if_configured(pattern, expected):
    registries = read({"own": {"name": "Own", "url": pattern}})
    assert registries["own"].address("10.1/a?b#c d") == expected


def test_overlong_id_is_invalid():
    registries = read({"own": {"name": "Own", "url": "https://example.org/{id}", "id": ".+"}})
    assert registries["own"].matches("a" * 300)
    assert not registries["own"].matches("a" * 301)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        (["wikidata"], "`registries` is a list. Expected a mapping by registry key."),
        ({"wiki data": WIKIDATA}, "`registries.wiki data`: a key may only contain letters"),
        ({1: WIKIDATA}, "`registries.1`: a key may only contain letters"),
        ({"own": "https://example.org"}, "Expected a mapping with `name` and `url`."),
        ({"own": {"name": "Own"}}, "`registries.own` has no `url`."),
        ({"own": {"url": "https://example.org/{id}"}}, "`registries.own` has no `name`."),
        ({"own": {**WIKIDATA, "name": 3}}, "`name` of `registries.own` is “3”. Expected text."),
        ({"own": {**WIKIDATA, "url": "javascript:alert('{id}')"}}, "Expected a URL with https://"),
        ({"own": {**WIKIDATA, "url": "java\tscript:{id}"}}, "Expected a URL with https://"),
        ({"own": {**WIKIDATA, "url": "//example.org/{id}"}}, "Expected a URL with https://"),
        ({"own": {**WIKIDATA, "url": "/{id}"}}, "Expected a URL with https://"),
        ({"own": {**WIKIDATA, "url": "https://{id}.example.org/"}}, "has the id in the host name"),
        ({"own": {**WIKIDATA, "url": "https://{id}"}}, "Expected a URL with https://"),
        ({"own": {**WIKIDATA, "url": "https://example.org/"}}, "must contain `{id}`"),
        ({"own": {**WIKIDATA, "url": "https://example.org/{id}/{+id}"}}, "must contain `{id}`"),
        ({"own": {**WIKIDATA, "icon": "../../secret"}}, "Expected a name such as `material/web`."),
        ({"own": {**WIKIDATA, "id": "Q(\\d+"}}, "`id` of `registries.own` is not a valid regular expression"),
        ({"own": {**WIKIDATA, "id": "Q" * 501}}, "it has more than 500 characters"),
        ({"own": {**WIKIDATA, "example": "28665"}}, "`example` of `registries.own`, “28665”, does not match"),
        ({"own": {**WIKIDATA, "lable": "Own"}}, "has the unknown key “lable”."),
        ({"own": {**WIKIDATA, "nam": "Own"}}, "Did you mean “name”?"),
    ],
)
def test_invalid_registry_settings_are_reported_and_ignored(setting, said):
    registries, problems = read_registries(setting)
    assert any(said in problem for problem in problems), problems
    assert dict(registries) == dict(BUILT_IN_REGISTRIES)


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    _values | st.dictionaries(st.text(max_size=5), st.dictionaries(st.sampled_from(list(WIKIDATA)), _values))
)
def test_every_url_is_a_web_url_for_any_setting(setting):
    registries, _ = read_registries(setting)
    for key, registry in registries.items():
        assert registry.address("a b/../c").startswith(("https://", "http://")), key
