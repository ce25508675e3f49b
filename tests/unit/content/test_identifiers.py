"""Identifiers and their check digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.content.identifiers import (
    is_ror_address,
    normalise_login,
    normalise_orcid,
    normalise_ror,
)


@pytest.mark.parametrize(
    "text",
    [
        "0000-0002-1825-0097",
        "https://orcid.org/0000-0002-1825-0097",
        "http://www.orcid.org/0000-0002-1825-0097/",
        "orcid.org/0000-0002-1825-0097",
        "0000000218250097",
        " 0000-0002-1825-0097 ",
    ],
)
def test_orcid_ids_are_normalized(text):
    assert normalise_orcid(text) == "0000-0002-1825-0097"


def test_check_digit_ten_is_x():
    assert normalise_orcid("0000-0002-1694-233x") == "0000-0002-1694-233X"


@pytest.mark.parametrize(
    "text",
    ["0000-0002-1825-0098", "0000-0002-1825-009", "https://example.org/0000-0002-1825-0097", "", "٠" * 16],
)
def test_invalid_orcid_ids(text):
    assert normalise_orcid(text) is None


@given(st.from_regex(r"[0-9]{15}", fullmatch=True))
def test_exactly_one_check_digit_is_valid(digits):
    assert sum(normalise_orcid(digits + check) is not None for check in "0123456789X") == 1


@pytest.mark.parametrize("text", ["05gq02987", "https://ror.org/05gq02987", "ror.org/05GQ02987/"])
def test_ror_ids_are_normalized(text):
    assert normalise_ror(text) == "https://ror.org/05gq02987"


@pytest.mark.parametrize("text", ["05gq02988", "5gq02987", "https://example.org/05gq02987", "", "05gu02987"])
def test_invalid_ror_ids(text):
    assert normalise_ror(text) is None


def test_ror_urls():
    assert is_ror_address("https://ror.org/nonsense")
    assert not is_ror_address("https://ror.organisation.example/")


@pytest.mark.parametrize("text", ["ada-example", "@ada-example", "https://github.com/ada-example"])
def test_logins_are_normalized(text):
    assert normalise_login(text) == "ada-example"


@pytest.mark.parametrize("text", ["../evil", "a b", "https://evil.example/ada", "ada/repo", '"><script>', ""])
def test_invalid_logins(text):
    assert normalise_login(text) is None
