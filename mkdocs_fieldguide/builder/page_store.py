"""The pages that authors wrote: their front matter, their text and their output paths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_fieldguide.builder.compat import change_destination
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.output_claims import report_unsafe
from mkdocs_fieldguide.builder.page_reader import PageReader
from mkdocs_fieldguide.content.pages.source_text import SourceText
from mkdocs_fieldguide.files.output_folder import LinkedPathError, OutputPaths, PathTakenError
from mkdocs_fieldguide.files.output_paths import HINT_ALLOWED_PATHS, UnsafePathError, resolve_output_path
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.permalinks import resolve_permalink

NOT_FOUND = "404.html"
"""Output path of the page for error 404."""


@dataclass(frozen=True, slots=True)
class PageStore:
    """The pages that authors wrote.

    Attributes:
        infos: what their front matter says, by source path.
        sources: their texts, by source path.
        left_out: what the front matter of unpublished pages says, which are in neither of these.
        unpublished: source paths of all files that are not part of the site.
    """

    infos: dict[str, PageInfo] = field(default_factory=dict)
    sources: dict[str, SourceText] = field(default_factory=dict)
    left_out: dict[str, PageInfo] = field(default_factory=dict)
    unpublished: frozenset[str] = frozenset()

    def remove(self, path: str) -> None:
        """Remove a page that is not part of the site."""
        del self.infos[path]
        del self.sources[path]


def read_pages(
    loaded: Loaded,
    files: Files,
    findings: Findings,
    unpublished: frozenset[str] = frozenset(),
    reader: PageReader | None = None,
) -> PageStore:
    """Read the front matter of every page.

    Args:
        loaded: the settings of the site.
        files: the files of the site.
        findings: receives the problems of the pages.
        unpublished: source paths of the files that are not part of the site.
        reader: has read some of the pages before.
    """
    reader = reader or PageReader(loaded)
    left_out: dict[str, PageInfo] = {}
    store = PageStore(left_out=left_out, unpublished=unpublished)
    for file in files.documentation_pages(inclusion=lambda level: True):
        info, source = reader.read(file, findings)
        if file.src_uri in unpublished or loaded.plugins.leaves_out(info):
            left_out[file.src_uri] = info
            continue
        store.infos[file.src_uri] = info
        store.sources[file.src_uri] = source
    return replace(store, unpublished=unpublished | left_out.keys())


def place_pages(
    store: PageStore, files: Files, outputs: OutputPaths, findings: Findings, folder: str = ""
) -> None:
    """Assign an output path to every page.

    Args:
        store: the pages; those that cannot be written are removed.
        files: the files of the site; the same pages are removed.
        outputs: the output paths that are taken; receives those of the pages.
        findings: receives PAGE_COLLISION and UNSAFE_PATH.
        folder: the folder of the language; see `language_folder`.
    """
    pages = files.documentation_pages(inclusion=lambda level: True)
    _Placement(store, files, outputs, findings, folder).place(
        file for file in pages if file.src_uri in store.infos
    )


class _Placement:
    """Assigns output paths to pages.

    Args:
        pages: the pages; those that cannot be written are removed.
        files: the files of the site; the same pages are removed.
        outputs: the output paths that are taken; receives those of the pages.
        findings: receives PAGE_COLLISION and UNSAFE_PATH.
        folder: the folder of the language.
    """

    def __init__(
        self, pages: PageStore, files: Files, outputs: OutputPaths, findings: Findings, folder: str
    ) -> None:
        self._folder = folder
        self._pages = pages
        self._files = files
        self._outputs = outputs
        self._findings = findings
        self._names: dict[str, str] = {}
        self._has_not_found = False

    def place(self, files: Iterable[File]) -> None:
        """Place pages without a permalink first, then those with one, in their order."""
        moving: list[tuple[File, str]] = []
        for file in files:
            if file.inclusion is InclusionLevel.EXCLUDED:
                continue
            self._names[f"“{file.src_uri}”"] = file.src_uri
            address = resolve_permalink(self._pages.infos[file.src_uri])
            if not self._has_not_found and self._is_not_found(file, address):
                self._has_not_found = True
                change_destination(file, NOT_FOUND)
                self._stay(file)
            elif address:
                moving.append((file, address))
            else:
                self._stay(file)
        # A page whose permalink cannot be used keeps its path, unless a permalink has taken that.
        for file in [file for file, address in moving if not self._move(file, address)]:
            self._stay(file)

    def _is_not_found(self, file: File, address: str) -> bool:
        """Return whether a page is named 404, and its URL is the one that servers use for this error."""
        name = address.strip("/") or file.src_uri.removesuffix(".md")
        is_named = self._pages.infos[file.src_uri].is_not_found
        return is_named and not self._folder and name in ("404", NOT_FOUND)

    def _stay(self, file: File) -> None:
        """Let a page keep its path, or remove it from the site if that is taken or unsafe."""
        try:
            self._outputs.claim_verbatim(file.dest_uri, f"“{file.src_uri}”")
        except UnsafePathError as error:
            place = Location(self._pages.sources[file.src_uri].file, 1)
            if isinstance(error, PathTakenError) and error.owner in self._names:
                # Links to this page then lead to the page that has its URL.
                file.inclusion = InclusionLevel.EXCLUDED
                other = self._pages.infos[self._names[error.owner]]
                moved = other.source.at("permalink") if other.permalink else place
                self._report_taken(file, error, moved, moved=bool(other.permalink))
                return
            self._files.remove(file)
            self._pages.remove(file.src_uri)
            report_unsafe(error, place, f"The output file “{shorten(file.dest_uri)}”", self._findings)

    def _move(self, file: File, address: str) -> bool:
        """Move a page to the path of its permalink; return whether that is possible."""
        info = self._pages.infos[file.src_uri]
        try:
            output = resolve_output_path(address, use_directory_urls=file.use_directory_urls)
            if not output.startswith(self._folder):
                output = self._folder + output
            if output == file.dest_uri:
                self._outputs.claim_verbatim(output, f"“{file.src_uri}”")
            else:
                self._outputs.claim(output, f"“{file.src_uri}”")
        except UnsafePathError as error:
            if isinstance(error, PathTakenError) and error.owner in self._names:
                self._report_taken(file, error, info.source.at("permalink"), moved=True)
                return False
            # Links by this permalink must not resolve.
            self._pages.infos[file.src_uri] = info.model_copy(update={"permalink": None})
            what = f"The permalink “{shorten(info.permalink or '')}”"
            if isinstance(error, LinkedPathError):
                report_unsafe(error, info.defined_at, what, self._findings)
            else:
                place = info.source.at("permalink")
                hint = "Use another permalink." if isinstance(error, PathTakenError) else HINT_ALLOWED_PATHS
                self._findings.add(Code.UNSAFE_PATH, place, f"{what} {error}; it is left out.", hint)
            return False
        change_destination(file, output)
        return True

    def _report_taken(self, file: File, error: PathTakenError, place: Location, *, moved: bool) -> None:
        """Report a page whose path another page has taken."""
        self._findings.add(
            Code.PAGE_COLLISION,
            place,
            f"“{file.src_uri}” has the same URL as {error.owner}.",
            "Give one of them another permalink." if moved else "Rename one of them.",
        )
