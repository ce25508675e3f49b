"""What pages read of the site, and when they have to be made again for it."""

from functools import cached_property
from types import SimpleNamespace
from typing import cast

import pytest

from mkdocs_fieldguide.builder.repeated.site_reads import SiteReads
from mkdocs_fieldguide.builder.repeated.watched_site import TOOLS, WatchedIndexes
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.registry.mentions import MentionIndex
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.context import Indexes, RenderContext
from mkdocs_fieldguide.rendering.urls import SiteUrls

SOURCE = SourceMap(Location("x.yml", 1))

INDEXES_OF_DATA = {"image_names", "reference_names"}
"""Indexes that do not depend on pages."""


def reads_of(*pages, whole, tools=()):
    """Return the record of a site with these pages."""
    registry = Registry(tools={tool.id: tool for tool in tools}, pages={page.path: page for page in pages})
    mentions = MentionIndex()
    context = RenderContext(
        registry=registry,
        mentions=mentions,
        urls=SiteUrls(pages={page.path: page.path.removesuffix("md") for page in pages}),
        indexes=Indexes(registry, mentions),
        **dict.fromkeys(
            ("addresses", "templates", "words", "icons", "findings", "citations", "text"),
            cast("None", SimpleNamespace()),
        ),
    )
    reads = SiteReads(context)
    reads.describe_with({page.path: f"title: {page.title}" for page in pages}, whole)
    return reads


def page(path, title="Title", **more):
    return PageInfo(path=path, title=title, source=SOURCE, **more)


READS = {
    "a page": (lambda context: context.registry.pages["a.md"].title, False),
    "a page that does not exist": (lambda context: context.registry.pages.get("c.md"), False),
    "the page that was added": (lambda context: context.registry.pages.get("b.md"), True),
    "all pages": (lambda context: list(context.registry.pages.values()), True),
    "the number of pages": (lambda context: len(context.registry.pages), True),
    "pages of another person": (lambda context: context.registry.pages_by_person.get("Ada"), False),
    "pages of a person of the new page": (lambda context: context.registry.pages_by_person.get("Bea"), True),
    "a link": (lambda context: context.registry.resolve_page("a", ""), False),
    "a link to the new page": (lambda context: context.registry.resolve_page("b", ""), True),
    "an attribute without record of its keys": (lambda context: context.registry.page_index, True),
    "the URL of a page": (lambda context: context.urls.pages["a.md"], False),
    "all mentions": (lambda context: context.mentions.tools(), True),
    "the mentions of a tool": (lambda context: context.mentions.pages_of_tool("spade"), False),
    "related tools": (lambda context: context.indexes.related_tools.related("spade"), False),
    "related pages": (lambda context: context.indexes.related_pages.of("a.md", 3), False),
    "the names of all pages": (lambda context: context.indexes.page_names, True),
    "data": (lambda context: context.registry.people.get("Ada"), False),
}


@pytest.mark.parametrize("what", READS)
def test_a_new_page_changes_what_shows_it(what):
    read, is_changed = READS[what]
    before = reads_of(page("a.md", contributors=["Ada"]), whole="1")
    before.begin()
    read(before.context)
    values = before.describe(before.end())
    assert before.are_current(values)
    after = reads_of(page("a.md", contributors=["Ada"]), page("b.md", contributors=["Bea"]), whole="2")
    assert after.are_current(values) is not is_changed


def test_nothing_is_current_if_links_in_data_lead_elsewhere():
    reads = reads_of(page("a.md"), whole="1")
    reads.leads_to_the_same = False
    assert not reads.are_current({})


def test_the_description_of_a_tool_is_a_value_of_its_own():
    def described(text):
        tool = Tool(id="spade", name="Spade", description=text, source=SOURCE)
        return reads_of(whole="1", tools=[tool])

    before, after = described("Digs."), described("Turns.")
    before.begin()
    assert before.context.registry.tools["spade"].description == "Digs."
    keys = before.end()
    assert keys == {(TOOLS, "spade")}
    assert before.describe(keys) == {}
    assert before.describe_tool("spade") != after.describe_tool("spade")
    assert before.describe_tool("rake") == after.describe_tool("rake")


def test_each_index_records_its_use():
    """An index that is computed once for all pages would count as read by the first of them only."""
    computed = {
        name for name, value in vars(Indexes).items() if isinstance(value, (cached_property, property))
    }
    assert computed - set(vars(WatchedIndexes)) == INDEXES_OF_DATA
