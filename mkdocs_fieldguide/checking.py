"""Checking a site: its settings, everything that is wrong, and how the site wants that reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs_fieldguide.diagnostics import Findings
from mkdocs_fieldguide.outcome import Inputs, Outcome, Wishes, keep
from mkdocs_fieldguide.rehearsal import Rehearsed, rehearse
from mkdocs_fieldguide.settings import SiteSettings, read_settings
from mkdocs_fieldguide.sources import find_data_dir
from mkdocs_fieldguide.strays import check_folders

Asking = Callable[[Rehearsed, SiteSettings, Findings], tuple[str, ...]]
"""Asks the addresses that a site leads to; gives notes."""


def check_site(path: Path, cache: Path | None, ask: Asking | None = None) -> Outcome:
    """Return everything that is wrong in a site.

    Args:
        path: its mkdocs.yml.
        cache: folder in which what was found out lives between runs; None for nowhere.
        ask: looks up addresses outside the site; None for not to.
    """
    findings = Findings()
    settings = read_settings(path, findings)
    if settings is None:
        return Outcome(findings)
    check = settings.options.check
    wishes = Wishes(tuple(check.select), tuple(check.ignore), check.baseline)
    if not check_folders(settings.config, settings.options, findings):
        return Outcome(findings, wishes, settings.notes)
    inputs = _inputs(path, settings) if cache is not None and ask is None else None
    rehearsed = rehearse(settings, findings, cache)
    notes = settings.notes + (ask(rehearsed, settings, findings) if ask else ())
    outcome = Outcome(findings, wishes, notes)
    # What other files put into pages is not among the inputs.
    if cache is not None and inputs is not None and rehearsed.is_whole:
        keep(outcome, path, inputs, cache)
    return outcome


def _inputs(path: Path, settings: SiteSettings) -> Inputs | None:
    """Return all files that a check of a site reads; None if they are not known."""
    if settings.inherits:
        return None
    root = path.resolve().parent
    config, options = settings.config, settings.options
    style = root / options.citation_style
    given = options.bibliography or []
    return Inputs.now(
        root,
        [
            str(path.resolve()),
            str(config.docs_dir),
            str(find_data_dir(config, options)),
            str(root / "_data"),
            str(style),
        ],
        [
            *(str(root / str(pattern)) for pattern in ([given] if isinstance(given, str) else given)),
            f"{style.parent}/*.csl",
        ],
    )
