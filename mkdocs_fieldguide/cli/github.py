"""`fieldguide github`: write issue forms for contributors and a workflow that checks every pull request."""

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
    """Add the command's arguments."""
    parser.add_argument(
        "folder", nargs="?", default=".", type=Path, metavar="FOLDER", help="Folder of the repository"
    )
    parser.add_argument("--force", action="store_true", help="Overwrite existing files")


def run(args: argparse.Namespace) -> int:
    """Write the files; return 1 if one was skipped because it exists or is an escaping symlink."""
    forms = build_issue_forms(registries_near(args.folder))
    files = {f"ISSUE_TEMPLATE/{name}": text for name, text in forms.items()}
    files["workflows/fieldguide.yml"] = WORKFLOW
    status = 0
    for name, text in files.items():
        path = args.folder / ".github" / name
        if not is_inside(args.folder, path):
            echo(
                f"fieldguide github: {path} points outside the repository; it was not written.",
                error=True,
            )
            status = 1
            continue
        if path.exists() and not args.force and not _has_content(path, text):
            echo(f"fieldguide github: {path} already exists; --force overwrites it.", error=True)
            status = 1
            continue
        if path.exists() and _has_content(path, text):
            echo(f"{path} is up to date.")
            continue
        write_text(path, text, durable=True)
        echo(str(path))
    return status


def _has_content(path: Path, text: str) -> bool:
    """Return whether a file has this text; an unreadable file does not."""
    data = text.encode("utf-8")
    try:
        return read_regular(path, 2 * len(data)).replace(b"\r\n", b"\n") == data
    except OSError:
        return False
