"""The settings of a site for a check: mkdocs.yml, read without loading any plugin, hook or theme.

Thus a site can be checked where its other plugins are not installed, and a pull request can be checked
without running code from it.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.builder.outside_paths import Named, report_outside
from mkdocs_fieldguide.builder.setting_places import PLUGIN, report_misplaced_settings
from mkdocs_fieldguide.builder.site_config.find import find_mkdocs_yml
from mkdocs_fieldguide.builder.site_config.markdown_settings import MarkdownSandbox
from mkdocs_fieldguide.builder.site_config.settings_yaml import parse_settings
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.files.read_text import read_text
from mkdocs_fieldguide.files.symlinks import HINT_COPY_FILE, MSG_LINK_ESCAPES, AllowedRoots
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import closest_match
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.external_registries import BUILT_IN_REGISTRIES, ExternalRegistry
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.url_parsing import parse_url

_MIN_SIMILARITY = 0.75
"""Minimum similarity of the name of a plugin to ours to be reported as misspelt."""

_USED_SETTINGS = (
    "site_name",
    "site_url",
    "site_description",
    "docs_dir",
    "site_dir",
    "use_directory_urls",
    "nav",
    "exclude_docs",
    "draft_docs",
    "not_in_nav",
    "markdown_extensions",
    "validation",
)


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings of a site that a check needs.

    Attributes:
        config: MkDocs' configuration, without plugins and theme.
        options: the options below `- fieldguide:`.
        theme: name of the theme; empty for none.
        plugins: options of all plugins by name.
        notes: sentences about limitations of the check.
        inherits: whether mkdocs.yml inherits from other files.
        allowed_roots: the folders that the guide may read from.
    """

    config: MkDocsConfig
    options: FieldguideConfig
    theme: str = ""
    plugins: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    inherits: bool = False
    allowed_roots: AllowedRoots = field(default_factory=lambda: AllowedRoots(Path()))


def registries_near(path: Path) -> Mapping[str, ExternalRegistry]:
    """Return the external registries of the guide at this path; without a guide, the built-in ones."""
    found = find_mkdocs_yml(path)
    settings = read_settings(found, Findings()) if found else None
    return settings.options.registries if settings else BUILT_IN_REGISTRIES


def read_settings(path: Path, findings: Findings, allowed: Iterable[Path] = ()) -> SiteSettings | None:
    """Read mkdocs.yml.

    Args:
        path: the file.
        findings: receives YAML_SYNTAX, UNREADABLE_FILE, TOO_LARGE, SETTING, LINK_OUT and OUTSIDE_PATH.
        allowed: further folders, outside the repository, that the guide may read from.

    Returns:
        The settings; None, with a finding, if they cannot be used.
    """
    allowed_roots = AllowedRoots(path.resolve().parent, allowed)
    # The file may be a symlink, so the folder of the link counts, not that of its target.
    if not AllowedRoots(path.parent, allowed).contains(path):
        findings.add(Code.LINK_OUT, Location(path.name), MSG_LINK_ESCAPES, HINT_COPY_FILE)
        return None
    text = read_text(path, path.name, findings)
    parsed = None if text is None else parse_settings(path, text, allowed_roots, findings)
    if text is None or parsed is None:
        return None
    raw, source = parsed
    docs_dir = raw.get("docs_dir")
    # Before MkDocs checks that the folder exists.
    if isinstance(docs_dir, str) and not _is_allowed(docs_dir, path, allowed_roots):
        report_outside(Named("docs_dir", docs_dir), findings)
        return None
    notes: list[str] = []
    if "markdown_extensions" in raw:
        sandbox = MarkdownSandbox(path.resolve().parent, allowed_roots, findings, notes)
        raw["markdown_extensions"] = sandbox.restrict(raw["markdown_extensions"])
    config = _mkdocs_config(path, raw, source, findings, notes)
    plugins = _options_by_plugin(raw.get("plugins"))
    _check_plugin(raw.get("plugins"), plugins, path.name, source, findings, notes)
    options = _fieldguide_options(plugins.get(PLUGIN, {}), source, raw.get("plugins"), findings)
    if config is None or options is None:
        return None
    report_misplaced_settings(config, options, map(str, raw), findings)
    theme = raw.get("theme")
    name = theme.get("name") if isinstance(theme, dict) else theme
    inherits = "INHERIT" in text
    return SiteSettings(config, options, str(name or ""), plugins, tuple(notes), inherits, allowed_roots)


def _is_allowed(name: str, path: Path, allowed_roots: AllowedRoots) -> bool:
    """Return whether a path in mkdocs.yml may be accessed; an escaping symlink is reported later."""
    named = path.resolve().parent / name
    return allowed_roots.is_lexically_inside(named) or allowed_roots.contains(named)


def _mkdocs_config(
    path: Path, raw: Mapping[str, Any], source: SourceMap, findings: Findings, notes: list[str]
) -> MkDocsConfig | None:
    settings = {key: raw[key] for key in _USED_SETTINGS if key in raw}
    settings.update(plugins=[], theme="mkdocs")
    settings.setdefault("site_name", "")
    url = settings.get("site_url")
    if isinstance(url, str) and parse_url(url) is None:  # for which MkDocs has a traceback
        del settings["site_url"]
        message = f"“site_url” cannot be used: “{shorten(url)}” is not a valid URL."
        findings.add(Code.SETTING, source.key_at("site_url"), message)
    config, failed = _validate(path, settings)
    if "markdown_extensions" in failed:
        settings["markdown_extensions"] = _find_installed(path, settings["markdown_extensions"], notes)
        config, failed = _validate(path, settings)
    for key, message in failed.items():
        findings.add(Code.SETTING, source.key_at(key), f"“{key}” cannot be used: {shorten(message, 300)}")
    # Only a missing docs folder leaves nothing to check.
    return config if "docs_dir" not in failed and Path(config.docs_dir).is_dir() else None


def _validate(path: Path, settings: Mapping[str, Any]) -> tuple[MkDocsConfig, dict[str, str]]:
    config = MkDocsConfig(str(path.resolve()))
    # MkDocs removes entries from the lists that it is given.
    config.load_dict(copy.deepcopy(dict(settings)))
    errors, _ = config.validate()
    return config, {key: str(error) for key, error in errors if key != "site_name"}


def _find_installed(path: Path, extensions: Any, notes: list[str]) -> list[Any]:
    """Return the Markdown extensions that are installed."""
    listed = extensions if isinstance(extensions, list) else []
    if isinstance(extensions, dict):
        listed = [{name: options} for name, options in extensions.items()]
    found = []
    for extension in listed:
        _, failed = _validate(
            path, {"site_name": "", "plugins": [], "theme": "mkdocs", "markdown_extensions": [extension]}
        )
        if "markdown_extensions" in failed:
            name = next(iter(extension), "") if isinstance(extension, dict) else extension
            notes.append(
                f"The Markdown extension {shorten(name)} cannot be loaded; pages are read without it."
            )
        else:
            found.append(extension)
    return found


def _options_by_plugin(setting: Any) -> dict[str, Mapping[str, Any]]:
    """Return the options of each plugin by its name, without the prefix of a theme such as `material/`.

    As in MkDocs, a second instance of `blog` is `blog #2`.
    """
    items = setting.items() if isinstance(setting, dict) else []
    if isinstance(setting, list):
        items = [
            pair
            for entry in setting
            for pair in (entry.items() if isinstance(entry, dict) else [(entry, None)])
        ]
    found: dict[str, Mapping[str, Any]] = {}
    counts: Counter[str] = Counter()
    for name, options in items:
        plain = str(name).rsplit("/", 1)[-1]
        counts[plain] += 1
        key = plain if counts[plain] == 1 else f"{plain} #{counts[plain]}"
        found[key] = options if isinstance(options, dict) else {}
    return found


def _check_plugin(
    setting: Any,
    plugins: dict[str, Mapping[str, Any]],
    file: str,
    source: SourceMap,
    findings: Findings,
    notes: list[str],
) -> None:
    """Report a misspelt name of the plugin, and options next to its name; MkDocs ends the build for both.

    Args:
        setting: the setting `plugins`.
        plugins: options by plugin; those under the misspelt name are used.
        file: name of mkdocs.yml.
        source: its locations.
        findings: receives SETTING.
        notes: receives a note if the plugin is missing.
    """
    for number, entry in enumerate(setting if isinstance(setting, list) else []):
        if isinstance(entry, dict) and PLUGIN in entry and len(entry) > 1:
            misplaced = next(str(name) for name in entry if name != PLUGIN)
            findings.add(
                Code.SETTING,
                source.key_at("plugins", number, misplaced),
                f"“{shorten(misplaced)}” is at the level of “{PLUGIN}”, not below it.",
                "Indent it, and the options below it, by at least two more spaces.",
            )
    if PLUGIN in plugins:
        return
    written = closest_match(PLUGIN, plugins, _MIN_SIMILARITY)
    if written is None:
        notes.append(f"The plugin {PLUGIN} is not in {file}; the check uses its default options.")
        return
    plugins[PLUGIN] = plugins.pop(written)
    paths = (path for path in source.locations if path[:1] == ("plugins",) and len(path) <= 3)
    items = setting if isinstance(setting, list) else []
    number = next((n for n, entry in enumerate(items) if entry == written), -1)
    location = (
        source.at("plugins", number)
        if number >= 0
        else next((source.key_at(*path) for path in paths if path[-1] == written), source.at("plugins"))
    )
    findings.add(
        Code.SETTING,
        location,
        f"There is no plugin “{shorten(written)}”.",
        f"Did you mean “{PLUGIN}”?",
        fix=(written, PLUGIN),
    )


def _fieldguide_options(
    given: Mapping[str, Any], source: SourceMap, plugins: Any, findings: Findings
) -> FieldguideConfig | None:
    options = FieldguideConfig()
    options.load_dict(dict(given))
    errors, warnings = options.validate()
    where: tuple[str | int, ...] = ("plugins", PLUGIN)
    if isinstance(plugins, list):
        number = next(
            (n for n, entry in enumerate(plugins) if isinstance(entry, dict) and PLUGIN in entry), 0
        )
        where = ("plugins", number, PLUGIN)
    for key, problem in (*errors, *warnings):
        findings.add(
            Code.SETTING, source.key_at(*where, key), f"The option “{key}” cannot be used: {problem}"
        )
    return None if errors else options
