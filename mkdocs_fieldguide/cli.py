"""The command `fieldguide`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from mkdocs_fieldguide import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    # Inside, so that `fieldguide --version` need not load what only the commands need.
    from mkdocs_fieldguide.commands import avatars, check, cite, github, schema  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="fieldguide", description="Helps to keep a field guide in order.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, module in (
        ("check", check),
        ("cite", cite),
        ("avatars", avatars),
        ("schema", schema),
        ("github", github),
    ):
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
