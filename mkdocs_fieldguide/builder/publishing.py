"""The last phase of a build: finished pages are completed, and the other files are written."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from jinja2 import TemplateError
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.assembling import Assembled
from mkdocs_fieldguide.builder.assets import SERVE_FINDINGS
from mkdocs_fieldguide.builder.exports import FOLDER, exports, is_published
from mkdocs_fieldguide.builder.head_metadata import HeadMetadata
from mkdocs_fieldguide.builder.languages import language_folder
from mkdocs_fieldguide.builder.loading import SETTINGS
from mkdocs_fieldguide.builder.output_claims import report_unsafe
from mkdocs_fieldguide.builder.pages import NO_INDEX
from mkdocs_fieldguide.builder.redirects import link_target
from mkdocs_fieldguide.builder.standalone_pages import failed_page, findings_list, redirect_page
from mkdocs_fieldguide.builder.theme import MATERIAL
from mkdocs_fieldguide.files.output_folder import PathTakenError
from mkdocs_fieldguide.files.output_paths import UnsafePathError
from mkdocs_fieldguide.findings.finding import Finding
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.safe_characters import replace_disallowed


class RepeatedFiles(Protocol):
    """What earlier builds have made and written."""

    def exports(self, make: Callable[[], dict[str, str]]) -> dict[str, str]:
        """Return the machine-readable files, or those of an earlier build if they are the same."""

    def write(self, path: str, text: str, write: Callable[[], None]) -> None:
        """Write a file with the function `write`, unless it is in the site already."""


class Publisher:
    """Completes the pages that the theme has rendered, and writes the files that are not pages.

    Args:
        assembled: the site.
    """

    def __init__(self, assembled: Assembled) -> None:
        planned = assembled.converted.planned
        self._assembled = assembled
        self._planned = planned
        self._loaded = planned.loaded
        self._templates = assembled.context.templates
        self._repetition: RepeatedFiles | None = None
        self._heads = HeadMetadata(
            planned.loaded.config,
            planned.loaded.options,
            assembled.context,
            planned.listings,
            assembled.pages.generated_infos.get,
        )

    def finish(self, output: str, page: Page) -> str:
        """Return a page with its late placeholders rendered and its head completed."""
        loaded = self._loaded
        location = loaded.location_of(page)
        with error_boundary(loaded.findings, location, "the head of this page", (TemplateError,)):
            output = self._finished(output, page)
        output = replace_disallowed(output)
        if page.meta.get(NO_INDEX):
            return output.replace("<head>", '<head>\n<meta name="robots" content="noindex">', 1)
        return output

    def head_of(self, page: Page) -> str:
        """Return what completing the head of a page adds to it; an empty text if that fails."""
        loaded = self._loaded
        location = loaded.location_of(page)
        with error_boundary(loaded.findings, location, "the head of this page", (TemplateError,)):
            return self._heads.put_into("</head>", page)
        return ""

    def failed(self, page: Page) -> str:
        """Return the replacement for a page that the theme cannot render."""
        return failed_page(self._templates, self._loaded.config, page)

    def write_findings(self, findings: Iterable[Finding]) -> None:
        """Write the findings that pages show to authors who use `mkdocs serve`."""
        documents = self._planned.files.documentation_pages(inclusion=lambda level: True)
        pages = {self._loaded.label_of(file): file.page.url for file in documents if file.page}
        self._write(SERVE_FINDINGS, findings_list(self._templates, findings, pages), SETTINGS)

    def write_files(self, repetition: RepeatedFiles | None = None) -> None:
        """Write redirects, the rows of large tables and the machine-readable files into the site.

        Args:
            repetition: what earlier builds have made and written; None in the only build.
        """
        self._repetition = repetition
        redirects = self._planned.redirects
        for output, address in redirects.files.items():
            text = self._redirect(address, output.removesuffix("index.html"))
            self._write(output, text, redirects.places[output])
        # One after the other, since their texts take much memory.
        self._publish(self._assembled.pages.table_files())
        self._assembled.pages.release_tables()
        if self._loaded.options.exports:
            self._publish(self._exports())
        if self._loaded.options.feed:
            self._publish(self._feed())
        if not language_folder(self._loaded.config):  # Files of the repository are the same in all languages.
            self._publish(self._loaded.sources.published)

    def _publish(self, files: Mapping[str, str]) -> None:
        """Write files by their paths below the folder of the language."""
        folder = language_folder(self._loaded.config)
        for path, text in files.items():
            output = f"{folder}{path}"
            try:
                self._planned.outputs.claim(output, "a file that the build publishes")
            except PathTakenError as error:
                if is_published(error.owner.strip("“”"), whole=True):
                    continue  # `claim_other_files` has reported the file that has its path
                report_unsafe(error, SETTINGS, f"The file “{output}”", self._loaded.findings)
            except UnsafePathError as error:
                report_unsafe(error, SETTINGS, f"The file “{output}”", self._loaded.findings)
            else:
                self._write(output, text, SETTINGS)

    def _finished(self, output: str, page: Page) -> str:
        address = self._planned.redirects.pages.get(page.file.src_uri)
        if address is not None:
            return self._redirect(address, page.url)
        output = self._assembled.pages.fill_late(output, page)
        if self._loaded.config.theme.name not in MATERIAL:
            output = _with_title(output, page)
        return self._heads.put_into(output, page)

    def _redirect(self, address: str, old: str) -> str:
        config = self._loaded.config
        return redirect_page(self._templates, config, link_target(address, old, config.site_url or ""))

    def _exports(self) -> dict[str, str]:
        assembled, loaded = self._assembled, self._loaded
        root, written = loaded.config.site_url or "", assembled.contents.parts
        make = functools.partial(exports, assembled.context, root, written)
        files = self._repetition.exports(make) if self._repetition else make()
        with error_boundary(loaded.findings, Location("fieldguide/pages"), "the references of pages"):
            files.update(assembled.citations.files())
        return {f"{FOLDER}/{name}": text for name, text in files.items()}

    def _feed(self) -> dict[str, str]:
        # Imported here, as few sites have a feed.
        from mkdocs_fieldguide.builder.feed import atom_feed  # noqa: PLC0415
        from mkdocs_fieldguide.builder.new_pages import added_pages  # noqa: PLC0415

        loaded, config = self._loaded, self._loaded.config
        with error_boundary(loaded.findings, Location("feed.xml"), "the feed"):
            added = added_pages(Path(config.docs_dir))
            return atom_feed(self._assembled.context, config.site_url or "", config.site_name, added)
        return {}

    def _write(self, output: str, text: str, location: Location) -> None:
        """Write a file whose output path is claimed, unless something else is at that path by now."""
        write = functools.partial(self._planned.outputs.write, output, text)
        try:
            if self._repetition is None:
                write()
            else:
                self._repetition.write(output, text, write)
        except UnsafePathError as error:
            report_unsafe(error, location, f"The file “{shorten(output)}”", self._loaded.findings)


def _with_title(output: str, page: Page) -> str:
    """Return a page with a heading if its theme, unlike Material, does not show titles of pages."""
    content = page.content
    if "title" not in page.meta or not content or "<h1" in output:
        return output
    return output.replace(content, f"<h1>{page.title}</h1>\n{content}", 1)
