"""Blocks of an entry: the attributes `display` and `second-field-align` of CSL."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.run import RichText, Run

BLOCK = "block:"
"""Prefix of the mark of runs in a block; the number and the kind of the block follow."""


def mark_block(runs: RichText, kind: str, context: Context) -> RichText:
    """Return the runs as a block, unless they are in blocks already."""
    if not runs or any(mark.startswith(BLOCK) for run in runs for mark in run.marks):
        return runs
    context.blocks += 1
    name = f"{BLOCK}{context.blocks}:{kind}"
    return [replace(run, marks=run.marks | {name}) for run in runs]


def remove_lone_blocks(runs: RichText) -> RichText:
    """Return the runs without blocks if they only continue a left margin that is empty."""
    blocks = {mark for run in runs for mark in run.marks if mark.startswith(BLOCK)}
    if not blocks or any(not name.endswith(":right-inline") for name in blocks):
        return runs
    return [replace(run, marks=run.marks - blocks) for run in runs]


def to_text(runs: RichText) -> str:
    """Return the text without formatting, with white space between blocks."""
    parts = ["".join(run.text for run in inside) for _, inside in groupby(runs, key=find_blocks)]
    return re.sub(r" {2,}", " ", " ".join(parts)).strip() if len(parts) > 1 else "".join(parts).strip()


def find_blocks(run: Run) -> set[str]:
    """Return the marks of the block that a run belongs to; empty if it is in none."""
    return {mark for mark in run.marks if mark.startswith(BLOCK)}
