"""Makes `mkdocs serve` rebuild only what has changed: every build after the first is one with `--dirty`."""

from __future__ import annotations

import logging
from collections.abc import Callable

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

_log = logging.getLogger("mkdocs.plugins.fieldguide")


def repeated_build(config: MkDocsConfig) -> Callable[[], None] | None:
    """Return a function that builds a site again, as the builder of `mkdocs serve` does, but with `--dirty`.

    Args:
        config: the configuration of the first build.

    Returns:
        The function; None if the settings cannot be loaded again.
    """
    path, site_dir, url = config.config_file_path, config.site_dir, config.site_url
    if not path:
        return None
    # Options of the command line take precedence over mkdocs.yml, and MkDocs does not name them.
    written = load_config(path, site_dir=site_dir)
    overrides = {
        name: config[name] for name in ("strict", "use_directory_urls") if config[name] != written[name]
    }
    if config.theme.name != written.theme.name:
        return None

    def rebuild() -> None:
        _log.info("Building what has changed...")
        again = load_config(path, site_dir=site_dir, **overrides)
        again.site_url = url
        warnings = logging.getLogger(build.__module__)
        warnings.addFilter(_is_no_warning_of_dirty_builds)
        try:
            build(again, serve_url=url, dirty=True)
        finally:
            warnings.removeFilter(_is_no_warning_of_dirty_builds)

    return rebuild


def _is_no_warning_of_dirty_builds(record: logging.LogRecord) -> bool:
    """Return whether a message is another one than that about wrong links, which these builds do not have."""
    return not record.getMessage().startswith("A 'dirty' build is being performed")
