"""`fieldguide schema`: JSON Schemas of data files and front matter, for editors."""

from __future__ import annotations

import argparse
from pathlib import Path

from mkdocs_fieldguide.builder.site_config.mkdocs_yml import registries_near
from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.export.data.json_schema import build_json_schemas
from mkdocs_fieldguide.files.atomic import write_text
from mkdocs_fieldguide.files.output_folder import is_inside


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("folder", type=Path, help="where to write them")
    parser.add_argument("--root", default="", help="address of that folder once it is published")


def run(wanted: argparse.Namespace) -> int:
    """Write the schemas; returns the exit status."""
    root = f"{wanted.root.rstrip('/')}/" if wanted.root else ""
    status = 0
    for name, text in build_json_schemas(root, registries_near(Path())).items():
        path = wanted.folder / name
        if not is_inside(wanted.folder, path):
            echo(f"fieldguide schema: {path} is a link that leads elsewhere; it is not written.", error=True)
            status = 1
            continue
        write_text(path, text)
        echo(str(path))
    return status
