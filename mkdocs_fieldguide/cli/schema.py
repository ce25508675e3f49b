"""`fieldguide schema`: write JSON Schemas for data files and front matter, for editors."""

from __future__ import annotations

import argparse
from pathlib import Path

from mkdocs_fieldguide.builder.site_config.mkdocs_yml import registries_near
from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.export.data.json_schema import build_json_schemas
from mkdocs_fieldguide.files.atomic import write_text
from mkdocs_fieldguide.files.output_folder import is_inside


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="Target folder")
    parser.add_argument("--root", default="", metavar="URL", help="URL of the folder once it is published")


def run(args: argparse.Namespace) -> int:
    """Write the schemas and return the exit status."""
    root = f"{args.root.rstrip('/')}/" if args.root else ""
    status = 0
    for name, text in build_json_schemas(root, registries_near(Path())).items():
        path = args.folder / name
        if not is_inside(args.folder, path):
            echo(
                f"fieldguide schema: {path} points outside the folder; it was not written.",
                error=True,
            )
            status = 1
            continue
        write_text(path, text)
        echo(str(path))
    return status
