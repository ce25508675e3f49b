"""Sites in several languages: the plugin i18n builds them one after the other into one site folder.

The language of a build is that of its theme, which the plugin sets. Everything that this plugin adds to a
site is below the folder of the language, so that no language overwrites what another one has.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_fieldguide.builder.compat import change_destination
from mkdocs_fieldguide.builder.other_plugins import find_plugin


def has_languages(config: MkDocsConfig) -> bool:
    """Return whether the site has the plugin i18n."""
    return find_plugin(config, "i18n") is not None


def language_folder(config: MkDocsConfig) -> str:
    """Return the folder of the language that is being built, with a final `/`; empty for the default."""
    plugin = find_plugin(config, "i18n")
    current = getattr(plugin, "current_language", None)
    return f"{current}/" if current and current != getattr(plugin, "default_language", None) else ""


def is_further_language(config: MkDocsConfig) -> bool:
    """Return whether the plugin has built another language of the site before, in the same build."""
    return bool(getattr(find_plugin(config, "i18n"), "building", False))


def neutral_path(file: File) -> str:
    """Return the source path of a file without its language: `page.md` for `page.de.md` or `de/page.md`."""
    return str(getattr(file, "norm_src_uri", file.src_uri))


def complete_files(files: Iterable[File], config: MkDocsConfig) -> None:
    """Set the site folder of files, in whose place the plugin puts the path of the output file."""
    for file in files:
        if hasattr(file, "norm_src_uri"):
            file.dest_dir = config.site_dir


def localise(file: File, config: MkDocsConfig) -> None:
    """Move the file of a generated page into the folder of the language, and add what the plugin expects.

    Args:
        file: the file; changed in place.
        config: the site's configuration, with the plugins.
    """
    plugin = find_plugin(config, "i18n")
    current = getattr(plugin, "current_language", None)
    if not current:
        return
    default = getattr(plugin, "default_language", None)
    alternates: dict[str, File] = {}
    for language in getattr(plugin, "build_languages", ()):
        alternate = file
        if language != current:
            alternate = File(file.src_uri, None, config.site_dir, config.use_directory_urls)
        if language != default:
            change_destination(alternate, posixpath.join(language, alternate.dest_uri))
        alternates[language] = alternate
    file.alternates = alternates  # type: ignore[attr-defined]
    file.locale = file.locale_alternate_of = current  # type: ignore[attr-defined]
    file.localization = None  # type: ignore[attr-defined]
    file.norm_src_uri = file.src_uri  # type: ignore[attr-defined]


def record_pages(files: Files, config: MkDocsConfig) -> None:
    """Tell the plugin which pages the language has, for the site map."""
    plugin = find_plugin(config, "i18n")
    pages = getattr(plugin, "i18n_files_per_language", None)
    if isinstance(pages, dict):
        pages[getattr(plugin, "current_language", None)] = files.documentation_pages()
