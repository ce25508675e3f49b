"""Where each file of an old site belongs in the new one.

Pages keep their folders, so that the paths of `defaults` stay right and each file's history can be followed.
What is a page, and what is not published, follows Jekyll (https://jekyllrb.com/docs/structure/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

DOCS = "docs"

_MECHANICS = re.compile(
    r"(?:\.git|_site|\.jekyll-cache|\.sass-cache|\.bundle|node_modules|vendor)/|\.jekyll-metadata$|\.ruby-version$"
    r"|Gemfile(?:\.lock)?$|[^/]+\.gemspec$|_config[\w.-]*\.ya?ml$"
    # What editors and file managers leave in any folder.
    r"|(?:.*/)?(?:\.DS_Store|Thumbs\.db|\.~lock[^/]*|[^/]*~)$"
)
_NAVIGATION = re.compile(r"_data/(?:sidebars/.+|topnav)\.ya?ml$")
_OF_THE_REPOSITORY = re.compile(
    r"(?:README|LICEN[CS]E|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|CHANGELOG|NOTICE)[\w.-]*$|CODEOWNERS$|CITATION\.cff$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\.(?:md|markdown|html)$")


_DATA = ("_data/", "_bibliography/")
_FOLDERS = {
    "_includes": "It is a template in Liquid; here templates are Jinja's, in a `custom_dir`.",
    "_layouts": "It is a template in Liquid; here templates are Jinja's, in a `custom_dir`.",
    "_sass": "It is a style for ETT's own classes.",
    "_plugins": "It is a program for Jekyll.",
}
_OTHER_FOLDERS = "MkDocs knows no such folder; move what is in it to `docs/` if it is to be published."


class MoveKind(StrEnum):
    """What becomes of a file."""

    COPIED = "copied"
    """It goes to its new place as it is."""

    READ = "read"
    """What it says stands in `mkdocs.yml`."""

    LEFT = "left"
    """It has no place in the new site; the reason says why."""

    MECHANICS = "mechanics"
    """It is Jekyll's own, or made by it."""


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one file.

    Attributes:
        old: its path in the old site, with `/`.
        kind: what becomes of it.
        new: its path in the new one; empty if it has none.
        reason: why it is left, as a sentence.
    """

    old: str
    kind: MoveKind
    new: str = ""
    reason: str = ""


def destination_for(path: str, excluded: Iterable[str], *, has_front_matter: bool) -> Move:
    """Return what becomes of a file.

    Args:
        path: its path in the old site, with `/`.
        excluded: what `_config.yml` keeps out of the site: folders, files, patterns.
        has_front_matter: whether it begins with `---`, so that Jekyll works on it.
    """
    if _NAVIGATION.match(path) or path == "_config.yml":
        return Move(path, MoveKind.READ)
    if _MECHANICS.match(path):
        return Move(path, MoveKind.MECHANICS)
    if reason := _why_left(path, has_front_matter=has_front_matter):
        return Move(path, MoveKind.LEFT, reason=reason)
    is_own = "/" not in path and not has_front_matter and _OF_THE_REPOSITORY.match(path)
    if path.startswith((*_DATA, ".")) or is_own or _is_excluded(path, excluded):
        return Move(path, MoveKind.COPIED, path)
    return Move(path, MoveKind.COPIED, f"{DOCS}/{_PAGE.sub('.md', path) if has_front_matter else path}")


def _why_left(path: str, *, has_front_matter: bool) -> str:
    """Return why a file has no place in the new site; nothing if it has one."""
    if path.startswith(".github/workflows/"):
        return "It is for Jekyll; `fieldguide github` writes one that checks the guide."
    if path.startswith(_DATA):
        return ""
    if path.startswith("_"):
        return _FOLDERS.get(path.partition("/")[0], _OTHER_FOLDERS)
    if has_front_matter and not path.startswith(".") and not _PAGE.search(path):
        return "Jekyll makes it from a template; MkDocs has none for it."
    return ""


def _is_excluded(path: str, excluded: Iterable[str]) -> bool:
    parents = [str(parent) for parent in PurePosixPath(path).parents]
    for pattern in excluded:
        clean = pattern.strip("/")
        if clean and any(fnmatchcase(part, clean) for part in (path, *parents)):
            return True
    return False
