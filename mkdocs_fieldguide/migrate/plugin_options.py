"""Conversion of `_config.yml` to options of the plugin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from mkdocs_fieldguide.content.pages.defaults import Defaults
from mkdocs_fieldguide.migrate.collections import read_collections
from mkdocs_fieldguide.migrate.notes import SettingNotes
from mkdocs_fieldguide.migrate.source_site import SourceSite
from mkdocs_fieldguide.migrate.yaml_values import as_list, as_mapping, as_text

_HEADINGS = {
    "related-pages": "related_pages",
    "more-information-tiles": "more_information",
    "resource-table-all": "on_this_page",
    "affiliation-tiles-page": "supported_by",
    "supported-by-tiles-page": "supported_by",
    "contributor-minitiles-page": "contributors",
    "national-resources": "national_resources",
    "citation-page": "cite_page",
}
"""ETT's names of headings, with their names in the option `words`."""


def sorted_credits(config: Mapping[str, Any]) -> bool | list[str]:
    """Return which credits the old site sorts by name: all, unless its `_config.yml` turns it off."""
    settings = as_mapping(as_mapping(config.get("theme_variables")).get("page_metadata"))
    switches = {
        "contributors": settings.get("contributors_sort"),
        "coordinators": settings.get("coordinators_sort"),
        "editors": settings.get("editors_sort"),
        "supported_by": settings.get("supported_by_sort", settings.get("affiliations_sort")),
    }
    names = [name for name, switch in switches.items() if switch is not False]
    return True if len(names) == len(switches) else names


def _problem_of(key: str, value: object) -> str:
    """Return why the build would reject a default value; empty if it would not."""
    _, problems = Defaults.from_setting([{"values": {key: value}}])
    return problems[0].replace(" in `values` of Item 1 of `defaults`", "") if problems else ""


class PluginOptions:
    """Converts the plugin's options.

    Args:
        old: content of `_config.yml`.
        source: other properties of the old site.
        notes: receives a sentence for each setting that is not migrated, or only in part.
    """

    def __init__(self, old: Mapping[str, Any], source: SourceSite, notes: SettingNotes) -> None:
        self._old = old
        self._theme: Mapping[str, Any] = as_mapping(old.get("theme_variables"))
        self._source = source
        self._notes = notes

    def convert(self, host: str, repository: str) -> dict[str, Any]:
        """Return the options in a readable order.

        Args:
            host: name of the hosting software, such as `github`.
            repository: URL of the repository; may be empty.
        """
        old, theme = self._old, self._theme
        options: dict[str, Any] = self._citation_options()
        if rules := self._defaults():
            options["defaults"] = rules
        if prefix := as_text(old.get("dsw_deep_link_prefix")):
            options["links"] = {"dsw": prefix}
        # `dev-info-banner` names the commit of a preview; the theme never shows it on the published site.
        if banner := as_text(old.get("topnav_banner")):
            options["announcement"] = banner
        toc = as_mapping(theme.get("toc"))
        if isinstance(toc.get("min_headings"), int):
            options["toc"] = {"min_headings": toc["min_headings"]}
        if levels := sorted(set(re.findall(r"\bh([2-6])\b", as_text(toc.get("headings"))))):
            options.setdefault("toc", {})["levels"] = [int(level) for level in levels]
        if edit := self._edit_options(host, repository):
            options["edit"] = edit
        words = {}
        for name, heading in as_mapping(theme.get("headings")).items():
            if name in _HEADINGS and as_text(heading):
                words[_HEADINGS[name]] = as_text(heading)
            elif as_text(heading) and not isinstance(heading, bool):
                self._notes.add(
                    f"theme_variables.headings.{name}",
                    f"`theme_variables.headings.{name}` has no counterpart; see the option `words`.",
                )
        scholar = as_mapping(old.get("scholar"))
        for name, word in (("missing_reference", "unknown_reference"), ("details_link", "details")):
            if text := as_text(scholar.get(name)):
                words[word] = text
        if words:
            options["words"] = words
        return options

    def _citation_options(self) -> dict[str, Any]:
        scholar = as_mapping(self._old.get("scholar"))
        options: dict[str, Any] = {}
        files = self._source.files
        folder = as_text(scholar.get("source")).removeprefix("./").strip("/") or "_bibliography"
        value = scholar.get("bibliography")
        names = [as_text(name) for name in (value if isinstance(value, list) else [value]) if as_text(name)]
        bibliography = [f"{folder}/{name}{'' if '.' in name else '.bib'}" for name in names]
        if not bibliography and any(
            path.startswith(f"{folder}/") and path.endswith(".bib") for path in files
        ):
            bibliography = [f"{folder}/*.bib"]
        if bibliography:
            options["bibliography"] = bibliography if len(bibliography) > 1 else bibliography[0]
        style = as_text(scholar.get("style")).removeprefix("./")
        style_files = [path for path in (style, f"{style}.csl", f"{folder}/{style}.csl") if path in files]
        style = PurePosixPath(style).name.removesuffix(".csl")
        if style in self._source.styles:
            options["citation_style"] = style
        elif style_files:
            file = style_files[0]
            options["citation_style"] = file if file.startswith("_") else f"docs/{file}"
        elif style:
            bundled = ", ".join(sorted(self._source.styles))
            self._notes.add(
                "scholar.style",
                f"`scholar.style`: The plugin does not include the style “{style}” (only {bundled}). Put"
                f" {style}.csl next to the bibliography and set `citation_style` to its path.",
            )
        locale = as_text(scholar.get("locale"))
        if locale and locale not in ("en", "en-US"):
            options["citation_locale"] = locale
        template = as_text(scholar.get("bibliography_template"))
        if template and template.replace(" ", "") != "{{reference}}":
            self._notes.add(
                "scholar.bibliography_template",
                "`scholar.bibliography_template`: Write it in Jinja as"
                " `fieldguide/partials/entries/NAME.html` in the theme’s `custom_dir`, and add"
                " `template: NAME` to `scholar` in `defaults`.",
            )
        return options

    def _list_settings(self) -> dict[str, Any]:
        """Return the settings of reference lists, which are front matter here."""
        scholar = as_mapping(self._old.get("scholar"))
        found: dict[str, Any] = {}
        for key in ("query", "sort_by", "order", "group_by", "group_order"):
            value = scholar.get(key)
            text = ", ".join(filter(None, map(as_text, value))) if isinstance(value, list) else as_text(value)
            if text not in ("", "none", "@*"):
                found[key] = text
        for key in ("type_order", "month_names"):
            if items := [text for item in as_list(scholar.get(key)) if (text := as_text(item))]:
                found[key] = items
        for key in ("type_names", "type_aliases"):
            names = as_mapping(scholar.get(key))
            if texts := {as_text(name): text for name, value in names.items() if (text := as_text(value))}:
                found[key] = texts
        if "group_by" in found:
            # Here, years are in descending order unless told otherwise.
            found.setdefault("group_order", "ascending")
        return found

    def _defaults(self) -> list[dict[str, Any]]:
        rules: list[dict[str, Any]] = []
        if settings := self._list_settings():
            rules.append({"scope": {"path": ""}, "values": {"scholar": settings}})
        collections = {it.label: it for it in read_collections(self._old) if it.is_published}
        for item in as_list(self._old.get("defaults")):
            scope, values = (
                as_mapping(as_mapping(item).get("scope")),
                as_mapping(as_mapping(item).get("values")),
            )
            path, kind = as_text(scope.get("path")), as_text(scope.get("type"))
            inside = (it for it in collections.values() if f"{path}/".startswith(f"{it.folder}/"))
            collection = collections.get(kind) or next(inside, None)
            if collection is None and kind not in ("", "pages"):
                self._notes.add(
                    "defaults",
                    f"`defaults` of type `{kind}` are skipped: MkDocs has only pages.",
                )
                continue
            if collection is not None and not any(map(collection.contains, self._source.files)):
                continue
            # `nav` replaces the names of sidebars, and there is only one layout.
            migrated = {
                str(key): value
                for key, value in values.items()
                if key not in ("layout", "topnav", "comments", "search")
                and not (key == "permalink" and collection is not None)  # It is in the pages.
                and not (key == "sidebar" and value)
            }
            for key in list(migrated):
                if problem := _problem_of(key, migrated[key]):
                    del migrated[key]
                    self._notes.add("defaults", f"`defaults`: `{key}` was left out. {problem}")
            if migrated:
                if collection is not None:
                    path = collection.new_path(f"{path.rstrip('/')}/" if path else f"{collection.folder}/")
                rules.append({"scope": {"path": path}, "values": migrated})
        return rules

    def _edit_options(self, host: str, repository: str) -> dict[str, Any]:
        buttons = as_mapping(self._theme.get("github_buttons"))
        names = {"edit_me": "edit", "open_issue": "issue", "history": "history"}
        edit: dict[str, Any] = {}
        # The theme shows a button unless it is `false`.
        shown = [button for name, button in names.items() if buttons.get(name) is not False]
        if shown != list(names.values()):
            edit["buttons"] = shown
        if repository and host not in repository.partition("://")[2]:
            edit["host"] = host
        return edit
