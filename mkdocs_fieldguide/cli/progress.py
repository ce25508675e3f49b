"""The link check of `fieldguide check --links`, with a progress bar."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs_fieldguide.builder.dry_run.dry_run import DryRunResult
from mkdocs_fieldguide.cli.progress_bar import ProgressBar
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.linkcheck.check import LinkCheckOptions, check_external_links
from mkdocs_fieldguide.linkcheck.collect import collect_urls
from mkdocs_fieldguide.linkcheck.scheduler import Timeouts


def check_links_with_progress(
    dry_run: DryRunResult,
    args: argparse.Namespace,
    ignored: Sequence[str],
    cache: Path | None,
    findings: Findings,
) -> tuple[str, ...]:
    """Request all external links of a guide and return notes on those not requested."""
    bar = ProgressBar(delay=0)
    options = LinkCheckOptions(
        ignored=ignored,
        allowed=args.allow_private,
        timeouts=Timeouts(seconds=args.link_timeout, total=60 * args.link_minutes, pause=args.link_pause),
        days=args.link_days,
        progress=lambda done, total, url: bar.show(done, total, urlsplit(url).hostname or ""),
        today=datetime.datetime.now(datetime.UTC).date(),
    )
    urls = collect_urls(dry_run)
    if not urls:
        return ("There are no external links to request.",)
    try:
        return tuple(check_external_links(urls, options, cache, findings))
    finally:
        bar.clear()
