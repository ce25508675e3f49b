"""Placeholders and their tokens: which texts are tokens, and their plain text."""

import itertools
import string

import pytest

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.markup import placeholders as marks
from mkdocs_fieldguide.markup.directive import Call, Directive, Output
from mkdocs_fieldguide.markup.placeholders import (
    MOST_PLAIN,
    TOKEN,
    TOO_MANY_NAMES,
    Kind,
    Placeholder,
    PlaceholderTable,
    Problem,
)
from mkdocs_fieldguide.model.location import Location

KEY = "abcdefghijklmnop"
OTHER = "ponmlkjihgfedcba"
PLACE = Location("docs/a.md", 3, 7)


@pytest.fixture
def book():
    return PlaceholderTable(KEY)


def add(book, plain="", *, kind=Kind.VALUE, source="{{ x }}", page="a.md", **rest):
    return book.add(kind, source, page, PLACE, plain=plain, **rest)


def call(makes, **values):
    return Call(Directive("x", makes, ""), values=values)


def mark(kind=Kind.CALL, called=None):
    return Placeholder(0, kind, "", "", PLACE, call=called)


@pytest.mark.parametrize(
    ("text", "is_token"),
    [
        (f"fgmark{KEY}00000000x", True),
        (f"fgmark{KEY}99999999x", True),
        (f"fgmark{KEY[1:]}00000000x", False),
        (f"fgmark{KEY}q00000000x", False),
        (f"fgmark{KEY.upper()}00000000x", False),
        (f"fgmark{KEY[1:]}é00000000x", False),
        (f"fgmark{KEY}0000000x", False),
        (f"fgmark{KEY}000000000x", False),
        (f"fgmark{KEY}00000000", False),
        (f"FGMARK{KEY}00000000x", False),
    ],
)
def test_token_format(text, is_token):
    assert (TOKEN.fullmatch(text) is not None) == is_token


def test_new_placeholder_has_its_values(book):
    directive, problem = call(Output.INLINE), Problem(Code.UNKNOWN_TOOL, "Nothing")
    add(book)
    made = book.add(
        Kind.CALL, "{% x %}", "a.md", PLACE, plain="An x", call=directive, path="b/", problems=(problem,)
    )
    token = f"fgmark{KEY}00000001x"
    assert made == Placeholder(
        1, Kind.CALL, "{% x %}", "a.md", PLACE, "An x", directive, "b/", (problem,), token
    )
    assert book.get(1) is made
    assert len(book) == 2
    assert TOKEN.fullmatch(made.token)


def test_new_placeholder_needs_only_its_location(book):
    made = book.add(Kind.EMPTY, "{% y %}", "", PLACE)
    assert made == Placeholder(0, Kind.EMPTY, "{% y %}", "", PLACE, token=f"fgmark{KEY}00000000x")
    assert (made.plain, made.call, made.path, made.problems) == ("", None, "", ())


def test_placeholders_are_indexed_by_number(book):
    first, second, third = (add(book) for _ in range(3))
    assert [book.get(number) for number in (-3, -1, 0, 1, 2, 3)] == [None, None, first, second, third, None]
    assert book.since(0) == [first, second, third]
    assert book.since(2) == [third]
    assert book.since(3) == []


def test_only_a_token_of_the_build_is_found(book):
    made = add(book)
    assert book.find(f"{KEY}00000000") is made
    assert book.find(f"{KEY}00000001") is None
    assert book.find(f"{OTHER}00000000") is None


def test_plain_text_of_tokens(book):
    one, two = add(book, "One", source="{{ 1 }}"), add(book, "Two", source="{{ 2 }}")
    forged = f"fgmark{OTHER}00000000x and {book.start}00000002x and {book.start}0x"
    text = f"a {one.token}{two.token} b {forged} c"
    assert book.plain(text) == f"a OneTwo b {forged} c"
    assert book.restore(text) == f"a {{{{ 1 }}}}{{{{ 2 }}}} b {forged} c"


def test_text_without_a_token_of_the_build_is_unchanged(book):
    add(book, "One")
    for text in ("", "a b", f"fgmark{OTHER}00000000x"):
        assert book.plain(text) == book.restore(text) == text


@pytest.mark.parametrize("kind", Kind)
def test_placeholder_contains_no_other_token(book, kind):
    """The source text of authors is unchanged; the plain text of a placeholder is sanitised."""
    inner = add(book, "Inner", source="{{ inner }}")
    outer = add(book, f"<{inner.token}>", kind=kind, source=f"[{inner.token}]")
    assert outer.source == "[{{ inner }}]"
    assert outer.plain == ("<Inner>" if kind in (Kind.CALL, Kind.VALUE) else "<{{ inner }}>")


def test_plain_text_of_a_title_token_is_the_title(book):
    inner = add(book, "Inner", source="{{ inner }}")
    of = add(book, kind=Kind.CALL, source="{% x %}", page="b.md")
    token = book.title_of(of, f"On {inner.token}")
    made = book.get(2)
    assert made == Placeholder(
        2, Kind.VALUE, "On {{ inner }}", "b.md", PLACE, "On Inner", token=f"fgmark{KEY}00000002x"
    )
    assert token == made.token


def test_names_fill_a_page_up_to_the_limit():
    assert MOST_PLAIN == 2_000_000
    book, half = PlaceholderTable(KEY), "x" * 1_000_000
    assert add(book, half).plain == half
    assert add(book, half, kind=Kind.CALL).plain == half
    assert book.too_much == []
    inner = add(book)
    assert add(book, "y", source=f"<{inner.token}>").plain == ""
    assert book.too_much == [("a.md", TOO_MANY_NAMES, "<{{ x }}>")]
    assert add(book, "z").plain == ""
    assert len(book.too_much) == 1  # one page is one finding
    assert add(book, "y" * 99, kind=Kind.LITERAL).plain == "y" * 99  # text that the author wrote is no name
    assert add(book, "z", page="b.md").plain == "z"  # each page counts for itself


def test_one_name_cannot_exceed_the_page_limit():
    book = PlaceholderTable(KEY)
    assert add(book, "x" * 2_000_001).plain == ""
    assert book.too_much == [("a.md", TOO_MANY_NAMES, "{{ x }}")]
    assert TOO_MANY_NAMES == (
        "Names and values insert more than two million characters into this page; the rest is left out"
    )


def test_text_with_reproducible_tokens():
    texts = []
    for key, before in ((KEY, 0), (OTHER, 3)):
        book = PlaceholderTable(key)
        for _ in range(before):
            add(book)
        one, two = add(book), add(book)
        text = f"a {two.token}{one.token} b fgmark{'q' * 16}00000000x"
        pieces = book.relative(text, before)
        texts.append(pieces)
        assert book.absolute(pieces, before) == text
    assert texts[0] == texts[1] == ["a ", 1, "", 0, f" b fgmark{'q' * 16}00000000x"]


def test_forged_token_between_tokens_is_text(book):
    one = add(book)
    forged = f"{book.start}00000009x"
    assert book.relative(f"{one.token}-{forged}-{one.token}", 0) == ["", 0, f"-{forged}-", 0, ""]
    assert book.relative("no token", 0) == ["no token"]
    assert book.relative(f"fgmark{OTHER}00000000x", 0) == [f"fgmark{OTHER}00000000x"]


def test_each_build_has_its_own_key(monkeypatch):
    assert PlaceholderTable().start != PlaceholderTable().start
    assert TOKEN.fullmatch(add(PlaceholderTable()).token)
    calls = []
    letters = itertools.cycle("xyz")
    monkeypatch.setattr(marks.secrets, "choice", lambda among: calls.append(among) or next(letters))
    assert PlaceholderTable().start == "fgmarkxyzxyzxyzxyzxyzx"
    assert calls == [string.ascii_lowercase] * 16


def test_key_found_in_a_text_is_regenerated(monkeypatch):
    letters = iter("a" * 16 + "b" * 16 + "c" * 16)
    monkeypatch.setattr(marks.secrets, "choice", lambda among: next(letters))
    book = PlaceholderTable()
    book.avoid(["nothing", "fgmark"])
    assert book.start == f"fgmark{'a' * 16}"
    book.avoid(["nothing", f"in fgmark{'a' * 16} it", f"fgmark{'b' * 16}"])
    assert book.start == f"fgmark{'c' * 16}"
    made = add(book, "One")
    assert made.token == f"fgmark{'c' * 16}00000000x"
    assert book.plain(made.token) == "One"
    book.avoid([])
    assert book.start == f"fgmark{'c' * 16}"


@pytest.mark.parametrize(
    ("called", "is_block"),
    [
        (None, False),
        (call(Output.BLOCK), True),
        (call(Output.CONTAINER), True),
        (call(Output.INLINE), False),
        (call(Output.NOTHING), False),
        (call(Output.BLOCK, inline=True), False),
        (call(Output.BLOCK, inline=False), True),
    ],
)
def test_block_placeholders(called, is_block):
    assert mark(called=called).is_block is is_block


@pytest.mark.parametrize(
    ("kind", "called", "is_empty"),
    [
        (Kind.EMPTY, None, True),
        (Kind.CALL, call(Output.NOTHING), True),
        (Kind.CALL, call(Output.INLINE), False),
        (Kind.VALUE, None, False),
        (Kind.LITERAL, None, False),
        (Kind.PROBLEM, None, False),
    ],
)
def test_empty_placeholders(kind, called, is_empty):
    assert mark(kind, called).is_empty is is_empty


def test_new_placeholder_table_is_empty(book):
    assert len(book) == 0
    assert (book.misplaced, book.written_out, book.too_much) == ([], [], [])
