"""For any text, expansion terminates, loses nothing and restores the source text of code."""

import html

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.hanging import QUICKER, must_end

from mkdocs_fieldguide.markup.arguments import from_macro, parse_include, parse_tag
from mkdocs_fieldguide.markup.callouts import convert_callouts_to_admonitions
from mkdocs_fieldguide.markup.context import ExpansionContext, PageText
from mkdocs_fieldguide.markup.expander import Expander
from mkdocs_fieldguide.markup.html_slots import insert_placeholders, split_at_placeholders
from mkdocs_fieldguide.markup.markdown_extension import restore_code_blocks
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.rendering.directives import DIRECTIVES

# The key of the build for texts that contain tokens; other builds have a different one.
KEY = "abcdefghijklmnop"
START = f"fgmark{KEY}"
TOKEN = f"{START}00000001x"

PIECES = [
    "{%", "%}", "{{", "}}", "{#", "#}", "{", "}", "%", "-", '"', "'", "`", "```", "\n", " ", "<", ">", "<!--",
    "-->", "<p>", "</p>", "<code>", "</code>", "<a href=", "=", "raw", "endraw", "comment", "endcomment",
    "capture x", "endcapture", "assign x = 'y'", "tool", "cite", "spade", "include", "callout.html",
    "content=",
    "--locator", "--max", "bibliography", "| relative_url", TOKEN, START, "x", "\ud800", "é", "\0",
    f'<fg-mark data-n="{TOKEN}">', "</fg-mark>", "<script>", "<textarea>", "\\", "(", ")", ",",
]  # fmt: skip
TEXT = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
AROUND = ExpansionContext({"spade": "The <b>Spade</b>"}, {"site.title": "Site"}, frozenset({"if", "set"}))


def expand(text, *, key=""):
    book = PlaceholderTable(key)
    expander = Expander(book, DIRECTIVES, AROUND)
    page = PageText("a.md", lambda at: Location("a.md", 1, at + 1), {"page.title": "Page"})
    return expander.expand(text, page), book


@given(TEXT)
@example('{% include callout.html content="{% tool "spade" %}" %}')
@example(
    "{% capture x %}{% include callout.html content=x %}{% endcapture %}{% include callout.html content=x %}"
)
def test_any_text_can_be_expanded_and_converted(text):
    done, book = expand(text)
    lines = convert_callouts_to_admonitions(restore_code_blocks(done.split("\n"), book), book)
    with_placeholders = insert_placeholders("\n".join(lines), book)
    parts = split_at_placeholders(with_placeholders, book)
    assert all(part.mark.number < 10**6 for part in parts if not isinstance(part, str))


@given(TEXT.filter(lambda text: not any(sign in text for sign in ("{%", "{{", START))))
def test_text_without_tags_is_unchanged(text):
    done, book = expand(text)
    assert done == text
    assert insert_placeholders(text, book) == text
    assert split_at_placeholders(text, book) == [text]


@given(TEXT.filter(lambda text: "{% comment" not in text and "capture" not in text and "raw" not in text))
@example('{% include callout.html content="{% tool "spade" %}" %}')
@example(TOKEN + " and {% tool 'spade' %}")
def test_code_contains_the_source_text(text):
    done, book = expand(text)
    assert book.restore(done) == text


@given(
    TEXT.filter(
        lambda text: not any(sign in text for sign in "<>`&") and "\0" not in text and "raw" not in text
    )
)
@example("{%A%}" + TOKEN)
def test_code_elements_contain_the_source_text(text):
    done, book = expand(text)
    shown = split_at_placeholders(
        insert_placeholders(f"<code>{html.escape(done, quote=False)}</code>", book), book
    )
    assert html.unescape("".join(str(part) for part in shown)) == html.unescape(
        f"<code>{html.escape(text)}</code>"
    )


@given(TEXT)
def test_author_text_is_never_mistaken_for_a_token(text):
    done, book = expand(text)
    for part in split_at_placeholders(insert_placeholders(done, book), book):
        if not isinstance(part, str):
            assert part.mark.source in text or part.mark.source == ""


@given(st.sampled_from(sorted(DIRECTIVES)), TEXT)
def test_any_arguments_can_be_read(name, text):
    directive = DIRECTIVES[name]
    for parsed in (parse_tag(directive, text), parse_include(directive, text, {"x": "y"})):
        assert parsed.call is not None or parsed.problems


@given(
    st.sampled_from(sorted(DIRECTIVES)),
    st.lists(TEXT),
    st.dictionaries(TEXT, st.none() | st.integers() | TEXT),
)
def test_any_macro_call_can_be_read(name, args, kwargs):
    parsed = from_macro(DIRECTIVES[name], args, kwargs)
    assert parsed.call is not None or parsed.problems


HARD = {
    "open tags": "{% a ",
    "open tags with quotes": '{% a "',
    "open and whole tags": '{% a "{% b %}',
    "quotes": "\"'",
    "outputs": "{{ x ",
    "braces": "{",
    "raw": "{% raw %}",
    "captures": "{% capture a %}",
    "endings": "%}",
    "comments": "<!--",
    "elements": "<a b='",
    "attributes": '<a b="c" ',
    "fences": "```\n",
    "tokens": f"{TOKEN} ",
    "paragraphs": "<p>\n",
    "paragraphs of tokens": f"<p> {TOKEN} ",
    "backticks": "`" * 3 + " ",
    "spaces": " ",
    "names": "0",
    "attributes with tokens": f'<a title="{TOKEN}" ',
    "callouts": "{% include callout.html content='x' %}\n",
}


def expand_and_convert(text):
    done, book = expand(text, key=KEY)
    with_placeholders = insert_placeholders(
        "\n".join(convert_callouts_to_admonitions(restore_code_blocks(done.split("\n"), book), book)), book
    )
    split_at_placeholders(with_placeholders, book)
    for name in ("tool", "cite", "callout"):
        parse_tag(DIRECTIVES[name], text)
        parse_include(DIRECTIVES[name], text, {})


@pytest.mark.parametrize("name", HARD)
def test_long_repetitive_texts_terminate(name):
    unit = HARD[name]
    long = unit * (33_000 // len(unit))
    for text in (long, "{% x " + long, "{% x" + long, "<a" + long):
        with must_end(QUICKER):
            expand_and_convert(text)
