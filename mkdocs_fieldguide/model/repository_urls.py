"""URLs of a file in a hosted repository: editor, lines, history and new issue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import quote, unquote, urlencode

from mkdocs_fieldguide.model.url_parsing import get_host_name

MAX_TITLE_LENGTH = 200
"""Characters of a page title in the URL of a new issue; servers reject URLs of about 8 kB."""

_CLONE = re.compile(
    r"(?:(?:git\+)?ssh://|git://)(?:[\w.-]+@)?(?P<host>[\w.-]+)(?::\d+)?/(?P<path>\S+)"
    r"|[\w.-]+@(?P<host_scp>[\w.-]+):(?P<path_scp>\S+)",
    re.ASCII,
)
"""An address that Git clones from and browsers do not know."""

_IN_REPOSITORY = re.compile(r"(?:-/)?(?:edit|_edit|blob|raw|tree|src/branch|src)/")


def repository_address(text: str) -> str:
    """Return the URL of a repository's web page for any form of its address, without a final `.git`.

    Git accepts more forms than browsers do: `git@host:owner/name.git` and the schemes `ssh`, `git` and
    `git+https` (https://git-scm.com/docs/git-clone#_git_urls). A text in none of these forms is unchanged.
    """
    url = text.strip()
    clone = _CLONE.fullmatch(url)
    if clone is not None:
        host, path = clone["host"] or clone["host_scp"], clone["path"] or clone["path_scp"]
        url = f"https://{host}/{path.lstrip('/')}"
    url = url.removeprefix("git+")
    plain = url.rstrip("/").removesuffix(".git")
    return url if plain == url.rstrip("/") else plain


class Host(StrEnum):
    """Repository hosting software with different URL schemes."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"


@dataclass(frozen=True, slots=True)
class _UrlTemplates:
    """URL templates of one kind of host, with placeholders for repository, branch, path and lines.

    Attributes:
        edit: the editor.
        lines: the page from which lines of a data file are edited; see `_URL_TEMPLATES`.
        history: the history of a file.
        issue: the form for a new issue.
        title: query parameter for the title of the issue.
        text: query parameter for the text of the issue.
        pulls: the folder of pull requests.
    """

    edit: str
    lines: str
    history: str
    issue: str
    title: str
    text: str
    pulls: str


# A data file has hundreds of entries. GitLab's editor opens at the lines in the URL
# (https://gitlab.com/gitlab-org/gitlab/-/merge_requests/56159). The editors of GitHub and Gitea always open
# at the top of the file; their file view highlights the lines, and the edit button is one click away.
_URL_TEMPLATES: Mapping[Host, _UrlTemplates] = MappingProxyType(
    {
        Host.GITHUB: _UrlTemplates(
            edit="{url}/edit/{branch}/{path}",
            lines="{url}/blob/{branch}/{path}#L{first}-L{last}",
            history="{url}/commits/{branch}/{path}",
            issue="{url}/issues/new",
            title="title",
            text="body",
            pulls="pull",
        ),
        Host.GITLAB: _UrlTemplates(
            edit="{url}/-/edit/{branch}/{path}",
            lines="{url}/-/edit/{branch}/{path}#L{first}-{last}",
            history="{url}/-/commits/{branch}/{path}",
            issue="{url}/-/issues/new",
            title="issue[title]",
            text="issue[description]",
            pulls="-/merge_requests",
        ),
        Host.GITEA: _UrlTemplates(
            edit="{url}/_edit/{branch}/{path}",
            lines="{url}/src/branch/{branch}/{path}#L{first}-L{last}",
            history="{url}/commits/branch/{branch}/{path}",
            issue="{url}/issues/new",
            title="title",
            text="body",
            pulls="pulls",
        ),
    }
)


def detect_host(url: str) -> Host | None:
    """Return the hosting software of a repository URL, guessed from the host name."""
    name = get_host_name(url)
    if "github" in name:
        return Host.GITHUB
    if "gitlab" in name:
        return Host.GITLAB
    return Host.GITEA if any(word in name for word in ("codeberg", "forgejo", "gitea")) else None


def pull_request_folder(url: str) -> str:
    """Return the folder of pull requests below the URL of a repository."""
    if "bitbucket" in get_host_name(url):
        return "pull-requests"
    host = detect_host(url)
    return _URL_TEMPLATES[host].pulls if host else "pull"


@dataclass(frozen=True, slots=True)
class Repository:
    """A hosted repository. Its methods return an empty text if the URL cannot be built.

    Attributes:
        url: URL of the repository.
        host: hosting software; None if unknown.
        branch: branch to edit; empty if unknown.
        folder: folder of mkdocs.yml in the repository, with a trailing `/` unless it is the root; None if
            unknown.
    """

    url: str
    host: Host | None
    branch: str = ""
    folder: str | None = ""

    @property
    def root(self) -> str:
        """Return the URL of the repository's web page, without a trailing slash."""
        return repository_address(self.url).rstrip("/")

    def edit(self, path: str) -> str:
        """Return the URL of the editor for a file."""
        return self._address("edit", path)

    def lines(self, path: str, first: int, last: int) -> str:
        """Return the URL from which lines of a file are edited, with as few clicks as the host allows."""
        return self._address("lines", path, first=str(first), last=str(max(first, last)))

    def history(self, path: str) -> str:
        """Return the URL of the history of a file."""
        return self._address("history", path)

    def issue(self, title: str, text: str) -> str:
        """Return the URL of the pre-filled form for a new issue."""
        if self.host is None:
            return ""
        templates = _URL_TEMPLATES[self.host]
        values = {templates.title: title[:MAX_TITLE_LENGTH].strip(), templates.text: text}
        query = urlencode(
            {key: value for key, value in values.items() if value}, quote_via=quote, errors="replace"
        )
        return f"{templates.issue.format(url=self.root)}?{query}".removesuffix("?")

    def located(self, address: str) -> tuple[str, str] | None:
        """Return branch and path of the file that a URL in the repository points to; None for any other URL.

        A branch name is assumed to have no `/`, unless it is that of `branch`.
        """
        rest = address.removeprefix(f"{self.root}/")
        match = _IN_REPOSITORY.match(rest)
        if rest == address or match is None:
            return None
        target = unquote(rest[match.end() :].split("#")[0].split("?")[0])
        if self.branch and target.startswith(f"{self.branch}/"):
            return self.branch, target.removeprefix(f"{self.branch}/")
        branch, _, path = target.partition("/")
        return branch, path

    def _address(self, kind: str, path: str, **values: str) -> str:
        if self.host is None or not self.branch or not path:
            return ""
        template: str = getattr(_URL_TEMPLATES[self.host], kind)
        return template.format(url=self.root, branch=_quote(self.branch), path=_quote(path), **values)


def _quote(path: str) -> str:
    return quote(path.lstrip("/"), safe="/", errors="replace")
