"""A page of the old site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from mkdocs_fieldguide.migrate.yaml_values import as_mapping, is_bounded

FRONT_MATTER = re.compile(
    r"\A(?:\ufeff)?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class OldPage:
    """A page of the old site.

    Attributes:
        path: path in the old site, with `/`.
        new: path in the new site.
        front_matter: its front matter as text, without the lines of hyphens.
        body: the text below it.
        own: its front matter.
        values: its front matter with the defaults of its path.
        url: its URL from the root of the site.
        is_copy: whether it was a symlink to another page, whose URL it must not take.
        is_readable: whether MkDocs recognises the front matter, too: it needs a line break at its end.
        collection: name of its collection; empty for an ordinary page.
    """

    path: str
    new: str
    front_matter: str
    body: str
    own: Mapping[str, Any]
    values: Mapping[str, Any]
    url: str
    is_copy: bool = False
    is_readable: bool = True
    collection: str = ""

    def liquid_values(self) -> dict[str, Any]:
        """Return the variable `page` of templates."""
        folder, name = self.path.rpartition("/")[::2]
        return {
            **self.values,
            "url": self.url,
            "path": self.path,
            "name": name,
            "dir": f"/{folder}/" if folder else "/",
            "content": self.body,
        }


def split_front_matter(text: str) -> tuple[str | None, str]:
    """Return the front matter of a file as Jekyll finds it, None if there is none, and the rest."""
    match = FRONT_MATTER.match(text)
    return (match[1], text[match.end() :]) if match else (None, text)


def read_mapping(text: str) -> Mapping[str, Any]:
    """Return a mapping in YAML; an empty one if it is not valid or is none."""
    try:
        found = as_mapping(yaml.load(text, _LOADER))  # noqa: S506 (a safe loader)
        return found if is_bounded(found) else {}
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
