"""The one table of directives: what authors may write, and what it makes.

It serves both ways of writing (`{% tool "x" %}` and `{{ tool("x") }}`), the documentation and the checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mkdocs_fieldguide.markup.directives.base import Directive
from mkdocs_fieldguide.markup.directives.citations import CITING
from mkdocs_fieldguide.markup.directives.inline import TEXT
from mkdocs_fieldguide.markup.directives.landing import LANDING
from mkdocs_fieldguide.markup.directives.listings import LISTINGS
from mkdocs_fieldguide.markup.directives.page_parts import PAGE_PARTS

DIRECTIVES: Mapping[str, Directive] = MappingProxyType(
    {directive.name: directive for directive in (*TEXT, *CITING, *LISTINGS, *PAGE_PARTS, *LANDING)}
)

BY_INCLUDE: Mapping[str, Directive] = MappingProxyType(
    {include: directive for directive in DIRECTIVES.values() for include in directive.includes}
)
