"""Writes are atomic, and stale temporary files are deleted without affecting other writers."""

# More than 300 lines: one test for each step of a write that can fail.

import errno
import os
import signal
import stat
from pathlib import Path

import pytest

from mkdocs_fieldguide.files import atomic as whole_files
from mkdocs_fieldguide.files.atomic import (
    WriteError,
    atomic_write,
    fsync_directory,
    remove_stale_files,
    write_temporary,
    write_text,
)
from mkdocs_fieldguide.lookup.append_entry import append_entries

LEFT = (".fieldguide-abcz_0189.tmp", ".fieldguide-abcz_0189.tmp.bib")
OTHERS = (
    ".fieldguide-unfinished", ".fieldguide-a.tmp.orig", "fieldguide-a.tmp", ".a.yml.swp", "a.tmp",
    "xfieldguide-a.tmp", "x.fieldguide-a.tmp", ".fieldguide-.tmp", ".fieldguide-a.tmp.bib.bib",
    ".fieldguide-a.tmpxbib", ".fieldguide-axtmp", ".fieldguide-a-b.tmp", ".fieldguide-\u0101.tmp",
)  # fmt: skip
POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")


@pytest.fixture(autouse=True)
def fresh():
    whole_files._sweep_once.cache_clear()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_only_leftover_temporary_files_are_removed(tmp_path):
    for name in (*LEFT, *OTHERS):
        (tmp_path / name).write_text("x")
    (tmp_path / ".fieldguide-folder.tmp").mkdir()
    (tmp_path / "a.tmp").rename(tmp_path / "kept")
    (tmp_path / ".fieldguide-link.tmp").symlink_to(tmp_path / "kept")
    remove_stale_files(tmp_path)
    assert set(names(tmp_path)) == {*OTHERS, ".fieldguide-folder.tmp", ".fieldguide-link.tmp", "kept"} - {
        "a.tmp"
    }


def test_missing_folder_is_ignored(tmp_path):
    remove_stale_files(tmp_path / "none")


def test_temporary_file_that_cannot_be_removed_does_not_affect_others(tmp_path, monkeypatch):
    for name in LEFT:
        (tmp_path / name).write_text("x")
    unlink = Path.unlink
    refused = []

    def fail_first_unlink(path):
        if not refused:
            refused.append(path.name)
            raise PermissionError(errno.EACCES, "Permission denied")
        unlink(path)

    monkeypatch.setattr(Path, "unlink", fail_first_unlink)
    remove_stale_files(tmp_path)
    assert names(tmp_path) == refused


@pytest.mark.skipif(whole_files.fcntl is None, reason="Windows has no such locks")
def test_temporary_file_of_a_running_writer_is_not_removed(tmp_path):
    with write_temporary(tmp_path / "a.yml", b"new") as temporary:
        os.utime(temporary, (0, 0))
        remove_stale_files(tmp_path)
        assert temporary.read_bytes() == b"new"
    assert names(tmp_path) == []


def test_folder_is_cleaned_once(tmp_path):
    atomic_write(tmp_path / "a", b"")
    (tmp_path / LEFT[0]).write_text("x")
    atomic_write(tmp_path / "b", b"")
    assert names(tmp_path) == [LEFT[0], "a", "b"]


@POSIX
@pytest.mark.parametrize("write", [atomic_write, append_entries], ids=["replace", "append"])
def test_next_writer_removes_files_of_a_killed_writer(tmp_path, monkeypatch, write):
    path = tmp_path / "a.bib"
    arguments = (b"new",) if write is atomic_write else (["@misc{a}"], lambda path: None)
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(os, "fsync", lambda handle: os.kill(os.getpid(), signal.SIGKILL))
        write(path, *arguments)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert len(names(tmp_path)) == 1
    write(path, *arguments)
    assert names(tmp_path) == ["a.bib"]


def test_without_locks_only_old_files_are_removed(tmp_path, monkeypatch):
    def fail_lock(*arguments):
        raise OSError(38, "Function not implemented")

    if whole_files.fcntl is not None:
        monkeypatch.setattr(whole_files.fcntl, "flock", fail_lock)
    for name, time in zip(LEFT, (0, 2**32), strict=True):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (time, time))
    remove_stale_files(tmp_path)
    assert names(tmp_path) == [LEFT[1]]
    atomic_write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_without_the_lock_module_only_old_files_are_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(whole_files, "fcntl", None)
    monkeypatch.setattr(whole_files.time, "time", lambda: 10_000.0)
    for name, time in zip(LEFT, (6_400, 6_401), strict=True):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (time, time))
    remove_stale_files(tmp_path)
    assert names(tmp_path) == [LEFT[1]]


def test_without_the_lock_module_the_file_is_closed_before_renaming(tmp_path, monkeypatch):
    """As on Windows, open files can be neither renamed nor deleted."""
    fdopen = os.fdopen
    streams = []

    def opened(*arguments):
        streams.append(fdopen(*arguments))
        return streams[-1]

    monkeypatch.setattr(whole_files, "fcntl", None)
    monkeypatch.setattr(os, "fdopen", opened)
    with write_temporary(tmp_path / "a", b"new") as temporary:
        assert [stream.closed for stream in streams] == [True]
        assert temporary.read_bytes() == b"new"
    assert names(tmp_path) == []


@POSIX
def test_file_removed_before_locking_is_recreated(tmp_path, monkeypatch):
    real = whole_files.fcntl.flock
    swept = []

    def flock(handle, how):
        if not swept:
            (path,) = tmp_path.iterdir()
            path.unlink()
            swept.append(path)
        return real(handle, how)

    monkeypatch.setattr(whole_files.fcntl, "flock", flock)
    atomic_write(tmp_path / "a", b"new")
    assert swept
    assert names(tmp_path) == ["a"]


@POSIX
@pytest.mark.parametrize(("umask", "mode"), [(0, 0o666), (0o027, 0o640), (0o777, 0)])
def test_new_file_has_the_permissions_of_any_other(tmp_path, umask, mode):
    mask = os.umask(umask)
    try:
        atomic_write(tmp_path / "a", b"")
        with write_temporary(tmp_path / "b", b"", mode=0o604) as temporary:
            assert stat.S_IMODE(temporary.stat().st_mode) == 0o604
        assert os.umask(umask) == umask
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == mode


def test_other_threads_create_no_accessible_files_while_the_umask_is_read(tmp_path, monkeypatch):
    masks = []
    monkeypatch.setattr(os, "umask", lambda mask: masks.append(mask) or 0o022)
    atomic_write(tmp_path / "a", b"")
    assert masks == [0o077, 0o022]


@POSIX
def test_permissions_are_preserved_even_if_the_owner_is_not(tmp_path, monkeypatch):
    def refuse(*arguments):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refuse)
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o751)
    atomic_write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o751


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_owner_is_preserved(tmp_path):
    (tmp_path / "a").write_text("old")
    os.chown(tmp_path / "a", 65534, 65533)
    atomic_write(tmp_path / "a", b"new")
    status = (tmp_path / "a").stat()
    assert (status.st_uid, status.st_gid) == (65534, 65533)


def test_symlinks_are_preserved_and_their_target_is_replaced(tmp_path):
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").symlink_to("a")
    atomic_write(tmp_path / "b", b"new")
    assert (tmp_path / "b").is_symlink()
    assert (tmp_path / "a").read_text() == "new"


@POSIX
def test_pipe_can_be_written(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        atomic_write(tmp_path / "pipe", b"text")
        assert os.read(reading, 10) == b"text"
    finally:
        os.close(reading)
    assert names(tmp_path) == ["pipe"]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("file/a", errno.ENOTDIR),
        ("file/a/b", errno.ENOTDIR),
        ("folder", errno.EISDIR),
        ("x" * 300, errno.ENAMETOOLONG),
    ],
)
def test_error_names_the_file_that_cannot_be_written(tmp_path, name, number):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    with pytest.raises(WriteError) as caught:
        write_text(tmp_path / name, "text")
    assert caught.value.filename == str(tmp_path / name)
    assert caught.value.errno == number
    assert caught.value.strerror == os.strerror(number)
    assert names(tmp_path) == ["file", "folder"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
        (OSError(errno.ENOSPC, "No space left on device", ".fieldguide-a.tmp"), "No space left on device"),
        (OSError("odd"), "odd"),
    ],
)
def test_messages_of_file_errors(error, words):
    found = WriteError.of(error, Path("a"))
    assert (found.errno, found.strerror, found.filename) == (error.errno, words, "a")


def test_file_that_cannot_be_renamed_leaves_the_old_one(tmp_path, monkeypatch):
    def refuse(*arguments):
        raise PermissionError(errno.EACCES, "Permission denied")

    (tmp_path / "a").write_text("old")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(WriteError, match="Permission denied") as caught:
        atomic_write(tmp_path / "a", b"new")
    assert caught.value.filename == str(tmp_path / "a")
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text() == "old"


def test_missing_folders_are_created(tmp_path):
    write_text(tmp_path / "new" / "folder" / "a", "a")
    write_text(tmp_path / "new" / "folder" / "b", "é")
    assert (tmp_path / "new" / "folder" / "a").read_bytes() == b"a"
    assert (tmp_path / "new" / "folder" / "b").read_bytes() == "é".encode()


def test_lone_surrogates_can_be_written(tmp_path):
    write_text(tmp_path / "new" / "a", "\ud800")
    assert (tmp_path / "new" / "a").read_text() == "?"


@pytest.fixture
def flushed(monkeypatch):
    """Record what is flushed to disk: “file” or “folder”."""
    kinds = []

    def fsync(handle):
        kinds.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")

    monkeypatch.setattr(os, "fsync", fsync)
    return kinds


def write_temporary_file(path, data, **options):
    with write_temporary(path, data, **options):
        pass


def append(path, data):
    append_entries(path, [data], lambda path: None)


@POSIX
@pytest.mark.parametrize(
    ("write", "data", "options", "expected"),
    [
        (write_text, "x", {}, []),
        (write_text, "x", {"durable": False}, []),
        (write_text, "x", {"durable": True}, ["file", "folder"]),
        (atomic_write, b"x", {}, ["file", "folder"]),
        (atomic_write, b"x", {"durable": False}, []),
        (write_temporary_file, b"x", {}, []),
        (write_temporary_file, b"x", {"durable": True}, ["file"]),
        (append, "@misc{a}", {}, ["file", "folder"]),
    ],
)
def test_data_is_flushed_to_disk(tmp_path, flushed, write, data, options, expected):
    write(tmp_path / "a", data, **options)
    assert flushed == expected


def test_folder_that_cannot_be_flushed_is_ignored(tmp_path, flushed):
    fsync_directory(tmp_path / "none")
    assert flushed == []


@POSIX
def test_systems_without_folder_fsync_are_supported(tmp_path, monkeypatch):
    fsync = os.fsync

    def refuse_folders(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    atomic_write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
