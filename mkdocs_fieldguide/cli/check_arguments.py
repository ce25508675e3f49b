"""The arguments of `fieldguide check` for addresses outside the site."""

from __future__ import annotations

import argparse


def add_link_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    group = parser.add_argument_group("addresses outside the site")
    group.add_argument("--links", action="store_true", help="ask each address whether it works, once")
    group.add_argument(
        "--allow-private",
        action="append",
        default=[],
        metavar="HOST",
        help="ask this host though it is not on the public web",
    )
    group.add_argument(
        "--link-timeout", type=_positive, default=15.0, metavar="SECONDS", help="patience for one question"
    )
    group.add_argument(
        "--link-minutes", type=_positive, default=20.0, metavar="MINUTES", help="time for all questions"
    )
    group.add_argument(
        "--link-pause",
        type=_not_negative,
        default=0.5,
        metavar="SECONDS",
        help="pause between two questions to one host",
    )
    group.add_argument(
        "--link-days", type=int, default=7, metavar="DAYS", help="how long a good answer is believed"
    )


def _positive(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not above 0")
    return value


def _not_negative(text: str) -> float:
    value = float(text)
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is below 0")
    return value
