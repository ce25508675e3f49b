"""Where a file of a repository is edited, shown and followed on the host that keeps it.

Floor 0: standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import quote, unquote, urlencode

from mkdocs_fieldguide.model.url_parsing import get_host_name

MAX_TITLE_LENGTH = 200
"""So much of a page's title goes into the address of a new issue; servers refuse addresses of some 8 kB."""

_IN_REPOSITORY = re.compile(r"(?:-/)?(?:edit|_edit|blob|raw|tree|src/branch|src)/")


class Host(StrEnum):
    """The programs that keep repositories, as far as their addresses differ."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"


@dataclass(frozen=True, slots=True)
class _Addresses:
    """The addresses of one kind of host, with gaps for repository, branch, path and lines.

    Attributes:
        edit: the editor.
        lines: the place where an editor of a data file begins; see `_ADDRESSES`.
        history: the changes of a file.
        issue: the form of a new issue.
        title: parameter of the form for its title.
        text: parameter of the form for its text.
    """

    edit: str
    lines: str
    history: str
    issue: str
    title: str
    text: str


# A data file has hundreds of entries. GitLab's editor opens at the lines that the address names
# (https://gitlab.com/gitlab-org/gitlab/-/merge_requests/56159). Those of GitHub and Gitea open at the top of
# the file whatever the address says; their view marks the lines, and its pencil is one click away.
_ADDRESSES: Mapping[Host, _Addresses] = MappingProxyType(
    {
        Host.GITHUB: _Addresses(
            edit="{url}/edit/{branch}/{path}",
            lines="{url}/blob/{branch}/{path}#L{first}-L{last}",
            history="{url}/commits/{branch}/{path}",
            issue="{url}/issues/new",
            title="title",
            text="body",
        ),
        Host.GITLAB: _Addresses(
            edit="{url}/-/edit/{branch}/{path}",
            lines="{url}/-/edit/{branch}/{path}#L{first}-{last}",
            history="{url}/-/commits/{branch}/{path}",
            issue="{url}/-/issues/new",
            title="issue[title]",
            text="issue[description]",
        ),
        Host.GITEA: _Addresses(
            edit="{url}/_edit/{branch}/{path}",
            lines="{url}/src/branch/{branch}/{path}#L{first}-L{last}",
            history="{url}/commits/branch/{branch}/{path}",
            issue="{url}/issues/new",
            title="title",
            text="body",
        ),
    }
)


def detect_host(url: str) -> Host | None:
    """Return which program keeps the repository at this address, going by the server's name."""
    name = get_host_name(url)
    if "github" in name:
        return Host.GITHUB
    if "gitlab" in name:
        return Host.GITLAB
    return Host.GITEA if any(word in name for word in ("codeberg", "forgejo", "gitea")) else None


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on a host; its addresses are empty texts where something is not known.

    Attributes:
        url: its address.
        host: the program that keeps it; None when it is none that we know.
        branch: the branch that is edited; empty when it is not known.
        folder: the folder of mkdocs.yml in it, with `/` at its end unless it is the top; None when it is not
            known.
    """

    url: str
    host: Host | None
    branch: str = ""
    folder: str | None = ""

    @property
    def root(self) -> str:
        """Return the address without what stands behind the repository's name."""
        return self.url.rstrip("/").removesuffix(".git")

    def edit(self, path: str) -> str:
        """Return the address of the editor of a file."""
        return self._address("edit", path)

    def lines(self, path: str, first: int, last: int) -> str:
        """Return the address where lines of a file are edited, with as few clicks as the host allows."""
        return self._address("lines", path, first=str(first), last=str(max(first, last)))

    def history(self, path: str) -> str:
        """Return the address of the changes of a file."""
        return self._address("history", path)

    def issue(self, title: str, text: str) -> str:
        """Return the address of the form of a new issue, filled in."""
        if self.host is None:
            return ""
        forms = _ADDRESSES[self.host]
        values = {forms.title: title[:MAX_TITLE_LENGTH].strip(), forms.text: text}
        query = urlencode(
            {key: value for key, value in values.items() if value}, quote_via=quote, errors="replace"
        )
        return f"{forms.issue.format(url=self.root)}?{query}".removesuffix("?")

    def located(self, address: str) -> tuple[str, str] | None:
        """Return branch and path of the file that an address in the repository leads to; None for another.

        A branch is taken to have no `/` in its name, unless it is the repository's own.
        """
        rest = address.removeprefix(f"{self.root}/")
        match = _IN_REPOSITORY.match(rest)
        if rest == address or match is None:
            return None
        place = unquote(rest[match.end() :].split("#")[0].split("?")[0])
        if self.branch and place.startswith(f"{self.branch}/"):
            return self.branch, place.removeprefix(f"{self.branch}/")
        branch, _, path = place.partition("/")
        return branch, path

    def _address(self, form: str, path: str, **values: str) -> str:
        if self.host is None or not self.branch or not path:
            return ""
        pattern: str = getattr(_ADDRESSES[self.host], form)
        return pattern.format(url=self.root, branch=_quoted(self.branch), path=_quoted(path), **values)


def _quoted(path: str) -> str:
    return quote(path.lstrip("/"), safe="/", errors="replace")
