"""The words by which authors label a locator, such as `pp.` or `chapter`."""

from __future__ import annotations

from mkdocs_fieldguide.citations.csl.style import load_style
from mkdocs_fieldguide.citations.styles import StyleSource

_TERMS = (
    "book", "chapter", "column", "figure", "folio", "issue", "line", "note", "opus", "page", "paragraph",
    "part", "section", "sub-verbo", "verse", "volume",
)  # fmt: skip
"""The terms that pandoc reads."""


def find_locator_labels(style: StyleSource, language: str) -> dict[str, str]:
    """Return the CSL terms of locators by label in lower case, as the style and its language have them.

    Args:
        style: the citation style.
        language: the language, such as `en-US`.
    """
    locale = load_style(style.data, language).locale
    labels: dict[str, str] = {}
    for term in _TERMS:
        for form in ("long", "short", "symbol"):
            for plural in (False, True):
                if label := locale.term(term, form, plural).strip().casefold():
                    labels.setdefault(label, term)
    return labels
