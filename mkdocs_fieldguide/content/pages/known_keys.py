"""The keys of front matter that mean something."""

from __future__ import annotations

from mkdocs_fieldguide.content.validation import list_known_keys
from mkdocs_fieldguide.model.pages import PageInfo

_OURS = ("path", "generated", "more")
"""Fields of a page that its front matter cannot set."""

_OF_THE_DIALECT = (
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
"""Keys that mean something in guides and have no field of their own."""

_OF_MKDOCS = (
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
"""Keys of MkDocs, Material and well-known plugins, which are no slips of the pen for ours."""

PAGE_KEYS = list_known_keys(PageInfo, *_OF_THE_DIALECT, *_OF_MKDOCS, internal=_OURS)
"""Keys that are no slips of the pen, and may be what is meant by one."""
