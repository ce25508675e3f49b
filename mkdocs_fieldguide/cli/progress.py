"""The part of `fieldguide check` that asks the addresses outside the site, and shows how far it is."""

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

_BAR = 24
_NAME = 40


def check_links_with_progress(
    rehearsed: DryRunResult,
    wanted: argparse.Namespace,
    ignored: Sequence[str],
    cache: Path | None,
    findings: Findings,
) -> tuple[str, ...]:
    """Ask all addresses of a guide; returns notes on what was not asked."""
    bar = ProgressBar(sys.stderr)
    inquiry = LinkCheckOptions(
        ignored=ignored,
        allowed=wanted.allow_private,
        patience=Timeouts(
            seconds=wanted.link_timeout, total=60 * wanted.link_minutes, pause=wanted.link_pause
        ),
        days=wanted.link_days,
        progress=bar.show,
        today=datetime.datetime.now(datetime.UTC).date(),
    )
    try:
        return tuple(check_external_links(collect_urls(rehearsed), inquiry, cache, findings))
    finally:
        bar.clear()


class ProgressBar:
    """A line that shows how far the questions are; only on a terminal.

    Args:
        stream: the standard error output.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream if stream.isatty() and os.environ.get("TERM") != "dumb" else None
        self._width = 0

    def show(self, done: int, total: int, url: str) -> None:
        """Show that one more is done."""
        full = _BAR * done // max(1, total)
        host = (urlsplit(url).hostname or "")[:_NAME]
        name = "".join(
            character if character.isascii() and character.isprintable() else "?" for character in host
        )
        self._put(f"[{'#' * full}{'-' * (_BAR - full)}] {done}/{total} {name}")

    def clear(self) -> None:
        """Leave nothing on the line."""
        self._put("")

    def _put(self, text: str) -> None:
        if self._stream is not None:
            self._stream.write(f"\r{text:{self._width}}\r")
            self._stream.flush()
            self._width = len(text)
