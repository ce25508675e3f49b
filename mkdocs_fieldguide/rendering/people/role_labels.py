"""Labels of roles."""

from __future__ import annotations

from mkdocs_fieldguide.model.roles import CREDIT, PAGE_ROLES, role_id
from mkdocs_fieldguide.rendering.ui_strings import UiStrings


def role_label(words: UiStrings, role: str, *, own: bool = False) -> str:
    """Return the label of a role.

    Args:
        words: the UI strings.
        role: the id of a role in credits, or the text in a person's entry.
        own: whether `role` comes from a person's entry, where only the terms of CRediT have translations.
    """
    key = role if role in PAGE_ROLES else f"role_{role_id(role).replace('-', '_')}"
    found = words(key) if not own or role_id(role) in CREDIT else key
    if found != key:
        return found
    plain = role.replace("_", " ") if own else role.replace("-", " ")
    return plain[:1].upper() + plain[1:]


def contribution_heading(words: UiStrings, role: str) -> str:
    """Return the heading of the pages on which a person has a role."""
    return words(f"worked_on_as_{role}") if role in PAGE_ROLES else role_label(words, role)
