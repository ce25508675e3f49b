"""Checking a site: reads its settings, runs the build without output, and caches the result."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs_fieldguide.builder.dry_run.dry_run import DryRunResult, Progress, dry_run
from mkdocs_fieldguide.builder.dry_run.result_cache import (
    CheckResult,
    InputFiles,
    ReportOptions,
    store_result,
)
from mkdocs_fieldguide.builder.folders import docs_folder, root_folder
from mkdocs_fieldguide.builder.site_config.mkdocs_yml import SiteSettings, read_settings
from mkdocs_fieldguide.builder.sources import find_data_dir
from mkdocs_fieldguide.builder.symlinks import check_symlinks
from mkdocs_fieldguide.files.cache_dir import open_trusted_cache
from mkdocs_fieldguide.findings.finding import Findings

LinkCheck = Callable[[DryRunResult, SiteSettings, Path | None, Findings], tuple[str, ...]]
"""Checks the external links of a site and returns notes; the path is the cache folder, if there is one."""


def check_site(
    path: Path,
    *,
    use_cache: bool = True,
    ask: LinkCheck | None = None,
    allowed: Iterable[Path] = (),
    progress: Progress = lambda done, total, path: None,
) -> CheckResult:
    """Return the findings of a site.

    Args:
        path: its mkdocs.yml.
        use_cache: whether to use the results of earlier runs, and to store those of this one.
        ask: checks external links; None to skip them.
        allowed: further folders, outside the repository, that the guide may read from.
        progress: receives the progress.
    """
    findings = Findings()
    settings = read_settings(path, findings, allowed)
    if settings is None:
        return CheckResult(findings)
    check = settings.options.check
    report = ReportOptions(tuple(check.select), tuple(check.ignore), check.baseline)
    if not check_symlinks(settings.config, settings.options, settings.allowed_roots, findings):
        return CheckResult(findings, report, settings.notes)
    folders = [docs_folder(settings.config), find_data_dir(settings.config, settings.options)]
    cache = open_trusted_cache(root_folder(settings.config), folders, findings) if use_cache else None
    inputs = _inputs(path, settings) if cache is not None and ask is None else None
    result = dry_run(settings, findings, cache, progress)
    guide_cache = cache.guide if cache else None
    notes = settings.notes + (ask(result, settings, guide_cache, findings) if ask else ())
    checked = CheckResult(findings, report, notes)
    # Files that extensions include in pages are not among the inputs.
    if guide_cache is not None and inputs is not None and result.is_whole:
        store_result(checked, path, inputs, guide_cache)
    return checked


def _inputs(path: Path, settings: SiteSettings) -> InputFiles | None:
    """Return all files that a check of a site reads; None if they cannot be determined."""
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
