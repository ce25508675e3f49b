"""What roles are called."""

from __future__ import annotations

from mkdocs_fieldguide.model.roles import CREDIT, PAGE_ROLES, role_id
from mkdocs_fieldguide.rendering.ui_strings import UiStrings


def role_words(words: UiStrings, role: str, *, own: bool = False) -> str:
    """Return what a role is called.

    Args:
        words: the words of the site.
        role: the id of a role on pages; its words are those over the people who have it.
        own: `role` is what a person's own entry says: only the terms of CRediT are known among those.
    """
    key = role if role in PAGE_ROLES else f"role_{role_id(role).replace('-', '_')}"
    found = words(key) if not own or role_id(role) in CREDIT else key
    if found != key:
        return found
    plain = role.replace("_", " ") if own else role.replace("-", " ")
    return plain[:1].upper() + plain[1:]


def contribution_heading(words: UiStrings, role: str) -> str:
    """Return the heading over the pages on which somebody has a role."""
    return words(f"worked_on_as_{role}") if role in PAGE_ROLES else role_words(words, role)
