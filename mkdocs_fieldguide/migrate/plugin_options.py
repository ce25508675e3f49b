"""What `_config.yml` of an old site says, as options of the plugin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

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
"""ETT's names of headings, and ours in `words`."""


class PluginOptions:
    """Makes the plugin's options.

    Args:
        old: what `_config.yml` says.
        origin: what is known besides.
        notes: gets a sentence for each setting that is not carried over.
    """

    def __init__(self, old: Mapping[str, Any], origin: SourceSite, notes: list[str]) -> None:
        self._old = old
        self._theme: Mapping[str, Any] = as_mapping(old.get("theme_variables"))
        self._origin = origin
        self._notes = notes

    def of(self, host: str, repository: str) -> dict[str, Any]:
        """Return the options, in the order in which people read them.

        Args:
            host: the program that keeps the repository.
            repository: the repository's address; empty if there is none.
        """
        old, theme = self._old, self._theme
        options: dict[str, Any] = self._citing()
        if rules := self._defaults():
            options["defaults"] = rules
        if prefix := as_text(old.get("dsw_deep_link_prefix")):
            options["links"] = {"dsw": prefix}
        banner = old.get("topnav_banner") or theme.get("dev-info-banner")
        if isinstance(banner, str):
            options["announcement"] = banner
        elif banner:
            options["announcement"] = "This site is being written: its content may change."
        contents = as_mapping(theme.get("toc"))
        if isinstance(contents.get("min_headings"), int):
            options["toc"] = {"min_headings": contents["min_headings"]}
        if levels := sorted(set(re.findall(r"\bh([2-6])\b", as_text(contents.get("headings"))))):
            options.setdefault("toc", {})["levels"] = [int(level) for level in levels]
        if edit := self._editing(host, repository):
            options["edit"] = edit
        words = {}
        for name, heading in as_mapping(theme.get("headings")).items():
            if name in _HEADINGS and as_text(heading):
                words[_HEADINGS[name]] = as_text(heading)
            elif as_text(heading) and not isinstance(heading, bool):
                self._notes.append(
                    f"`theme_variables.headings.{name}` has no counterpart; see the option `words`."
                )
        if words:
            options["words"] = words
        return options

    def _citing(self) -> dict[str, Any]:
        scholar = as_mapping(self._old.get("scholar"))
        options: dict[str, Any] = {}
        files = self._origin.files
        source = as_text(scholar.get("source")).removeprefix("./").strip("/") or "_bibliography"
        given = scholar.get("bibliography")
        names = [as_text(name) for name in (given if isinstance(given, list) else [given]) if as_text(name)]
        found = [f"{source}/{name}{'' if '.' in name else '.bib'}" for name in names]
        if not found and any(path.startswith(f"{source}/") and path.endswith(".bib") for path in files):
            found = [f"{source}/*.bib"]
        if found:
            options["bibliography"] = found if len(found) > 1 else found[0]
        style = as_text(scholar.get("style")).removeprefix("./")
        places = [path for path in (style, f"{style}.csl", f"{source}/{style}.csl") if path in files]
        if style.removesuffix(".csl") in self._origin.styles:
            options["citation_style"] = style.removesuffix(".csl")
        elif places:
            options["citation_style"] = places[0] if places[0].startswith("_") else f"docs/{places[0]}"
        elif style:
            known = ", ".join(sorted(self._origin.styles))
            self._notes.append(
                f"`scholar.style` is “{style}”, which does not come with the plugin ({known} do). Put"
                f" {style}.csl beside the bibliography and name it in `citation_style`."
            )
        locale = as_text(scholar.get("locale"))
        if locale and locale not in ("en", "en-US"):
            options["citation_locale"] = locale
        for key in ("sort_by", "order", "group_by", "bibliography_template"):
            if as_text(scholar.get(key)) not in ("", "none"):
                self._notes.append(
                    f"`scholar.{key}` holds for no whole site here: write it at each `bibliography`."
                )
        return options

    def _defaults(self) -> list[dict[str, Any]]:
        rules = []
        for item in as_list(self._old.get("defaults")):
            scope, values = (
                as_mapping(as_mapping(item).get("scope")),
                as_mapping(as_mapping(item).get("values")),
            )
            if as_text(scope.get("type")) not in ("", "pages"):
                self._notes.append(
                    f"`defaults` for `{as_text(scope.get('type'))}` are left out: there are only pages."
                )
                continue
            # `nav` says which sidebar a page has, and there is one layout.
            kept = {
                str(key): value
                for key, value in values.items()
                if key not in ("layout", "topnav", "comments", "search") and not (key == "sidebar" and value)
            }
            if kept:
                rules.append({"scope": {"path": as_text(scope.get("path"))}, "values": kept})
        return rules

    def _editing(self, host: str, repository: str) -> dict[str, Any]:
        buttons = as_mapping(self._theme.get("github_buttons"))
        names = {"edit_me": "edit", "open_issue": "issue", "history": "history"}
        edit: dict[str, Any] = {}
        if any(key in buttons for key in names):
            edit["buttons"] = [ours for theirs, ours in names.items() if buttons.get(theirs)]
        if repository and host not in repository.partition("://")[2]:
            edit["host"] = host
        return edit
