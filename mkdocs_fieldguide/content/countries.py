"""Countries by their two-letter code."""

from __future__ import annotations

from importlib import resources

from mkdocs_fieldguide.content.long_values import MAX_LINE_LENGTH, report_long
from mkdocs_fieldguide.content.source_maps import split_into_entries
from mkdocs_fieldguide.content.yaml.reader import Loaded, read_yaml
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.wording import describe_value, shorten


def load_bundled_countries() -> dict[str, str]:
    """Return the English short name of each country by its ISO 3166-1 alpha-2 code."""
    text = resources.files("mkdocs_fieldguide.content").joinpath("countries.yml").read_text(encoding="utf-8")
    loaded = read_yaml(text, "countries.yml", Findings())
    return dict(loaded.value) if loaded and isinstance(loaded.value, dict) else {}


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
