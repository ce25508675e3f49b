"""The part of front matter that MkDocs and the theme read themselves, made fit for them.

Templates of themes trust it: a number in `hide`, an icon that is not there or a date in `search` end the
whole build with a traceback. What cannot be used is a finding and is left out of the page's meta-data.
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
    """Checks the meta-data of the pages of one build.

    Args:
        config: the site's configuration.
        icons: the icons of the theme.
        findings: receives WRONG_TYPE, UNKNOWN_ICON and THEME.
        with_theme: whether the site's theme is known, as it is in a build.
    """

    def __init__(self, config: MkDocsConfig, icons: Icons, findings: Findings, *, with_theme: bool) -> None:
        self._config = config
        self._icons = icons
        self._findings = findings
        self._with_theme = with_theme

    def clean(self, meta: MutableMapping[str, Any], source: SourceMap, what: str) -> None:
        """Clean the meta-data of a page.

        Args:
            meta: the meta-data, changed in place.
            source: where the front matter stands.
            what: the page in words.
        """
        for key, value in list(meta.items()):
            meta[key] = sanitise_value(value)
        for key, (is_right, expected) in _RULES.items():
            if key in meta and meta[key] is not None and not is_right(meta[key]):
                found = f"“{key}” of {what} is {describe_value(meta[key])}; it is left out."
                self._leave_out(meta, key, source, Code.WRONG_TYPE, found, f"Expected is {expected}.")
        if isinstance(meta.get("tags"), list):
            meta["tags"] = [tag for tag in meta["tags"] if isinstance(tag, _Scalar) and str(tag).strip()]
        if not meta.get("template", "main.html"):
            # MkDocs looks for whatever stands there.
            del meta["template"]
        self._check_search(meta, source, what)
        self._check_icon(meta, source, what)
        self._check_template(meta, source, what)

    def _check_search(self, meta: MutableMapping[str, Any], source: SourceMap, what: str) -> None:
        """Leave out a boost that is no finite number: in JSON it would make the whole index unreadable."""
        search = meta.get("search")
        if isinstance(search, Mapping) and "boost" in search and not _is_boost(search["boost"]):
            self._findings.add(
                Code.WRONG_TYPE,
                source.at("search", "boost"),
                f"“boost” in “search” of {what} is {describe_value(search['boost'])}; it is left out.",
                "Expected is a number, such as 2.",
            )
            meta["search"] = {key: value for key, value in search.items() if key != "boost"}

    def _check_icon(self, meta: MutableMapping[str, Any], source: SourceMap, what: str) -> None:
        name = meta.get("icon")
        if not isinstance(name, str) or self._icons.has(name):
            return
        message = f"There is no icon “{shorten(name)}”, which {what} names; it is left out."
        self._leave_out(meta, "icon", source, Code.UNKNOWN_ICON, message, self._icons.like(name))

    def _check_template(self, meta: MutableMapping[str, Any], source: SourceMap, what: str) -> None:
        name = meta.get("template")
        if not isinstance(name, str) or not self._with_theme or has_template(self._config, name):
            return
        message = (
            f"There is no template “{shorten(name)}”, which {what} names; it is shown as other pages are."
        )
        hint = "Put it into the folder `custom_dir` of the theme."
        self._leave_out(meta, "template", source, Code.THEME, message, hint)

    def _leave_out(
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
    """Tell whether the theme has a template, by the rules of Jinja's FileSystemLoader."""
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
    "status": (lambda value: isinstance(value, str), "a text such as `new`"),
    "subtitle": (lambda value: isinstance(value, _Scalar), "text"),
    "search": (lambda value: isinstance(value, Mapping), "a mapping such as `exclude: true`"),
    "template": (lambda value: isinstance(value, str), "the name of a template, such as `main.html`"),
    "source": (_is_list_of_texts, "a list of files"),
    "social": (lambda value: isinstance(value, Mapping), "a mapping"),
}
"""What the templates of MkDocs and Material take for granted, by key."""
