"""Known keys of front matter."""

from __future__ import annotations

from mkdocs_fieldguide.content.validation import list_known_keys
from mkdocs_fieldguide.model.pages import PageInfo

_INTERNAL = ("path", "neutral_path", "generated", "more")
"""Fields of a page that front matter cannot set."""

_ETT_KEYS = (
    "affiliations",
    "dsw",
    "faircookbook",
    "fairsharing",
    "keywords",
    "layout",
    "rdmkit",
    "sitemap",
    "training",
)
"""Keys of the ELIXIR Toolkit Theme without a field of their own."""

_OTHER_KEYS = (
    "author",
    "authors",
    "categories",
    "comments",
    "date",
    "draft",
    "exclude",
    "glossary",
    "hide",
    "icon",
    "inclusion",
    "last_modified_at",
    "last_update",
    "links",
    "nav",
    "pin",
    "readtime",
    "revision_date",
    "robots",
    "search",
    "slug",
    "social",
    "status",
    "subtitle",
    "tags",
    "template",
)
"""Keys of MkDocs, Material and well-known plugins, which must not be reported as misspelt."""

PAGE_KEYS = list_known_keys(PageInfo, *_ETT_KEYS, *_OTHER_KEYS, internal=_INTERNAL)
"""All known keys."""
