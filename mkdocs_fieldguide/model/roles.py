"""Roles in which pages credit people and organisations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

PAGE_ROLES = ("contributors", "editors", "coordinators")
"""Front-matter keys that are roles themselves."""

FUNDING = "funding"
"""The role of funders, who are more often organisations than people."""

CREDIT: Mapping[str, str] = MappingProxyType(
    {
        "conceptualization": "Conceptualization",
        "data-curation": "Data curation",
        "formal-analysis": "Formal analysis",
        "funding-acquisition": "Funding acquisition",
        "investigation": "Investigation",
        "methodology": "Methodology",
        "project-administration": "Project administration",
        "resources": "Resources",
        "software": "Software",
        "supervision": "Supervision",
        "validation": "Validation",
        "visualization": "Visualization",
        "writing-original-draft": "Writing – original draft",
        "writing-review-editing": "Writing – review & editing",
    }
)
"""The Contributor Role Taxonomy, ANSI/NISO Z39.104-2022 (https://credit.niso.org): names by id."""

KNOWN_ROLES = ("authorship", "editing", "review", "testing", "translation", *CREDIT, FUNDING)
"""Roles under `contributions`, in display order; a site's own roles come before funding."""

ROLES_BY_PERSON_LABEL: Mapping[str, str] = MappingProxyType(
    {
        "author": "authorship",
        "contributor": "contributors",
        "coordinator": "coordinators",
        "editor": "editors",
        "reviewer": "review",
        "tester": "testing",
        "translator": "translation",
    }
)
"""Roles by the word for a person who has them, so that filters treat both as the same role."""

_SYNONYMS = MappingProxyType(
    {"reviewing": "review", "conceptualisation": "conceptualization", "visualisation": "visualization"}
)
_RANKS = {role: number for number, role in enumerate((*PAGE_ROLES, *KNOWN_ROLES))}


def role_id(written: str) -> str:
    """Return the id of a role given by its id or its name, in any letter case.

    `writing_original_draft` and `Writing – original draft` have the same id. An unknown role has an id too;
    it is empty only for a text without letters and digits.
    """
    slug = re.sub(r"[\W_]+", "-", written.casefold()).strip("-")[:80]
    return _SYNONYMS.get(slug, slug)


def role_rank(role: str) -> tuple[int, ...]:
    """Return the sort key of a role; a site's own roles compare equal and keep their order."""
    if role == FUNDING:
        return (2,)
    return (0, _RANKS[role]) if role in _RANKS else (1,)


def credit_url(role: str) -> str:
    """Return the URL of a CRediT term; empty for any other role."""
    return f"https://credit.niso.org/contributor-roles/{role}/" if role in CREDIT else ""
