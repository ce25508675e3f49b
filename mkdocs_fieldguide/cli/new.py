"""`fieldguide new`: a small guide to begin with."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from mkdocs_fieldguide.cli.target_folder import TargetFolderError, ensure_empty_dir, mark_unfinished
from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.files.atomic import WriteError, write_text

_STARTER = "starter"
_NAME = "My guide"
"""The guide's name in the files of the starter."""

_HIDDEN = {"gitignore": ".gitignore"}
"""Files that would do their work in our own repository if they had their name there."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("folder", type=Path, help="folder to make it in, which is empty or not there yet")
    parser.add_argument("--name", default=_NAME, help=f"what the guide is called; default: {_NAME}")


def run(wanted: argparse.Namespace) -> int:
    """Write the files; returns 2 if the folder is not empty or cannot be written."""
    # As one line of text in YAML, whatever it holds.
    name = json.dumps(" ".join(wanted.name.split()) or _NAME, ensure_ascii=False)
    try:
        ensure_empty_dir(wanted.folder)
        with mark_unfinished(wanted.folder):
            for path, text in _files(files("mkdocs_fieldguide") / _STARTER):
                named = text.replace(f": {_NAME}\n", f": {name}\n") if name != json.dumps(_NAME) else text
                write_text(wanted.folder / path, named)
                echo(str(wanted.folder / path))
    except TargetFolderError as error:
        echo(f"fieldguide new: {error}", error=True)
        return 2
    except WriteError as error:
        echo(f"fieldguide new: {error.filename} cannot be written: {error.strerror}.", error=True)
        return 2
    echo(f"Next: cd {wanted.folder} && mkdocs serve")
    return 0


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    """Give the paths and texts of the starter's files, sorted."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{above}{_HIDDEN.get(entry.name, entry.name)}"
        if entry.is_dir():
            yield from _files(entry, f"{path}/")
        else:
            yield path, entry.read_text(encoding="utf-8")
