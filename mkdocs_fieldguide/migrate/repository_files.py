"""Files of the repository outside the site: workflows, and scripts that read pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from mkdocs_fieldguide.migrate.file_mapping import DOCS, Move, MoveKind

_WORKFLOWS = ".github/workflows/"
_JEKYLL = re.compile(r"\bjekyll\b|\bbundle exec\b|ruby/setup-ruby", re.IGNORECASE)
_PROGRAM = re.compile(
    r"\.(?:py|sh|rb|js|mjs|ts|R|pl|ya?ml|toml|cfg)$|(?:^|/)(?:Makefile|Dockerfile|CODEOWNERS)$"
)
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


def files_with_old_paths(moves: Sequence[Move], read: Callable[[str], str]) -> list[str]:
    """Return the programs that name a folder which is in `docs/` now.

    Args:
        moves: how each file is migrated.
        read: returns the text of a file.
    """
    folders = {move.old.partition("/")[0] for move in moves if _is_copied(move) and _is_in_docs(move)}
    folders = {name for name in folders if name and "." not in name}
    if not folders:
        return []
    moved = re.compile(rf"(?<![\w/.-])(?:\./|/)?(?:{'|'.join(map(re.escape, sorted(folders)))})/")
    programs = (move.old for move in moves if _is_copied(move) and _PROGRAM.search(move.old))
    return [path for path in programs if not path.startswith("_data/") and moved.search(read(path))]


def _is_copied(move: Move) -> bool:
    return move.kind is MoveKind.COPIED


def _is_in_docs(move: Move) -> bool:
    return move.new.startswith(f"{DOCS}/") and "/" in move.old
