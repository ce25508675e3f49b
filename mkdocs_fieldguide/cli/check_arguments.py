"""The arguments of `fieldguide check` for external links."""

from __future__ import annotations

import argparse


def add_link_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    group = parser.add_argument_group("external links")
    group.add_argument("--links", action="store_true", help="Request each external link once")
    group.add_argument(
        "--allow-private",
        action="append",
        default=[],
        metavar="HOST",
        help="Allow requests to this private host",
    )
    group.add_argument(
        "--link-timeout",
        type=_positive,
        default=15.0,
        metavar="SECONDS",
        help="Timeout per request; default: 15",
    )
    group.add_argument(
        "--link-minutes",
        type=_positive,
        default=20.0,
        metavar="MINUTES",
        help="Timeout of all requests; default: 20",
    )
    group.add_argument(
        "--link-pause",
        type=_not_negative,
        default=0.5,
        metavar="SECONDS",
        help="Delay between requests to the same host; default: 0.5",
    )
    group.add_argument(
        "--link-days",
        type=int,
        default=7,
        metavar="DAYS",
        help="Cache lifetime of successful results; default: 7",
    )


def _positive(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not greater than 0")
    return value


def _not_negative(text: str) -> float:
    value = float(text)
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is negative")
    return value
