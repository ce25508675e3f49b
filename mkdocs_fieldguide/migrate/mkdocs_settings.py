"""Conversion of `_config.yml` to `mkdocs.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mkdocs_fieldguide.migrate.analytics import ANALYTICS_KEYS, convert_analytics
from mkdocs_fieldguide.migrate.look.stylesheet import render_stylesheet
from mkdocs_fieldguide.migrate.notes import SettingNotes
from mkdocs_fieldguide.migrate.plugin_options import PluginOptions
from mkdocs_fieldguide.migrate.source_site import SourceSite
from mkdocs_fieldguide.migrate.yaml_values import as_list, as_mapping, as_text
from mkdocs_fieldguide.model.url_parsing import parse_url

_JEKYLL_KEYS = frozenset(
    {
        "baseurl",
        "collections",
        "collections_dir",
        "comments",
        "destination",
        "encoding",
        "exclude",
        "future",
        "gems",
        "github_editme_path",
        "highlighter",
        "host",
        "include",
        "incremental",
        "keep_files",
        "kramdown",
        "livereload",
        "lsi",
        "markdown",
        "markdown_ext",
        "output",
        "permalink",
        "plugins",
        "plugins_dir",
        "port",
        "profile",
        "quiet",
        "remote_theme",
        "safe",
        "sass",
        "show_drafts",
        "sidebars",
        "source",
        "theme",
        "theme_variables",
        "timezone",
        "unpublished",
        "url",
        "verbose",
        "webrick",
        "whitelist",
    }
)
"""Keys of `_config.yml` that have no effect here or are read elsewhere; they need no note."""

_HOSTS = {
    "github": ("https://github.com/", "edit/{branch}/docs/"),
    "gitlab": ("https://gitlab.com/", "-/edit/{branch}/docs/"),
    "gitea": ("https://codeberg.org/", "_edit/{branch}/docs/"),
}
"""Hosting software: its best-known server and the path to the editor of a page."""

_ICONS = {
    "github": "fontawesome/brands/github",
    "twitter": "fontawesome/brands/x-twitter",
    "bluesky": "fontawesome/brands/bluesky",
    "linkedin": "fontawesome/brands/linkedin",
    "mastodon": "fontawesome/brands/mastodon",
    "fosstodon": "fontawesome/brands/mastodon",
    "youtube": "fontawesome/brands/youtube",
}
_FAVICON = re.compile(r"(?:^|/)favicon\.(?:ico|png|svg)$")

_MAX_KEYS = 20

COLOUR_STYLESHEET = "assets/colours.css"
"""Style sheet with the colours of the old site, relative to the docs folder."""


class MkdocsSettings:
    """Converts the settings.

    Args:
        old: content of `_config.yml`.
        source: other properties of the old site.
        analytics: whether services that count visits are loaded.

    Attributes:
        notes: sentences on settings that are not migrated, or only in part.
        files: content of the files that the settings refer to, by path in the new site.
    """

    def __init__(self, old: Mapping[str, Any], source: SourceSite, *, analytics: bool = False) -> None:
        self._old = old
        self._theme: Mapping[str, Any] = as_mapping(old.get("theme_variables"))
        self._source = source
        self._has_analytics = analytics
        self.notes = SettingNotes(source.lines)
        self.files: dict[str, str] = {}

    def convert(self) -> dict[str, Any]:
        """Return the settings except `nav`, in a readable order."""
        old, source = self._old, self._source
        host, repository = self._repository()
        title = (
            as_text(old.get("title")) or as_text(old.get("site_title")) or as_text(old.get("topnav_title"))
        )
        new: dict[str, Any] = {"site_name": title or source.name}
        if description := as_text(old.get("description")):
            new["site_description"] = description
        if site_url := self._site_url(repository):
            new["site_url"] = site_url
        else:
            self.notes.append("`_config.yml` has no valid `url`: set `site_url` in `mkdocs.yml`.")
        if repository:
            new["repo_url"] = repository
            new["edit_uri"] = _HOSTS[host][1].format(branch=source.branch)
        if not self._has_directory_urls():
            new["use_directory_urls"] = False
        new["theme"] = self._theme_settings()
        new["extra_css"] = [*self._fonts(), COLOUR_STYLESHEET]
        options = PluginOptions(self._old, source, self.notes).convert(host, repository)
        if self._has_directory_urls():
            options["html_redirects"] = True
        if source.has_feed or "jekyll-feed" in as_list(self._old.get("plugins")):
            options["feed"] = True
        self._add_robots(site_url)
        new["plugins"] = ["search", {"fieldguide": options} if options else "fieldguide"]
        kramdown = as_mapping(old.get("kramdown"))
        parses_html = kramdown.get("parse_block_html") is True
        new["markdown_extensions"] = [
            {"mkdocs_fieldguide.kramdown": {"parse_block_html": True}}
            if parses_html
            else "mkdocs_fieldguide.kramdown",
            *(["nl2br"] if kramdown.get("hard_wrap") is True else []),
            "tables",
            {"toc": {"permalink": True}},
            {"pymdownx.highlight": {"pygments_lang_class": True}},
            "pymdownx.superfences",
        ]
        if extra := {**self._analytics(new), **self._extra()}:
            new["extra"] = extra
        self._note_unused_keys()
        return new

    def _add_robots(self, site_url: str) -> None:
        """Generate the `robots.txt` that jekyll-sitemap generates."""
        is_generated = "jekyll-sitemap" in as_list(self._old.get("plugins") or self._old.get("gems"))
        if site_url and is_generated and "robots.txt" not in self._source.files:
            self.files["docs/robots.txt"] = f"Sitemap: {site_url}sitemap.xml\n"

    def _repository(self) -> tuple[str, str]:
        """Return the hosting software and the URL of the repository."""
        git_host = as_text(self._theme.get("git_host")).casefold()
        url = as_text(self._old.get("repository")) or as_text(
            as_mapping(self._old.get("github")).get("repository_url")
        )
        url = url or self._source.remote
        url = re.sub(r"^(?:ssh://)?git@([^:/]+)[:/]", r"https://\1/", url).removesuffix(".git").rstrip("/")
        host = next(
            (name for name in _HOSTS if name in git_host or name in url.partition("://")[2]), "github"
        )
        if re.fullmatch(r"[\w.-]+/[\w.-]+", url):
            url = _HOSTS[host][0] + url
        return host, url if url.startswith(("https://", "http://")) else ""

    def _site_url(self, repository: str) -> str:
        """Return the URL of the site: from its settings, `CNAME`, or its repository on GitHub Pages."""
        url = as_text(self._old.get("url")) or self._source.domain
        path = as_text(self._old.get("baseurl")).strip("/")
        if not url and (found := re.fullmatch(r"https://github\.com/([\w.-]+)/([\w.-]+)", repository)):
            owner, name = found.groups()
            url = f"https://{owner.lower()}.github.io"
            path = path or ("" if name.lower() == f"{owner.lower()}.github.io" else name)
        if url and "://" not in url:
            url = f"https://{url}"
        url = f"{url.rstrip('/')}/{path}{'/' if path else ''}" if url else ""
        return url if parse_url(url) else ""

    def _has_directory_urls(self) -> bool:
        """Return whether URLs have no `.html`, on pages without a permalink of their own.

        All named styles of Jekyll except `pretty` add it, and patterns that end in `:output_ext`
        (https://jekyllrb.com/docs/permalinks/#global).
        """
        style = as_text(self._old.get("permalink"))
        if style in ("", "date", "ordinal", "none"):
            style = ":output_ext"
        for rule in as_list(self._old.get("defaults")):
            if not as_text(as_mapping(as_mapping(rule).get("scope")).get("path")):
                style = as_text(as_mapping(as_mapping(rule).get("values")).get("permalink")) or style
        return not style.endswith((".html", ":output_ext"))

    def _theme_settings(self) -> dict[str, Any]:
        switch = self._theme.get
        features = ["navigation.indexes", "navigation.footer", "content.code.copy", "search.highlight"]
        features += ["navigation.top"] if switch("back_to_top") else []
        features += ["navigation.path"] if switch("breadcrumb") else []
        self.files[f"docs/{COLOUR_STYLESHEET}"] = render_stylesheet(self._source.sass)
        schemes = (
            ("light", "default", "material/weather-night", "Switch to dark colours"),
            ("dark", "slate", "material/weather-sunny", "Switch to light colours"),
        )
        theme: dict[str, Any] = {"name": "material", "features": features}
        theme["palette"] = [
            {
                "media": f"(prefers-color-scheme: {name})",
                "scheme": scheme,
                "primary": "custom",
                "accent": "custom",
                "toggle": {"icon": icon, "name": label},
            }
            for name, scheme, icon, label in schemes
        ]
        logo = as_text(as_mapping(switch("topnav")).get("brand_logo")) or "assets/img/main_logo.svg"
        if logo.lstrip("/") in self._source.files:
            theme["logo"] = logo.lstrip("/")
        icons = (path for path in sorted(self._source.files) if _FAVICON.search(path))
        if icon := next(icons, ""):
            theme["favicon"] = icon
        return theme

    def _fonts(self) -> list[str]:
        """Return the style sheets with the fonts of the old site."""
        urls = [as_text(it) for it in as_list(self._theme.get("fonts"))]
        urls = [url for url in urls if re.fullmatch(r"https://[^\s\"'<>]+", url)]
        if urls:
            self.notes.add(
                "theme_variables.fonts",
                "`theme_variables.fonts`: As on the old site, pages load fonts from another server. To"
                f" prevent that, remove it from `extra_css`: {', '.join(f'`{url}`' for url in urls)}.",
            )
        return urls

    def _analytics(self, new: dict[str, Any]) -> Mapping[str, Any]:
        """Return the keys of `extra` for services that count visits; add a link to the cookie settings."""
        found = convert_analytics(
            self._old, self._source.cookie_popup, new.get("site_url", ""), wanted=self._has_analytics
        )
        for key, note in found.notes:
            self.notes.add(key, note)
        if found.consent_link:
            new["copyright"] = found.consent_link
        return found.extra

    def _extra(self) -> dict[str, Any]:
        extra: dict[str, Any] = {}
        bar = as_mapping(self._theme.get("topnav"))
        links = [
            {"icon": icon, "link": bar[name]}
            for name, icon in _ICONS.items()
            if as_text(bar.get(name)).startswith(("https://", "http://"))
        ]
        if links:
            extra["social"] = links
        return extra

    def _note_unused_keys(self) -> None:
        read = {
            "title",
            "site_title",
            "topnav_title",
            "description",
            "repository",
            "github",
            "scholar",
            "defaults",
        }
        read |= {"dsw_deep_link_prefix", "topnav_banner", *ANALYTICS_KEYS, *_JEKYLL_KEYS}
        # The values of others are computed where templates use them.
        unused = [str(key) for key in self._old if key not in read and key not in self._source.used_keys]
        if privacy := as_text(self._theme.get("privacy_statement_url")):
            self.notes.add(
                "theme_variables.privacy_statement_url",
                f"`privacy_statement_url`: add a link to `{privacy}` to `_data/footer.yml`.",
            )
        known = {"git_host", "back_to_top", "breadcrumb", "fonts", "theme_color", "privacy_statement_url"}
        known |= {
            "dev-info-banner",
            "github_buttons",
            "headings",
            "toc",
            "topnav",
            "datatables",
            "page_metadata",
        }
        unused += [f"theme_variables.{key}" for key in self._theme if key not in known]
        if unused:
            keys = ", ".join(map(self.notes.with_line, unused[:_MAX_KEYS]))
            keys += f" and {len(unused) - _MAX_KEYS} more" if len(unused) > _MAX_KEYS else ""
            self.notes.append(f"These keys of `_config.yml` have no counterpart: {keys}.")
