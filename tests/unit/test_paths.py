"""Paths that anybody may write: what they mean below a folder, and which of them are the guide's."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.regular_files import NotRegularError, is_regular, read_regular
from mkdocs_fieldguide.symlinks import Grounds, leads_out, path_below

FOLDER = Path("/theme/.icons")
OUT = [
    "/etc/passwd", "//host/x", "../x", "a/../x", "a/../../x", "..", "a/..", "\\x", "\\\\host\\x", "..\\x",
    "a\\..\\x", "C:/x", "c:x", "a/..\\x",
]  # fmt: skip
NONE = [
    "", "/", ".", "./x", "a//x", "a/", "a/./x", "a\\x", "a\0", "a\nb", "\x1b", "\u202ex", "\ud800",
    "x" * 256, "ü" * 128, "x/" * 600 + "x",
]  # fmt: skip


@pytest.mark.parametrize("name", [*OUT, *NONE])
def test_what_names_nothing_below_a_folder(name):
    assert path_below(FOLDER, name) is None
    if name in OUT:
        assert leads_out(name)


@pytest.mark.parametrize(
    "name", ["x", "material/web", "a/b/c.svg", "a b", "..x", "x..", "a/...", "ü" * 127, ".hidden/x"]
)
def test_what_names_something_below_a_folder(name):
    assert path_below(FOLDER, name) == FOLDER / name
    assert not leads_out(name)


@given(st.text(st.sampled_from("a./\\:\0C~ \n"), max_size=12))
def test_no_name_leads_out_of_a_folder(name):
    path = path_below(FOLDER, name)
    if path is not None:
        assert Path(os.path.normpath(path)) == path
        assert path.is_relative_to(FOLDER)
        assert path != FOLDER


@pytest.fixture
def guide(tmp_path):
    root = tmp_path / "guide"
    (root / "docs" / ".git").mkdir(parents=True)
    (root / "docs" / "x").write_text("x")
    (tmp_path / "outside").write_text("secret")
    (root / "out").symlink_to(tmp_path / "outside")
    (root / "within").symlink_to("docs/x")
    (root / "loop").symlink_to("loop")
    return root


@pytest.mark.parametrize(
    ("name", "owns"),
    [
        ("docs/x", True), ("within", True), ("docs/not-there", True), ("docs/../docs/x", True),
        ("../guide/docs/x", True), ("out", False), ("../outside", False), ("docs/../../outside", False),
        ("/etc/passwd", False), (".git/config", False), ("docs/.GIT/x", False), ("a\0b", False),
        ("out/../docs/x", False), ("x" * 5000, True), ("loop", True),
    ],
)  # fmt: skip
def test_what_is_the_guides(guide, name, owns):
    assert Grounds(guide).owns(guide / name) == owns


def test_regular_files_are_read_up_to_a_limit(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"12345")
    (tmp_path / "link").symlink_to(path)
    assert read_regular(path, 5) == read_regular(tmp_path / "link", 5) == b"12345"
    assert read_regular(path, 2) == b"123"
    assert is_regular(tmp_path / "link")


@pytest.mark.parametrize(
    ("path", "words"),
    [(Path("/dev/null"), "it is a device, not a regular file"), (Path("/"), "Is a directory")],
)
def test_what_is_no_regular_file_is_not_opened(path, words):
    with pytest.raises(NotRegularError) as caught:
        read_regular(path, 5)
    assert caught.value.strerror == words
    assert not is_regular(path)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "", "\ud800"])
def test_what_is_no_path_is_no_regular_file(name):
    assert not is_regular(Path(name))


def test_a_file_that_becomes_a_pipe_meanwhile_is_not_waited_for(tmp_path, monkeypatch):
    path = tmp_path / "x"
    path.write_bytes(b"x")
    status = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(os, "stat", lambda *_, **__: status)
    with pytest.raises(NotRegularError):
        read_regular(path, 5)
