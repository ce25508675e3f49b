"""Files are written as a whole, and what a kill leaves behind is swept without hitting another writer."""

import os
import signal
import stat

import pytest

from mkdocs_fieldguide import whole_files
from mkdocs_fieldguide.lookup.appending import append_entries
from mkdocs_fieldguide.whole_files import WriteError, beside, replace_file, sweep, write_text

LEFT = (".fieldguide-abcd_123.tmp", ".fieldguide-abcd_123.tmp.bib")
OTHERS = (".fieldguide-unfinished", ".fieldguide-a.tmp.orig", "fieldguide-a.tmp", ".a.yml.swp", "a.tmp")
POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")


@pytest.fixture(autouse=True)
def fresh():
    whole_files._sweep_once.cache_clear()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_what_is_left_over_is_swept_and_nothing_else(tmp_path):
    for name in (*LEFT, *OTHERS):
        (tmp_path / name).write_text("x")
    (tmp_path / ".fieldguide-folder.tmp").mkdir()
    (tmp_path / "a.tmp").rename(tmp_path / "kept")
    (tmp_path / ".fieldguide-link.tmp").symlink_to(tmp_path / "kept")
    sweep(tmp_path)
    assert set(names(tmp_path)) == {*OTHERS, ".fieldguide-folder.tmp", ".fieldguide-link.tmp", "kept"} - {
        "a.tmp"
    }


def test_a_folder_that_is_not_there_is_no_matter(tmp_path):
    sweep(tmp_path / "none")


@POSIX
def test_a_writer_at_work_is_spared(tmp_path):
    with beside(tmp_path / "a.yml", b"new") as temporary:
        os.utime(temporary, (0, 0))
        child = os.fork()
        if child == 0:
            sweep(tmp_path)
            os._exit(0)
        os.waitpid(child, 0)
        assert temporary.read_bytes() == b"new"
    assert names(tmp_path) == []


@POSIX
@pytest.mark.parametrize("write", [replace_file, append_entries], ids=["replace", "append"])
def test_what_a_killed_writer_has_left_is_swept_by_the_next(tmp_path, monkeypatch, write):
    path = tmp_path / "a.bib"
    arguments = (b"new",) if write is replace_file else (["@misc{a}"], lambda path: None)
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(os, "fsync", lambda handle: os.kill(os.getpid(), signal.SIGKILL))
        write(path, *arguments)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert len(names(tmp_path)) == 1
    write(path, *arguments)
    assert names(tmp_path) == ["a.bib"]


def test_without_locks_only_old_files_are_swept(tmp_path, monkeypatch):
    def no_locks(*arguments):
        raise OSError(38, "Function not implemented")

    if whole_files.fcntl is not None:
        monkeypatch.setattr(whole_files.fcntl, "flock", no_locks)
    for name, time in zip(LEFT, (0, 2**32), strict=True):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (time, time))
    sweep(tmp_path)
    assert names(tmp_path) == [LEFT[1]]
    replace_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


@POSIX
def test_a_file_that_was_swept_before_it_was_locked_is_made_again(tmp_path, monkeypatch):
    real = whole_files.fcntl.flock
    swept = []

    def flock(handle, how):
        if not swept:
            (path,) = tmp_path.iterdir()
            path.unlink()
            swept.append(path)
        return real(handle, how)

    monkeypatch.setattr(whole_files.fcntl, "flock", flock)
    replace_file(tmp_path / "a", b"new")
    assert swept
    assert names(tmp_path) == ["a"]


@POSIX
def test_a_new_file_has_the_permissions_of_any_other(tmp_path):
    mask = os.umask(0o027)
    try:
        replace_file(tmp_path / "a", b"")
        with beside(tmp_path / "b", b"", mode=0o600) as temporary:
            assert stat.S_IMODE(temporary.stat().st_mode) == 0o600
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_stays(tmp_path):
    (tmp_path / "a").write_text("old")
    os.chown(tmp_path / "a", 65534, 65534)
    replace_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").stat().st_uid == 65534


def test_links_stay_and_what_they_lead_to_is_replaced(tmp_path):
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").symlink_to("a")
    replace_file(tmp_path / "b", b"new")
    assert (tmp_path / "b").is_symlink()
    assert (tmp_path / "a").read_text() == "new"


@POSIX
def test_a_pipe_is_written_to(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        replace_file(tmp_path / "pipe", b"text")
        assert os.read(reading, 10) == b"text"
    finally:
        os.close(reading)
    assert names(tmp_path) == ["pipe"]


@pytest.mark.parametrize("name", ["file/a", "folder", "x" * 300])
def test_the_file_is_named_that_cannot_be_written(tmp_path, name):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    with pytest.raises(WriteError) as caught:
        write_text(tmp_path / name, "text")
    assert caught.value.filename == str(tmp_path / name)
    assert caught.value.strerror
    assert names(tmp_path) == ["file", "folder"]


def test_half_a_character_does_not_end_a_command(tmp_path):
    write_text(tmp_path / "new" / "a", "\ud800")
    assert (tmp_path / "new" / "a").read_text() == "?"
