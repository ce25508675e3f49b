"""Parsing arbitrary URLs."""

import pytest

from mkdocs_fieldguide.model.url_parsing import get_host_name, join_url, parse_url

MALFORMED = [
    "http://[",
    "http://[x",
    "http://[::1",
    "http://::1]",
    "http://[x]/",
    "http://[1.2.3.4]/",
    "//[x",
    "http://a\u2100b/",
    "http://a\uff0fb/",
    "http://a\uff1fb/",
    "http://a\uff03b/",
    "http://a\uff20b/",
    "http://a\uff1ab/",
    "http://example.org:x/",
    "http://example.org:-1/",
    "http://example.org:65536/",
]
BAD_PORTS = MALFORMED[-3:]


@pytest.mark.parametrize("url", MALFORMED)
def test_malformed_addresses_have_no_parts_and_no_host(url):
    assert parse_url(url) is None
    assert get_host_name(url) == ""


@pytest.mark.parametrize("port", [0, 1, 443, 65535])
def test_parts_of_an_address(port):
    parts = parse_url(f"https://user:word@Example.ORG:{port}/a/b?c=d#e")
    assert parts is not None
    assert tuple(parts) == ("https", f"user:word@Example.ORG:{port}", "/a/b", "c=d", "e")
    assert (parts.hostname, parts.port) == ("example.org", port)


def test_parts_of_a_relative_address():
    parts = parse_url("../a?b#c")
    assert parts is not None
    assert tuple(parts) == ("", "", "../a", "b", "c")
    assert parts.port is None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.ORG/a", "example.org"),
        ("//EXAMPLE.org", "example.org"),
        ("https://user@example.org:80", "example.org"),
        ("https://[2001:DB8::1]:80/", "2001:db8::1"),
        ("https://STRAẞE.example", "strasse.example"),
        ("https://:80/", ""),
        ("mailto:ada@example.org", ""),
        ("/a", ""),
        ("example.org", ""),
        ("", ""),
    ],
)
def test_host_of_an_address(url, host):
    assert get_host_name(url) == host


@pytest.mark.parametrize(
    ("base", "url", "joined"),
    [
        ("https://example.org/a/b", "c", "https://example.org/a/c"),
        ("https://example.org/a/b", "../c", "https://example.org/c"),
        ("https://example.org/a/b", "https://other.org/", "https://other.org/"),
        ("https://example.org/a/", "", "https://example.org/a/"),
        ("", "c", "c"),
    ],
)
def test_joined_addresses(base, url, joined):
    assert join_url(base, url) == joined


@pytest.mark.parametrize("url", [url for url in MALFORMED if url not in BAD_PORTS])
def test_malformed_urls_cannot_be_joined(url):
    assert join_url("https://example.org/", url) == ""
    assert join_url(url, "a") == ""
