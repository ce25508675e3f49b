"""Locations of settings in mkdocs.yml, and of options that do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config import base
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.content.source_maps import submap
from mkdocs_fieldguide.content.yaml.reader import read_yaml
from mkdocs_fieldguide.files.read_text import read_text
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location, SourceMap

PLUGIN = "fieldguide"

_Path = tuple[str | int, ...]

_OF_MKDOCS = frozenset({"enabled"})
"""Options that MkDocs accepts for each plugin."""


def source_of(config: MkDocsConfig) -> SourceMap:
    """Return the locations of all settings in mkdocs.yml."""
    path = Path(config.config_file_path or "mkdocs.yml")
    text = read_text(path, path.name, Findings())
    loaded = read_yaml(text, path.name, Findings()) if text else None
    return loaded.source if loaded else SourceMap(Location(path.name))


def locate_options(config: MkDocsConfig, *keys: str) -> SourceMap:
    """Return the locations of the values of an option of the plugin."""
    source = source_of(config)
    return submap(source, *_plugin_path(source), *keys)


def locate_option(config: MkDocsConfig, *keys: str) -> Location:
    """Return the location of the value of an option of the plugin; that of the file if it is not there."""
    source = source_of(config)
    return source.locations.get((*_plugin_path(source), *keys), Location(source.start.file))


def report_misplaced_settings(
    config: MkDocsConfig, options: FieldguideConfig, settings: Iterable[str], findings: Findings
) -> None:
    """Report options of the plugin that do not exist, or that are further left or right than they belong.

    Args:
        config: the site's configuration.
        options: the options below `- fieldguide:`.
        settings: the settings at the margin of mkdocs.yml.
        findings: receives SETTING.
    """
    known = _names(options)
    sections = {name: _names(value) for name in known if isinstance(value := options[name], base.Config)}
    wrong = [*_unknown(options, known, ())]
    for name, names in sections.items():
        wrong += _unknown(options[name], names, (name,))
    at_margin = sorted(set(settings) & set(known) - set(MkDocsConfig().keys()))
    if not wrong and not at_margin:
        return
    source = source_of(config)
    for path in wrong:
        findings.add(
            Code.SETTING,
            source.key_at(*_plugin_path(source), *path),
            f"There is no option “{shorten('.'.join(path))}”.",
            _suggest(path, known, sections),
        )
    # One option at the margin brings those below it along.
    for name in at_margin[:1]:
        findings.add(
            Code.SETTING,
            source.key_at(name),
            f"“{name}” is an option of the plugin, but is not below it and has no effect.",
            f"Indent it below “- {PLUGIN}:”.",
        )


def _suggest(path: tuple[str, ...], known: list[str], sections: dict[str, list[str]]) -> str:
    name = path[-1]
    others = [section for section, names in sections.items() if name in names and path[:-1] != (section,)]
    if len(path) == 1 and others:
        return f"It belongs to “{others[0]}”: indent it below that."
    if len(path) > 1 and name in known:
        return f"It belongs directly below “- {PLUGIN}:”."
    return suggest_name(name, sections[path[0]] if len(path) > 1 else known)


def _names(options: base.Config) -> list[str]:
    """Return the names of the options in a section of the settings."""
    return [name for name, option in vars(type(options)).items() if isinstance(option, base.BaseConfigOption)]


def _unknown(options: base.Config, known: list[str], path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return ((*path, str(name)) for name in options if name not in known and name not in _OF_MKDOCS)


def _plugin_path(source: SourceMap) -> _Path:
    """Return the path of the plugin's options."""
    for path in source.keys:
        if path[:1] == ("plugins",) and path[-1] == PLUGIN and len(path) <= 3:
            return path
    return ("plugins", PLUGIN)
