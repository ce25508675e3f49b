"""Git commands, hardened against the configuration of the repository.

No hook or program of the repository is run, and nothing is fetched: https://git-scm.com/docs/git#_security.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

TIMEOUT_SECONDS = 60
"""Timeout of a Git command."""

_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "log.showSignature=false",
    "protocol.allow=never",
    "diff.external=",
    "submodule.recurse=false",
)
_UNSET_VARIABLES = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_PAGER",
)
"""Variables that Git sets when it runs a hook; they would redirect commands to the repository of the hook."""


class GitError(Exception):
    """A Git command failed; the message is a sentence."""


def git_command(*arguments: str) -> list[str]:
    """Return a command line that runs Git, without hooks or network.

    Args:
        arguments: a command of Git, with its options.

    Raises:
        GitError: if Git is not installed.
    """
    program = shutil.which("git")
    if program is None:
        raise GitError("Git is not installed.")
    command = [program, "--no-pager", "--no-optional-locks"]
    for setting in _SETTINGS:
        command += ["-c", setting]
    return [*command, *arguments]


def git_environment() -> dict[str, str]:
    """Return the environment for Git: messages in English, no questions, no other repository."""
    environment = {key: value for key, value in os.environ.items() if key not in _UNSET_VARIABLES}
    return environment | {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}


def run_git(folder: Path, *arguments: str) -> list[str]:
    """Run Git and return the lines of its output; see `stream_git`."""
    return list(stream_git(folder, *arguments))


def stream_git(folder: Path, *arguments: str) -> Iterator[str]:
    """Run Git and yield the lines of its output, without line endings, as they arrive.

    Args:
        folder: working folder.
        arguments: a read-only command, with its options.

    Raises:
        GitError: if Git is not installed, fails or times out, or there is no repository.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, and the arguments are ours
            git_command(*arguments),
            cwd=folder,
            env=git_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise GitError(f"Git cannot be run: {error.strerror}.") from error
    timeout = threading.Timer(TIMEOUT_SECONDS, process.kill)
    timeout.start()
    try:
        assert process.stdout is not None  # noqa: S101 - piped above
        for line in process.stdout:
            yield line.decode("utf-8", "replace").rstrip("\n")
        if process.wait():
            raise GitError("Git found no history here, or timed out.")
    finally:
        timeout.cancel()
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
