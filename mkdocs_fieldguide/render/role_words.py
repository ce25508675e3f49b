"""What roles are called."""

from __future__ import annotations

from mkdocs_fieldguide.render.words import Words
from mkdocs_fieldguide.roles import PAGE_ROLES


def role_words(words: Words, role: str) -> str:
    """Return the heading over those who are credited in a role; for a site's own role, its id as words."""
    key = role if role in PAGE_ROLES else f"role_{role.replace('-', '_')}"
    found = words(key)
    if found != key:
        return found
    plain = role.replace("-", " ")
    return plain[:1].upper() + plain[1:]


def work_words(words: Words, role: str) -> str:
    """Return the heading over the pages on which somebody has a role."""
    return words(f"worked_on_as_{role}") if role in PAGE_ROLES else role_words(words, role)
