"""Validates the front matter that MkDocs and the theme use.

Templates of themes do not validate it: a number in `hide`, an unknown icon or a date in `search` would end
the build with a traceback. Invalid values are reported and removed from the page's metadata.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import describe_value, shorten
from mkdocs_fieldguide.model.location import SourceMap
from mkdocs_fieldguide.model.safe_characters import sanitise_value
from mkdocs_fieldguide.rendering.icons import Icons

_Scalar = (str, int, float)


class ThemeMeta:
    """Validates the metadata of the pages of one build.

    Args:
        config: the site's configuration.
        icons: the icons of the theme.
        findings: receives WRONG_TYPE, UNKNOWN_ICON and THEME.
        with_theme: whether the site's theme is loaded, as in a build but not in a check.
    """

    def __init__(self, config: MkDocsConfig, icons: Icons, findings: Findings, *, with_theme: bool) -> None:
        self._config = config
        self._icons = icons
        self._findings = findings
        self._with_theme = with_theme

    def clean(self, meta: MutableMapping[str, Any], source: SourceMap, what: str) -> None:
        """Remove invalid values from the metadata of a page.

        Args:
            meta: the metadata; changed in place.
            source: the locations of the front matter.
            what: the name of the page for messages.
        """
        for key, value in list(meta.items()):
            meta[key] = sanitise_value(value)
        for key, (is_right, expected) in _RULES.items():
            if key in meta and meta[key] is not None and not is_right(meta[key]):
                found = f"“{key}” of {what} is {describe_value(meta[key])}; it is ignored."
                self._remove(meta, key, source, Code.WRONG_TYPE, found, f"Expected {expected}.")
        if isinstance(meta.get("tags"), list):
            meta["tags"] = [tag for tag in meta["tags"] if isinstance(tag, _Scalar) and str(tag).strip()]
        if not meta.get("template", "main.html"):
            # MkDocs would look for a template with an empty name.
            del meta["template"]
        self._check_search(meta, source, what)
        self._check_icon(meta, source, what)
        self._check_template(meta, source, what)

    def _check_search(self, meta: MutableMapping[str, Any], source: SourceMap, what: str) -> None:
        """Remove a boost that is not a finite number, since it would make the search index invalid JSON."""
        search = meta.get("search")
        if isinstance(search, Mapping) and "boost" in search and not _is_boost(search["boost"]):
            self._findings.add(
                Code.WRONG_TYPE,
                source.at("search", "boost"),
                f"“boost” in “search” of {what} is {describe_value(search['boost'])}; it is ignored.",
                "Expected a number, such as 2.",
            )
            meta["search"] = {key: value for key, value in search.items() if key != "boost"}

    def _check_icon(self, meta: MutableMapping[str, Any], source: SourceMap, what: str) -> None:
        name = meta.get("icon")
        if not isinstance(name, str) or self._icons.has(name):
            return
        message = f"The icon “{shorten(name)}” of {what} does not exist; it is ignored."
        self._remove(meta, "icon", source, Code.UNKNOWN_ICON, message, self._icons.suggest(name))

    def _check_template(self, meta: MutableMapping[str, Any], source: SourceMap, what: str) -> None:
        name = meta.get("template")
        if not isinstance(name, str) or not self._with_theme or has_template(self._config, name):
            return
        message = f"The template “{shorten(name)}” of {what} does not exist; the default template is used."
        hint = "Add it to the theme's `custom_dir`."
        self._remove(meta, "template", source, Code.THEME, message, hint)

    def _remove(
        self,
        meta: MutableMapping[str, Any],
        key: str,
        source: SourceMap,
        code: Code,
        message: str,
        hint: str,
    ) -> None:
        self._findings.add(code, source.at(key), message, hint)
        del meta[key]


def has_template(config: MkDocsConfig, name: str) -> bool:
    """Return whether the theme has a template, by the rules of Jinja's FileSystemLoader."""
    parts = name.split("/")
    if ".." in parts or "\\" in name or "\0" in name:
        return False
    clean = "/".join(part for part in parts if part not in ("", "."))
    try:
        return bool(clean) and any((Path(folder) / clean).is_file() for folder in config.theme.dirs)
    except OSError:  # a name that is too long
        return False


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(item, _Scalar) for item in value)
    )


def _is_boost(value: object) -> bool:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    return not isinstance(value, float) or math.isfinite(value)


_RULES: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "hide": (_is_list_of_texts, "a list of parts of the page, such as `[navigation, toc]`"),
    "tags": (lambda value: isinstance(value, list), "a list of texts"),
    "icon": (lambda value: isinstance(value, str), "the name of an icon, such as `material/web`"),
    "status": (lambda value: isinstance(value, str), "text, such as `new`"),
    "subtitle": (lambda value: isinstance(value, _Scalar), "text"),
    "search": (lambda value: isinstance(value, Mapping), "a mapping such as `exclude: true`"),
    "template": (lambda value: isinstance(value, str), "the name of a template, such as `main.html`"),
    "source": (_is_list_of_texts, "a list of files"),
    "social": (lambda value: isinstance(value, Mapping), "a mapping"),
}
"""What the templates of MkDocs and Material assume, by key: a predicate and a description of the value."""
