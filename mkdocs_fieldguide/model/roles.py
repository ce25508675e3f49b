"""The roles in which people and organisations are credited on pages.

Floor 0: standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

PAGE_ROLES = ("contributors", "editors", "coordinators")
"""Keys of front matter that are roles themselves."""

FUNDING = "funding"
"""The role of who paid; it is that of organisations more often than of people."""

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
"""Roles under `contributions`, in the order in which credits show them; a site's own stand before funding."""

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
"""What people are called who have a role: what their entries say is the same role for readers who filter."""

_ALSO = MappingProxyType(
    {"reviewing": "review", "conceptualisation": "conceptualization", "visualisation": "visualization"}
)
_RANKS = {role: number for number, role in enumerate((*PAGE_ROLES, *KNOWN_ROLES))}


def role_id(written: str) -> str:
    """Return the id of a role that is written as its id or its name, in any letter case.

    `writing_original_draft` and `Writing – original draft` are the same. An unknown role has an id too; it is
    empty only for a text without any letter or digit.
    """
    bare = re.sub(r"[\W_]+", "-", written.casefold()).strip("-")[:80]
    return _ALSO.get(bare, bare)


def role_rank(role: str) -> tuple[int, ...]:
    """Return what roles are ordered by; a site's own roles are equal and so keep their order."""
    if role == FUNDING:
        return (2,)
    return (0, _RANKS[role]) if role in _RANKS else (1,)


def credit_url(role: str) -> str:
    """Return the address of a CRediT term; empty for any other role."""
    return f"https://credit.niso.org/contributor-roles/{role}/" if role in CREDIT else ""
