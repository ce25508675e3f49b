"""The command `fieldguide`."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from mkdocs_fieldguide import __version__

COMMANDS = ("check", "cite", "avatars", "schema", "github")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    # Only the module of the command that is wanted is loaded; what all of them need takes a while.
    name_given = next((text for text in arguments if not text.startswith("-")), "")
    parser = argparse.ArgumentParser(prog="fieldguide", description="Helps to keep a field guide in order.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name in COMMANDS:
        if name_given in COMMANDS and name != name_given:
            commands.add_parser(name)
            continue
        module = importlib.import_module(f"mkdocs_fieldguide.commands.{name}")
        summary = (module.__doc__ or "").splitlines()[0].partition(": ")[2]
        command = commands.add_parser(name, help=summary, description=summary)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    wanted = parser.parse_args(arguments)
    if not hasattr(wanted, "run"):
        parser.print_help()
        return 0
    status: int = wanted.run(wanted)
    return status
