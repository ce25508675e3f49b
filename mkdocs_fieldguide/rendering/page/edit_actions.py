"""Links to the sources of pages and entries, for buttons next to titles and links next to entries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from mkdocs_fieldguide.model.entries import Entry
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.model.repository_urls import Repository, detect_host

ICONS = MappingProxyType(
    {
        "edit": "material/pencil-outline",
        "issue": "material/alert-circle-outline",
        "history": "material/history",
    }
)
"""The icon of each button."""

_Lines = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Action:
    """A button next to the title of a page.

    Attributes:
        kind: `edit`, `issue` or `history`.
        words: key of its label among the UI strings.
        url: the URL of the link.
    """

    kind: str
    words: str
    url: str

    @property
    def icon(self) -> str:
        """Return the name of its icon."""
        return ICONS[self.kind]


@dataclass(frozen=True, slots=True)
class PageSource:
    """The source of a page according to MkDocs.

    Attributes:
        title: the page's title, as plain text.
        url: the page's absolute URL; empty if the site has no `site_url`.
        edit_url: URL where MkDocs would edit it; empty if there is none.
        path: path of the file, relative to the folder of mkdocs.yml, for pages without `edit_url`.
    """

    title: str
    url: str = ""
    edit_url: str = ""
    path: str = ""


class Editing:
    """Makes links to the sources of pages and entries.

    Args:
        repository: the site's repository; None if it has none.
        buttons: the buttons that the site enables.
        issues: URL of the repository for issues, if it is another one.
        lines: returns the lines of a file, by the name that locations use.
    """

    def __init__(
        self,
        repository: Repository | None = None,
        buttons: Collection[str] = (),
        issues: str = "",
        lines: _Lines = lambda name: (),
    ) -> None:
        self._repository = repository
        self._buttons = buttons
        self._issues = issues
        self._lines = lines

    def page(self, info: PageInfo, source: PageSource) -> list[Action]:
        """Return the buttons of a page that an author wrote."""
        repository, edit, path = self._source_of(info, source)
        if repository is None:
            return []
        return self._actions(
            {
                "edit": ("edit_page", edit),
                "issue": ("report_issue", self._issue_url(repository, source)),
                "history": ("history", repository.history(path)),
            }
        )

    def entry_page(self, entry: Entry | Reference | None, source: PageSource) -> list[Action]:
        """Return the buttons of an entry's generated page, which link to its lines in the data file."""
        return self._location_actions(
            "edit_entry", entry.defined_at if entry else Location(""), self.entry(entry), source
        )

    def listing(self, entries: Iterable[Entry | Reference], source: PageSource) -> list[Action]:
        """Return the buttons of a generated listing, which link to the data file if there is only one."""
        files = {entry.defined_at.file for entry in entries}
        location = Location(files.pop()) if len(files) == 1 else Location("")
        path = self._repository_path(location)
        return self._location_actions("edit_data", location, self._repository_url("edit", path), source)

    def entry(self, entry: Entry | Reference | None) -> str:
        """Return the URL of an entry's lines in the data file; empty if unknown."""
        if entry is None or self._repository is None or "edit" not in self._buttons:
            return ""
        path = self._repository_path(entry.defined_at)
        if not path or not entry.defined_at.line:
            return ""
        return self._repository.lines(path, entry.defined_at.line, self._last_line(entry))

    def _location_actions(
        self, words: str, location: Location, edit: str, source: PageSource
    ) -> list[Action]:
        if self._repository is None:
            return []
        return self._actions(
            {
                "edit": (words, edit),
                "issue": ("report_issue", self._issue_url(self._repository, source)),
                "history": ("history", self._repository_url("history", self._repository_path(location))),
            }
        )

    def _repository_url(self, form: str, path: str) -> str:
        if self._repository is None or not path:
            return ""
        return self._repository.edit(path) if form == "edit" else self._repository.history(path)

    def _actions(self, urls: dict[str, tuple[str, str]]) -> list[Action]:
        return [
            Action(kind, words, url) for kind, (words, url) in urls.items() if url and kind in self._buttons
        ]

    def _source_of(self, info: PageInfo, source: PageSource) -> tuple[Repository | None, str, str]:
        """Return the repository of a page, its edit URL, and its path in the repository."""
        repository, given = self._repository, info.github
        path = (given.file_path if given else None) or info.custom_editme or ""
        if given and given.repository_url:
            host = detect_host(given.repository_url) or (repository.host if repository else None)
            repository = Repository(given.repository_url, host)
        if repository is None:
            return None, "", ""
        found = repository.located(source.edit_url)
        branch = (given.branch if given else None) or repository.branch or (found[0] if found else "")
        repository = replace(repository, branch=branch)
        if path.startswith(("https://", "http://")):
            there = repository.located(path)
            return repository, path, there[1] if there else ""
        if path or (given and (given.branch or given.repository_url)):
            path = path or (found[1] if found else self._repository_path(Location(source.path)))
            return repository, repository.edit(path), path
        if source.edit_url:
            there = found or (branch, "")
            return replace(repository, branch=there[0]), source.edit_url, there[1]
        path = self._repository_path(Location(source.path))
        return repository, repository.edit(path), path

    def _issue_url(self, repository: Repository, source: PageSource) -> str:
        if self._issues:
            repository = Repository(self._issues, detect_host(self._issues) or repository.host)
        return repository.issue(source.title, source.url)

    def _repository_path(self, location: Location) -> str:
        """Return a file's path in the repository; empty if unknown."""
        name = location.file
        outside = not name or name.startswith(("/", "../")) or name[1:3] in (":/", ":\\")
        if outside or self._repository is None or self._repository.folder is None:
            return ""
        return f"{self._repository.folder}{name}"

    def _last_line(self, entry: Entry | Reference) -> int:
        """Return the last line of an entry."""
        first = entry.defined_at.line
        if isinstance(entry, Reference):
            return first + entry.bibtex.strip().count("\n")
        return last_line(entry.source, self._lines(entry.defined_at.file))


def last_line(source: SourceMap, lines: Sequence[str]) -> int:
    """Return the number of the last line of an entry in a YAML file.

    Args:
        source: the locations of its values. Only the first line of each value is known.
        lines: the lines of the file.
    """
    locations = (*source.locations.values(), *source.keys.values())
    last = max((location.line for location in locations), default=0)
    last = max(last, source.start.line)
    keys = (location.column for location in source.keys.values() if location.column)
    margin = min(keys, default=source.start.column) - 1
    for number, line in enumerate(lines[last:], last + 1):
        text = line.lstrip(" ")
        if text and len(line) - len(text) <= margin:
            break
        if text:
            last = number
    return last
