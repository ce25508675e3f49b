"""Generated pages that other plugins see among the files of the site.

Which pages are generated depends on the pages that authors wrote, and plugins may add such pages until the
event `on_files` ends. So the pages are planned twice: at the beginning of this event, for plugins that list
files in it, and at its end, when all files are known. The second plan costs nothing if no page was added,
changed or removed in between.
"""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_fieldguide.builder.generated_pages import GeneratedPage, Listings, plan_listings
from mkdocs_fieldguide.builder.languages import localise, record_pages
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.mkdocs_files import exclude_directory
from mkdocs_fieldguide.builder.neighbours import NamedPages, leave_out_of_history, named_by_awesome_nav
from mkdocs_fieldguide.builder.output_claims import drop_unsafe_names
from mkdocs_fieldguide.builder.page_reader import PageReader, ReadPage
from mkdocs_fieldguide.builder.page_store import PageStore, read_pages
from mkdocs_fieldguide.builder.pages import types_of
from mkdocs_fieldguide.builder.sources import site_language
from mkdocs_fieldguide.builder.unpublished import unpublished_files
from mkdocs_fieldguide.files.source_folder import SourceFolder
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.ui_strings import UiStrings


def source_folder(loaded: Loaded) -> SourceFolder:
    """Return the folder for the source files of the site's generated pages."""
    if loaded.cache is None:
        return SourceFolder()
    # Two configurations in one folder may generate different pages.
    name = Path(loaded.config.config_file_path or "mkdocs.yml").name
    return SourceFolder(loaded.cache.guide / "generated" / name)


def survey(loaded: Loaded, pages: PageStore) -> tuple[Registry, Listings]:
    """Return the registry, and the plan of the generated pages.

    Args:
        loaded: the site.
        pages: the pages that authors wrote.
    """
    data = loaded.sources.data
    registry = Registry(
        tools=data.tools,
        people=data.people,
        organisations=data.organisations,
        countries=data.countries,
        pages=pages.infos,
        references=loaded.sources.references,
        news=data.news,
        events=data.events,
        external_registries=loaded.options.registries,
        unpublished=pages.left_out,
    )
    listings = plan_listings(
        loaded.options.listings,
        {pages.infos[path].neutral_path or path: source.body for path, source in pages.sources.items()},
        registry,
        loaded.options.page_types.ordered(types_of(pages.infos.values())),
    )
    translated = {info.neutral_path: path for path, info in pages.infos.items() if info.neutral_path}
    return registry, listings.renamed(translated)


class EarlyPages:
    """The generated pages of a build until all files of the site are known.

    Args:
        loaded: the site.
        folder: the folder for the source files of the pages.
        known: the pages of an earlier build; see `PageReader`.

    Attributes:
        reader: reads pages, and remembers those that it has read.
    """

    def __init__(
        self, loaded: Loaded, folder: SourceFolder, known: dict[str, ReadPage] | None = None
    ) -> None:
        self.reader = PageReader(loaded, known)
        self._loaded = loaded
        self._folder = folder
        self._words = UiStrings(loaded.options.words, site_language(loaded.config))
        self._pages = PageStore()
        self._survey: tuple[Registry, Listings] | None = None
        self._files: dict[str, File] = {}
        self._named = NamedPages(())
        self._removed: set[str] | None = None

    def add(self, files: Files, *, previews: bool = False) -> None:
        """Plan the generated pages, and add them to the files of the site.

        Args:
            files: the files of the site.
            previews: whether the build writes drafts too.
        """
        loaded = self._loaded
        exclude_directory(files, loaded.sources.data_dir)
        drop_unsafe_names(files, loaded.label_of, loaded.findings)
        unpublished = unpublished_files(loaded, files, previews=previews)
        # The problems of pages are reported when all of them are known.
        self._pages = read_pages(loaded, files, Findings(), unpublished, self.reader)
        self._survey = survey(loaded, self._pages)
        self._named = named_by_awesome_nav(loaded.config, files)
        outputs = {file.dest_uri for file in files}
        for path, page in self._survey[1].generated.items():
            file = self.file(path, page)
            if file.dest_uri not in outputs:
                self._files[path] = file
                files.append(file)

    def withdraw(self, files: Files) -> set[str]:
        """Remove the pages from the files until the final plan.

        Args:
            files: the files of the site.

        Returns:
            The paths of the pages that other plugins have removed.
        """
        if self._removed is None:
            self._removed = set()
            for path, file in self._files.items():
                found = files.get_file_from_path(path)
                if found is file:
                    files.remove(file)
                elif found is None:
                    self._removed.add(path)
        return self._removed

    def survey(self, pages: PageStore) -> tuple[Registry, Listings]:
        """Return the registry, and the final plan of the generated pages.

        Args:
            pages: the pages that authors wrote.
        """
        if self._survey is not None and _are_same(pages, self._pages):
            return self._survey
        return survey(self._loaded, pages)

    def file(self, path: str, page: GeneratedPage) -> File:
        """Return the file of a generated page; the same that other plugins have seen, if there is one."""
        if path in self._files:
            return self._files[path]
        title = json.dumps(page.display_title(self._words), ensure_ascii=False)
        source = self._folder.write(path, f"---\ntitle: {title}\n---\n")
        config = self._loaded.config
        inclusion = InclusionLevel.INCLUDED if path in self._named else InclusionLevel.NOT_IN_NAV
        if source:
            file = File.generated(config, path, abs_src_path=source, inclusion=inclusion)
        else:
            file = File.generated(config, path, content="", inclusion=inclusion)
        localise(file, config)
        return file

    def finish(self, listings: Listings, files: Files) -> None:
        """Delete the source files of pages that do not exist any more, and tell other plugins of the rest.

        Args:
            listings: the final plan.
            files: the files of the site, with all generated pages.
        """
        self.reader.keep(files.src_uris)
        self._folder.sweep(listings.generated)
        record_pages(files, self._loaded.config)
        leave_out_of_history(self._loaded.config, listings.generated, files)


def _are_same(pages: PageStore, before: PageStore) -> bool:
    """Return whether pages are those that were read before, in the same order."""
    return all(
        [(path, id(info)) for path, info in now.items()] == [(path, id(info)) for path, info in then.items()]
        for now, then in ((pages.infos, before.infos), (pages.left_out, before.left_out))
    )
