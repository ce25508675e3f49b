"""Dates of first and last contributions, from the Git history of the pages; cached between builds."""

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
"""Version of the algorithm; results of other versions in the cache are ignored."""


def contribution_dates(
    folder: Path, registry: Registry, cache_file: Path | None, findings: Findings
) -> Mapping[str, Span]:
    """Return the dates on which pages first and last credited each person and organisation.

    Args:
        folder: the docs folder.
        registry: the registry with names and short ids.
        cache_file: the cache file; None for no cache.
        findings: receives NO_HISTORY if there is no usable history.
    """
    names = _names(registry)
    try:
        answer = run_git(folder, "rev-parse", "--is-shallow-repository", "HEAD")
        if len(answer) != 2:
            raise GitError("Git returned an unexpected answer for this folder.")
        shallow, commit = answer
        if shallow == "true":
            findings.add(
                Code.NO_HISTORY,
                Location("mkdocs.yml"),
                "Contributions have no dates, as this clone contains only a part of the history.",
                "Fetch the whole history: `fetch-depth: 0` in GitHub Actions, `GIT_DEPTH: 0` in GitLab CI.",
            )
            return {}
        cache = JsonCache(cache_file, max_entries=1)
        key = digest(_FORMAT, commit, folder.as_posix(), sorted(names.items()))
        found = cache.get(key)
        if not isinstance(found, dict):
            found = {name: [span.first, span.last] for name, span in _read(folder, names).items()}
            cache.put(key, found)
            cache.save()
        # A cache file may be damaged.
        pairs = {name: days for name, days in found.items() if isinstance(days, list) and len(days) == 2}
        return {name: Span(str(first), str(last)) for name, (first, last) in pairs.items()}
    except GitError as error:
        findings.add(Code.NO_HISTORY, Location("mkdocs.yml"), f"Contributions have no dates. {error}")
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
    """Return all credited names, by the names and short ids that pages may use for them."""
    ids = registry.aliases
    names = dict.fromkeys((*registry.people, *registry.pages_by_person, *registry.organisations))
    return {**ids.organisation_ids, **ids.people, **{name: name for name in names}}
