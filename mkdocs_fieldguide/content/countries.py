"""Countries by their two-letter code."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

from mkdocs_fieldguide.content.long_values import MAX_LINE_LENGTH, report_long
from mkdocs_fieldguide.content.source_maps import split_into_entries
from mkdocs_fieldguide.content.yaml.reader import Loaded
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.wording import describe_value, shorten

_NOT_COUNTRIES = frozenset(("AC", "CP", "CQ", "DG", "EA", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"))
"""Codes that CLDR has beside those of ISO 3166-1, EU and XK: parts of countries, groups and placeholders."""

_SYNONYMS = {"UK": "GB"}
"""Codes that guides use, although ISO 3166-1 has another for the same country."""


def country_names(language: str = "en") -> dict[str, str]:
    """Return the name of each country by its ISO 3166-1 alpha-2 code, and by EU, UK and XK.

    The names are those of the Unicode CLDR. A name that is missing there in the language is English.

    Args:
        language: the tag of a language, such as `de` or `pt-BR`; English replaces one that CLDR lacks.
    """
    names = _territories("en") | _territories(language)
    return names | {code: names[other] for code, other in _SYNONYMS.items()}


def _territories(language: str) -> dict[str, str]:
    try:
        territories = Locale.parse(language.replace("_", "-"), sep="-").territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


def read_countries(loaded: Loaded, findings: Findings) -> dict[str, str]:
    """Return a site's own names of countries by upper-case code.

    Args:
        loaded: a mapping of code to name.
        findings: receives names that are too long or not text, and codes that are not two letters.
    """
    countries = {}
    for entry in split_into_entries(loaded):
        with error_boundary(findings, entry.source.start, "this country"):
            code = str(entry.key).upper()
            if not (len(code) == 2 and code.isascii() and code.isalpha()):
                findings.add(
                    Code.MALFORMED_ID,
                    entry.source.start,
                    f"“{shorten(str(entry.key))}” is not the code of a country.",
                    "Codes are the two letters of ISO 3166-1, such as NL.",
                )
                continue
            if isinstance(entry.value, str) and len(entry.value) > MAX_LINE_LENGTH:
                report_long(entry.value, entry.source.start, f"the name of country “{code}”", findings)
            elif isinstance(entry.value, str) and entry.value.strip():
                countries[code] = entry.value.strip()
            else:
                findings.add(
                    Code.WRONG_TYPE,
                    entry.source.start,
                    f"The name of country “{shorten(code)}” is {describe_value(entry.value)}.",
                    "Expected is text.",
                )
    return countries
