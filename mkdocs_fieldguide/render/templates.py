"""The Jinja environment of our partials: everything from data is escaped."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from mkdocs_fieldguide.load.urls import safe_url
from mkdocs_fieldguide.render.html_ids import html_id
from mkdocs_fieldguide.render.inline_markdown import InlineMarkdown
from mkdocs_fieldguide.render.people_faces import hue, initials
from mkdocs_fieldguide.render.words import Words

PARTIALS = "fieldguide/partials"


class Templates:
    """Renders our partials, or the site's own in their place.

    Args:
        folders: template folders, the site's own first.
        words: the words that templates show.
    """

    def __init__(self, folders: Iterable[Path], words: Words) -> None:
        self._folders = [folder for folder in folders if folder.is_dir()]
        self._environment = Environment(
            loader=FileSystemLoader(self._folders),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(words=words, icon=self.icon, hue=hue, initials=initials)
        self._environment.filters.update(
            markdown=InlineMarkdown(), safe_url=lambda url: safe_url(url or "") or "", html_id=html_id
        )
        self._partials: dict[str, Any] = {}

    def partial(self, name: str, /, **values: Any) -> Markup:
        """Render `fieldguide/partials/NAME.html`.

        Raises:
            jinja2.TemplateError: if the template, which may be the site's own, has a fault.
        """
        template = self._partials.get(name)
        if template is None:
            template = self._environment.get_template(f"{PARTIALS}/{name}.html")
            self._partials[name] = template
        return Markup(template.render(**values).strip())

    @functools.lru_cache(maxsize=512)  # noqa: B019 (one instance a build)
    def icon(self, name: str) -> Markup:
        """Return an icon of the theme (such as `material/web`) as inline SVG; nothing when there is none."""
        for folder in self._folders:
            path = folder / ".icons" / f"{name}.svg"
            if ".." not in name and path.is_file():
                svg = path.read_text(encoding="utf-8").strip()
                return Markup(f'<span class="fg-icon" aria-hidden="true">{svg}</span>')
        return Markup("")
