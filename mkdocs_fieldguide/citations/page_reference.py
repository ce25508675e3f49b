"""A page of the guide as a reference: what “cite this page” shows."""

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
    """Return a page as an entry of a bibliography; what is not known is not in it.

    Args:
        key: the citation key.
        title: the page's title.
        site: the name of the site.
        authors: names of the authors, people as they write themselves.
        editors: names of the editors.
        bodies: those of the names that are no people's, to be kept whole.
        url: the page's whole address.
        date: the day of the last change, as `2026-05-31`.
        accessed: the day on which the page was as it is, for one without a date of its own.
        language: the page's language, such as `en`.
        location: where the page is.
    """
    item: dict[str, Any] = {
        "type": "webpage",
        "title": title,
        # The name of a site is written as it is, also by styles that write titles in title case.
        "container-title": f'<span class="nocase">{site}</span>',
        "author": [make_csl_name(name, whole=name in bodies) for name in authors],
        "editor": [make_csl_name(name, whole=name in bodies) for name in editors],
        "issued": _day(date),
        "accessed": _day(accessed),
        "URL": url,
        "language": language,
    }
    kept = {name: value for name, value in item.items() if value not in (None, "", [])}
    return Reference(key, kept, location or Location(""))


def _day(date: str) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None


def make_csl_name(name: str, *, whole: bool = False) -> dict[str, str]:
    """Return a name as CSL has it.

    A name of one word, or without Latin letters, is kept whole: which part is the family's is not to be seen.
    The last word is taken for the family name, with the particles in small letters before it.
    """
    words = name.split()
    if "," in name and not whole:
        family, _, given = name.partition(",")
        parts = {"family": family.strip(), "given": given.strip()}
        return {key: value for key, value in parts.items() if value} or {"literal": name}
    if whole or len(words) < 2 or not any(character.isalpha() and character < "\u0250" for character in name):
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
