"""What is known of an old site beside its settings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceSite:
    """What is known of an old site beside its `_config.yml`.

    Attributes:
        name: name of its folder, for a site without a title.
        domain: what its `CNAME` says.
        remote: address of its repository, as Git knows it.
        branch: the branch that is edited.
        styles: names of citation styles that need no file.
        files: paths of its files.
    """

    name: str
    domain: str = ""
    remote: str = ""
    branch: str = "main"
    styles: Collection[str] = ()
    files: Collection[str] = ()
