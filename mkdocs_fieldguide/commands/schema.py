"""`fieldguide schema`: JSON Schemas of data files and front matter, for editors."""

from __future__ import annotations

import argparse
from pathlib import Path

from mkdocs_fieldguide.commands.terminal import say
from mkdocs_fieldguide.export.schemas import schemas
from mkdocs_fieldguide.settings import registries_near


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("folder", type=Path, help="where to write them")
    parser.add_argument("--root", default="", help="address of that folder once it is published")


def run(wanted: argparse.Namespace) -> int:
    """Write the schemas; returns the exit status."""
    wanted.folder.mkdir(parents=True, exist_ok=True)
    root = f"{wanted.root.rstrip('/')}/" if wanted.root else ""
    for name, text in schemas(root, registries_near(Path())).items():
        (wanted.folder / name).write_text(text, encoding="utf-8", newline="\n")
        say(str(wanted.folder / name))
    return 0
