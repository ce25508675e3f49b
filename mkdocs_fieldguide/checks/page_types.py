"""Looking over the types and pictures that pages name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from mkdocs_fieldguide.content.settings.page_types import PageType, PageTypes
from mkdocs_fieldguide.files.regular_files import is_regular
from mkdocs_fieldguide.files.symlinks import may_escape, resolve_below
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex, suggest_name, unambiguous_match
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.registry.registry import Registry

LIKENESS = 0.8
"""How like a type of the settings another must be to be taken for a slip of the pen."""


def check_types(registry: Registry, types: PageTypes, findings: Findings) -> None:
    """Report types that are almost those of the settings; others are new types.

    Args:
        registry: the whole guide.
        types: the types of the settings.
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
                f"The type “{shorten(name)}” is in no setting; the page is listed apart from the others.",
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
    """Report pictures of front matter that are not there, and icons that are named outside of the theme.

    Args:
        registry: the whole guide.
        path_of: gives the path of the picture that a page names under a key; empty if it names none.
        files: all files of the site.
        pictures: paths of the pictures, from the folder of pictures.
        findings: receives MISSING_PICTURE and OUTSIDE_PATH.
    """
    for page in registry.pages.values():
        icon = page.type_img
        if icon and not path_of(page, "type_img") and may_escape(icon):
            findings.add(
                Code.OUTSIDE_PATH,
                page.source.at("type_img"),
                f"“type_img” is “{shorten(icon)}”, which leads out of the theme's icons; nothing is read.",
                "Use one such as material/book-outline, or a picture below images/.",
            )
        for key in ("page_img", "type_img"):
            path = path_of(page, key)
            if path and path not in files and not path.startswith(("http://", "https://")):
                name = path.partition("/")[2]
                findings.add(
                    Code.MISSING_PICTURE,
                    page.source.at(key),
                    f"There is no picture “{shorten(path, 120)}”.",
                    suggest_name(name, pictures),
                )


def check_type_appearance(
    types: Iterable[PageType],
    folders: Iterable[Path],
    place_of: Callable[[str, str], Location],
    findings: Findings,
) -> None:
    """Report icons and templates of types that the theme does not have; a theme without icons shows none.

    Args:
        types: the types of the settings.
        folders: template folders of the theme.
        place_of: gives the place of a key of a type in the settings.
        findings: receives SETTING.
    """
    there = list(folders)
    icons = any((folder / ".icons").is_dir() for folder in there)
    for it in types:
        wanted = [("layout", "template", it.layout, it.layout)]
        if icons:
            wanted.append(("icon", "icon", it.icon, f".icons/{it.icon}.svg"))
        for key, what, value, file in wanted:
            paths = [path for folder in there if (path := resolve_below(folder, file))]
            if value and not any(map(is_regular, paths)):
                findings.add(
                    Code.SETTING,
                    place_of(it.name, key),
                    f"The type “{shorten(it.name)}” wants the {what} “{shorten(value)}”, "
                    "which the theme does not have.",
                    suggest_name(value, _beside(value, file, there)),
                )


def _beside(value: str, file: str, folders: Iterable[Path]) -> list[str]:
    """Return the names, as the settings write them, of what lies beside a file that is not there."""
    paths = [path for folder in folders if (path := resolve_below(folder, file))]
    found = (near for path in paths for near in path.parent.glob(f"*{path.suffix}"))
    above = value.rpartition("/")[0]
    names = (path.name if value == file else path.stem for path in found)
    return [f"{above}/{name}" if above else name for name in names]
