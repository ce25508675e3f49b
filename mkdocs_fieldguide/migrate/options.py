"""Options of a migration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_fieldguide.migrate.site_engine import Directives

ANALYTICS, WORKFLOW = "analytics", "workflow"
"""Names of the options that later runs keep."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller decides.

    Attributes:
        directives: what the plugin has.
        workflow: returns the workflow that publishes a branch.
        kept: the options `ANALYTICS` and `WORKFLOW`, if they are set.
        repository: folder whose Git repository has the remote and the branch of the site, if that is not
            the folder of the site itself.
    """

    directives: Directives = field(default_factory=Directives)
    workflow: Callable[[str], str] = lambda branch: ""
    kept: frozenset[str] = frozenset()
    repository: Path | None = None
