"""Check the types and pictures in the front matter of pages, and the icons and templates of types."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from urllib.parse import unquote

from mkdocs_fieldguide.content.settings.page_types import PageType, PageTypes
from mkdocs_fieldguide.files.regular_files import is_regular
from mkdocs_fieldguide.files.symlinks import may_escape, resolve_below
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex, suggest_name, unambiguous_match
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.unicode_forms import normalise, spellings
from mkdocs_fieldguide.registry.registry import Registry

LIKENESS = 0.8
"""The similarity from which an unknown type is reported as a misspelt type of the settings."""


def check_types(registry: Registry, types: PageTypes, findings: Findings) -> None:
    """Report types that are probably misspelt types of the settings; other types are allowed.

    Args:
        registry: the whole guide.
        types: the types in the settings.
        findings: receives MISSPELT_TYPE.
    """
    known = NameIndex(types.described)
    meant: dict[str, str | None] = {}
    for page in registry.pages.values():
        name = page.type
        if not name or name in known or page.generated or not len(known):
            continue
        if name not in meant:
            meant[name] = known.closest_match(name, LIKENESS)
        if meant[name] is not None:
            findings.add(
                Code.MISSPELT_TYPE,
                page.source.at("type"),
                f"The type “{shorten(name)}” is not in the settings, so the page is listed separately.",
                f"Did you mean “{meant[name]}”?",
                fix=unambiguous_match(name, known),
            )


def check_images(
    registry: Registry,
    path_of: Callable[[PageInfo, str], str],
    files: Collection[str],
    pictures: NameIndex,
    findings: Findings,
) -> None:
    """Report pictures in front matter that do not exist, and icons outside the theme.

    Args:
        registry: the whole guide.
        path_of: returns the path of the picture under a key of a page; empty if there is none.
        files: all files of the site.
        pictures: paths of the pictures, relative to their folder.
        findings: receives MISSING_PICTURE and OUTSIDE_PATH.
    """
    names = spellings(files)
    for page in registry.pages.values():
        icon = page.type_img
        if icon and not path_of(page, "type_img") and may_escape(icon):
            findings.add(
                Code.OUTSIDE_PATH,
                page.source.at("type_img"),
                f"“type_img” is “{shorten(icon)}”, which is outside the theme's icons and is ignored.",
                "Use an icon such as material/book-outline, or a picture in images/.",
            )
        for key in ("page_img", "type_img"):
            path = path_of(page, key)
            is_local = bool(path) and not path.startswith(("http://", "https://"))
            is_there = any(name in files or normalise("NFC", name) in names for name in (path, unquote(path)))
            if is_local and not is_there:
                name = path.partition("/")[2]
                findings.add(
                    Code.MISSING_PICTURE,
                    page.source.at(key),
                    f"The picture “{shorten(path, 120)}” does not exist.",
                    suggest_name(name, pictures),
                )


def check_type_appearance(
    types: Iterable[PageType],
    folders: Iterable[Path],
    place_of: Callable[[str, str], Location],
    findings: Findings,
) -> None:
    """Report icons and templates of types that the theme does not have; themes without icons show none.

    Args:
        types: the types in the settings.
        folders: the template folders of the theme.
        place_of: returns the location of a key of a type: `(type, key) -> location`.
        findings: receives SETTING.
    """
    theme = list(folders)
    icons = any((folder / ".icons").is_dir() for folder in theme)
    for page_type in types:
        used = [("layout", "template", page_type.layout, page_type.layout)]
        if icons:
            used.append(("icon", "icon", page_type.icon, f".icons/{page_type.icon}.svg"))
        for key, what, value, file in used:
            paths = [path for folder in theme if (path := resolve_below(folder, file))]
            if value and not any(map(is_regular, paths)):
                findings.add(
                    Code.SETTING,
                    place_of(page_type.name, key),
                    f"The type “{shorten(page_type.name)}” uses the {what} “{shorten(value)}”, "
                    "which the theme does not have.",
                    suggest_name(value, _available_names(value, file, theme)),
                )


def _available_names(value: str, file: str, folders: Iterable[Path]) -> list[str]:
    """Return the names of the files in the folder of a missing file, as the settings would write them."""
    paths = [path for folder in folders if (path := resolve_below(folder, file))]
    found = (sibling for path in paths for sibling in path.parent.glob(f"*{path.suffix}"))
    parent = value.rpartition("/")[0]
    names = (path.name if value == file else path.stem for path in found)
    return [f"{parent}/{name}" if parent else name for name in names]
