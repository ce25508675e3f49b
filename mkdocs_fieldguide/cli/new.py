"""`fieldguide new`: create a small starter guide."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from mkdocs_fieldguide.cli.exit_status import CANNOT_RUN
from mkdocs_fieldguide.cli.next_steps import make_command_line
from mkdocs_fieldguide.cli.target_folder import TargetFolderError, ensure_empty_dir, mark_unfinished
from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.files.atomic import WriteError, write_text

_STARTER = "starter"
_NAME = "My guide"
"""Name of the guide in the starter files, a placeholder."""

_HIDDEN = {"gitignore": ".gitignore"}
"""Dot files are stored without the dot: as `.gitignore` the file would apply to this repository."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="Target folder; must be empty or not exist"
    )
    parser.add_argument("--name", default=_NAME, help=f"Name of the guide; default: {_NAME}")


def run(args: argparse.Namespace) -> int:
    """Write the files; return 2 if the folder is not empty or cannot be written."""
    # A JSON string on one line is valid YAML for any text.
    name = json.dumps(" ".join(args.name.split()) or _NAME, ensure_ascii=False)
    try:
        ensure_empty_dir(args.folder)
        with mark_unfinished(args.folder):
            for path, text in _files(files("mkdocs_fieldguide") / _STARTER):
                content = text.replace(f": {_NAME}\n", f": {name}\n") if name != json.dumps(_NAME) else text
                write_text(args.folder / path, content)
                echo(str(args.folder / path))
    except TargetFolderError as error:
        echo(f"fieldguide new: {error}", error=True)
        return CANNOT_RUN
    except WriteError as error:
        echo(f"fieldguide new: Cannot write {error.filename}: {error.strerror}.", error=True)
        return CANNOT_RUN
    echo(f"Next: {make_command_line('mkdocs', 'serve', '-f', args.folder / 'mkdocs.yml')}")
    return 0


def _files(folder: Traversable, parent: str = "") -> Iterator[tuple[str, str]]:
    """Yield the paths and texts of the starter files, sorted."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{parent}{_HIDDEN.get(entry.name, entry.name)}"
        if entry.is_dir():
            yield from _files(entry, f"{path}/")
        else:
            yield path, entry.read_text(encoding="utf-8")
