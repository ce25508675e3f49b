"""What the tests know about a plugin, an extension or a theme that a site uses beside this plugin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

Plugin = str | dict[str, Any]
"""An entry of `plugins:` in mkdocs.yml."""


class Order(StrEnum):
    """Where `fieldguide` is in the list of plugins."""

    FIRST = "fieldguide first"
    """Before all others, the search included."""

    LAST = "fieldguide last"


BOTH = (Order.FIRST, Order.LAST)


@dataclass(frozen=True)
class Neighbour:
    """A neighbour, the settings and files that use it, and what is right.

    Attributes:
        name: its name in the docs, and the id of its tests.
        url: where it is described.
        note: for the docs: what to know or which setting helps; Markdown. Empty if it just works.
        packages: modules of which at least one test site needs all; those of Material are always there.
        plugins: its entries in `plugins:`; empty for an extension or a theme.
        extensions: entries added to `markdown_extensions:`.
        config: other settings of mkdocs.yml.
        files: files added to the small guide, with tags as in its pages; None for a file that is left out.
        environment: environment variables of the build.
        shows: texts that output files contain, by path; markup between words counts as a blank.
        lacks: texts that output files do not contain, by path.
        generated: paths of generated pages that the site must have.
        prepare: adds files that must be made to a new folder of the site.
        git: whether the site is in a Git repository, with everything committed.
        orders: orders of plugins that work; others are described in the note.
        quiet: regular expressions of log messages that are right, such as a finding that a case is about.
        quick: whether `make test` includes it.
        faults: why an order fails today, by order; such a test must fail.
    """

    name: str
    url: str
    note: str = ""
    packages: tuple[str, ...] = ()
    plugins: tuple[Plugin, ...] = ()
    extensions: tuple[Plugin, ...] = ()
    config: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str | bytes | None] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    shows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    generated: tuple[str, ...] = ("tools/spade/index.html", "contributors/ada-example/index.html")
    prepare: Callable[[Path], None] | None = None
    git: bool = False
    orders: tuple[Order, ...] = BOTH
    quiet: tuple[str, ...] = ()
    quick: bool = False
    faults: Mapping[Order, str] = field(default_factory=dict)
