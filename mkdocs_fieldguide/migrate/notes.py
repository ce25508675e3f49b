"""Sentences for the report on settings, with the lines of `_config.yml` that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

CONFIG = "_config.yml"
SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C, where PyYAML has it; it is ten times as fast."""


class LocatedMapping(dict[Any, Any]):
    """A mapping of a YAML file that knows its line.

    Attributes:
        line: line of its first key.
    """

    line = 0


class LocatingLoader(SAFE_LOADER):  # type: ignore[misc]
    """Reads YAML as usual, with the line of each mapping."""

    def construct_located(self, node: yaml.MappingNode) -> Iterator[LocatedMapping]:
        """Yield a mapping, first empty, as it may contain itself."""
        data = LocatedMapping()
        data.line = node.start_mark.line + 1
        yield data
        data.update(self.construct_mapping(node))


LocatingLoader.add_constructor("tag:yaml.org,2002:map", LocatingLoader.construct_located)


class SettingNotes(list[str]):
    """Sentences on settings.

    Args:
        lines: line of each key of `_config.yml`; keys of mappings are joined with dots.
    """

    def __init__(self, lines: Mapping[str, int] | None = None) -> None:
        super().__init__()
        self._lines = lines or {}

    def with_line(self, key: str) -> str:
        """Return a key with its line, if that is known."""
        line = self._lines.get(key, 0)
        return f"`{key}` (line {line})" if line else f"`{key}`"

    def add(self, key: str, text: str) -> None:
        """Add a sentence on a key.

        Args:
            key: the key; keys of mappings are joined with dots.
            text: the sentence.
        """
        line = self._lines.get(key, 0)
        self.append(f"`{CONFIG}:{line}`: {text}" if line else text)


def key_lines(text: str) -> dict[str, int]:
    """Return the line of each key of a YAML file; empty if it is not valid."""
    try:
        root = yaml.compose(text, Loader=SAFE_LOADER)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    found: dict[str, int] = {}
    _add_lines(root, "", found)
    return found


def _add_lines(node: yaml.Node | None, prefix: str, found: dict[str, int], depth: int = 0) -> None:
    if not isinstance(node, yaml.MappingNode) or depth > 3:
        return
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            name = f"{prefix}{key.value}"
            found.setdefault(name, key.start_mark.line + 1)
            _add_lines(value, f"{name}.", found, depth + 1)
