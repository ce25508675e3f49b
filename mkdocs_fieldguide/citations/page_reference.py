"""Make a reference for a page of the guide, for “Cite this page”."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference

_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})


def make_page_reference(
    key: str,
    title: str,
    *,
    site: str,
    authors: Sequence[str] = (),
    editors: Sequence[str] = (),
    bodies: Collection[str] = (),
    url: str = "",
    date: str = "",
    accessed: str = "",
    language: str = "",
    location: Location | None = None,
) -> Reference:
    """Return a reference for a page; empty values are left out.

    Args:
        key: the citation key.
        title: the title of the page.
        site: the name of the site.
        authors: full names of the authors.
        editors: full names of the editors.
        bodies: names that belong to organisations or groups, and must not be split into parts.
        url: the absolute URL of the page.
        date: the date of the last change, such as `2026-05-31`.
        accessed: the date of the build, for a page without a date.
        language: the language of the page, such as `en`.
        location: the location of the page's source.
    """
    # More than seven parameters: one keyword for each CSL variable of a web page, most of them optional.
    item: dict[str, Any] = {
        "type": "webpage",
        "title": title,
        # Styles with title case must not change the name of the site.
        "container-title": f'<span class="nocase">{site}</span>',
        "author": [make_csl_name(name, literal=name in bodies) for name in authors],
        "editor": [make_csl_name(name, literal=name in bodies) for name in editors],
        "issued": _make_date(date),
        "accessed": _make_date(accessed),
        "URL": url,
        "language": language,
    }
    csl = {name: value for name, value in item.items() if value not in (None, "", [])}
    return Reference(key, csl, location or Location(""))


def _make_date(date: str) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None


def make_csl_name(name: str, *, literal: bool = False) -> dict[str, str]:
    """Return a full name as a CSL-JSON name.

    The last word is taken as the family name, and lower-case words before it as particles. A single word, or
    a name in a script other than Latin, becomes a literal name, as its family name cannot be determined.

    Args:
        name: the full name, or `Family, Given`.
        literal: do not split the name.
    """
    words = name.split()
    if "," in name and not literal:
        family, _, given = name.partition(",")
        parts = {"family": family.strip(), "given": given.strip()}
        return {key: value for key, value in parts.items() if value} or {"literal": name}
    if (
        literal
        or len(words) < 2
        or not any(character.isalpha() and character < "\u0250" for character in name)
    ):
        return {"literal": " ".join(words)}
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES else ""
    start = len(words) - 1
    while start > 1 and words[start - 1][:1].islower():
        start -= 1
    parts = {
        "given": " ".join(words[:start]),
        "non-dropping-particle": " ".join(words[start:-1]),
        "family": words[-1],
        "suffix": suffix,
    }
    return {key: value for key, value in parts.items() if value}
