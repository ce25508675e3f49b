"""Loader of a guide's data folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from mkdocs_fieldguide.content.confusables import check_characters
from mkdocs_fieldguide.content.countries import country_names, read_countries
from mkdocs_fieldguide.content.footer import read_footer
from mkdocs_fieldguide.content.meant_names import find_meant_stem
from mkdocs_fieldguide.content.news_events import read_events, read_news
from mkdocs_fieldguide.content.people import check_shared_ids, read_organisations, read_people
from mkdocs_fieldguide.content.source_maps import RawEntry, split_into_entries
from mkdocs_fieldguide.content.tools import REGISTRY_KEYS, read_tools
from mkdocs_fieldguide.content.yaml.error_messages import expect_mapping
from mkdocs_fieldguide.content.yaml.reader import Loaded, read_yaml
from mkdocs_fieldguide.files.read_text import describe_folder_error, read_text
from mkdocs_fieldguide.files.symlinks import HINT_COPY_FILE, MSG_LINK_ESCAPES, AllowedRoots
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.findings.wording import describe_value
from mkdocs_fieldguide.model.footer import SiteFooter
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.news_events import Event, News
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.tools import Tool

TOOL_FILES = ("tool_and_resource_list",)
PEOPLE_FILES = ("CONTRIBUTORS", "contributors")
ORGANISATION_FILES = ("supported_by", "affiliations")
COUNTRY_FILES = ("countries",)
NEWS_FILES = ("news",)
EVENT_FILES = ("events",)
FOOTER_FILES = ("footer",)
_ENDINGS = (".yml", ".yaml")
_ALL_FILES = (
    TOOL_FILES, PEOPLE_FILES, ORGANISATION_FILES, COUNTRY_FILES, NEWS_FILES, EVENT_FILES, FOOTER_FILES,
)  # fmt: skip
_DATA_ENDINGS = (*_ENDINGS, ".yml.txt", ".yaml.txt", ".json", ".csv")
"""Endings of files that may contain data, in any format."""


@dataclass(frozen=True, slots=True)
class GuideData:
    """The contents of the data folder.

    Attributes:
        tools: the registry by id, in file order.
        people: people by full name.
        organisations: organisations by name.
        countries: names by two-letter code; the site's own names override the built-in ones.
        news: news, in file order.
        events: events, in file order.
        footer: the footer of every page.
        files: the files that were read, to be watched by `mkdocs serve`.
    """

    tools: Mapping[str, Tool] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    news: tuple[News, ...] = ()
    events: tuple[Event, ...] = ()
    footer: SiteFooter = field(default_factory=SiteFooter)
    files: tuple[Path, ...] = ()


def load_data(
    data_dir: Path,
    name_of: Callable[[Path], str],
    findings: Findings,
    registry_keys: NameIndex = REGISTRY_KEYS,
    allowed_roots: AllowedRoots | None = None,
    language: str = "en",
) -> GuideData:
    """Read the data files of a guide; all of them are optional.

    Args:
        data_dir: the data folder, which need not exist.
        name_of: returns the name of a file in findings.
        findings: receives problems in the files.
        registry_keys: keys of external registries that entries may link to.
        allowed_roots: folders that may contain files of the guide; by default the repository of the data
            folder, or the folder itself.
        language: language tag for country names.
    """
    try:
        with os.scandir(data_dir):
            # Fails if the folder can be listed but not entered.
            os.stat(os.path.join(data_dir, os.curdir))  # noqa: PTH116, PTH118
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        findings.add(Code.UNREADABLE_FILE, Location(name_of(data_dir)), describe_folder_error(error))
        return GuideData()
    folder = _Folder(data_dir, name_of, findings, allowed_roots or AllowedRoots(data_dir))
    entries = folder.entries(TOOL_FILES, (list, dict))
    tools = read_tools(entries, findings, registry_keys=registry_keys)
    people = read_people(folder.entries(PEOPLE_FILES, (dict, list), by_key=True), findings)
    organisations = read_organisations(folder.entries(ORGANISATION_FILES, (list, dict)), findings)
    check_shared_ids(people, organisations, findings)
    countries = country_names(language)
    for loaded in folder.load(COUNTRY_FILES, (dict,)):
        countries.update(read_countries(loaded, findings))
    news = read_news(folder.entries(NEWS_FILES, (list,)), findings)
    events = read_events(folder.entries(EVENT_FILES, (list,)), findings)
    folder.report_navigation()
    footer = read_footer(folder.load(FOOTER_FILES, (dict,)), findings)
    folder.report_unread()
    return GuideData(
        tools=MappingProxyType(tools),
        people=MappingProxyType(people),
        organisations=MappingProxyType(organisations),
        countries=MappingProxyType(countries),
        news=news,
        events=events,
        footer=footer,
        files=tuple(folder.files),
    )


class _Folder:
    """Finds and reads the files of one data folder."""

    def __init__(
        self, path: Path, name_of: Callable[[Path], str], findings: Findings, allowed_roots: AllowedRoots
    ) -> None:
        self.path = path
        self.allowed_roots = allowed_roots
        self.name_of = name_of
        self.findings = findings
        self.files: list[Path] = []

    def entries(
        self, stems: tuple[str, ...], kinds: tuple[type, ...], *, by_key: bool = False
    ) -> Iterable[RawEntry]:
        """Return the entries of all files with these stems."""
        return [
            entry for loaded in self.load(stems, kinds, by_key=by_key) for entry in split_into_entries(loaded)
        ]

    def load(self, stems: tuple[str, ...], kinds: tuple[type, ...], *, by_key: bool = False) -> list[Loaded]:
        """Return the contents of the files with these stems that have one of the expected types."""
        found = []
        for path in self._find_files(stems):
            name = self.name_of(path)
            self.files.append(path)
            loaded = None
            with error_boundary(self.findings, Location(name), "this data file"):
                loaded = self._read(path, name, by_key=by_key)
            if loaded is None or loaded.value is None:
                continue
            if isinstance(loaded.value, kinds):
                found.append(loaded)
                continue
            expected = " or ".join("a list" if kind is list else "a mapping" for kind in kinds)
            self.findings.add(
                Code.WRONG_TYPE,
                loaded.source.start,
                f"The file contains {describe_value(loaded.value)} and is ignored.",
                expect_mapping(loaded.value, f"Expected {expected}."),
            )
        return found

    def _read(self, path: Path, name: str, *, by_key: bool) -> Loaded | None:
        text = read_text(path, name, self.findings) if self._is_inside(path) else None
        if text is None:
            return None
        check_characters(text, name, self.findings)
        return read_yaml(text, name, self.findings, entries_by_key=by_key)

    def report_navigation(self) -> None:
        """Report navigation files of the ELIXIR Toolkit Theme, which `nav` in mkdocs.yml replaces."""
        sidebars = self.path / "sidebars"
        found = sidebars.iterdir() if sidebars.is_dir() else ()
        files = [*sorted(path for path in found if path.suffix in _ENDINGS), *self._find_files(("topnav",))]
        for path in files:
            self.findings.add(
                Code.NOT_SUPPORTED,
                Location(self.name_of(path), 1),
                "This file is not used: the navigation is `nav` in mkdocs.yml.",
                "Move its entries there, then delete the file.",
            )

    def report_unread(self) -> None:
        """Report files that are not read, because of their name, although they probably contain data."""
        if not self.path.is_dir():
            return
        # `scandir` says without another access to the disk which entries are files.
        with os.scandir(self.path) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
        read = {path.name for path in self.files}
        for name in names:
            stem, _, ending = name.partition(".")
            meant = find_meant_stem(stem, _ALL_FILES)
            if name in read or meant is None or f".{ending.casefold()}" not in _DATA_ENDINGS:
                continue
            group = next(stems for stems in _ALL_FILES if meant in stems)
            instead = next((file for file in read if file.partition(".")[0] in group), "")
            # A site may have files of its own next to those that are read, and exports of them. On some file
            # systems, the file that was read has this name in another letter case.
            is_copy = stem in group and name.endswith(_ENDINGS)
            if instead and (not is_copy or (self.path / name).samefile(self.path / instead)):
                continue
            why = f", because “{instead}” exists" if instead else ""
            self.findings.add(
                Code.UNREAD_FILE,
                Location(self.name_of(self.path / name), 1),
                f"The data file “{name}” is not read{why}.",
                "Move its entries there, then delete it." if instead else f"Did you mean “{meant}.yml”?",
            )

    def _is_inside(self, path: Path) -> bool:
        """Return whether a file is in the allowed folders; a symlink in a pull request may not be."""
        if self.allowed_roots.contains(path):
            return True
        self.findings.add(Code.LINK_OUT, Location(self.name_of(path)), MSG_LINK_ESCAPES, HINT_COPY_FILE)
        return False

    def _find_files(self, stems: tuple[str, ...]) -> list[Path]:
        found: list[Path] = []
        for stem in stems:
            for ending in _ENDINGS:
                path = self.path / f"{stem}{ending}"
                # On a case-insensitive file system, CONTRIBUTORS and contributors are the same file.
                if path.exists() and not any(path.samefile(other) for other in found):
                    found.append(path)
                    break
        return found
