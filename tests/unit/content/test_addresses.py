"""URLs as people write them into data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hanging import QUICK, must_end

from mkdocs_fieldguide.content.addresses import HINT_URLS, guess_url, looks_like_host, read_address, unwrap
from mkdocs_fieldguide.content.inline_markdown import find_links
from mkdocs_fieldguide.content.local_links import replace_local_links
from mkdocs_fieldguide.model.urls import SITE, is_local, mark_local, safe_url

A, B = "https://a.example.org/x", "https://b.example.org/y"


@pytest.mark.parametrize(
    "written",
    [A, f" {A}\n", f"<{A}>", f"( {A} )", f"'{A}'", f"“{A}”", f"`<{A}>`", A.replace("/x", "/x\u200b")],
)
def test_brackets_and_blanks_around_a_url_do_not_belong_to_it(written):
    assert (read_address(written).url, read_address(written).excess) == (A, "")


@pytest.mark.parametrize(
    "written",
    [
        f"{A} {B}",
        f"{A}, {B}",
        f"{A}; {B}",
        f"{A} | {B}",
        f"{A} and {B}",
        f"{A}\n{B}",
        f"{A} or www.example.org",
    ],
)
def test_of_several_urls_the_first_is_used(written):
    assert (read_address(written).url, read_address(written).excess) == (A, "several URLs")


@pytest.mark.parametrize("written", [f"[text]({A})", f"![alt]({A} 'title')", f"[t](<{A}>)"])
def test_the_url_of_markdown_is_used(written):
    assert (read_address(written).url, read_address(written).excess) == (A, "Markdown")


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/web/2020/https://example.org",
        "https://example.org/?a=1;b=2,3|4",
        "https://example.org/a_(b)",
        "mailto:ada@example.org",
        "files/a.pdf",
        "/files/a.pdf",
        "../files/a.pdf#page=2",
        "overview",
        "www-data",
    ],
)
def test_one_url_is_unchanged(url):
    assert (read_address(url).url, read_address(url).excess) == (url, "")


def test_blanks_in_a_path_are_encoded():
    assert read_address("https://example.org/my file.pdf").url == "https://example.org/my%20file.pdf"
    assert read_address("files/my file.pdf").url == "files/my%20file.pdf"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("www.example.org/x", "https://www.example.org/x"),
        ("<www.example.org>", "https://www.example.org"),
        ("//example.org/x", "https://example.org/x"),
        ("http:/example.org", "http://example.org"),
        ("https:example.org", "https://example.org"),
        ("htps://example.org/x", "https://example.org/x"),
        ("https//:example.org/x", "https://example.org/x"),
        ("http;//example.org", "http://example.org"),
        ("https:// example.org/x", "https://example.org/x"),
        ("https://example .org/x y", "https://example.org/x%20y"),
        ("javascript:alert(1)", ""),
        ("javascript:alert(1)//example.org", ""),
        ("[x](javascript:alert(1))", ""),
        ("see example", None),
    ],
)
def test_what_is_no_url_has_a_suggestion(written, meant):
    found = read_address(written)
    if meant is None:
        assert found.url is not None
        return
    assert found.url is None
    assert found.hint == (f"Did you mean “{meant}”?" if meant else HINT_URLS)


@pytest.mark.parametrize(
    "host", ["example.org", "zenodo.org/record/1", "a.b.example.co.uk:80/x", "exämple.org?x"]
)
def test_names_of_hosts_are_recognised(host):
    assert looks_like_host(host)
    assert guess_url(host).startswith("https://")


@pytest.mark.parametrize(
    "path", ["manual.pdf", "index.html#top", "files/a.pdf", "v1.2/x", "overview", "a.b c", ""]
)
def test_names_of_files_are_not_those_of_hosts(path):
    assert not looks_like_host(path)


def test_identifiers_are_unwrapped():
    assert unwrap("[my id](https://orcid.org/0000-0002-1825-0097)") == "https://orcid.org/0000-0002-1825-0097"
    assert unwrap(" <0000-0002-1825-0097> ") == "0000-0002-1825-0097"
    assert unwrap("a (b)") == "a (b)"


PIECES = [*" <>()[]!\"'`“”,;|:/\\.#?%aw\n", "https://", "www.", ".org", "](", " and "]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_whatever_is_written_the_url_is_safe(text):
    address = read_address(text)
    assert address.url is None or safe_url(address.url) == address.url
    assert not address.meant or safe_url(address.meant) == address.meant
    assert safe_url(guess_url(text) or "x")
    replaced = replace_local_links(text, lambda url: "https://example.org/")
    assert not [url for url in find_links(replaced) if is_local(mark_local(safe_url(url) or ""))]


@pytest.mark.parametrize(
    ("text", "full"),
    [
        (
            "See [a](b) and [c](https://example.org).",
            "See [a](https://s.org/b) and [c](https://example.org).",
        ),
        ("[a](<b c> 'title') [gone](gone)", "[a](https://s.org/b%20c) [gone]"),
        ("[x](#y) [z](javascript:1)", "[x](#y) [z](javascript:1)"),
        ("[a](b", "[a](b"),
    ],
)
def test_markdown_gets_full_urls(text, full):
    def url_of(url):
        return None if "gone" in url else url.replace(SITE, "https://s.org/")

    assert replace_local_links(text, url_of) == full


@pytest.mark.parametrize("part", ["a.", "[", "(", " ", "www.", "https://", "<", "/", "a b ", "](", "[](a"])
def test_long_texts_are_read_in_time(part):
    for text in (
        part * (8_000 // len(part)),
        f"https://a.example.org{part * (8_000 // len(part))}",
        part * 50_000,
    ):
        with must_end(QUICK):
            read_address(text)
            guess_url(text)
            replace_local_links(text, lambda url: url)
            looks_like_host(text)
