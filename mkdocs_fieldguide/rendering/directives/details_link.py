"""The directive `details_link`: another name of `cite_details`, from jekyll-scholar."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_fieldguide.rendering.directives.cite_details import DIRECTIVE as CITE_DETAILS

# In jekyll-scholar, this tag is the URL alone, which a link around it needs.
DIRECTIVE = replace(CITE_DETAILS, name="details_link")
