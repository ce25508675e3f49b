"""A cache file is read exactly as it was stored, or not at all."""

import hashlib
import os
import stat
import tracemalloc

import pytest
from support.cached import cuts, flipped
from support.hanging import must_not_block

from mkdocs_fieldguide.files import cache_store

PAYLOAD = b'{"a": "1"}\n' * 30


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "folder" / "a.json"
    assert cache_store.store(path, PAYLOAD, "context")
    return path


def test_stored_value_is_read_back(file):
    assert cache_store.load(file, "context") == PAYLOAD
    assert [path.name for path in file.parent.iterdir()] == ["a.json"]


def test_digest_covers_all_that_a_file_depends_on(file):
    text = f"{cache_store.__version__}\0a.json\0context\0".encode() + PAYLOAD
    head = f"fieldguide-cache 2 {hashlib.sha256(text).hexdigest()} {len(PAYLOAD)}\n".encode()
    assert file.read_bytes() == head + PAYLOAD


def test_cache_writes_do_not_wait_for_fsync(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda handle: pytest.fail("waited for the disk"))
    assert cache_store.store(tmp_path / "a.json", PAYLOAD)


def test_every_flipped_bit_is_detected(file):
    whole = file.read_bytes()
    for damaged in flipped(whole, len(whole)):
        file.write_bytes(damaged)
        assert cache_store.load(file, "context") is None, damaged


def test_every_truncation_is_detected(file):
    for damaged in cuts(file.read_bytes()):
        file.write_bytes(damaged)
        assert cache_store.load(file, "context") is None, damaged


def test_oversized_file_is_not_read(file):
    for damaged in (file.read_bytes(), b"", b"\n"):
        file.write_bytes(damaged)
        os.truncate(file, 1 << 32)  # sparse, so it takes no space on the disk
        tracemalloc.start()
        try:
            assert cache_store.load(file, "context") is None
            assert tracemalloc.get_traced_memory()[1] < 1_000_000
        finally:
            tracemalloc.stop()


def test_file_under_another_name_or_for_another_purpose_is_not_read(file):
    assert cache_store.load(file, "other") is None
    assert cache_store.load(file.rename(file.with_name("b.json")), "context") is None


@pytest.mark.parametrize("version", ["0.0.1", "99.0"])
def test_file_of_another_version_is_not_read(file, monkeypatch, version):
    monkeypatch.setattr(cache_store, "__version__", version)
    assert cache_store.load(file, "context") is None


def test_world_writable_file_is_not_read_and_is_replaced(file):
    file.chmod(0o666)
    assert cache_store.load(file, "context") is None
    assert cache_store.store(file, PAYLOAD, "context")
    assert cache_store.load(file, "context") == PAYLOAD


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no user ids")
def test_file_of_another_user_is_not_read(file, monkeypatch):
    stranger = os.geteuid() + 1
    real = os.fstat
    monkeypatch.setattr(
        os, "fstat", lambda handle: os.stat_result((*real(handle)[:4], stranger, *real(handle)[5:10]))
    )
    assert cache_store.load(file, "context") is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no user ids")
@pytest.mark.parametrize(
    ("kind", "mode", "user", "ours"),
    [
        (stat.S_IFREG, 0o600, 4242, True),
        (stat.S_IFREG, 0o600, 0, True),
        (stat.S_IFREG, 0o600, 1, False),
        (stat.S_IFREG, 0o600, 4243, False),
        (stat.S_IFREG, 0o755, 4242, True),
        (stat.S_IFREG, 0o602, 4242, False),
        (stat.S_IFREG, 0o602, 0, False),
        (stat.S_IFREG, 0o602, 1, False),
        (stat.S_IFIFO, 0o600, 4242, False),
        (stat.S_IFCHR, 0o600, 0, False),
        (stat.S_IFDIR, 0o700, 4242, False),
    ],
)
def test_which_files_are_trusted(monkeypatch, kind, mode, user, ours):
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    assert cache_store._is_trusted(os.stat_result((kind | mode, 0, 0, 1, user, 0, 0, 0, 0, 0))) is ours


def test_permissions_are_not_checked_on_windows(monkeypatch):
    monkeypatch.delattr(os, "geteuid", raising=False)
    for kind, ours in ((stat.S_IFREG, True), (stat.S_IFIFO, False)):
        assert cache_store._is_trusted(os.stat_result((kind | 0o777, 0, 0, 1, 1, 0, 0, 0, 0, 0))) is ours


def test_symlinks_and_folders_are_not_read(file):
    real = file.rename(file.with_name("real"))
    file.symlink_to(real)
    assert cache_store.load(file, "context") is None
    file.unlink()
    file.mkdir()
    assert cache_store.load(file, "context") is None
    assert not cache_store.store(file, PAYLOAD, "context")


def test_full_disk_leaves_the_old_file(file, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    assert not cache_store.store(file, b"new", "context")
    monkeypatch.undo()
    assert cache_store.load(file, "context") == PAYLOAD
    assert [path.name for path in file.parent.iterdir()] == ["a.json"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_several_builds_can_write_one_file(file):
    """Concurrent readers get the complete data of one of the writers."""
    payloads = [bytes([number]) * 5000 for number in range(4)]
    children = []
    for payload in payloads:
        child = os.fork()
        if child == 0:
            stored = all(cache_store.store(file, payload, "context") for _ in range(50))
            os._exit(0 if stored else 1)
        children.append(child)
    read = {cache_store.load(file, "context") for _ in range(200)}
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4
    assert read | {cache_store.load(file, "context")} <= {PAYLOAD, *payloads}
    assert [path.name for path in file.parent.iterdir()] == ["a.json"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_named_pipe_does_not_block(file):
    file.unlink()
    os.mkfifo(file)
    with must_not_block():
        assert cache_store.load(file, "context") is None


def test_context_is_empty_by_default_and_accepts_any_text(tmp_path):
    path = tmp_path / "a.json"
    assert cache_store.store(path, PAYLOAD)
    assert cache_store.load(path, "") == cache_store.load(path) == PAYLOAD
    assert cache_store.store(path, PAYLOAD, "")
    assert cache_store.load(path) == PAYLOAD
    assert cache_store.store(path, PAYLOAD, "\ud800")
    assert cache_store.load(path, "\ud800") == PAYLOAD


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such permissions")
def test_folders_are_created_with_private_permissions(tmp_path):
    mask = os.umask(0)
    try:
        assert cache_store.store(tmp_path / "new" / "folder" / "a.json", PAYLOAD)
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new" / "folder").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "new" / "folder" / "a.json").stat().st_mode) == 0o600
