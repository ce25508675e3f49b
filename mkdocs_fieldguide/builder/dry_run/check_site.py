"""Checking a site: its settings, everything that is wrong, and how the site wants that reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs_fieldguide.builder.dry_run.dry_run import DryRunResult, dry_run
from mkdocs_fieldguide.builder.dry_run.result_cache import CheckResult, InputFiles, ReportOptions, keep
from mkdocs_fieldguide.builder.site_config.mkdocs_yml import SiteSettings, read_settings
from mkdocs_fieldguide.builder.sources import docs_folder, find_data_dir, root_folder
from mkdocs_fieldguide.builder.symlinks import check_symlinks
from mkdocs_fieldguide.files.cache_dir import open_trusted_cache
from mkdocs_fieldguide.findings.finding import Findings

Asking = Callable[[DryRunResult, SiteSettings, Path | None, Findings], tuple[str, ...]]
"""Asks the addresses that a site leads to, and gives notes; the path is the folder of the cache, if any."""


def check_site(
    path: Path, *, use_cache: bool = True, ask: Asking | None = None, allowed: Iterable[Path] = ()
) -> CheckResult:
    """Return everything that is wrong in a site.

    Args:
        path: its mkdocs.yml.
        use_cache: believe what was found out in runs before, and keep it for the next.
        ask: looks up addresses outside the site; None for not to.
        allowed: folders outside the repository that may be read as well.
    """
    findings = Findings()
    settings = read_settings(path, findings, allowed)
    if settings is None:
        return CheckResult(findings)
    check = settings.options.check
    wishes = ReportOptions(tuple(check.select), tuple(check.ignore), check.baseline)
    if not check_symlinks(settings.config, settings.options, settings.allowed_roots, findings):
        return CheckResult(findings, wishes, settings.notes)
    folders = [docs_folder(settings.config), find_data_dir(settings.config, settings.options)]
    cache = open_trusted_cache(root_folder(settings.config), folders, findings) if use_cache else None
    inputs = _inputs(path, settings) if cache is not None and ask is None else None
    rehearsed = dry_run(settings, findings, cache)
    guide_cache = cache.guide if cache else None
    notes = settings.notes + (ask(rehearsed, settings, guide_cache, findings) if ask else ())
    outcome = CheckResult(findings, wishes, notes)
    # What other files put into pages is not among the inputs.
    if guide_cache is not None and inputs is not None and rehearsed.is_whole:
        keep(outcome, path, inputs, guide_cache)
    return outcome


def _inputs(path: Path, settings: SiteSettings) -> InputFiles | None:
    """Return all files that a check of a site reads; None if they are not known."""
    if settings.inherits:
        return None
    root = path.resolve().parent
    config, options, allowed_roots = settings.config, settings.options, settings.allowed_roots
    style = root / options.citation_style
    given = options.bibliography or []
    patterns = [str(pattern) for pattern in ([given] if isinstance(given, str) else given)]
    return InputFiles.now(
        allowed_roots,
        [
            str(path.resolve()),
            str(config.docs_dir),
            str(find_data_dir(config, options)),
            str(root / "_data"),
            *([str(style)] if allowed_roots.contains(style) else []),
        ],
        [
            *(str(root / pattern) for pattern in patterns if allowed_roots.may_search(pattern)),
            *([f"{style.parent}/*.csl"] if allowed_roots.contains(style) else []),
        ],
    )
