"""The command `fieldguide`."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from mkdocs_fieldguide import __version__
from mkdocs_fieldguide.garbage import RareCollection

COMMANDS = {
    "new": "a small guide to begin with.",
    "check": "everything that is wrong in a guide, at once and without a build.",
    "cite": "adds publications to the bibliography by DOI, PMID or ISBN.",
    "migrate": "brings a site made with Jekyll and the ELIXIR Toolkit Theme over.",
    "avatars": "stores people's pictures in the site, so that readers ask no other server.",
    "schema": "JSON Schemas of data files and front matter, for editors.",
    "github": "issue forms for contributors, and a workflow that checks every pull request.",
}
"""What each command does. The module of a command is loaded only when it is called: that takes a while."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command `fieldguide`.

    Args:
        arguments: what stands behind its name; by default that of this process.

    Returns:
        The exit status.
    """
    collection = RareCollection()
    collection.begin()
    try:
        return _run(arguments)
    finally:
        collection.end()


def _run(arguments: Sequence[str] | None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    called = next((text for text in arguments if not text.startswith("-")), "")
    parser = argparse.ArgumentParser(prog="fieldguide", description="Helps to keep a field guide in order.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        if name == called:
            module = importlib.import_module(f"mkdocs_fieldguide.commands.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    wanted = parser.parse_args(arguments)
    if not hasattr(wanted, "run"):
        parser.print_help()
        return 0
    status: int = wanted.run(wanted)
    return status
