from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.lookup.identifiers import Identifier, normalise_isbn, read_identifier
from mkdocs_fieldguide.net.errors import LookupFailedError


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("10.1016/j.xgen.2021.100029", "DOI", "10.1016/j.xgen.2021.100029"),
        ("https://doi.org/10.1016/j.xgen.2021.100029", "DOI", "10.1016/j.xgen.2021.100029"),
        ("http://dx.doi.org/10.1002/%28SICI%291096", "DOI", "10.1002/(SICI)1096"),
        ("doi:10.1002/x%28", "DOI", "10.1002/x%28"),
        (" DOI: 10.5281/zenodo.123 ", "DOI", "10.5281/zenodo.123"),
        ("pmid:33211879", "PMID", "33211879"),
        ("PMID: 0012", "PMID", "12"),
        ("https://pubmed.ncbi.nlm.nih.gov/33211879/", "PMID", "33211879"),
        ("9780262510875", "ISBN", "9780262510875"),
        ("978-0-262-51087-5", "ISBN", "9780262510875"),
        ("isbn:0-262-51087-1", "ISBN", "9780262510875"),
        ("080442957X", "ISBN", "9780804429573"),
    ],
)
def test_accepted_notations(written, kind, value):
    assert read_identifier(written) == Identifier(kind, value)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("hello", "is not a DOI"),
        ("", "is not a DOI"),
        ("9780262510874", "not a valid ISBN"),
        ("33211879", "write pmid:33211879"),
        ("https://example.org/10.1016/x", "is not a DOI"),
        ("file:///etc/passwd", "is not a DOI"),
        ("10.1016/with space", "is not a DOI"),
        ("10.1016/\r\nHost:x", "is not a DOI"),
    ],
)
def test_invalid_identifier_is_rejected_with_a_message(written, message):
    with pytest.raises(LookupFailedError, match=message):
        read_identifier(written)


def test_letter_case_of_a_doi_makes_no_difference():
    assert read_identifier("10.1234/ABC").folded == read_identifier("doi:10.1234/abc").folded


@given(st.text())
def test_any_text_is_an_identifier_or_rejected(text):
    try:
        found = read_identifier(text)
    except LookupFailedError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert found.value.isascii()


@given(st.integers(0, 999_999_999))
def test_every_isbn_10_converts_to_a_valid_isbn_13(number):
    digits = f"{number:09}"
    sum_ = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True))
    check = -sum_ % 11
    new = normalise_isbn(digits + ("X" if check == 10 else str(check)))
    assert new.startswith("978" + digits)
    assert normalise_isbn(new) == new
