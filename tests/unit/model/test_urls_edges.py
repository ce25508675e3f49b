"""Edge cases of removed characters, schemes and hosts of URLs."""

from urllib.parse import quote

import pytest

from mkdocs_fieldguide.model.urls import safe_url, web_url

DROPPED = list("\x00\x1f\x7f\x9f\u200b\u200f\u2028\u202e\u2060\u2069\ufeff\ud800\udfff")
SPACES = [" ", "\xa0", "\u200a", "\u202f", "\u205f", "\u3000"]
UNCHANGED = ["!", "~", "\xa1", "\u2010", "\u2027", "\u206a", "\ufefe", "\uff00", "\ud7ff", "\ue000"]


@pytest.mark.parametrize("character", DROPPED)
def test_characters_that_browsers_drop_or_that_are_invisible_are_removed(character):
    assert safe_url(f"https://example.org/a{character}b") == "https://example.org/ab"
    assert safe_url(f"{character}{character}") is None
    assert safe_url(f"java{character}script:alert(1)") is None


@pytest.mark.parametrize("character", SPACES)
def test_white_space_next_to_removed_characters_is_encoded(character):
    assert safe_url(f"https://example.org/a{character}b") == f"https://example.org/a{quote(character)}b"


@pytest.mark.parametrize("character", UNCHANGED)
def test_neighbours_of_removed_characters_are_unchanged(character):
    assert safe_url(f"https://example.org/a{character}b") == f"https://example.org/a{character}b"


@pytest.mark.parametrize(
    "address",
    ["http://[x", "https://[x]/", "http://a\uff0fb/", "http://example.org:x/", "#//[x", "http://a:65536"],
)
def test_malformed_addresses_are_refused(address):
    assert safe_url(address) == (address if address[0] == "#" else None)
    assert web_url(address) is None


@pytest.mark.parametrize("sign", "/?#\\")
@pytest.mark.parametrize("scheme", ["http", "https", "HTTPS"])
def test_addresses_of_the_web_without_a_host_are_refused(scheme, sign):
    assert safe_url(f"{scheme}://{sign}example.org") is None
    assert safe_url(f"{scheme}://e{sign}x") == f"{scheme}://e{sign}x"


@pytest.mark.parametrize("scheme", ["a", "z", "A", "Z", "a0", "a9", "a+", "a.", "a-", "httpss", "xhttp"])
def test_other_schemes_are_refused(scheme):
    assert safe_url(f"{scheme}:x") is None
    assert safe_url(f"{scheme}://x") is None


@pytest.mark.parametrize("beginning", ["1", "+a", "-", ".", "a_", "a{", "a/", "ä", "\u212a"])
def test_colons_that_do_not_end_a_scheme_are_allowed(beginning):
    assert safe_url(f"{beginning}:x") == f"{beginning}:x"


@pytest.mark.parametrize("mail", ["mailto:a", "MAILTO:ada@example.org"])
def test_mail_addresses(mail):
    assert safe_url(mail) == mail
