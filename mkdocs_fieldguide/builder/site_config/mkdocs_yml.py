"""What mkdocs.yml says, read without starting anything of the site's: no plugin, hook or theme is loaded.

So a site can be checked where its other plugins are not installed, and a stranger's change to it is checked
without running what the stranger wrote.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from mkdocs_fieldguide.builder.site_config.find import find_mkdocs_yml
from mkdocs_fieldguide.builder.site_config.markdown_settings import Contained
from mkdocs_fieldguide.builder.sources import Named, report_outside
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.content.yaml.reader import read_bounded
from mkdocs_fieldguide.files.read_text import read_text
from mkdocs_fieldguide.files.symlinks import HINT_COPY_FILE, MSG_LINK_ESCAPES, AllowedRoots
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.external_registries import BUILT_IN_REGISTRIES, ExternalRegistry
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.safe_characters import sanitise_value

_KEPT = (
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
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_PARENTS = 20
_UNUSABLE = (Code.UNREADABLE_FILE, Code.TOO_LARGE)
_UNREADABLE = (
    ConfigurationError, yaml.YAMLError, OSError, TypeError, ValueError, RecursionError,
    AttributeError, LookupError,
)  # fmt: skip
"""What PyYAML's constructors raise, also for a timestamp or truth value that is none, by an explicit tag."""
_UNKNOWN = object()
"""Stands for a value that only running code would give."""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings of a site, as far as a check needs them.

    Attributes:
        config: MkDocs' configuration with the site's pages and Markdown, and without its plugins and theme.
        options: the options under `- fieldguide:`.
        theme: name of the theme; empty for none.
        plugins: options of all plugins by name.
        notes: what the check had to do without.
        inherits: whether other files of settings are read as well.
        allowed_roots: where the files of the guide may lie.
    """

    config: MkDocsConfig
    options: FieldguideConfig
    theme: str = ""
    plugins: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    inherits: bool = False
    allowed_roots: AllowedRoots = field(default_factory=lambda: AllowedRoots(Path()))


def registries_near(path: Path) -> Mapping[str, ExternalRegistry]:
    """Return the outside registries of the guide in this folder or above it; else those of every guide."""
    found = find_mkdocs_yml(path)
    settings = read_settings(found, Findings()) if found else None
    return settings.options.registries if settings else BUILT_IN_REGISTRIES


def read_settings(path: Path, findings: Findings, allowed: Iterable[Path] = ()) -> SiteSettings | None:
    """Read mkdocs.yml.

    Args:
        path: the file.
        findings: receives YAML_SYNTAX, UNREADABLE_FILE, SETTING and OUTSIDE_PATH.
        allowed: folders outside the repository that the site may read.

    Returns:
        The settings; None, with a finding, when nothing can be checked with them.
    """
    allowed_roots = AllowedRoots(path.resolve().parent, allowed)
    # It may be a symlink, so its own repository counts here.
    if not AllowedRoots(path.parent, allowed).contains(path):
        findings.add(Code.LINK_OUT, Location(path.name), MSG_LINK_ESCAPES, HINT_COPY_FILE)
        return None
    text = read_text(path, path.name, findings)
    written = None if text is None else _written(path, text, allowed_roots, findings)
    if text is None or written is None:
        return None
    raw, source = written
    docs_dir = raw.get("docs_dir")
    # Before MkDocs looks whether it exists.
    if isinstance(docs_dir, str) and not _may_name(docs_dir, path, allowed_roots):
        report_outside(Named("docs_dir", docs_dir), findings)
        return None
    notes: list[str] = []
    if "markdown_extensions" in raw:
        contained = Contained(path.resolve().parent, allowed_roots, findings, notes)
        raw["markdown_extensions"] = contained.settings(raw["markdown_extensions"])
    config = _mkdocs_config(path, raw, source, findings, notes)
    plugins = _plugins(raw.get("plugins"))
    if "fieldguide" not in plugins:
        notes.append(f"The plugin fieldguide is not in {path.name}; the check takes its defaults.")
    options = _own_options(plugins.get("fieldguide", {}), source, raw.get("plugins"), findings)
    if config is None or options is None:
        return None
    theme = raw.get("theme")
    name = theme.get("name") if isinstance(theme, dict) else theme
    inherits = "INHERIT" in text
    return SiteSettings(config, options, str(name or ""), plugins, tuple(notes), inherits, allowed_roots)


def _written(
    path: Path, text: str, allowed_roots: AllowedRoots, findings: Findings
) -> tuple[dict[str, Any], SourceMap] | None:
    """Return what mkdocs.yml says, and where; None, with a finding, when it cannot be used."""
    own = Findings()
    reading = read_bounded(text, path.name, own)
    loaded = reading.loaded
    if reading.exceeds_limits:
        findings.extend(own)
        return None
    try:
        raw = _raw(path, text, allowed_roots)
    except _OutsideError as error:
        report_outside(Named("INHERIT", error.name), findings)
        return None
    except _UNREADABLE as error:
        if loaded is not None:
            code = Code.TOO_LARGE if isinstance(error, _LimitError) else Code.YAML_SYNTAX
            own.add(code, Location(path.name), f"The file cannot be read: {shorten(error, 200)}.")
        findings.extend(own)
        return None
    source = loaded.source if loaded else SourceMap(Location(path.name))
    return (_clean(sanitise_value(raw)) if isinstance(raw, dict) else {}), source


class _LimitError(ValueError):
    """A file of settings exceeds the limits of our own reader."""


class _OutsideError(Exception):
    """The settings inherit from a file outside the repository.

    Attributes:
        name: the file, as the settings name it.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _may_name(name: str, path: Path, allowed_roots: AllowedRoots) -> bool:
    """Tell whether a path in mkdocs.yml may be looked at; one that is a symlink out is reported elsewhere."""
    named = path.resolve().parent / name
    return allowed_roots.is_lexically_inside(named) or allowed_roots.contains(named)


def _raw(path: Path, text: str, allowed_roots: AllowedRoots) -> Any:
    """Return what mkdocs.yml says, over what the files say that it inherits from.

    As MkDocs reads them, but only from regular files of limited size: whoever proposes a change can name any.

    Raises:
        ConfigurationError: if one of the files cannot be used.
        _OutsideError: if one of them lies outside the repository.
    """
    raw = yaml_load(text, _Loader)
    values = [raw]
    while isinstance(raw, dict) and "INHERIT" in raw:
        name = raw.pop("INHERIT")
        path = Path(os.path.normpath(path.parent / name))
        if not allowed_roots.contains(path):
            raise _OutsideError(str(name))
        problems = Findings()
        text = read_text(path, str(name), problems) or ""
        bad = next((found for found in problems if found.code in _UNUSABLE), None)
        if bad is not None:
            why = bad.message.rstrip(".")
            raise ConfigurationError(f"it inherits from “{shorten(name)}”, which cannot be used: {why}")
        # Python's tags, which our reader refuses, are left to MkDocs' way of reading.
        if read_bounded(text, str(name), problems).exceeds_limits:
            raise _LimitError("a file that it inherits from is too large or too deeply nested")
        if len(values) > _MOST_PARENTS:
            raise ConfigurationError("it inherits from too many files, or from itself.")
        raw = yaml_load(text, _Loader)
        values.append(raw)
    merged: Any = values.pop()
    while values:
        merged = _merged(merged, values.pop())
    return merged


def _merged(parent: Any, child: Any) -> Any:
    """Return a child's value over its parent's: mappings are joined, all else takes the other's place."""
    if not isinstance(parent, dict) or not isinstance(child, dict):
        return child
    return {**parent, **{key: _merged(parent.get(key), value) for key, value in child.items()}}


class _Loader(_Base):  # type: ignore[misc]  # which class it is depends on how PyYAML was built
    """Reads mkdocs.yml, and files that it inherits from, without carrying out its tags."""


def _unknown_tag(loader: Any, suffix: str, node: yaml.Node) -> Any:
    return _UNKNOWN


def _environment(loader: Any, node: yaml.Node) -> Any:
    """Give the default of `!ENV [NAME, default]`: the check's outcome shall not depend on the machine."""
    if isinstance(node, yaml.SequenceNode) and len(node.value) > 1:
        return loader.construct_object(node.value[-1], deep=True)
    return None


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _unknown_tag)
_Loader.add_multi_constructor("!", _unknown_tag)
_Loader.add_constructor("!ENV", _environment)


def _clean(value: Any) -> Any:
    """Leave out what only running code would give."""
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items() if item is not _UNKNOWN}
    if isinstance(value, list):
        return [_clean(item) for item in value if item is not _UNKNOWN]
    return value


def _mkdocs_config(
    path: Path, raw: Mapping[str, Any], source: SourceMap, findings: Findings, notes: list[str]
) -> MkDocsConfig | None:
    kept = {key: raw[key] for key in _KEPT if key in raw}
    kept.update(plugins=[], theme="mkdocs")
    kept.setdefault("site_name", "")
    config, failed = _validated(path, kept)
    if "markdown_extensions" in failed:
        kept["markdown_extensions"] = _installed(path, kept["markdown_extensions"], notes)
        config, failed = _validated(path, kept)
    for key, message in failed.items():
        findings.add(Code.SETTING, source.key_at(key), f"“{key}” cannot be used: {shorten(message, 300)}")
    # Without its pages there is nothing to check; anything else only takes something away.
    return config if "docs_dir" not in failed and Path(config.docs_dir).is_dir() else None


def _validated(path: Path, settings: Mapping[str, Any]) -> tuple[MkDocsConfig, dict[str, str]]:
    config = MkDocsConfig(str(path.resolve()))
    # MkDocs takes entries out of the lists that it is given.
    config.load_dict(copy.deepcopy(dict(settings)))
    errors, _ = config.validate()
    return config, {key: str(error) for key, error in errors if key != "site_name"}


def _installed(path: Path, extensions: Any, notes: list[str]) -> list[Any]:
    """Return the Markdown extensions that can be loaded here."""
    listed = extensions if isinstance(extensions, list) else []
    if isinstance(extensions, dict):
        listed = [{name: options} for name, options in extensions.items()]
    found = []
    for extension in listed:
        _, failed = _validated(
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


def _plugins(setting: Any) -> dict[str, Mapping[str, Any]]:
    """Return the options of each plugin by its name, without the theme's name before it."""
    items = setting.items() if isinstance(setting, dict) else []
    if isinstance(setting, list):
        items = [
            pair
            for entry in setting
            for pair in (entry.items() if isinstance(entry, dict) else [(entry, None)])
        ]
    return {
        str(name).rsplit("/", 1)[-1]: options if isinstance(options, dict) else {} for name, options in items
    }


def _own_options(
    given: Mapping[str, Any], source: SourceMap, plugins: Any, findings: Findings
) -> FieldguideConfig | None:
    options = FieldguideConfig()
    options.load_dict(dict(given))
    errors, warnings = options.validate()
    where: tuple[str | int, ...] = ("plugins", "fieldguide")
    if isinstance(plugins, list):
        number = next(
            (n for n, entry in enumerate(plugins) if isinstance(entry, dict) and "fieldguide" in entry), 0
        )
        where = ("plugins", number, "fieldguide")
    for key, problem in (*errors, *warnings):
        findings.add(
            Code.SETTING, source.key_at(*where, key), f"The option “{key}” cannot be used: {problem}"
        )
    return None if errors else options
