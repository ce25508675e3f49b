"""Reads YAML files of the old site, within limits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.files.regular_files import read_regular
from mkdocs_fieldguide.migrate.notes import CONFIG, SAFE_LOADER
from mkdocs_fieldguide.migrate.old_files import MigrationError
from mkdocs_fieldguide.migrate.yaml_values import MAX_LEVELS, as_mapping, is_bounded

_MAX_ITEMS = 100_000


def read_config(site: Path) -> Mapping[str, Any]:
    """Return the content of a site's `_config.yml`.

    Raises:
        MigrationError: if it does not exist or cannot be read.
    """
    path = site / CONFIG
    if not path.is_file() or path.is_symlink():
        raise MigrationError(f"{path} does not exist; name the folder of a Jekyll site.")
    problems: list[str] = []
    config = read_yaml(path, str(path), problems)
    if problems:
        raise MigrationError(problems[0])
    return as_mapping(config)


def read_yaml(path: Path, name: str, problems: list[str], loader: type = SAFE_LOADER) -> Any:
    """Return the content of a YAML file; None, with a sentence in `problems`, if it cannot be read."""
    try:
        data = read_regular(path, MAX_BYTES)
        if len(data) > MAX_BYTES:
            problems.append(f"{name} is larger than {MAX_BYTES // 1_000_000} MB; it was not read.")
            return None
        found = yaml.load(data.decode("utf-8-sig"), loader)  # noqa: S506 (a safe loader)
        if is_bounded(found, _MAX_ITEMS):
            return found
        problems.append(f"{name} was not read: it has more than {_MAX_ITEMS:,} items or {MAX_LEVELS} levels.")
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        problems.append(f"Cannot read {name}: {error}.")
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        location = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        problems.append(f"{name}{location} is not valid YAML: {getattr(error, 'problem', None) or error}.")
    return None
