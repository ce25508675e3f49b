"""Related pages: those that share entries that few other pages have."""

from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.mentions import Mention
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.registry.mentions import MentionIndex
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.registry.related_pages import TOO_COMMON, RelatedPages


def relations_of(**things):
    """Return the relations of pages, given the tools that each mentions."""
    mentions = MentionIndex()
    pages = {path: PageInfo(path=path) for path in things}
    for path, tools in things.items():
        for tool in tools:
            mentions.tools().setdefault(tool, {})[path] = [Mention(path, Location(path))]
    return RelatedPages(Registry(pages=pages), mentions)


def test_more_and_rarer_shared_items_rank_higher():
    others = {f"p{number}": ["common"] for number in range(20)}
    found = relations_of(
        a=["common", "rare", "rarer"],
        b=["common", "rare"],
        c=["rare", "rarer", "common"],
        d=["rare"],
        **others,
    ).of("a", 9)
    assert [relation.page.path for relation in found] == ["c", "b", "d"]
    assert found[0].tools == ("rarer", "rare", "common")


def test_ties_are_sorted_by_name():
    found = relations_of(a=["x"], z=["x"], c=["x"], **dict.fromkeys("defghijk", ())).of("a", 9)
    assert [relation.page.path for relation in found] == ["c", "z"]


def test_result_is_limited_and_skips_excluded_pages():
    relations = relations_of(a=["x"], b=["x"], c=["x"], **dict.fromkeys("defghijk", ()))
    assert [relation.page.path for relation in relations.of("a", 1)] == ["b"]
    assert [relation.page.path for relation in relations.of("a", 1, {"b"})] == ["c"]
    assert relations.of("a", 0) == relations.of("a", -1) == relations.of("nowhere", 3) == []


def test_very_common_items_are_ignored():
    crowd = {f"p{number:03}": ["common"] for number in range(TOO_COMMON)}
    few = {f"q{number}": [] for number in range(5000)}
    assert relations_of(a=["common"], **crowd, **few).of("a", 3) == []
    del crowd["p000"]
    assert len(relations_of(a=["common"], **crowd, **few).of("a", 3)) == 3
