"""Properties of the old site apart from its settings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SourceSite:
    """Properties of the old site apart from its `_config.yml`.

    Attributes:
        name: name of the folder, used as title if the site has none.
        domain: content of `CNAME`.
        remote: URL of the Git remote `origin`.
        branch: current branch.
        styles: names of the citation styles that the plugin includes.
        files: paths of the files that are migrated.
        has_feed: whether Jekyll generated `feed.xml`.
        sass: texts of the Sass files by file name.
        lines: line of each key of `_config.yml`; keys of mappings are joined with dots.
        used_keys: keys of `_config.yml` that templates use as `site.KEY`.
        cookie_popup: text of the site's own include that asks for consent; None if it is the theme's.
    """

    name: str
    domain: str = ""
    remote: str = ""
    branch: str = "main"
    styles: Collection[str] = ()
    files: Collection[str] = ()
    has_feed: bool = False
    sass: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    used_keys: Collection[str] = ()
    cookie_popup: str | None = None
