"""The scanner finds the tags, attributes and comments of any text, in linear time."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.hanging import QUICK, must_end

from mkdocs_fieldguide.markup.html_scanner import ATTRIBUTE, StartTag, parse_attributes, scan, start_tags

PIECES = [
    "<", ">", "</", "/>", "<a ", "<A", "<p>", "</p>", "<x:y-z", "<!--", "-->", "--!>", "<!", "<?", "'", '"',
    "=", " ", "\n", "href", "href='", 'ID="', "alt", "a", "/", "é", "\0", "&lt;",
]  # fmt: skip
TEXT = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def found(text):
    return [
        ("comment", piece["comment"])
        if piece.lastgroup == "comment"
        else (piece["close"] + piece["tag"], piece["attributes"])
        for piece in scan(text)
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a <p>b</p> c", [("p", ""), ("/p", "")]),
        ("<Img SRC=a/>", [("Img", " SRC=a/")]),
        ("<br/>", [("br", "/")]),
        ("<my-part x:y='1'><svg:g>", [("my-part", " x:y='1'"), ("svg:g", "")]),
        ("<p title='a > b <i>'>", [("p", " title='a > b <i>'")]),
        ('<p title="it\'s">', [("p", ' title="it\'s"')]),
        ("<p\nclass = 'a'\n>", [("p", "\nclass = 'a'\n")]),
        ("1 < 2 <3 <é <", []),
        ("<a <b>", [("b", "")]),
        ("<a title='b>", []),
        ("<a title='b> <i>", [("i", "")]),
        ("a<!-- <p> -->b<p>", [("comment", " <p> "), ("p", "")]),
        ("<!--\n-->", [("comment", "\n")]),
        ("<!----><p>", [("comment", ""), ("p", "")]),
        ("<!-- a -- b > -->", [("comment", " a -- b > ")]),
        ("<p><!-- a <p>", [("p", ""), ("comment", " a <p>")]),
        ("<!doctype html><?xml?>", []),
    ],
)
def test_tags_and_comments_are_found(text, pieces):
    assert found(text) == pieces


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("", {}),
        (" / ", {}),
        (" id='a' class=\"b c\" ", {"id": "a", "class": "b c"}),
        (" href=a.html/", {"href": "a.html/"}),
        (" HREF = 'A'", {"href": "A"}),
        (" alt hidden=''", {"alt": "", "hidden": ""}),
        ("/alt", {"alt": ""}),
        (" id='a' ID='b'", {"id": "a"}),
        (" id id='b'", {"id": ""}),
        (" title='id=\"x\" alt'", {"title": 'id="x" alt'}),
        ("a='1'b='2'", {"a": "1", "b": "2"}),
        (" title='a&amp;b'", {"title": "a&amp;b"}),
        (" data-x:y_z.a=1", {"data-x:y_z.a": "1"}),
    ],
)
def test_attributes_are_parsed(text, attributes):
    assert parse_attributes(text) == attributes


def test_attribute_has_a_name_an_equals_sign_and_a_quoted_value():
    [attribute] = ATTRIBUTE.finditer(" Title = 'a b'")
    assert attribute.group("name", "equals", "value") == ("Title", " = ", "'a b'")
    [attribute] = ATTRIBUTE.finditer(" alt ")
    assert attribute.group("name", "equals", "value") == ("alt", None, None)


def test_start_tags_have_names_in_lower_case_and_positions():
    text = "<p><IMG src=a>b</img><!-- <img> --><imgs><img>"
    tags = list(start_tags(text, {"img"}))
    assert tags == [StartTag("img", " src=a", 14), StartTag("img", "", len(text))]
    assert text[tags[0].end] == "b"


@given(TEXT)
@example("<!--")
@example("<a title='>")
def test_tokens_of_any_text_are_ordered_and_complete(text):
    end = 0
    for piece in scan(text):
        assert end <= piece.start() < piece.end()
        end = piece.end()
        if piece.lastgroup == "comment":
            assert piece[0] in (f"<!--{piece['comment']}-->", f"<!--{piece['comment']}")
            assert "-->" not in piece["comment"]
        else:
            assert piece[0] == f"<{piece['close']}{piece['tag']}{piece['attributes']}>"
            # All `<` and `>` are inside quotes.
            assert not set("<>") & set(re.sub("\"[^\"]*\"|'[^']*'", "", piece["attributes"]))


@given(TEXT)
def test_text_between_tokens_has_no_tokens(text):
    done = 0
    for piece in scan(text):
        assert not list(scan(text[done : piece.start()]))
        done = piece.end()


NAME = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True).filter(
    lambda name: name not in {"script", "style"}
)
VALUE = st.one_of(st.none(), st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=20))
TAG = st.tuples(NAME, st.dictionaries(NAME, VALUE, max_size=4))
UNREAD = {"iframe", "noembed", "noframes", "noscript", "plaintext", "textarea", "title", "xmp"}


class Reference(HTMLParser):
    """Lists start tags as Python's own parser finds them."""

    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def written(name, attributes):
    parts = [key if value is None else f'{key}="{html.escape(value)}"' for key, value in attributes.items()]
    return f"<{' '.join([name, *parts])}>"


@given(st.lists(st.one_of(TAG, st.text("ab &>\n", max_size=9), st.just("<!-- <p> -->"))))
def test_well_formed_html_matches_a_parser(parts):
    parts = [part for part in parts if isinstance(part, str) or part[0] not in UNREAD]
    text = "".join(part if isinstance(part, str) else written(*part) for part in parts)
    reference = Reference()
    reference.feed(text)
    reference.close()
    names = {part[0] for part in parts if not isinstance(part, str)}
    assert [
        (tag.name, {key: html.unescape(value) for key, value in parse_attributes(tag.attributes).items()})
        for tag in start_tags(text, names)
    ] == reference.tags


@pytest.mark.parametrize(
    "unit", [*PIECES, "<!-- -", "<a b='", "<a b=c ", '<a b="c" ', "a=", "= ", "a ", "<a:"]
)
def test_time_is_linear(unit):
    long = unit * (66_000 // len(unit))
    with must_end(QUICK):
        for text in (long, "<a" + long, "<a b='" + long, "<!--" + long, "</" + long):
            for _ in scan(text):
                pass
            parse_attributes(text)
            list(start_tags(text, ()))
