"""Parsing mkdocs.yml, and the files that it inherits from, without running code that YAML tags name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from mkdocs_fieldguide.builder.outside_paths import Named, report_outside
from mkdocs_fieldguide.content.yaml.reader import read_bounded
from mkdocs_fieldguide.files.read_text import read_text
from mkdocs_fieldguide.files.symlinks import AllowedRoots
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.safe_characters import sanitise_value

_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_PARENTS = 20
_UNUSABLE = (Code.UNREADABLE_FILE, Code.TOO_LARGE)
_PARSE_ERRORS = (
    ConfigurationError, yaml.YAMLError, OSError, TypeError, ValueError, RecursionError,
    AttributeError, LookupError,
)  # fmt: skip
"""PyYAML's constructors raise all of these, for instance for an invalid timestamp with an explicit tag."""
_UNKNOWN = object()
"""Placeholder for a value that only running code could produce."""


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


def parse_settings(
    path: Path, text: str, allowed_roots: AllowedRoots, findings: Findings
) -> tuple[dict[str, Any], SourceMap] | None:
    """Parse mkdocs.yml and the files that it inherits from.

    Args:
        path: mkdocs.yml.
        text: its content.
        allowed_roots: the folders that the guide may read from.
        findings: receives YAML_SYNTAX, TOO_LARGE and OUTSIDE_PATH.

    Returns:
        The settings, and the locations of those in mkdocs.yml itself; None, with a finding, on failure.
    """
    own = Findings()
    reading = read_bounded(text, path.name, own)
    loaded = reading.loaded
    if reading.exceeds_limits:
        findings.extend(own)
        return None
    try:
        raw = _parse_with_parents(path, text, allowed_roots)
    except _OutsideError as error:
        report_outside(Named("INHERIT", error.name), findings)
        return None
    except _PARSE_ERRORS as error:
        is_reported = any(finding.code is Code.YAML_SYNTAX for finding in own)
        if loaded is not None and not is_reported:
            code = Code.TOO_LARGE if isinstance(error, _LimitError) else Code.YAML_SYNTAX
            own.add(code, Location(path.name), f"The file cannot be read: {shorten(error, 200)}.")
        findings.extend(own)
        return None
    source = loaded.source if loaded else SourceMap(Location(path.name))
    return (_drop_unknown(sanitise_value(raw)) if isinstance(raw, dict) else {}), source


def _parse_with_parents(path: Path, text: str, allowed_roots: AllowedRoots) -> Any:
    """Return the settings of mkdocs.yml merged over those that it inherits.

    The result is that of MkDocs, but only regular files of limited size are read: anyone who proposes a
    change can name any file.

    Raises:
        ConfigurationError: if one of the files cannot be used.
        _OutsideError: if one of them is outside the repository.
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
        # Only the limits count here: our reader refuses Python's tags, which MkDocs allows.
        if read_bounded(text, str(name), problems).exceeds_limits:
            raise _LimitError("a file that it inherits from is too large or too deeply nested")
        if len(values) > _MAX_PARENTS:
            raise ConfigurationError("it inherits from too many files, or from itself.")
        raw = yaml_load(text, _Loader)
        values.append(raw)
    merged: Any = values.pop()
    while values:
        merged = _merge(merged, values.pop())
    return merged


def _merge(parent: Any, child: Any) -> Any:
    """Return a child's value over its parent's: mappings are merged, any other value is replaced."""
    if not isinstance(parent, dict) or not isinstance(child, dict):
        return child
    return {**parent, **{key: _merge(parent.get(key), value) for key, value in child.items()}}


class _Loader(_BaseLoader):  # type: ignore[misc]  # the base class depends on how PyYAML was built
    """Loads mkdocs.yml and its parents, and ignores tags that would run code."""


def _construct_unknown(loader: Any, suffix: str, node: yaml.Node) -> Any:
    return _UNKNOWN


def _construct_env(loader: Any, node: yaml.Node) -> Any:
    """Return the default in `!ENV [NAME, default]`: a check must not depend on the machine."""
    if isinstance(node, yaml.SequenceNode) and len(node.value) > 1:
        return loader.construct_object(node.value[-1], deep=True)
    return None


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _construct_unknown)
_Loader.add_multi_constructor("!", _construct_unknown)
_Loader.add_constructor("!ENV", _construct_env)


def _drop_unknown(value: Any) -> Any:
    """Return a value without the parts that only running code could produce."""
    if isinstance(value, dict):
        return {key: _drop_unknown(item) for key, item in value.items() if item is not _UNKNOWN}
    if isinstance(value, list):
        return [_drop_unknown(item) for item in value if item is not _UNKNOWN]
    return value
