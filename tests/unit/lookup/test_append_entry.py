from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.lookup.append_entry import append_entries
from mkdocs_fieldguide.net.errors import LookupFailedError

ENTRY = "@misc{new,\n  title = {Ä},\n}"


def accept_any(path):
    pass


def names(folder):
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize(
    ("old", "added"),
    [
        (b"", "@misc{new,\n  title = {Ä},\n}\n"),
        (b"\xef\xbb\xbf", "@misc{new,\n  title = {Ä},\n}\n"),
        (b"@misc{a}\n", "\n@misc{new,\n  title = {Ä},\n}\n"),
        (b"@misc{a}\n\n", "@misc{new,\n  title = {Ä},\n}\n"),
        (b"@misc{a}", "\n\n@misc{new,\n  title = {Ä},\n}"),
        (b"@misc{a}\r\n", "\r\n@misc{new,\r\n  title = {Ä},\r\n}\r\n"),
        (b"\xef\xbb\xbf@misc{a}\r\n\r\n", "@misc{new,\r\n  title = {Ä},\r\n}\r\n"),
        (b"@misc{a}\r@misc{b}\r", "\r@misc{new,\r  title = {Ä},\r}\r"),
    ],
)
def test_line_endings_of_the_file_are_used(tmp_path, old, added):
    path = tmp_path / "a.bib"
    path.write_bytes(old)
    append_entries(path, [ENTRY], accept_any)
    assert path.read_bytes() == old + added.encode("utf-8")
    assert names(tmp_path) == ["a.bib"]


def test_several_entries_are_separated_by_an_empty_line(tmp_path):
    path = tmp_path / "new.bib"
    append_entries(path, ["@misc{a}", "@misc{b}"], accept_any)
    assert path.read_text() == "@misc{a}\n\n@misc{b}\n"


def test_mode_and_symlink_are_preserved(tmp_path):
    path, link = tmp_path / "a.bib", tmp_path / "link.bib"
    path.write_text("@misc{a}\n")
    path.chmod(0o640)
    link.symlink_to(path)
    append_entries(link, [ENTRY], accept_any)
    assert link.is_symlink()
    assert "new" in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o640


def refuse(path):
    raise LookupFailedError("No.")


@pytest.mark.parametrize(
    ("old", "check", "sentence"),
    [
        (b"\xff\xfe@\0", accept_any, "not valid UTF-8"),
        (b"% caf\xe9\n", accept_any, "not valid UTF-8"),
        (b"@misc{a}\n", refuse, "No."),
    ],
)
def test_failed_append_changes_nothing(tmp_path, old, check, sentence):
    path = tmp_path / "a.bib"
    path.write_bytes(old)
    with pytest.raises(LookupFailedError, match=sentence):
        append_entries(path, [ENTRY], check)
    assert path.read_bytes() == old
    assert names(tmp_path) == ["a.bib"]


def test_concurrent_changes_are_preserved(tmp_path):
    path = tmp_path / "a.bib"
    path.write_text("old")
    with pytest.raises(LookupFailedError, match="changed by another program"):
        append_entries(path, [ENTRY], lambda _: path.write_text("theirs"))
    assert path.read_text() == "theirs"
    assert names(tmp_path) == ["a.bib"]


def test_unwritable_paths(tmp_path):
    with pytest.raises(LookupFailedError, match=r"Cannot write .*: No such file"):
        append_entries(tmp_path / "none" / "a.bib", [ENTRY], accept_any)
    with pytest.raises(LookupFailedError, match=r"Cannot write .*: Is a directory"):
        append_entries(tmp_path, [ENTRY], accept_any)


def test_full_disk_does_not_change_the_file(tmp_path, monkeypatch):
    path = tmp_path / "a.bib"
    path.write_text("old")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LookupFailedError, match="No space left"):
        append_entries(path, [ENTRY], accept_any)
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.bib"]


@given(st.text())
def test_existing_bytes_are_preserved(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("kept") / "a.bib"
    old = text.encode("utf-8")
    path.write_bytes(old)
    append_entries(path, [ENTRY], accept_any)
    assert path.read_bytes().startswith(old)
