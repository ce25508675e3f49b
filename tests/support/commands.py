"""Run other programs in tests: mkdocs as on the command line, git without the user's configuration."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
"""The repository."""

_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A Tester",
    "GIT_AUTHOR_EMAIL": "tester@example.org",
    "GIT_COMMITTER_NAME": "A Tester",
    "GIT_COMMITTER_EMAIL": "tester@example.org",
    "GIT_TERMINAL_PROMPT": "0",
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONUTF8": "1",
}
# Git sets them when it runs a hook; they would redirect the tests' commands to the repository of the hook.
_NOT_PASSED_ON = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "PYTHONPATH")


def run(*command: str | Path, cwd: Path) -> str:
    """Run a program and return its output; fail, with the output, if the exit status is not 0."""
    environment = {k: v for k, v in os.environ.items() if k not in _NOT_PASSED_ON} | _ENVIRONMENT
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        words = " ".join(str(part) for part in command)
        raise AssertionError(f"{words}: exit status {done.returncode}\n{done.stdout}")
    return done.stdout


def mkdocs(*arguments: str, cwd: Path, python: str | Path = sys.executable) -> str:
    """Run `mkdocs` in a separate process and return its output."""
    return run(python, "-m", "mkdocs", *arguments, cwd=cwd)
