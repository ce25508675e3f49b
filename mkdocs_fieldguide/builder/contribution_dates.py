"""When people first and last contributed, from the history of the pages; read once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs_fieldguide.content.git_history import COMMIT_MARKER, Span, find_contribution_spans
from mkdocs_fieldguide.files.git import GitError, run_git, stream_git
from mkdocs_fieldguide.files.json_cache import JsonCache, digest
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.registry.registry import Registry

_FORMAT = 1
"""Number of the way in which the history is read; what another way has found is not used."""


def contribution_dates(
    folder: Path, registry: Registry, kept: Path | None, findings: Findings
) -> Mapping[str, Span]:
    """Return the days on which people and organisations were first and last named by pages.

    Args:
        folder: the docs folder.
        registry: knows the names and short ids.
        kept: the file in which the last result is; None for no such file.
        findings: receives NO_HISTORY where there are no days to be had.
    """
    names = _names(registry)
    try:
        answer = run_git(folder, "rev-parse", "--is-shallow-repository", "HEAD")
        if len(answer) != 2:
            raise GitError("Git does not say what it knows of this folder.")
        shallow, commit = answer
        if shallow == "true":
            findings.add(
                Code.NO_HISTORY,
                Location("mkdocs.yml"),
                "No contribution is dated: this clone has only a part of its history.",
                "Fetch all of it: `fetch-depth: 0` in GitHub Actions, `GIT_DEPTH: 0` in GitLab CI.",
            )
            return {}
        cache = JsonCache(kept, max_entries=1)
        key = digest(_FORMAT, commit, folder.as_posix(), sorted(names.items()))
        found = cache.get(key)
        if not isinstance(found, dict):
            found = {name: [span.first, span.last] for name, span in _read(folder, names).items()}
            cache.put(key, found)
            cache.save()
        # What is kept is a file that anything may have happened to.
        pairs = {name: days for name, days in found.items() if isinstance(days, list) and len(days) == 2}
        return {name: Span(str(first), str(last)) for name, (first, last) in pairs.items()}
    except GitError as error:
        findings.add(Code.NO_HISTORY, Location("mkdocs.yml"), f"No contribution is dated. {error}")
        return {}


def _read(folder: Path, names: Mapping[str, str]) -> dict[str, Span]:
    log = stream_git(
        folder,
        "log",
        "--reverse",
        f"--format=format:%x{ord(COMMIT_MARKER):02x}%as",
        "--patch",
        "--unified=0",
        "--find-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--no-color",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        "--relative",
        "--",
        "*.md",
    )
    return find_contribution_spans(log, names)


def _names(registry: Registry) -> dict[str, str]:
    """Return all names that pages credit, by what pages may write for them."""
    ids = registry.aliases
    names = dict.fromkeys((*registry.people, *registry.pages_by_person, *registry.organisations))
    return {**ids.organisation_ids, **ids.people, **{name: name for name in names}}
