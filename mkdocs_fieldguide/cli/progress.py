"""The link check of `fieldguide check --links`, with a progress bar."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from mkdocs_fieldguide.builder.dry_run.dry_run import DryRunResult
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.linkcheck.check import LinkCheckOptions, check_external_links
from mkdocs_fieldguide.linkcheck.collect import collect_urls
from mkdocs_fieldguide.linkcheck.scheduler import Timeouts

_BAR_WIDTH = 24
_MAX_HOST_LENGTH = 40


def check_links_with_progress(
    dry_run: DryRunResult,
    args: argparse.Namespace,
    ignored: Sequence[str],
    cache: Path | None,
    findings: Findings,
) -> tuple[str, ...]:
    """Request all external links of a guide and return notes on those not requested."""
    bar = ProgressBar(sys.stderr)
    options = LinkCheckOptions(
        ignored=ignored,
        allowed=args.allow_private,
        timeouts=Timeouts(seconds=args.link_timeout, total=60 * args.link_minutes, pause=args.link_pause),
        days=args.link_days,
        progress=bar.show,
        today=datetime.datetime.now(datetime.UTC).date(),
    )
    try:
        return tuple(check_external_links(collect_urls(dry_run), options, cache, findings))
    finally:
        bar.clear()


class ProgressBar:
    """A progress bar; shown only on a terminal.

    Args:
        stream: standard error.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream if stream.isatty() and os.environ.get("TERM") != "dumb" else None
        self._width = 0

    def show(self, done: int, total: int, url: str) -> None:
        """Show the progress after a request."""
        full = _BAR_WIDTH * done // max(1, total)
        host = (urlsplit(url).hostname or "")[:_MAX_HOST_LENGTH]
        name = "".join(
            character if character.isascii() and character.isprintable() else "?" for character in host
        )
        self._write(f"[{'#' * full}{'-' * (_BAR_WIDTH - full)}] {done}/{total} {name}")

    def clear(self) -> None:
        """Clear the line."""
        self._write("")

    def _write(self, text: str) -> None:
        if self._stream is not None:
            self._stream.write(f"\r{text:{self._width}}\r")
            self._stream.flush()
            self._width = len(text)
