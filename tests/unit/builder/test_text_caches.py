"""What builds under `mkdocs serve` have found in the texts of pages."""

import pytest

from mkdocs_fieldguide.builder.expansions import Expanded
from mkdocs_fieldguide.builder.repeated.text_caches import Expansions, HtmlCache
from mkdocs_fieldguide.markup.context import ExpansionContext
from mkdocs_fieldguide.markup.html_slots import Slot, insert_placeholders
from mkdocs_fieldguide.markup.placeholders import Kind, PlaceholderTable
from mkdocs_fieldguide.model.location import Location


def table_with(others, plain="Spade"):
    """Return a table with other placeholders before that of the page, and the token of the latter."""
    table = PlaceholderTable()
    for _ in range(others):
        table.add(Kind.VALUE, "x", "other.md", Location("other.md", 1))
    return table, table.add(Kind.PROBLEM, "{% x %}", "page.md", Location("page.md", 3), plain=plain)


def html_of(table, mark):
    return insert_placeholders(f'<h2 id="a">A</h2><p><img src="b.png"> {mark.token}</p>', table)


@pytest.mark.parametrize("others", [0, 3])
def test_html_that_was_read_before_has_the_placeholders_of_this_build(others):
    cache = HtmlCache()
    cache.read("page.md", html_of(*table_with(2)), table_with(2)[0])
    table, mark = table_with(others)
    html = html_of(table, mark)
    fresh, again = HtmlCache().read("page.md", html, table), cache.read("page.md", html, table)
    assert again == fresh
    assert again.anchors == {"a"}
    assert again.pictures == ("b.png",)
    assert [part.mark for part in again.parts if isinstance(part, Slot)] == [mark]


def test_html_is_read_again_if_a_placeholder_is_another_one():
    cache = HtmlCache()
    for plain in ("Spade", "Rake"):
        table, mark = table_with(1, plain)
        html = f'<img alt="{mark.token}">'
        assert "".join(cache.read("page.md", html, table).parts) == f'<img alt="{plain}">'


def test_a_text_that_was_expanded_before_gets_the_same_placeholders():
    cache = Expansions()
    cache.begin(ExpansionContext())
    table, mark = table_with(0)
    cache.put("page.md", "text", Expanded(f"A {mark.token}.", 0, is_repeatable=True), table)
    later, _ = table_with(4)
    assert cache.get("page.md", "text", later) == f"A {later.get(5).token}."
    assert later.get(5).plain == "Spade"
    assert cache.get("page.md", "other", later) is None


@pytest.mark.parametrize("reason", ["side effects", "a path", "other names", "another page"])
def test_texts_that_depend_on_more_are_expanded_again(reason):
    cache = Expansions()
    cache.begin(ExpansionContext())
    table = PlaceholderTable()
    path = "images/a.png" if reason == "a path" else ""
    mark = table.add(Kind.VALUE, "x", "page.md", Location("page.md"), plain="x", path=path)
    cache.put("page.md", "text", Expanded(mark.token, 0, is_repeatable=reason != "side effects"), table)
    if reason == "other names":
        cache.begin(ExpansionContext({"spade": "Spade"}))
    asked = "other.md" if reason == "another page" else "page.md"
    assert cache.get(asked, "text", table) is None
