"""The days on which pages were added, from the Git history."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from mkdocs_fieldguide.files.git import GitError, run_git

_DAY = "\x01"


def added_pages(folder: Path) -> Mapping[str, datetime.date]:
    """Return the day on which each page was added, by its path below a folder.

    The pages of the first commit are left out: with them the guide began, or moved here. Nothing is known
    of a clone that contains only a part of the history.

    Args:
        folder: the docs folder.
    """
    try:
        if run_git(folder, "rev-parse", "--is-shallow-repository") != ["false"]:
            return {}
        log = run_git(
            folder,
            "log",
            "--reverse",
            f"--format=format:%x{ord(_DAY):02x}%as",
            "--name-only",
            "--diff-filter=A",
            "--find-renames",
            "--relative",
            "--",
            "*.md",
        )
    except GitError:
        return {}
    commits: list[tuple[datetime.date, list[str]]] = []
    for line in log:
        if line.startswith(_DAY):
            commits.append((datetime.date.fromisoformat(line.removeprefix(_DAY)), []))
        elif line and commits:
            commits[-1][1].append(line)
    adding = [(day, paths) for day, paths in commits if paths]
    return {path: day for day, paths in adding[1:] for path in paths}
