"""Hostile bibliographies and styles: no markup or scripts in pages, and no endless work."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.citations.csl.richtext import safe_link
from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import BUNDLED, StyleError, StyleSource, find_style
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import CiteItem, Reference

ALLOWED = {"i", "b", "sup", "sub", "span", "a"}


class Checker(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []

    def handle_starttag(self, tag, attrs):
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert (tag, name) in (("a", "href"), ("span", "class")), (tag, name)
            if name == "href":
                assert value.lower().startswith(("http://", "https://")), value
                assert not set(value) & set("\"'<> \n\t")
            else:
                assert value.startswith("fg-")
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def check(html):
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert not checker.open
    assert not any("\ue000" <= character <= "\uf8ff" for character in html)


HOSTILE_TEXTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "<i>",
    "</i>",
    "<i><b>x</i></b>",
    '<span class="nocase">x',
    "<a href='javascript:x'>x</a>",
    "data:text/html,x",
    'http://x.org/"onmouseover=alert(1)',
    "https://x.org/<script>",
    "\ue000\ue001",
    "&lt;b&gt;",
    "<!--",
    "]]>",
    '10.1/" onclick="x',
    "java\nscript:x",
    "https://ok.org/a?b=c&d=e",
    "”“‘’'\"",
    "<sup>2</sup>",
]
HOSTILE = st.one_of(st.sampled_from(HOSTILE_TEXTS), st.text(max_size=30))
TEXTS = [
    "URL", "DOI", "PMID", "page", "volume", "issue", "container-title", "publisher", "genre", "number",
    "edition", "title-short", "language", "type", "version", "status",
]  # fmt: skip
NAME = st.fixed_dictionaries({}, optional={"family": HOSTILE, "given": HOSTILE, "suffix": HOSTILE})
PARTS = st.lists(st.lists(st.one_of(st.integers(-5, 3000), HOSTILE), max_size=4), max_size=3)
SEASON = st.one_of(HOSTILE, st.integers(-9, 99))
DATE = st.fixed_dictionaries(
    {}, optional={"date-parts": PARTS, "raw": HOSTILE, "literal": HOSTILE, "season": SEASON}
)
ITEM = st.fixed_dictionaries(
    {"title": HOSTILE},
    optional={name: HOSTILE for name in TEXTS}  # noqa: C420 - a strategy is no value to share by accident
    | {
        "author": st.lists(NAME, max_size=4),
        "editor": st.one_of(HOSTILE, st.lists(st.one_of(HOSTILE, st.none(), st.integers()), max_size=3)),
        "issued": st.one_of(HOSTILE, st.none(), DATE),
    },
)


@given(
    items=st.lists(ITEM, min_size=1, max_size=3), key=HOSTILE, locator=HOSTILE, style=st.sampled_from(BUNDLED)
)
def test_data_cannot_inject_markup(items, key, locator, style):
    references = {f"{key}{at}": Reference(f"{key}{at}", item, Location("x")) for at, item in enumerate(items)}
    formatter = Formatter(references, find_style(style))
    for one in references:
        check(formatter.entry(one).html)
        cite = CiteItem(one, locator=locator, label=locator, prefix=locator)
        for piece in formatter.cite([cite, CiteItem(one, author_in_text=True)], {one: 1}):
            check(piece.html)
    assert sorted(formatter.order(list(references))) == sorted(references)


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://x.org/a?b=c&d=e", True), ("HTTP://x.org", True), ("//x.org", False),
        ("javascript:alert(1)", False),
        ("https://x.org/a b", False), ("https://x.org/\"x", False), ("data:text/html,x", False), ("", False),
        ("https://x.org/\n", True), ("https://x.org/\x00", False),
    ],
)  # fmt: skip
def test_only_plain_web_addresses_are_linked(address, safe):
    assert bool(safe_link(address)) is safe


STYLE = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">{}</style>'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no xml",
        "<style>",
        "<html/>",
        STYLE.format(""),
        STYLE.format("<citation/>"),
        '<!DOCTYPE style [<!ENTITY a "b">]>' + STYLE.format("<citation><layout>&a;</layout></citation>"),
        '<!DOCTYPE style SYSTEM "http://x.org/x.dtd">' + STYLE.format("<citation><layout/></citation>"),
        STYLE.format("<group>" * 100 + "</group>" * 100),
        "x" * 2_000_001,
    ],
)
def test_invalid_style_is_an_error(tmp_path, text):
    (tmp_path / "own.csl").write_text(text)
    with pytest.raises(StyleError, match=r"own\.csl"):
        find_style("own.csl", tmp_path)


def own_style(macros, layout):
    layout = f"<layout>{layout}</layout>"
    body = f"{macros}<citation>{layout}</citation><bibliography>{layout}</bibliography>"
    return StyleSource("own", STYLE.format(body).encode())


def test_recursive_macros_terminate():
    style = own_style('<macro name="a"><text value="x"/><text macro="a"/></macro>', '<text macro="a"/>')
    references = {"k": Reference("k", {"title": "T"}, Location("x"))}
    assert len(Formatter(references, style).entry("k").text) < 1000


def test_exponential_macros_terminate():
    macros = (
        "".join(f'<macro name="m{at}">' + f'<text macro="m{at + 1}"/>' * 10 + "</macro>" for at in range(12))
        + '<macro name="m12"><text value="x"/></macro>'
    )
    references = {"k": Reference("k", {"title": "T"}, Location("x"))}
    assert len(Formatter(references, own_style(macros, '<text macro="m0"/>')).entry("k").text) < 200_000


def test_markup_in_a_style_is_text():
    style = own_style("", '<text variable="title" prefix="&lt;script&gt;"/><text value="&lt;b&gt;"/>')
    references = {"k": Reference("k", {"title": "T"}, Location("x"))}
    assert Formatter(references, style).entry("k").html == "&lt;script&gt;T&lt;b&gt;"
