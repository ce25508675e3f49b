"""Asking Git about a folder, whatever the repository's own settings and hooks are. Floor 1.

Nothing that a repository brings is run, and nothing is fetched: https://git-scm.com/docs/git#_security.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

TIMEOUT_SECONDS = 60
"""The longest that Git may take."""

_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "log.showSignature=false",
    "protocol.allow=never",
    "diff.external=",
)
_NOT_PASSED_ON = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_PAGER",
)
"""Set while Git runs a hook, they would lead to the repository of the hook."""


class GitError(Exception):
    """Git cannot answer; the text says why, as a sentence."""


def run_git(folder: Path, *arguments: str) -> list[str]:
    """Return the lines that Git prints; see `stream`."""
    return list(stream_git(folder, *arguments))


def stream_git(folder: Path, *arguments: str) -> Iterator[str]:
    """Give the lines that Git prints, without their ends, while it runs.

    Args:
        folder: where it is run.
        arguments: a command that only reads, with its options.

    Raises:
        GitError: if there is no Git, no repository, an error, or no end.
    """
    program = shutil.which("git")
    if program is None:
        raise GitError("The program git is not installed.")
    command = [program, "--no-pager", "--no-optional-locks"]
    for setting in _SETTINGS:
        command += ["-c", setting]
    environment = {key: value for key, value in os.environ.items() if key not in _NOT_PASSED_ON}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, and the arguments are ours
            [*command, *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise GitError(f"The program git cannot be run: {error.strerror}.") from error
    too_long = threading.Timer(TIMEOUT_SECONDS, process.kill)
    too_long.start()
    try:
        assert process.stdout is not None  # noqa: S101 - asked for above
        for line in process.stdout:
            yield line.decode("utf-8", "replace").rstrip("\n")
        if process.wait():
            raise GitError("Git finds no history here, or not in the time it has.")
    finally:
        too_long.cancel()
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
