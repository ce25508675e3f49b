"""Command lines that a command suggests to run next."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

_MODULES = {"fieldguide": "mkdocs_fieldguide", "mkdocs": "mkdocs"}
"""The modules that `python -m` runs, by command."""


def make_command_line(command: str, *arguments: str | Path) -> str:
    """Return a command line that runs a command of this environment in the current folder.

    Without an activated environment, the shell does not find the command, or finds another one.

    Args:
        command: `fieldguide` or `mkdocs`.
        arguments: its arguments.
    """
    python = Path(sys.executable)
    script = python.parent / (f"{command}.exe" if os.name == "nt" else command)
    found = shutil.which(command)
    if found and Path(found).parent == script.parent:
        program = [command]
    elif script.is_file():
        program = [_shorten(script)]
    else:
        program = [_shorten(python), "-m", _MODULES[command]]
    words = [*program, *map(str, arguments)]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def _shorten(path: Path) -> str:
    """Return a path relative to the current folder if it is inside, without the ending of programs."""
    path = path.with_suffix("") if path.suffix == ".exe" else path
    try:
        inside = path.relative_to(Path.cwd())
    except ValueError:
        return str(path)
    # The shell would look for a bare name elsewhere.
    return str(inside) if len(inside.parts) > 1 else os.path.join(os.curdir, inside)  # noqa: PTH118
