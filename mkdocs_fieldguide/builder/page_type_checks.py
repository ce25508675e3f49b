"""The checks of page types and pictures, which need the settings and the files of the site."""

from __future__ import annotations

from pathlib import Path

from mkdocs.structure.files import Files

from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.setting_places import source_of
from mkdocs_fieldguide.checks.page_types import check_images, check_type_appearance, check_types
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.page.type_label import PICTURES, is_picture, picture_paths


def inspect_types(loaded: Loaded, files: Files, registry: Registry) -> None:
    """Report page types and pictures that do not exist.

    Args:
        loaded: the settings of the site. In a dry run the theme is not loaded and not checked.
        files: the files of the site.
        registry: the whole guide.
    """
    config, types, findings = loaded.config, loaded.options.page_types, loaded.findings
    check_types(registry, types, findings)
    there = {file.dest_uri for file in files}
    pictures = NameIndex(path.removeprefix(PICTURES) for path in there if path.startswith(PICTURES))

    def picture_of(page: PageInfo, key: str) -> str:
        paths = _pictures_of(page, key)
        return next((path for path in paths if path in there), paths[0] if paths else "")

    check_images(registry, picture_of, there, pictures, findings)
    if types.described and not loaded.dry:
        places = source_of(config)

        def place_of(name: str, key: str) -> Location:
            path = next((path for path in places.locations if path[-3:] == ("page_types", name, key)), ())
            return places.at(*path)

        check_type_appearance(types.described.values(), map(Path, config.theme.dirs), place_of, findings)


def _pictures_of(page: PageInfo, key: str) -> tuple[str, ...]:
    named = page.page_img if key == "page_img" else page.type_img
    return picture_paths(named) if named and (key == "page_img" or is_picture(named)) else ()
