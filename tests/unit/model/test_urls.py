"""URLs that are allowed in links."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hostile_links import SCRIPT, protocol

from mkdocs_fieldguide.model.urls import safe_url, web_url


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c#d",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG",
        "mailto:ada@example.org",
        "/images/logo.svg",
        "images/logo.svg",
        "../page",
        "#heading",
        "?q=a:b",
        "page#a:b",
        "/a:b",
        "https://user@example.org:8080/ä",
        "https://example.org/?a=1&copy=2&lt;=3",
        "page?a&colon;b",
        "ｊavascript:alert(1)",
        "javascript%3Aalert(1)",
        "httpſ://example.org/",
    ],
)
def test_ordinary_urls_are_unchanged(address):
    assert safe_url(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "  javascript:alert(1)",
        "\u200bjavascript:alert(1)",
        "\u00a0javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "http:evil.example",
        "https:///evil.example",
        "https:\\\\evil.example",
        "https://",
        "mailto:",
        "x:y",
        "",
        "   ",
        "https://example.org/" + "a" * 9000,
        "&#106;avascript:alert(1)",
        "&#106avascript:alert(1)",
        "&#x00006A;avascript:alert(1)",
        "java&Tab;script:alert(1)",
        "javascript&colon;alert(1)",
        "&sol;&sol;evil.example",
        "&Tab;//evil.example",
        "/&Tab;/evil.example",
        "&bsol;\\evil.example",
        "\u2029data&colon;text/html,x",
        "blob:https://example.org/1",
        "a&#" + "1" * 5000 + ";",
    ],
)
def test_other_urls_are_rejected(address):
    assert safe_url(address) is None


def test_outer_white_space_is_removed_and_inner_is_encoded():
    assert safe_url(" https://example.org/a b\n") == "https://example.org/a%20b"
    assert safe_url("https://example.org/a\nb") == "https://example.org/ab"
    assert safe_url("https://example.org/a\u3000b") == "https://example.org/a%E3%80%80b"


def test_longest_address():
    longest = "https://example.org/".ljust(8192, "a")
    assert safe_url(longest) == longest
    assert safe_url(longest + "a") is None


@pytest.mark.parametrize(
    "address", ["/page", "mailto:ada@example.org", "#a", "javascript:alert(1)", "https:///x", ""]
)
def test_addresses_that_are_not_of_the_web(address):
    assert web_url(address) is None


def test_addresses_of_the_web():
    assert web_url(" HTTP://example.org/a b ") == "HTTP://example.org/a%20b"


_SIGNS = [
    "j",
    "java",
    "script",
    "javascript",
    ":",
    "&colon;",
    "&#58",
    "&Tab;",
    "&#106;",
    "&#x6a;",
    "data:",
    "/",
    "\\",
    "&sol;",
    "https:",
    "//",
    "\t",
    "\x01",
    " ",
    "\xa0",
    "\u200b",
    "&",
    "#",
    "amp;",
    ";",
    "x",
    SCRIPT,
]


@given(st.lists(st.sampled_from(_SIGNS), max_size=9).map("".join))
def test_no_browser_reads_another_scheme_even_when_nothing_is_escaped(text):
    url = safe_url(text)
    for seen in () if url is None else (url, html.unescape(url)):
        assert protocol(seen) in ("", "http", "https", "mailto")


@given(st.text(), st.sampled_from(["", "javascript:", "//", "https://", "\\", "data:"]))
def test_result_is_web_mail_or_relative_and_idempotent(text, beginning):
    url = safe_url(beginning + text)
    if url is None:
        return
    assert safe_url(url) == url
    assert url.isprintable() or not re.search(r"[\s\x00-\x1f]", url)
    scheme = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", url)
    assert scheme is None or scheme[0].lower() in ("http:", "https:", "mailto:")
    assert not re.match(r"[/\\]{2}", url)
