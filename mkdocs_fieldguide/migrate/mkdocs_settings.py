"""What `_config.yml` of an old site says, as `mkdocs.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mkdocs_fieldguide.migrate.plugin_options import PluginOptions
from mkdocs_fieldguide.migrate.source_site import SourceSite
from mkdocs_fieldguide.migrate.yaml_values import as_list, as_mapping, as_text

_JEKYLLS = frozenset(
    {
        "baseurl",
        "collections",
        "collections_dir",
        "comments",
        "destination",
        "encoding",
        "exclude",
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
"""Keys of `_config.yml` that are about Jekyll or are read elsewhere here: nobody misses them."""

_ANALYTICS = ("matomo", "matomo_id", "matomo_cookies", "plausible", "plausible_src")
_HOSTS = {
    "github": ("https://github.com/", "edit/{branch}/docs/"),
    "gitlab": ("https://gitlab.com/", "-/edit/{branch}/docs/"),
    "gitea": ("https://codeberg.org/", "_edit/{branch}/docs/"),
}
"""Programs that keep repositories: the best known server, and the way to the editor of a page."""

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

COLOUR_STYLESHEET = "assets/colours.css"
"""The style sheet for the colour of ETT's `theme_color`, below the docs folder."""


class MkdocsSettings:
    """Makes `mkdocs.yml`.

    Args:
        old: what `_config.yml` says.
        origin: what is known besides.

    Attributes:
        notes: a sentence for each setting that is not carried over, or only in part.
        files: texts of files that the settings need, by their path in the new site.
    """

    def __init__(self, old: Mapping[str, Any], origin: SourceSite) -> None:
        self._old = old
        self._theme: Mapping[str, Any] = as_mapping(old.get("theme_variables"))
        self._origin = origin
        self.notes: list[str] = []
        self.files: dict[str, str] = {}

    def of(self) -> dict[str, Any]:
        """Return the settings, `nav` excepted, in the order in which people read them."""
        old, origin = self._old, self._origin
        host, repository = self._repository()
        title = (
            as_text(old.get("title")) or as_text(old.get("site_title")) or as_text(old.get("topnav_title"))
        )
        new: dict[str, Any] = {"site_name": title or origin.name}
        if description := as_text(old.get("description")):
            new["site_description"] = description
        if address := self._address(repository):
            new["site_url"] = address
        else:
            self.notes.append("`_config.yml` says no `url`: set `site_url` in `mkdocs.yml`.")
        if repository:
            new["repo_url"] = repository
            new["edit_uri"] = _HOSTS[host][1].format(branch=origin.branch)
        if not self._has_short_addresses():
            new["use_directory_urls"] = False
        new["theme"] = self._look()
        if self.files:
            new["extra_css"] = [COLOUR_STYLESHEET]
        options = PluginOptions(self._old, origin, self.notes).of(host, repository)
        new["plugins"] = ["search", {"fieldguide": options} if options else "fieldguide"]
        new["markdown_extensions"] = [
            "mkdocs_fieldguide.kramdown",
            "tables",
            {"toc": {"permalink": True}},
            {"pymdownx.highlight": {"pygments_lang_class": True}},
            "pymdownx.superfences",
        ]
        if extra := self._extra():
            new["extra"] = extra
        self._note_the_rest()
        return new

    def _repository(self) -> tuple[str, str]:
        """Return the program that keeps the repository, and the repository's address."""
        named = as_text(self._theme.get("git_host")).casefold()
        given = as_text(self._old.get("repository")) or as_text(
            as_mapping(self._old.get("github")).get("repository_url")
        )
        address = given or self._origin.remote
        address = (
            re.sub(r"^(?:ssh://)?git@([^:/]+)[:/]", r"https://\1/", address).removesuffix(".git").rstrip("/")
        )
        host = next(
            (name for name in _HOSTS if name in named or name in address.partition("://")[2]), "github"
        )
        if re.fullmatch(r"[\w.-]+/[\w.-]+", address):
            address = _HOSTS[host][0] + address
        return host, address if address.startswith(("https://", "http://")) else ""

    def _address(self, repository: str) -> str:
        """Return the site's address: as it says, by its domain, or by its repository on GitHub Pages."""
        url = as_text(self._old.get("url")) or self._origin.domain
        path = as_text(self._old.get("baseurl")).strip("/")
        if not url and (found := re.fullmatch(r"https://github\.com/([\w.-]+)/([\w.-]+)", repository)):
            owner, name = found.groups()
            url = f"https://{owner.lower()}.github.io"
            path = path or ("" if name.lower() == f"{owner.lower()}.github.io" else name)
        if url and "://" not in url:
            url = f"https://{url}"
        return f"{url.rstrip('/')}/{path}{'/' if path else ''}" if url else ""

    def _has_short_addresses(self) -> bool:
        """Tell whether pages without a permalink of their own have addresses without `.html`.

        Jekyll's named styles but `pretty` add it; a pattern adds it if it ends in `:output_ext`
        (https://jekyllrb.com/docs/permalinks/#global).
        """
        style = as_text(self._old.get("permalink"))
        if style in ("", "date", "ordinal", "none"):
            style = ":output_ext"
        for rule in as_list(self._old.get("defaults")):
            if not as_text(as_mapping(as_mapping(rule).get("scope")).get("path")):
                style = as_text(as_mapping(as_mapping(rule).get("values")).get("permalink")) or style
        return not style.endswith((".html", ":output_ext"))

    def _look(self) -> dict[str, Any]:
        switch = self._theme.get
        features = ["navigation.indexes", "navigation.footer", "content.code.copy", "search.highlight"]
        features += ["navigation.top"] if switch("back_to_top") else []
        features += ["navigation.path"] if switch("breadcrumb") else []
        primary = {"primary": "custom"} if self._colour() else {}
        schemes = (
            ("light", "default", "material/weather-night", "Switch to dark colours"),
            ("dark", "slate", "material/weather-sunny", "Switch to light colours"),
        )
        look: dict[str, Any] = {"name": "material", "features": features}
        look["palette"] = [
            {
                "media": f"(prefers-color-scheme: {name})",
                "scheme": scheme,
                **primary,
                "toggle": {"icon": icon, "name": label},
            }
            for name, scheme, icon, label in schemes
        ]
        logo = as_text(as_mapping(switch("topnav")).get("brand_logo")) or "assets/img/main_logo.svg"
        if logo.lstrip("/") in self._origin.files:
            look["logo"] = logo.lstrip("/")
        icons = (path for path in sorted(self._origin.files) if _FAVICON.search(path))
        if icon := next(icons, ""):
            look["favicon"] = icon
        if switch("fonts"):
            self.notes.append(
                "`theme_variables.fonts`: name a font in `theme.font`; readers then ask Google for it."
            )
        return look

    def _colour(self) -> bool:
        """Write the style sheet for ETT's colour; tell whether there is one."""
        colour = self._theme.get("theme_color")
        # Six digits alone are a number for YAML.
        text = (
            f"{colour:06d}" if isinstance(colour, int) and not isinstance(colour, bool) else as_text(colour)
        )
        if not text:
            return False
        if not re.fullmatch(r"#?[0-9a-fA-F]{6}|#?[0-9a-fA-F]{3}", text):
            self.notes.append(f"`theme_variables.theme_color` is no colour: `{text[:40]}`.")
            return False
        shade = f"#{text.lstrip('#')}"
        self.files[f"docs/{COLOUR_STYLESHEET}"] = (
            f":root {{\n  --md-primary-fg-color: {shade};\n  --md-primary-fg-color--light: {shade};\n"
            f"  --md-primary-fg-color--dark: {shade};\n}}\n"
        )
        return True

    def _extra(self) -> dict[str, Any]:
        extra: dict[str, Any] = {}
        tag = self._old.get("gtag")
        if as_text(tag):
            extra["analytics"] = {"provider": "google", "property": as_text(tag)}
        others = [key for key in _ANALYTICS if self._old.get(key)]
        if others:
            keys = ", ".join(f"`{key}`" for key in others)
            self.notes.append(
                f"{keys}: Material counts readers with Google's program only; others need a template."
            )
        bar = as_mapping(self._theme.get("topnav"))
        links = [
            {"icon": icon, "link": bar[name]}
            for name, icon in _ICONS.items()
            if as_text(bar.get(name)).startswith(("https://", "http://"))
        ]
        if links:
            extra["social"] = links
        return extra

    def _note_the_rest(self) -> None:
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
        read |= {"dsw_deep_link_prefix", "topnav_banner", "gtag", *_ANALYTICS, *_JEKYLLS}
        rest = [f"`{key}`" for key in self._old if key not in read]
        if rest:
            self.notes.append(f"Of `_config.yml`, nothing here reads {', '.join(rest)}.")
        if privacy := as_text(self._theme.get("privacy_statement_url")):
            self.notes.append(f"`privacy_statement_url`: put a link to `{privacy}` into `_data/footer.yml`.")
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
        rest = [f"`{key}`" for key in self._theme if key not in known]
        if rest:
            self.notes.append(f"Of `theme_variables`, nothing here reads {', '.join(rest)}.")
