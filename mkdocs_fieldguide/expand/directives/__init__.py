"""The one table of directives: what authors may write, and what it makes.

It serves both ways of writing (`{% tool "x" %}` and `{{ tool("x") }}`), the documentation and the checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mkdocs_fieldguide.expand.directives.citing import CITING
from mkdocs_fieldguide.expand.directives.kinds import Directive
from mkdocs_fieldguide.expand.directives.landing import LANDING
from mkdocs_fieldguide.expand.directives.listings import LISTINGS
from mkdocs_fieldguide.expand.directives.page_parts import PAGE_PARTS
from mkdocs_fieldguide.expand.directives.text import TEXT

DIRECTIVES: Mapping[str, Directive] = MappingProxyType(
    {directive.name: directive for directive in (*TEXT, *CITING, *LISTINGS, *PAGE_PARTS, *LANDING)}
)

BY_INCLUDE: Mapping[str, Directive] = MappingProxyType(
    {include: directive for directive in DIRECTIVES.values() for include in directive.includes}
)

LATER_INCLUDES = frozenset({"toc"})
"""Includes of the dialect that are known and not made yet; each use is a finding."""
