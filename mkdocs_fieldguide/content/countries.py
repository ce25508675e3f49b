"""Country names by two-letter code."""

from __future__ import annotations

from mkdocs_fieldguide.content.locales import find_locale
from mkdocs_fieldguide.content.long_values import MAX_LINE_LENGTH, report_long
from mkdocs_fieldguide.content.source_maps import split_into_entries
from mkdocs_fieldguide.content.yaml.reader import Loaded
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.wording import describe_value, shorten
from mkdocs_fieldguide.model.country_codes import resolve_country

_NOT_COUNTRIES = frozenset(("AC", "CP", "CQ", "DG", "EA", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"))
"""CLDR codes that are not in ISO 3166-1 and not EU or XK: parts of countries, groups and placeholders."""


def country_names(language: str = "en") -> dict[str, str]:
    """Return country names from the Unicode CLDR, by ISO 3166-1 alpha-2 code and by EU and XK.

    Args:
        language: language tag, such as `de` or `pt-BR`. Names, or whole languages, that CLDR lacks are
            replaced by English names.
    """
    return _load_territories("en") | _load_territories(language)


def _load_territories(language: str) -> dict[str, str]:
    locale = find_locale(language)
    return {
        code: name
        for code, name in (locale.territories.items() if locale else ())
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


def read_countries(loaded: Loaded, findings: Findings) -> dict[str, str]:
    """Return the country names that a site defines, by upper-case code.

    Args:
        loaded: a mapping of codes to names.
        findings: receives MALFORMED_ID, WRONG_TYPE and TOO_LARGE.
    """
    countries = {}
    for entry in split_into_entries(loaded):
        with error_boundary(findings, entry.source.start, "this country"):
            code = str(entry.key).upper()
            if not (len(code) == 2 and code.isascii() and code.isalpha()):
                findings.add(
                    Code.MALFORMED_ID,
                    entry.source.start,
                    f"“{shorten(str(entry.key))}” is not a country code.",
                    "Use the two-letter codes of ISO 3166-1, such as NL.",
                )
                continue
            if isinstance(entry.value, str) and len(entry.value) > MAX_LINE_LENGTH:
                report_long(entry.value, entry.source.start, f"the name of country “{code}”", findings)
            elif isinstance(entry.value, str) and entry.value.strip():
                countries[resolve_country(code)] = entry.value.strip()
            else:
                findings.add(
                    Code.WRONG_TYPE,
                    entry.source.start,
                    f"The name of country “{shorten(code)}” is {describe_value(entry.value)}.",
                    "Expected text.",
                )
    return countries
