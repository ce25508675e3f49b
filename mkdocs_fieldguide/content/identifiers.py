"""Normalisation of ORCID iDs, ROR ids and login names, with their check digits."""

from __future__ import annotations

import re

_ORCID = re.compile(r"(?:(?:https?://)?(?:www\.)?orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])/?")
_ROR = re.compile(r"(?:(?:https?://)?(?:www\.)?ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})/?", re.IGNORECASE)
_ROR_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?ror\.org(?:/|$)", re.IGNORECASE)
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_LOGIN = re.compile(
    r"(?:@|(?:https?://)?(?:www\.)?(?:github|gitlab)\.com/)?([A-Za-z0-9][A-Za-z0-9._-]{0,254})/?"
)


def normalise_orcid(text: str) -> str | None:
    """Return an ORCID iD as `0000-0002-1825-0097`, or None if it is invalid.

    The last character is a checksum: ISO 7064 MOD 11-2
    (https://support.orcid.org/hc/en-us/articles/360006897674).

    Args:
        text: the iD, with or without hyphens, or its URL at orcid.org.
    """
    match = _ORCID.fullmatch(text.strip())
    if match is None or not text.isascii():
        return None
    digits = "".join(match.groups()).upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[-1] != ("X" if check == 10 else str(check)):
        return None
    return "-".join(digits[i : i + 4] for i in range(0, 16, 4))


def normalise_ror(text: str) -> str | None:
    """Return a ROR id as the URL `https://ror.org/05gq02987`, or None if it is invalid.

    A ROR id is a 0, six characters of Crockford's base 32 and two check digits, computed with ISO 7064
    MOD 97-10 (https://ror.readme.io/docs/identifier).

    Args:
        text: the id or its URL at ror.org.
    """
    match = _ROR.fullmatch(text.strip())
    if match is None or not text.isascii():
        return None
    digits = match[1].lower()
    number = 0
    for character in digits[:-2]:
        number = number * 32 + _CROCKFORD.index(character)
    return f"https://ror.org/{digits}" if int(digits[-2:]) == 98 - number * 100 % 97 else None


def is_ror_address(text: str) -> bool:
    """Return whether `text` is a URL at ror.org, and must therefore be a ROR id."""
    return _ROR_ADDRESS.match(text.strip()) is not None


def normalise_login(text: str) -> str | None:
    """Return the login name of an account at a Git host, without `@` and host; None if it is invalid."""
    match = _LOGIN.fullmatch(text.strip())
    return match[1] if match else None
