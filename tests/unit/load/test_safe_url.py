"""Addresses that may be linked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.load.urls import safe_url


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
    ],
)
def test_ordinary_addresses_stay_as_they_are(address):
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
    ],
)
def test_other_addresses_are_refused(address):
    assert safe_url(address) is None


def test_white_space_around_goes_and_inside_is_encoded():
    assert safe_url(" https://example.org/a b\n") == "https://example.org/a%20b"
    assert safe_url("https://example.org/a\nb") == "https://example.org/ab"


@given(st.text(), st.sampled_from(["", "javascript:", "//", "https://", "\\", "data:"]))
def test_result_is_always_web_mail_or_relative_and_stays_so(text, beginning):
    url = safe_url(beginning + text)
    if url is None:
        return
    assert safe_url(url) == url
    assert url.isprintable() or not re.search(r"[\s\x00-\x1f]", url)
    scheme = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", url)
    assert scheme is None or scheme[0].lower() in ("http:", "https:", "mailto:")
    assert not re.match(r"[/\\]{2}", url)
