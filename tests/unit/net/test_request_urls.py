"""URLs as they are requested, and the host and port that they name."""

import pytest

from mkdocs_fieldguide.net.public_only import UnsupportedUrlError
from mkdocs_fieldguide.net.request_urls import get_endpoint, get_host, normalise_url


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("http://name:pass@Example.ORG./a b?ü#f", "http://example.org/a%20b?%C3%BC"),
        ("http://example.org:8080", "http://example.org:8080/"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://example.org/a\r\nHost: evil", "http://example.org/aHost:%20evil"),
        ("http://example.org/\x00\x1b\x7f", "http://example.org/%00%1B%7F"),
        ("http://example.org/%0d%0a", "http://example.org/%0d%0a"),
    ],
)
def test_url_is_sent_as_ascii_on_one_line(url, sent):
    assert normalise_url(url) == sent


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "//example.org/",
        "HTTPS:x",
        "http://a%0d%0a/",
        "http://a\x00b/",
        "http://a\\b/",
        "http://a;b/",
    ],
)
def test_invalid_url_is_not_requested(url):
    with pytest.raises(UnsupportedUrlError):
        get_host(url)
    assert get_endpoint(url) == ""


@pytest.mark.parametrize(
    ("url", "host", "endpoint"),
    [
        ("http://Example.ORG/x", "example.org", "example.org:80"),
        ("https://example.org./x", "example.org", "example.org:443"),
        ("https://u:p@example.org:8443/x", "example.org", "example.org:8443"),
        ("http://example.org:1/", "example.org", "example.org:1"),
        ("http://[2001:DB8::1]/", "2001:db8::1", "[2001:db8::1]:80"),
        ("https://bücher.example", "xn--bcher-kva.example", "xn--bcher-kva.example:443"),
        (f"http://{'a' * 64}.org/", f"{'a' * 64}.org", f"{'a' * 64}.org:80"),
        ("http://a_b~c-d.1/", "a_b~c-d.1", "a_b~c-d.1:80"),
    ],
)
def test_host_and_port_of_an_address(url, host, endpoint):
    assert get_host(url) == host
    assert get_endpoint(url) == endpoint


def test_urls_have_a_maximum_length():
    longest = "http://a.org/" + "x" * (8192 - 13)
    assert normalise_url(longest) == longest
    with pytest.raises(UnsupportedUrlError):
        normalise_url(f"{longest}x")


def test_characters_sent_unencoded():
    unencoded = "/:@!$&'()*+,;=~%-._"
    assert (
        normalise_url(f"https://a.org/{unencoded}?{unencoded}?") == f"https://a.org/{unencoded}?{unencoded}?"
    )
    escaped = {
        '"': "%22",
        "<": "%3C",
        ">": "%3E",
        "[": "%5B",
        "\\": "%5C",
        "`": "%60",
        "{": "%7B",
        "|": "%7C",
    }
    for letter, sent in escaped.items():
        assert normalise_url(f"https://a.org/{letter}?{letter}") == f"https://a.org/{sent}?{sent}"
