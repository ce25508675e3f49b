"""Locales of the Unicode CLDR, from Babel."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError


def find_locale(language: str) -> Locale | None:
    """Return the locale of a language; None if CLDR does not have it.

    Args:
        language: language tag, such as `de` or `pt-BR`.
    """
    try:
        return Locale.parse(language.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return None
