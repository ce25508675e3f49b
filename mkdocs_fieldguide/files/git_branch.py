"""Writing a branch of a Git repository: its commits are complete before anything is checked out.

No hook is run and no remote is contacted. If a step fails, the repository is as before.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from mkdocs_fieldguide.files.git import GitError, git_command, git_environment

SYMLINK, SUBMODULE = "120000", "160000"
"""Modes of entries that are not regular files."""

TIMEOUT_SECONDS = 600
"""Timeout of a Git command; a checkout of a large repository takes a while."""

_IN_PROGRESS = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "BISECT_LOG": "a bisection",
}
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a commit.

    Attributes:
        mode: its mode, such as `100644`.
        blob: id of its content.
    """

    mode: str
    blob: str


class GitBranch:
    """A repository to which a branch is to be added.

    Args:
        folder: a folder of its working tree; paths are relative to it.

    Raises:
        GitError: if it is not in a working tree with a commit.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._root = Path(os.fsdecode(self._run("rev-parse", "--show-toplevel").rstrip(b"\n")))
        self._prefix = os.fsdecode(self._run("rev-parse", "--show-prefix").rstrip(b"\n"))
        try:
            self.head = self._run("rev-parse", "--verify", "HEAD^{commit}").decode().strip()
        except GitError:
            raise GitError("the repository has no commit") from None

    def check(self, name: str) -> None:
        """Check that a branch can be added.

        Args:
            name: name of the new branch.

        Raises:
            GitError: if it cannot; the message is the end of a sentence.
        """
        try:
            is_valid = os.fsdecode(self._run("check-ref-format", "--branch", name)).strip() == name
        except GitError:
            is_valid = False
        if not is_valid:  # or an abbreviation such as `@{-1}`
            raise GitError(f"“{name}” is not a valid name of a branch")
        if self._run("for-each-ref", "--format=%(refname)", f"refs/heads/{name}"):
            raise GitError(f"the branch “{name}” already exists; choose another name with `--branch`")
        for file, what in _IN_PROGRESS.items():
            path = os.fsdecode(self._run("rev-parse", "--git-path", file).rstrip(b"\n"))
            if (self._folder / path).exists():
                raise GitError(f"{what} is in progress; finish or abort it first")
        scope = ("--untracked-files=normal", "--ignore-submodules=dirty")
        status = self._run("status", "--porcelain", "-z", *scope, cwd=self._root)
        if status:
            path = os.fsdecode(status.split(b"\0")[0][3:])
            raise GitError(f"“{path}” is not committed; commit, stash or delete all changes first")

    def entries(self) -> dict[str, Entry]:
        """Return the files of the current commit by their path, with submodules."""
        found = {}
        for line in self._run("ls-tree", "-r", "-z", self.head).split(b"\0"):
            attributes, _, path = line.partition(b"\t")
            if path:
                mode, _, blob = attributes.decode().split(" ")
                found[os.fsdecode(path)] = Entry(mode, blob)
        return found

    def export(self, entries: Mapping[str, Entry], folder: Path) -> None:
        """Write files of the commit to a folder, byte for byte: Git's filters are not applied.

        Args:
            entries: the files; submodules are skipped.
            folder: an empty folder.

        Raises:
            GitError: if a content is missing or a path is not safe; the message is the end of a sentence.
            OSError: if a file cannot be written.
        """
        # Symlinks come last, so that no file is written through one.
        order = sorted(
            (item for item in entries.items() if item[1].mode != SUBMODULE),
            key=lambda item: item[1].mode == SYMLINK,
        )
        with tempfile.TemporaryFile() as wanted:
            wanted.write("".join(f"{entry.blob}\n" for _, entry in order).encode())
            wanted.seek(0)
            with self._process("cat-file", "--batch", stdin=wanted) as process:
                assert process.stdout is not None  # noqa: S101 - piped
                for path, entry in order:
                    target = folder / _safe(path)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    _receive(process.stdout, target, path, entry)

    def store(self, contents: Iterable[Path]) -> list[str]:
        """Store the contents of files in the repository; return their ids.

        Args:
            contents: the files, whose paths have no line breaks.
        """
        paths = "".join(f"{path.resolve()}\n" for path in contents).encode()
        ids = self._run("hash-object", "-w", "--no-filters", "--stdin-paths", data=paths)
        return ids.decode().split()

    def commit(self, parent: str, old: Mapping[str, Entry], new: Mapping[str, Entry], message: str) -> str:
        """Write a commit that no branch has yet; return its id.

        Args:
            parent: id of the commit before it.
            old: the files in that commit.
            new: the files in the new one.
            message: its message.
        """
        lines = [f"0 {'0' * len(parent)}\t{self._prefix}{path}\0" for path in old if path not in new]
        lines += [
            f"{entry.mode} {entry.blob}\t{self._prefix}{path}\0"
            for path, entry in new.items()
            if old.get(path) != entry
        ]
        with tempfile.TemporaryDirectory() as folder:
            index = Path(folder, "index")
            self._run("read-tree", parent, cwd=self._root, index=index)
            data = os.fsencode("".join(lines))
            self._run("update-index", "--add", "-z", "--index-info", cwd=self._root, data=data, index=index)
            tree = self._run("write-tree", cwd=self._root, index=index).decode().strip()
        return self._run("commit-tree", tree, "-p", parent, data=message.encode()).decode().strip()

    def switch(self, name: str, commit: str) -> None:
        """Create a branch and check it out; delete it again if that fails.

        Args:
            name: name of the branch.
            commit: id of its last commit.
        """
        self._run("update-ref", f"refs/heads/{name}", commit, "")
        try:
            # Ignored files in the way, such as local settings, would be overwritten otherwise.
            self._run("checkout", "--quiet", "--no-overwrite-ignore", name, "--", cwd=self._root)
        except BaseException:
            self._run("update-ref", "-d", f"refs/heads/{name}", commit)
            raise

    def _run(
        self, *arguments: str, cwd: Path | None = None, data: bytes = b"", index: Path | None = None
    ) -> bytes:
        """Run Git and return its output.

        Raises:
            GitError: if it fails; the message is the end of a sentence.
        """
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and the arguments are ours
                git_command(*arguments),
                cwd=cwd or self._folder,
                env=git_environment() | ({"GIT_INDEX_FILE": str(index)} if index else {}),
                input=data,
                capture_output=True,
                timeout=TIMEOUT_SECONDS,
                check=False,
            )
        except OSError as error:
            raise GitError(f"Git cannot be run: {error.strerror}") from error
        except subprocess.TimeoutExpired:
            raise GitError(f"`git {arguments[0]}` takes too long") from None
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no message"]
            raise GitError(f"`git {arguments[0]}` failed: {' '.join(line.strip() for line in lines)[:500]}")
        return done.stdout

    def _process(self, *arguments: str, stdin: IO[bytes]) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603 - no shell, and the arguments are ours
                git_command(*arguments),
                cwd=self._folder,
                env=git_environment(),
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise GitError(f"Git cannot be run: {error.strerror}") from error


def find_obstacle(paths: Iterable[str]) -> str:
    """Return a path that is both a file and a folder; empty if there is none."""
    files = set(paths)
    parents = (parent for path in files for parent in _parents(path))
    return next((parent for parent in parents if parent in files), "")


def _parents(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _safe(path: str) -> str:
    """Return a path of a commit, which need not come from Git itself.

    Raises:
        GitError: if it leads elsewhere.
    """
    parts = path.split("/")
    if any(part in ("", ".", "..") or part.casefold() == ".git" for part in parts):
        raise GitError(f"the commit has a file with the path “{path}”")
    return path


def _receive(stream: IO[bytes], target: Path, path: str, entry: Entry) -> None:
    """Write the next content that Git prints to a file."""
    header = stream.readline().split()
    if len(header) != 3 or header[1] != b"blob":
        raise GitError(f"this clone lacks the content of “{path}”; fetch it first")
    size = int(header[2])
    if entry.mode == SYMLINK:
        target.symlink_to(os.fsdecode(stream.read(size)))
    else:
        with target.open("xb") as file:
            while size:
                data = stream.read(min(size, _CHUNK))
                if not data:
                    raise GitError(f"the content of “{path}” is incomplete")
                file.write(data)
                size -= len(data)
        target.chmod(0o755 if entry.mode == "100755" else 0o644)
    stream.read(1)
