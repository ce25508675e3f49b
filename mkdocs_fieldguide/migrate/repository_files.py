"""Files of the repository outside the site: workflows, and scripts that read pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mkdocs_fieldguide.files.output_paths import find_path_fault
from mkdocs_fieldguide.migrate.file_mapping import DOCS, Move, MoveKind, is_template, is_unpublished_file
from mkdocs_fieldguide.migrate.options import WORKFLOW, Options
from mkdocs_fieldguide.migrate.report import list_paths

_WORKFLOWS = ".github/workflows/"
_JEKYLL = re.compile(r"\bjekyll\b|\bbundle exec\b|ruby/setup-ruby", re.IGNORECASE)
_PROGRAM = re.compile(
    r"\.(?:py|sh|rb|js|mjs|ts|R|pl|ya?ml|toml|cfg)$|(?:^|/)(?:Makefile|Dockerfile|CODEOWNERS)$"
)
_PUBLISHES = re.compile(
    r"\bgh-deploy\b|actions/deploy-pages|actions-gh-pages|github-pages-deploy-action|\bmike\s+deploy\b"
)
_PUBLISHED = re.compile(r"^_data/|\.m?js$")
"""Files in which such paths are those of the published site."""

_MAX_LINES = 5
_REASON = "This workflow runs Jekyll; `fieldguide github` writes one that checks the guide."


def skip_jekyll_workflows(moves: Iterable[Move], read: Callable[[str], str]) -> list[Move]:
    """Return the moves without the workflows that run Jekyll.

    Args:
        moves: how each file is migrated.
        read: returns the text of a file.
    """
    return [
        replace(move, kind=MoveKind.LEFT, new="", reason=_REASON)
        if _is_copied(move) and move.old.startswith(_WORKFLOWS) and _JEKYLL.search(read(move.old))
        else move
        for move in moves
    ]


def places_of_old_paths(moves: Sequence[Move], read: Callable[[str], str]) -> list[str]:
    """Return the programs that name a folder which is in `docs/` now, with their lines.

    Args:
        moves: how each file is migrated.
        read: returns the text of a file.
    """
    folders = {move.old.partition("/")[0] for move in moves if _is_copied(move) and _is_in_docs(move)}
    folders = {name for name in folders if name and "." not in name}
    if not folders:
        return []
    names = "|".join(map(re.escape, sorted(folders)))
    moved = re.compile(rf"(?<![\w/.-])(?:/|(?:\.\.?/)*)(?:{names})/")
    programs = (move.old for move in moves if _is_copied(move) and _PROGRAM.search(move.old))
    found = []
    for path in programs:
        text = "" if _PUBLISHED.search(path) else read(path)
        lines = [number for number, line in enumerate(text.splitlines(), 1) if moved.search(line)]
        if lines:
            found.append(f"`{path}` ({_list_lines(lines)})")
    return found


def find_publishing_workflow(moves: Iterable[Move], read: Callable[[str], str]) -> str:
    """Return the path of a workflow that publishes a site; empty if there is none.

    Args:
        moves: how each file is migrated.
        read: returns the text of a file.
    """
    workflows = (move.old for move in moves if _is_copied(move) and move.old.startswith(_WORKFLOWS))
    return next((path for path in workflows if _PUBLISHES.search(read(path))), "")


def ignore_built_site(text: str) -> str:
    """Return the text of `.gitignore` with the folder that MkDocs builds.

    Args:
        text: its text in the old site; empty if there is none.
    """
    if re.search(r"^/?site/?[ \t]*$", text, re.MULTILINE):
        return text
    return f"{text.rstrip()}\n\nsite/\n".lstrip()


def workflow_path(moves: Iterable[Move]) -> str:
    """Return a free path for the workflow that publishes the site."""
    taken = {move.new for move in moves if _is_copied(move)}
    names = (f"{_WORKFLOWS}publish{suffix}.yml" for suffix in ("", "-guide", "-mkdocs", "-fieldguide"))
    return next((path for path in names if path not in taken), "")


def _list_lines(lines: Sequence[int]) -> str:
    listed = ", ".join(map(str, lines[:_MAX_LINES]))
    more = f" and {len(lines) - _MAX_LINES} more" if len(lines) > _MAX_LINES else ""
    return f"{'line' if len(lines) == 1 else 'lines'} {listed}{more}"


def _is_copied(move: Move) -> bool:
    return move.kind is MoveKind.COPIED


def _is_in_docs(move: Move) -> bool:
    return move.new.startswith(f"{DOCS}/") and "/" in move.old


@dataclass(frozen=True, slots=True)
class Workflow:
    """The workflow that publishes the site, and sentences on it for the report."""

    files: Mapping[str, str] = field(default_factory=dict)
    decisions: Sequence[str] = ()
    done: Sequence[str] = ()


def plan_workflow(
    moves: Sequence[Move], read: Callable[[str], str], branch: str, options: Options
) -> Workflow:
    """Return the workflow that publishes the site, or why there is none.

    Args:
        moves: the files of the old site.
        read: returns the text of one of them.
        branch: the branch from which the site is published.
        options: what the caller decides.
    """
    if path := find_publishing_workflow(moves, read):
        return Workflow(decisions=[f"`{path}` publishes a site: make sure that it runs `mkdocs build`."])
    path = workflow_path(moves)
    if WORKFLOW not in options.kept or not path:
        return Workflow(
            decisions=["No workflow publishes the new site; with `--workflow`, this command writes one."]
        )
    source = "In the settings of the repository, set the source of Pages to “GitHub Actions”."
    return Workflow(
        {path: options.workflow(branch)}, done=[f"`{path}` publishes each change of `{branch}`. {source}"]
    )


def published_files(moves: Sequence[Move], excluded: Sequence[str], read: Callable[[str], str]) -> list[str]:
    """Return the paths of text files next to `docs/` that the old site published unchanged.

    Args:
        moves: how each file is migrated.
        excluded: folders, files and patterns from `exclude` in `_config.yml`.
        read: returns the text of a file, with U+FFFD in place of bytes that are not UTF-8.
    """
    paths = [move.old for move in moves if is_unpublished_file(move, excluded)]
    return [path for path in paths if not find_path_fault(path) and "\ufffd" not in read(path)]


def notes_on_files_beside(
    moves: Sequence[Move], excluded: Sequence[str], published: Sequence[str]
) -> Iterator[str]:
    """Yield sentences on files that are next to `docs/`, so that they do not become pages.

    Args:
        moves: how each file is migrated.
        excluded: folders, files and patterns from `exclude` in `_config.yml`.
        published: paths of those that the new site publishes unchanged.
    """
    if published:
        yield (
            "Jekyll published these files unchanged. They are not in `docs/`, where Markdown files become"
            f" pages; the option `published_files` publishes them: {list_paths(published)}."
        )
    paths = [move.old for move in moves if is_unpublished_file(move, excluded)]
    if files := [path for path in paths if path not in published]:
        yield (
            "Jekyll published these files unchanged. Their old addresses no longer work; link to them in the"
            f" repository instead: {list_paths(files)}."
        )
    if lost := next((it for it in moves if it.new == f"{DOCS}/404.md"), None):
        yield (
            f"The text of `{lost.old}` is on the page for addresses that do not exist, above a search and"
            " pages with similar addresses."
        )
    copied = (move.old for move in moves if move.kind is MoveKind.COPIED and is_template(move.old))
    if templates := [path for path in copied if not path.startswith(("_", "."))]:
        yield (
            "Templates and files whose names begin with `_` are next to `docs/`, so that they have no"
            f" address: {list_paths(templates)}."
        )
