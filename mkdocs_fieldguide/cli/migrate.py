"""`fieldguide migrate`: migrate a site made with Jekyll and the ELIXIR Toolkit Theme."""

from __future__ import annotations

import argparse
import importlib
from importlib.util import find_spec
from pathlib import Path

from mkdocs_fieldguide.cli.exit_status import CANNOT_RUN
from mkdocs_fieldguide.cli.migrate_mkdocs_bibtex import migrate_mkdocs_bibtex
from mkdocs_fieldguide.cli.terminal import echo

_LIBRARIES = {"bs4": "beautifulsoup4", "liquid": "python-liquid"}
"""The libraries of the extra `migrate`, which nothing else needs."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "site", type=Path, metavar="SITE", help="Folder of the old site, with _config.yml; it is not changed"
    )
    parser.add_argument(
        "new", type=Path, nargs="?", metavar="NEW", help="Target folder; must be empty or not exist"
    )
    parser.add_argument(
        "--from",
        dest="source",
        choices=("ett", "mkdocs-bibtex"),
        default="ett",
        help="What the old site is made with; with mkdocs-bibtex, SITE/mkdocs.yml is changed and NEW omitted",
    )
    parser.add_argument(
        "--compare",
        action="store_true",
        help="Migrate nothing: look up each address, anchor and text of SITE, as built by Jekyll, in NEW, as"
        " built by MkDocs",
    )


def run(args: argparse.Namespace) -> int:
    """Write the new site, or compare two built ones; return 2 if that fails, 1 if they differ."""
    if (args.new is None) != (args.source == "mkdocs-bibtex"):
        fault = f"--from {args.source} needs no NEW" if args.new else "NEW is missing"
        echo(f"fieldguide migrate: {fault}.", error=True)
        return CANNOT_RUN
    if args.new is None:
        return migrate_mkdocs_bibtex(args.site)
    missing = [package for module, package in _LIBRARIES.items() if find_spec(module) is None]
    if missing:
        message = f"{' and '.join(missing)} must be installed. Fix: pip install 'mkdocs-fieldguide[migrate]'"
        echo(f"fieldguide migrate: {message}", error=True)
        return CANNOT_RUN
    module = importlib.import_module("mkdocs_fieldguide.cli.migrating")
    status: int = (module.compare if args.compare else module.migrate)(args.site, args.new)
    return status
