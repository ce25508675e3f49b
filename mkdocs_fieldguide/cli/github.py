"""`fieldguide github`: issue forms for contributors, and a workflow that checks every pull request."""

from __future__ import annotations

import argparse
from pathlib import Path

from mkdocs_fieldguide.builder.site_config.mkdocs_yml import registries_near
from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.export.github.issue_forms import build_issue_forms
from mkdocs_fieldguide.export.github.workflow import WORKFLOW
from mkdocs_fieldguide.files.atomic import write_text
from mkdocs_fieldguide.files.output_folder import is_inside
from mkdocs_fieldguide.files.regular_files import read_regular


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("folder", nargs="?", default=".", type=Path, help="the repository's folder")
    parser.add_argument("--force", action="store_true", help="replace files that are there already")


def run(wanted: argparse.Namespace) -> int:
    """Write the files; returns 1 if one is left, as it was there already or is a link."""
    forms = build_issue_forms(registries_near(wanted.folder))
    files = {f"ISSUE_TEMPLATE/{name}": text for name, text in forms.items()}
    files["workflows/fieldguide.yml"] = WORKFLOW
    status = 0
    for name, text in files.items():
        path = wanted.folder / ".github" / name
        if not is_inside(wanted.folder, path):
            echo(f"fieldguide github: {path} is a link that leads elsewhere; it is not written.", error=True)
            status = 1
            continue
        if path.exists() and not wanted.force and not _holds(path, text):
            echo(f"fieldguide github: {path} is there already; --force replaces it.", error=True)
            status = 1
            continue
        write_text(path, text, durable=True)
        echo(str(path))
    return status


def _holds(path: Path, text: str) -> bool:
    """Tell whether a file holds a text; one that cannot be read does not."""
    data = text.encode("utf-8")
    try:
        return read_regular(path, 2 * len(data)).replace(b"\r\n", b"\n") == data
    except OSError:
        return False
