"""On any page, every mention is found, and its excerpt is short."""

import html

from hypothesis import example, given
from hypothesis import strategies as st
from support.hanging import QUICK, must_end

from mkdocs_fieldguide.markup.context import ExpansionContext, PageText
from mkdocs_fieldguide.markup.expander import Expander
from mkdocs_fieldguide.markup.html_slots import Slot, insert_placeholders, split_at_placeholders
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.rendering.directives import DIRECTIVES
from mkdocs_fieldguide.rendering.tools.mention_excerpts import PageMentionExcerpts
from mkdocs_fieldguide.rendering.tools.sentence_splitter import MAX_LENGTH

NAMES = {"spade": "The <b>. Spade!", "rake": "Rake"}
PIECES = [
    "{% tool 'spade' %}", "{% tool 'rake' %}", "{% cite x %}", " ", "\n", ". ", "! ", "e.g. ", "A sentence",
    "word", "<p>", "</p>", "<h1>", "</h1>", "<h2 id='a'>", "</h2>", "<td>", "</td>", "<tr>", "<pre>",
    "</pre>", "<a>", "</a>", "<a class='headerlink'>", "<script>", "</script>", "<svg/>", "<", ">", "&lt;",
    "&", "<!--", "-->", "\"", "x" * 300, "。", "é", "\ud800",
]  # fmt: skip


def parts_of(text):
    book = PlaceholderTable()
    expander = Expander(book, DIRECTIVES, ExpansionContext(NAMES))
    done = expander.expand(text, PageText("a.md", lambda at: Location("a.md", 1, at + 1), {}))
    return split_at_placeholders(insert_placeholders(done, book), book)


def quotes_of(parts):
    return PageMentionExcerpts(parts, lambda slot: ())


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example(
    "<h2>{% tool 'rake' %}</h2>{% tool 'rake' %}. {% tool 'rake' %}. {% tool 'rake' %} and {% tool 'rake' %}"
)
def test_every_mention_is_found_in_any_html(text):
    parts = parts_of(text)
    quotes = quotes_of(parts)
    mentions = [part for part in parts if isinstance(part, Slot) and part.mark.call]
    for tool, name in NAMES.items():
        count = sum(slot.mark.call.words[0] == tool for slot in mentions if slot.mark.call)
        found = quotes.of_tool(tool)
        assert bool(found) is (count > 0)
        assert len({quote.anchor for quote in found}) == len(found)
        for quote in found:
            assert len(quote.section) <= MAX_LENGTH + 4
            marked = [piece for piece in quote.pieces if piece.anchor]
            assert bool(marked) is bool(quote.pieces)
            assert {piece.text for piece in marked} <= {html.unescape(name)}
            assert sum(len(piece.text) for piece in quote.pieces) <= MAX_LENGTH + len(name) + 4


def test_time_is_linear_in_the_text():
    """Hostile pages: with quadratic time, they would never end."""
    many = 7_000
    for text in (
        "{% tool 'rake' %}. " * many,
        "<p>{% tool 'rake' %}</p>" * many,
        "{% tool 'rake' %} and " * many,
        "." * many + "{% tool 'rake' %}" + "'" * many,
        "<td>{% tool 'rake' %}</td>" * many,
        "<a class='" + "headerlink " * many + "'>{% tool 'rake' %}",
    ):
        parts = parts_of(text)
        with must_end(QUICK):
            assert quotes_of(parts).of_tool("rake")
