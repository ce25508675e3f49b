"""Citations by author and year, for plain texts that need no citation style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs_fieldguide.model.references import CiteItem, Reference

_MAX_TITLE = 40
_NO_DATE = "n.d."
_NAMES = ("author", "editor", "director", "composer", "container-author")


def short_citation(items: Iterable[CiteItem], references: Mapping[str, Reference]) -> str:
    """Return a citation as plain text, such as "(Rehm et al., 2021; Doe, 2020)".

    Args:
        items: what is cited; unknown keys are left unchanged.
        references: the bibliography by key.
    """
    in_text: list[str] = []
    in_brackets: list[str] = []
    for item in items:
        reference = references.get(item.key)
        name, year = _name_and_year(reference.csl) if reference else (item.key, "")
        if item.author_in_text:
            in_text.append(f"{name} ({year})" if year else name)
        else:
            in_brackets.append(", ".join(filter(None, ("" if item.suppress_author else name, year))) or name)
    whole = f"({'; '.join(in_brackets)})" if in_brackets else ""
    return " ".join([*in_text, whole]).strip()


def _name_and_year(csl: Mapping[str, Any]) -> tuple[str, str]:
    names = next(
        (found for key in _NAMES if (found := [*filter(None, map(_family, csl.get(key) or ()))])), []
    )
    if not names:
        title = str(csl.get("title-short") or csl.get("title") or csl.get("id") or "")
        name = title if len(title) <= _MAX_TITLE else f"{title[: _MAX_TITLE - 1].rstrip()}…"
    elif len(names) > 2 or names[-1] == "others":
        name = f"{names[0]} et al."
    else:
        name = " & ".join(names)
    issued = csl.get("issued") or {}
    parts = issued.get("date-parts") or [[]]
    return name, str(parts[0][0]) if parts[0] else str(issued.get("literal") or _NO_DATE)


def _family(name: Mapping[str, Any]) -> str:
    family = str(name.get("family") or name.get("literal") or name.get("given") or "")
    particle = str(name.get("non-dropping-particle") or "")
    return f"{particle} {family}".strip()
