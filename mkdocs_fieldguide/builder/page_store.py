"""The pages that authors wrote: their front matter, their text and their output paths."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_fieldguide.builder.compat import change_destination
from mkdocs_fieldguide.builder.languages import neutral_path
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.output_claims import report_unsafe
from mkdocs_fieldguide.builder.setting_places import locate_options
from mkdocs_fieldguide.content.confusables import check_allowed, check_characters
from mkdocs_fieldguide.content.pages.front_matter import complete_front_matter, read_page
from mkdocs_fieldguide.content.pages.source_text import SourceText
from mkdocs_fieldguide.files.output_folder import LinkedPathError, OutputPaths, PathTakenError
from mkdocs_fieldguide.files.output_paths import HINT_ALLOWED_PATHS, UnsafePathError, resolve_output_path
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Finding, Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.permalinks import resolve_permalink


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


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it was read.

    Attributes:
        text: the text of its file.
        info: what its front matter says.
        source: its text, split.
        findings: what is wrong with it.
    """

    text: str
    info: PageInfo
    source: SourceText
    findings: tuple[Finding, ...]


class PageReader:
    """Reads the front matter of pages; a page whose file has not changed is read only once.

    Args:
        loaded: the settings of the site.
        known: the pages of an earlier build with the same options, by source path; is updated.
    """

    def __init__(self, loaded: Loaded, known: dict[str, ReadPage] | None = None) -> None:
        self._loaded = loaded
        self._earlier = known
        self._kinds = loaded.options.more_information.with_dsw(loaded.options.links.dsw)
        self._registry_keys = NameIndex(loaded.options.registries)
        self._defaults = loaded.options.defaults
        if self._defaults.rules:
            self._defaults = self._defaults.located(locate_options(loaded.config, "defaults"))
        self._known: dict[str, _StampedPage] = {}

    def read(self, file: File, findings: Findings) -> tuple[PageInfo, SourceText]:
        """Return front matter and text of a page.

        Args:
            file: the file of the page.
            findings: receives the problems of the page.
        """
        stamp = _stamp(file)
        known = self._known.get(file.src_uri)
        if known is None or stamp is None or known.stamp != stamp:
            own = Findings()
            known = self._known[file.src_uri] = _StampedPage(stamp, *self._read(file, own), own)
        findings.extend(known.findings)
        return known.info, known.source

    def keep(self, paths: Container[str]) -> None:
        """Forget all other pages for later builds."""
        if self._earlier is not None:
            for path in [path for path in self._earlier if path not in paths]:
                del self._earlier[path]

    def _read(self, file: File, findings: Findings) -> tuple[PageInfo, SourceText]:
        name, text = self._loaded.label_of(file), ""
        with error_boundary(findings, Location(name, 1), "this page"):
            text = _text_of(file, name, findings)
        before = self._earlier.get(file.src_uri) if self._earlier else None
        if before is not None and before.text == text and before.source.file == name and not len(findings):
            info, source = before.info, before.source.again()
            findings.extend(before.findings)
        else:
            info, source = self._parse(file.src_uri, name, text, findings)
            if self._earlier is not None:
                self._earlier[file.src_uri] = ReadPage(text, info, source, tuple(findings))
        if info.redirect_to:
            # Search results and listings would send readers on to another page.
            info = info.model_copy(update={"search_exclude": True})
        if (neutral := neutral_path(file)) != file.src_uri:
            info = info.model_copy(update={"neutral_path": neutral})
        return info, source

    def _parse(self, path: str, name: str, text: str, findings: Findings) -> tuple[PageInfo, SourceText]:
        info, source = PageInfo(path=path), SourceText(name, "")
        with error_boundary(findings, Location(name, 1), "this page"):
            source = SourceText(name, text)
            check_characters(source.text, name, findings)
            check_allowed(source.body, name, findings, source.first_line)
        with error_boundary(findings, Location(name, 1), "the front matter of this page"):
            info = read_page(
                path, name, source.text, self._defaults, findings, self._kinds, self._registry_keys
            )
        return info, source


@dataclass(frozen=True, slots=True)
class _StampedPage:
    """A page as it was read; `stamp` identifies the contents of its file, if that is possible."""

    stamp: tuple[str, str, int, int] | None
    info: PageInfo
    source: SourceText
    findings: Findings


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

    def place(self, files: Iterable[File]) -> None:
        """Place pages without a permalink first, then those with one, in their order."""
        moving: list[tuple[File, str]] = []
        for file in files:
            if file.inclusion is InclusionLevel.EXCLUDED:
                continue
            self._names[f"“{file.src_uri}”"] = file.src_uri
            address = resolve_permalink(self._pages.infos[file.src_uri])
            if address:
                moving.append((file, address))
            else:
                self._stay(file)
        # A page whose permalink cannot be used keeps its path, unless a permalink has taken that.
        for file in [file for file, address in moving if not self._move(file, address)]:
            self._stay(file)

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


def _stamp(file: File) -> tuple[str, str, int, int] | None:
    """Return values that change with the contents of a file; None if they are only in memory."""
    if file.abs_src_path is None:
        return None
    try:
        status = os.stat(file.abs_src_path)  # noqa: PTH116 (Path objects are slow)
    except OSError:
        return None
    return file.abs_src_path, neutral_path(file), status.st_mtime_ns, status.st_size


def _text_of(file: File, name: str, findings: Findings) -> str:
    try:
        text = file.content_string.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        return complete_front_matter(text)
    except UnicodeDecodeError as error:
        findings.add(
            Code.UNREADABLE_FILE,
            Location(name, error.object.count(b"\n", 0, error.start) + 1),
            "The page is not UTF-8 text: this line contains invalid bytes.",
            "Save the file as UTF-8.",
        )
        return ""
    except (OSError, ValueError) as error:
        findings.add(
            Code.UNREADABLE_FILE,
            Location(name),
            f"The page cannot be read: {error}",
            "Save the file as UTF-8.",
        )
        return ""
