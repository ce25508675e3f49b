"""Adds our templates, style sheet and script to the theme; files of the site itself take precedence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, TemplateNotFound
from jinja2.filters import do_striptags
from mkdocs.config.defaults import MkDocsConfig

import mkdocs_fieldguide
from mkdocs_fieldguide.builder.assets import SCRIPT, STYLE_SHEET
from mkdocs_fieldguide.builder.pages import as_html
from mkdocs_fieldguide.files.symlinks import resolve_below
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.model.external_registries import ExternalRegistry
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.rendering.icons import icon_file

MATERIAL = ("material", "materialx")
"""Themes that our templates and styles are made for: Material, and MaterialX, which continues it."""

_DEFAULT_FONTS = {"text": "Roboto", "code": "Roboto Mono"}


def theme_folder() -> Path:
    """Return the folder of our templates: inside the wheel, or next to the package in a checkout."""
    package = Path(mkdocs_fieldguide.__file__).resolve().parent
    inside = package / "theme_overrides"
    return inside if inside.is_dir() else package.parent / "theme_overrides"


def set_up_theme(config: MkDocsConfig, findings: Findings) -> None:
    """Add our folder, style sheet and script to the theme.

    The folder comes right after the site's `custom_dir`, so that the site's templates take precedence over
    ours, and ours over the theme's.
    """
    theme = config.theme
    own = [Path(theme.custom_dir).resolve()] if theme.custom_dir else []
    folder = str(theme_folder())
    if folder not in theme.dirs:
        theme.dirs.insert(1 if own and Path(theme.dirs[0]).resolve() in own else 0, folder)
    if STYLE_SHEET not in config.extra_css:
        config.extra_css.insert(0, STYLE_SHEET)
    if SCRIPT not in {str(script) for script in config.extra_javascript}:
        config.extra_javascript.insert(0, SCRIPT)
    if theme.name in MATERIAL:
        _set_up_material(config)
    if theme.name == "materialx":
        _report_mixed_packages(config, findings)
    check_theme(theme.name or "", config, findings)


def check_theme(name: str, config: MkDocsConfig, findings: Findings) -> None:
    """Report a theme other than Material.

    Args:
        name: the theme's name.
        config: the site's configuration.
        findings: receives THEME.
    """
    if name not in MATERIAL:
        findings.add(
            Code.THEME,
            Location(_config_name(config)),
            f"The theme is “{name}”." if name else "No theme is set, so MkDocs uses its own.",
            "Cards and tables are designed for Material; in other themes, pages are complete but plain.",
        )


def _report_mixed_packages(config: MkDocsConfig, findings: Findings) -> None:
    """Report Material in the environment of a site with MaterialX, as both have the module `material`."""
    try:
        distribution("mkdocs-material")
    except PackageNotFoundError:
        return
    findings.add(
        Code.THEME,
        Location(_config_name(config)),
        "mkdocs-material and mkdocs-materialx are both installed, and overwrite each other's files.",
        "Install `mkdocs-fieldguide-materialx` in a new environment; it does not need mkdocs-material.",
    )


def check_icons(config: MkDocsConfig, registries: Mapping[str, ExternalRegistry], findings: Findings) -> None:
    """Report icons in the setting `registries` that the theme does not have.

    Args:
        config: the site's configuration, with its theme.
        registries: the external registries.
        findings: receives SETTING.
    """
    folders = [Path(folder) / ".icons" for folder in config.theme.dirs]
    if not any(folder.is_dir() for folder in folders):
        return  # a theme without icons
    for key, registry in registries.items():
        name = registry.icon
        if not name or any(icon_file(folder, name) for folder in folders):
            continue
        group = name.rpartition("/")[0]
        groups = [below for folder in folders if (below := resolve_below(folder, group))]
        near = [f"{group}/{path.stem}" for folder in groups for path in folder.glob("*.svg")]
        findings.add(
            Code.SETTING,
            Location(_config_name(config)),
            f"The icon “{name}” of `registries.{key}` does not exist in the theme.",
            suggest_name(name, near) or "The link is shown without an icon.",
        )


def _set_up_material(config: MkDocsConfig) -> None:
    theme: Any = config.theme
    features = list(theme["features"] or []) if "features" in theme else []
    # Without pruning, each page contains the whole navigation, so that time and size grow with the square of
    # the number of pages. Pruning excludes an expanded navigation, so a site with that feature goes without.
    if "navigation.prune" not in features and "navigation.expand" not in features:
        theme["features"] = [*features, "navigation.prune"]
    # Material loads fonts from Google by default. We do so only for a site that sets its fonts.
    if "font" in theme and theme["font"] == _DEFAULT_FONTS:
        theme["font"] = False


def icon_folders(config: MkDocsConfig) -> list[Path]:
    """Return the template folders of the site, and that of Material, whose icons a check needs as well."""
    folders = [Path(folder) for folder in config.theme.dirs]
    material = find_spec("material")
    if material is not None and material.origin:
        folders.append(Path(material.origin).parent / "templates")
    return folders


def add_theme_prefix_loader(env: Environment, config: MkDocsConfig) -> None:
    """Let templates include the templates that they override, as `fieldguide-theme/partials/search.html`.

    So ours can change a detail of a template of the theme without a copy, which each release would outdate.
    """
    folders = list(config.theme.dirs)
    behind = folders[folders.index(str(theme_folder())) + 1 :]
    loader = FileSystemLoader(behind)
    theme = PrefixLoader({"fieldguide-theme": ChoiceLoader([loader, _MainAsBase(loader)])})
    env.loader = ChoiceLoader([env.loader, theme]) if env.loader else theme


class _MainAsBase(BaseLoader):
    """Loads `main.html` in place of `base.html`, for themes without the latter, such as shadcn.

    Args:
        loader: loads the templates of the theme.
    """

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the source of a template, as Jinja's loaders do."""
        if template != "base.html":
            raise TemplateNotFound(template)
        return self._loader.get_source(environment, "main.html")

    def list_templates(self) -> list[str]:
        """Return no names, as those of the theme are known."""
        return []


def keep_stripped_text_escaped(env: Environment) -> None:
    """Make the filter `striptags` return escaped HTML, in an environment without autoescaping.

    Jinja's filter also decodes entities, and Material's templates print the result: the heading
    `# A &lt;b&gt;`, or one with a name from data, would put a tag into the `title` of the page.
    """
    if not env.autoescape and env.filters.get("striptags") is do_striptags:
        env.filters["striptags"] = lambda value: as_html(do_striptags(value))


def set_up_markdown(config: MkDocsConfig) -> None:
    """Set options of Markdown extensions for a strict content security policy."""
    # By default, cells are aligned by a `style` attribute, which a strict policy blocks.
    config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)


def _config_name(config: MkDocsConfig) -> str:
    return Path(config.config_file_path).name if config.config_file_path else "mkdocs.yml"
