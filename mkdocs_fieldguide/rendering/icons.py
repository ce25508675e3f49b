"""Finds icons of the theme by the names that authors use."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from mkdocs_fieldguide.files.regular_files import is_regular
from mkdocs_fieldguide.files.symlinks import resolve_below
from mkdocs_fieldguide.findings.suggestions import NameIndex, suggest_name

_LUCIDE: Mapping[str, str] = MappingProxyType(
    {
        "alert-triangle": "alert-outline",
        "circle-help": "help-circle-outline",
        "code": "code-tags",
        "edit": "pencil-outline",
        "external-link": "open-in-new",
        "file-text": "file-document-outline",
        "globe": "web",
        "graduation-cap": "school-outline",
        "house": "home-outline",
        "info": "information-outline",
        "link": "link-variant",
        "mail": "email-outline",
        "map-pin": "map-marker-outline",
        "message-circle": "message-outline",
        "search": "magnify",
        "settings": "cog-outline",
        "tags": "tag-multiple-outline",
        "terminal": "console",
        "trash": "trash-can-outline",
        "triangle-alert": "alert-outline",
        "user": "account-outline",
        "users": "account-group-outline",
        "x": "close",
    }
)
"""Material icons for Lucide names that differ; the theme does not contain Lucide."""


def icon_file(folder: Path, name: str) -> Path | None:
    """Return the file of an icon; None if there is none, or if the name points outside the folder.

    Args:
        folder: a folder `.icons` of the theme.
        name: the name of the icon, such as `material/web`; it is untrusted.
    """
    path = resolve_below(folder, f"{name}.svg")
    return path if path is not None and is_regular(path) else None


class Icons:
    """Finds icons.

    Args:
        folders: template folders, which contain icons in `.icons`.
    """

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self._folders = [folder / ".icons" for folder in folders if (folder / ".icons").is_dir()]
        self._known: dict[str, NameIndex] = {}

    def find(self, name: str) -> str:
        """Return the path of an icon, such as `octicons/rocket-16`; empty if it is unknown.

        Args:
            name: an Octicon (`rocket`), a Lucide icon (`lucide/house`), or a path (`material/web`).
        """
        return next((path for path in self._candidates(name) if self._exists(path)), "")

    def suggest(self, name: str) -> str:
        """Return a hint for the name of an unknown icon."""
        folder, _, last = name.rpartition("/")
        if folder in ("", "lucide"):
            known = self._names("octicons" if not folder else "material")
            return suggest_name(last, known)
        nearest = self._names(folder).closest_match(last, 0.6)
        return f"Did you mean “{folder}/{nearest}”?" if nearest else ""

    def _candidates(self, name: str) -> tuple[str, ...]:
        folder, _, last = name.rpartition("/")
        if not folder:
            return (f"octicons/{last}-16", f"octicons/{last}-24", f"octicons/{last}")
        if folder == "lucide":
            other = _LUCIDE.get(last, last)
            return (f"material/{other}-outline", f"material/{other}", f"octicons/{last}-16")
        return (name,)

    def has(self, path: str) -> bool:
        """Return whether the theme has an icon; always true if the theme has no icons at all."""
        return not self._folders or self._exists(path)

    def _exists(self, path: str) -> bool:
        return any(icon_file(folder, path) is not None for folder in self._folders)

    def _names(self, folder: str) -> NameIndex:
        """Return an index of the icons in a folder."""
        if folder not in self._known:
            below = [resolve_below(path, folder) for path in self._folders]
            # Path.is_dir and, before Python 3.13, Path.glob raise for a path that is too long.
            places = [path for path in below if path and os.path.isdir(path)]  # noqa: PTH112
            names = {path.stem for place in places for path in place.glob("*.svg")}
            if folder == "octicons":
                names = {name.rsplit("-", 1)[0] for name in names}
            self._known[folder] = NameIndex(sorted(names))
        return self._known[folder]
