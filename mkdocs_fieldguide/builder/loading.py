"""The first phase of a build: what is known before MkDocs lists the files of the site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.other_plugins import OtherPlugins
from mkdocs_fieldguide.builder.sources import Sources, name_in, root_folder
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.files.cache_dir import CacheFolders
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location

SETTINGS = Location("mkdocs.yml")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site whose settings and data files are read.

    Attributes:
        config: the site's configuration.
        options: the plugin's options.
        sources: the data files, the bibliography and the citation style.
        findings: receives everything that is wrong, in all phases.
        plugins: what the site's other plugins do.
        cache: the cache folders; None for no cache.
        dry: whether this is a dry run, which finds problems and renders nothing.
    """

    config: MkDocsConfig
    options: FieldguideConfig
    sources: Sources
    findings: Findings
    plugins: OtherPlugins
    cache: CacheFolders | None = None
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
        if file.abs_src_path is None:
            return file.src_uri
        return name_in(root_folder(self.config), Path(file.abs_src_path))
