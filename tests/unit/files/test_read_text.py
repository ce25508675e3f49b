"""Reading a text file."""

import os

import pytest

from mkdocs_fieldguide.files import read_text as text_module
from mkdocs_fieldguide.files.read_text import read_text
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings


def read(path):
    findings = Findings()
    return read_text(path, "data.yml", findings), list(findings)


def test_byte_order_mark_and_windows_line_endings_are_removed(tmp_path):
    file = tmp_path / "data.yml"
    file.write_bytes(b"\xef\xbb\xbfname: \xc3\x85se\r\nb: 1\rc: 2\n")
    assert read(file) == ("name: Åse\nb: 1\nc: 2\n", [])


def test_invalid_utf8_is_reported_with_its_line(tmp_path):
    file = tmp_path / "data.yml"
    file.write_bytes(b"a: 1\nb: caf\xe9\n")
    text, [finding] = read(file)
    assert text is None
    assert (finding.code, finding.location.line) == (Code.UNREADABLE_FILE, 2)
    assert "UTF-8" in finding.hint


def test_too_large_file_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(text_module, "MAX_BYTES", 10)
    file = tmp_path / "data.yml"
    file.write_text("x" * 11)
    text, [finding] = read(file)
    assert text is None
    assert finding.code is Code.TOO_LARGE
    file.write_text("x" * 10)
    assert read(file) == ("x" * 10, [])


@pytest.mark.parametrize("kind", ["missing", "folder", "dangling link", "pipe", "odd name"])
def test_unreadable_file_is_a_finding(tmp_path, kind):
    path = tmp_path / "data.yml"
    if kind == "folder":
        path.mkdir()
    elif kind == "dangling link":
        path.symlink_to(tmp_path / "nowhere")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "odd name":
        path = tmp_path / "a\0b"
    text, [finding] = read(path)
    assert text is None
    assert finding.code is Code.UNREADABLE_FILE
