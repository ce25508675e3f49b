"""Record of a migration: what was written, so that a later one recognises files edited since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.files.regular_files import is_regular, read_regular
from mkdocs_fieldguide.migrate.old_files import RECORD_NAME, MigrationError
from mkdocs_fieldguide.migrate.yaml_values import as_mapping

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Record:
    """What a migration wrote.

    Attributes:
        hashes: hash of each file by its path in the new site: of what the migration wrote, or would have
            written if the file had not been edited.
        options: the options of the command that later runs keep, such as `analytics`.
    """

    hashes: Mapping[str, str] = field(default_factory=dict)
    options: frozenset[str] = frozenset()


def read_record(new: Path) -> Record:
    """Return the record of a site that was migrated earlier.

    Raises:
        MigrationError: if there is none or it cannot be read.
    """
    path = new / RECORD_NAME
    if not is_regular(path):
        raise MigrationError(f"{path} does not exist; only a migrated site can be updated.")
    try:
        data: Any = json.loads(read_regular(path, MAX_BYTES))
    except OSError as error:
        raise MigrationError(f"Cannot read {path}: {error.strerror}.") from None
    except (ValueError, RecursionError):
        raise MigrationError(f"{path} is not valid JSON; restore it from Git.") from None
    hashes = {str(key): str(value) for key, value in as_mapping(as_mapping(data).get("files")).items()}
    options = as_mapping(data).get("options")
    return Record(hashes, frozenset(map(str, options if isinstance(options, list) else [])))


def render_record(record: Record) -> str:
    """Return the text of a record, one file per line, so that Git can merge it."""
    data = {
        "about": "Hashes of what `fieldguide migrate` wrote, for `fieldguide migrate --update`.",
        "options": sorted(record.options),
        "files": dict(sorted(record.hashes.items())),
    }
    return json.dumps(data, indent=1) + "\n"


def hash_text(text: str) -> str:
    """Return the hash of a text as it is written to a file."""
    return hashlib.sha256(text.encode(errors="replace").replace(b"\r\n", b"\n")).hexdigest()


def hash_file(path: Path) -> str:
    """Return the hash of a file; Git may check out the same file with other line endings.

    Raises:
        OSError: if it cannot be read.
    """
    digest = hashlib.sha256()
    rest = b""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            data = rest + chunk
            rest = b"\r" if data.endswith(b"\r") else b""
            digest.update(data[: len(data) - len(rest)].replace(b"\r\n", b"\n"))
    digest.update(rest)
    return digest.hexdigest()
