"""Which data file was meant by another name."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_fieldguide.findings.suggestions import closest_match

_MIN_SIMILARITY = 0.8

_SYNONYMS = {
    "authors": "CONTRIBUTORS",
    "funders": "affiliations",
    "institutions": "affiliations",
    "organisations": "affiliations",
    "organizations": "affiliations",
    "people": "CONTRIBUTORS",
    "persons": "CONTRIBUTORS",
    "resource_list": "tool_and_resource_list",
    "resources": "tool_and_resource_list",
    "tool_list": "tool_and_resource_list",
    "tools": "tool_and_resource_list",
    "tools_and_resources": "tool_and_resource_list",
}
"""Names that people give to data files, and the names that are read."""


def find_meant_stem(stem: str, known: Sequence[tuple[str, ...]]) -> str | None:
    """Return the name that is read and was probably meant; None for a file of the site's own.

    Args:
        stem: name of a file, without its ending.
        known: the names that are read; those in one group mean the same.
    """
    names = [name for group in known for name in group]
    if stem in names:
        return stem
    synonym = closest_match(stem, _SYNONYMS, 0.9)
    return _SYNONYMS[synonym] if synonym else closest_match(stem, names, _MIN_SIMILARITY)
