from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.citations.query import QueryError, parse_query
from mkdocs_fieldguide.citations.sort_and_group import (
    GroupNames,
    group_references,
    is_descending,
    sort_references,
)
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("@article[year>=1950 && author ^= Watson]", {"watson_molecular_1953"}),
        ("@article[year>=1950, author ^= watson]", {"watson_molecular_1953"}),
        ("@book", {"darwin_origin_1859", "knuth_art_1997"}),
        ("@book[year < 1900] , @software", {"darwin_origin_1859", "python_2001"}),
        ("@*[author *= crick || author *= curie]", {"watson_molecular_1953", "curie_recherches_1903"}),
        ("@*[(year = 1859 || year = 1997) && publisher ~= murray|nobody]", {"darwin_origin_1859"}),
        ('@article[title ^= "initial sequencing"]', {"lander_initial_2001"}),
        ("@article[journal = Nature && year != 1953]", {"lander_initial_2001"}),
        ("@misc", {"who_constitution_1946"}),
        ("@thesis", {"curie_recherches_1903"}),
        ("year >= 2000", {"lander_initial_2001", "python_2001"}),
        ("[keywords *= dna]", {"watson_molecular_1953"}),
        ("@inproceedings[editor]", {"bohr_quantum_1928"}),
        ("@book[!edition]", set()),
        ("@article[key = godel_uber_1931]", {"godel_uber_1931"}),
        ("@*[title ~= ^on.*species]", {"darwin_origin_1859"}),
        ("@*[title ~= cell.*$ && year !~ 19]", set()),
        ("@nosuchtype", set()),
        ("!@article[year >= 1990]", {"knuth_art_1997", "python_2001"}),
        (r"@*[author ~= \bCrick\b]", {"watson_molecular_1953"}),
        (r"@*[author ~= \bCric\b]", set()),
        (r"@*[title ~= \borigin\b.*\bspecies]", {"darwin_origin_1859"}),
    ],
)
def test_queries(sample, query, keys):
    assert {one.key for one in parse_query(query).select(sample.values())} == keys


def test_query_uses_csl_types_without_a_source():
    reference = Reference("a", {"type": "article-journal", "issued": {"date-parts": [[2020]]}}, Location("x"))
    for query in ("@article", "@article-journal", "@*", "@entry"):
        assert parse_query(query).matches(reference)
    assert not parse_query("@book").matches(reference)


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "@article[",
        "@article[year>=2020",
        "@article]",
        "@article year",
        "@[x]",
        "[year=(]",
        "(" * 50,
        "x" * 3000,
    ],
)
def test_invalid_query_is_an_error(query):
    with pytest.raises(QueryError, match="query"):
        parse_query(query)


@given(st.text(alphabet=st.sampled_from(list("@*[]()&|=<>!~^$, \"'{}yearticl20.x")), max_size=40))
def test_query_selects_entries_or_is_an_error(query):
    with contextlib.suppress(QueryError):
        parsed = parse_query(query)
        assert parsed.text == query
        assert parsed.select(SOME) == [one for one in SOME if parsed.matches(one)]
        assert parse_query(query).select(SOME) == parsed.select(SOME)


SOME = [
    Reference("a", {"title": "x", "issued": {"literal": "x"}}, Location("x")),
    Reference("b", {"title": "Tea", "issued": {"date-parts": [[2000]]}}, Location("x")),
]
CONDITIONS = st.sampled_from(
    ["year >= 1950", "year < 1900", "author ^= Watson", "title *= of", "keywords", "!doi", "year", "pages"]
)


@given(first=CONDITIONS, second=CONDITIONS, third=CONDITIONS)
def test_operators_of_queries_are_those_of_sets(sample, first, second, third):
    def select(query):
        return {one.key for one in parse_query(query).select(sample.values())}

    a, b, c = select(first), select(second), select(third)
    assert select(f"@*[{first} && {second}]") == a & b
    assert select(f"@*[{first} || {second}]") == a | b
    assert select(f"@*[{first} || {second} && {third}]") == a | (b & c)
    assert select(f"@*[({first} || {second}) && {third}]") == (a | b) & c
    assert select(f"@*[{first}], @*[{second}]") == a | b


@given(
    order=st.permutations(range(10)),
    by=st.lists(st.sampled_from(["year", "author", "title", "key", "volume"]), min_size=1, max_size=2),
    direction=st.sampled_from(["ascending", "descending"]),
)
def test_order_of_entries_depends_only_on_their_fields(sample, order, by, direction):
    entries = sorted(sample.values(), key=lambda one: one.key)[:10]
    shuffled = [entries[at] for at in order if at < len(entries)]
    names = ", ".join([*by, "key"])
    found = sort_references(shuffled, names, direction)
    assert found == sort_references(entries, names, direction)
    assert sort_references(found, names, direction) == found


def test_pattern_cannot_stall_the_build():
    reference = Reference("a", {"title": "a" * 50_000}, Location("x"))
    assert not parse_query(f"[title ~= {'.*a' * 200}b]").matches(reference)


def keys(references):
    return [one.key for one in references]


def test_sorting_by_several_keys(sample):
    some = [
        sample[key]
        for key in (
            "turing_computing_1950",
            "turing_computable_1937",
            "darwin_origin_1859",
            "godel_uber_1931",
        )
    ]
    assert keys(sort_references(some, "author, year")) == [
        "darwin_origin_1859", "godel_uber_1931", "turing_computable_1937", "turing_computing_1950",
    ]  # fmt: skip
    assert keys(sort_references(some, "author year", "ascending, descending"))[2:] == [
        "turing_computing_1950", "turing_computable_1937",
    ]  # fmt: skip
    assert keys(sort_references(some, "year", "desc"))[0] == "turing_computing_1950"
    assert keys(sort_references(some, "none")) == keys(some)
    assert keys(sort_references(some, "volume"))[0] == "darwin_origin_1859"


def test_directions():
    assert [is_descending("asc, desc", at) for at in range(3)] == [False, True, True]
    assert is_descending("reverse")
    assert not is_descending("")


def test_groups_in_groups(sample):
    groups = group_references(sort_references(sample.values(), "author"), "year, type")
    assert [group.label for group in groups][:3] == ["2001", "1997", "1953"]
    assert keys(groups[0].references) == ["lander_initial_2001", "python_2001"]
    assert [(one.label, keys(one.references)) for one in groups[0].groups] == [
        ("Journal articles", ["lander_initial_2001"]),
        ("Software", ["python_2001"]),
    ]
    assert group_references(list(sample.values()), "year", "asc")[0].label == "1802"


def test_group_without_a_value_comes_last(sample):
    groups = group_references([*sample.values(), Reference("x", {"title": "X"}, Location("x"))], "year")
    assert (groups[-1].label, groups[-1].value, keys(groups[-1].references)) == ("Other", "", ["x"])
    assert group_references([], "year") == []
    assert group_references(list(sample.values()), "") == []


def test_groups_by_month_have_month_names(sample):
    labels = [group.label for group in group_references(list(sample.values()), "month")]
    assert labels == ["February", "April", "October", "Other"]


def entry(key, year=0, **csl):
    dated = {"issued": {"date-parts": [[year]]}} if year else {}
    return Reference(key, {**dated, **csl}, Location("x"))


def test_sorting_by_name_uses_authors_editors_and_organisations():
    references = [
        entry("author", author=[{"family": "Zulu", "given": "Zoe"}]),
        entry("editor", editor=[{"family": "Alpha", "given": "Ann"}]),
        entry("body", author=[{"literal": "Beta Society"}]),
        entry("publisher", publisher="Gamma House"),
        entry("none"),
    ]
    ordered = [one.key for one in sort_references(references, "name")]
    assert ordered == ["none", "editor", "body", "publisher", "author"]
    assert [group.label for group in group_references(references[:2], "name")] == ["Alpha, Ann", "Zulu, Zoe"]


def test_entries_without_a_value_come_first_in_ascending_order():
    references = [entry("b", 2008), entry("none"), entry("a", 2007)]
    assert [one.key for one in sort_references(references, "year")] == ["none", "a", "b"]
    assert [one.key for one in sort_references(references, "year", "descending")] == ["b", "a", "none"]
    ascending = group_references(references, "year", "ascending")
    assert [group.value for group in ascending] == ["", "2007", "2008"]
    assert [group.value for group in group_references(references, "year")] == ["2008", "2007", ""]


def test_groups_by_type_and_month_have_names_of_the_site():
    references = [
        Reference("a", {}, Location("x"), "@article{a,}"),
        Reference("b", {}, Location("x"), "@phdthesis{b,}"),
        Reference("c", {}, Location("x"), "@mastersthesis{c,}"),
        Reference("d", {}, Location("x"), "@book{d,}"),
    ]
    names = GroupNames(
        {"thesis": "Dissertations"}, {"phdthesis": "thesis", "mastersthesis": "thesis"}, ["thesis"]
    )
    found = group_references(references, "type", names=names)
    assert [group.label for group in found] == ["Dissertations", "Journal articles", "Books"]
    months = [f"M{number}" for number in range(1, 13)]
    dated = [Reference("x", {"issued": {"date-parts": [[2020, 3]]}}, Location("x"))]
    assert [group.label for group in group_references(dated, "month", names=GroupNames(months=months))] == [
        "M3"
    ]
