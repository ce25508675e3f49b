"""The first phase of a build: what is known before MkDocs lists the files of the site."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.edit_links import clean_repository_url
from mkdocs_fieldguide.builder.findings_log import Report, reported
from mkdocs_fieldguide.builder.folders import docs_folder, name_in, root_folder
from mkdocs_fieldguide.builder.mkdocs_files import folder_fault
from mkdocs_fieldguide.builder.other_plugins import OtherPlugins, plugins_of_build
from mkdocs_fieldguide.builder.performance.template_cache import TemplateBytecodeCache
from mkdocs_fieldguide.builder.setting_places import report_misplaced_settings
from mkdocs_fieldguide.builder.sources import Sources, read_sources
from mkdocs_fieldguide.builder.symlinks import check_symlinks
from mkdocs_fieldguide.builder.theme import check_icons, set_up_markdown, set_up_theme
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.files.cache_dir import CacheFolders, open_trusted_cache
from mkdocs_fieldguide.files.symlinks import AllowedRoots
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location

SETTINGS = Location("mkdocs.yml")

SourceReader = Callable[[MkDocsConfig, FieldguideConfig, AllowedRoots, Findings], Sources]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site whose settings and data files are read.

    Attributes:
        config: the site's configuration.
        options: the plugin's options.
        sources: the data files, the bibliography and the citation style.
        findings: receives everything that is wrong, in all phases.
        plugins: what the site's other plugins do.
        allowed_roots: the folders that the guide may read from.
        cache: the cache folders; None for no cache.
        templates: the cache of compiled templates; None for none.
        copied_from: the docs folder of mkdocs.yml, if another plugin has put a copy in its place.
        dry: whether this is a dry run, which finds problems and renders nothing.
    """

    # Ten fields, so that later phases take this one value and not each setting.
    config: MkDocsConfig
    options: FieldguideConfig
    sources: Sources
    findings: Findings
    plugins: OtherPlugins
    allowed_roots: AllowedRoots
    cache: CacheFolders | None = None
    templates: TemplateBytecodeCache | None = None
    copied_from: Path | None = None
    dry: bool = False

    @property
    def location(self) -> Location:
        """Return the location for problems that belong to no file: the settings."""
        return Location(Path(self.config.config_file_path or SETTINGS.file).name)

    def location_of(self, page: Page) -> Location:
        """Return the location for problems with a page as a whole."""
        return Location(self.label_of(page.file), 1)

    def label_of(self, file: File) -> str:
        """Return how findings name a file."""
        # Plugins may have written it to a folder that no author knows.
        if file.abs_src_path is None or file.src_dir is None:
            return file.src_uri
        if self.copied_from is None:
            return _name_in(root_folder(self.config), file.abs_src_path)
        # The copy is of no use to authors, and the other plugin deletes it.
        path = self.copied_from / file.src_uri
        return name_in(root_folder(self.config), path) if path.is_file() else file.src_uri


@functools.lru_cache(maxsize=4096)
def _name_in(root: Path, path: str) -> str:
    """Return the name of a file for messages; cached, as each page is named a dozen times in a build."""
    return name_in(root, Path(path))


def load(
    config: MkDocsConfig,
    options: FieldguideConfig,
    docs_dir: str,
    last_good: Sources | None = None,
    read: SourceReader = read_sources,
) -> Loaded:
    """Read the data files of a build, and set up theme and Markdown.

    Args:
        config: the site's configuration; gets our theme folder, assets and Markdown settings.
        options: the plugin's options.
        docs_dir: the docs folder before other plugins have changed the configuration.
        last_good: the data files of an earlier build, to use if those of this build have errors.
        read: reads the data files, or returns what an earlier build has read.

    Raises:
        PluginError: if a folder cannot be read or written, or if MkDocs would follow an unsafe symlink.
    """
    if fault := folder_fault(Path(config.docs_dir), Path(config.site_dir)):
        raise PluginError(fault)
    findings = Findings()
    # The plugin monorepo, for instance, copies the pages of several sites into a temporary folder.
    copied = config.docs_dir != docs_dir
    allowed_roots = AllowedRoots(root_folder(config), (Path(config.docs_dir),) if copied else ())
    if not check_symlinks(config, options, allowed_roots, findings):
        Report(findings, reported(options, config)).log_new()
        raise PluginError(
            "The build stopped because a folder is outside the repository (FG057), "
            "or a symlink between folders cannot be followed (FG054)."
        )
    clean_repository_url(config)
    if config.site_url and not config.site_url.endswith("/"):
        config.site_url += "/"  # as MkDocs does, unless a plugin such as mike sets it afterwards
    report_misplaced_settings(config, options, config, findings)
    sources = read(config, options, allowed_roots, findings)
    set_up_theme(config, findings)
    check_icons(config, options.registries, findings)
    set_up_markdown(config)
    cache = open_trusted_cache(root_folder(config), [docs_folder(config), sources.data_dir], findings)
    if last_good is not None and not sources.sound:
        # The current files stay listed, since `mkdocs serve` has to notice when they are repaired.
        sources = replace(last_good, data_dir=sources.data_dir, files=sources.files, digest="", outline="")
    return Loaded(
        config,
        options,
        sources,
        findings,
        plugins_of_build(config),
        allowed_roots,
        cache,
        TemplateBytecodeCache(cache.templates) if cache else None,
        Path(docs_dir) if copied else None,
    )
