"""An error of the operating system ends a build with one sentence."""

import errno
import os
from pathlib import Path

import pytest
from support.checking import check_files
from support.guide import DATA
from support.site import build_again, build_site

from mkdocs_fieldguide.builder import mkdocs_files as dealings

GUIDE = {**DATA, "docs/index.md": '# Home\n\n{% tool "spade" %}\n'}


def abort_message(built):
    assert built.aborted
    return built.warnings[-1]


@pytest.mark.parametrize("place", ["site", "file/site", "broken/site"])
def test_file_at_the_site_path_is_reported(tmp_path, place):
    (tmp_path / place.split("/")[0]).write_text("mine")
    (tmp_path / "broken").unlink(missing_ok=True)
    (tmp_path / "broken").symlink_to("nowhere")
    built = build_site(tmp_path, GUIDE, {"site_dir": place})
    there = tmp_path / place.split("/")[0]
    assert abort_message(built) == (
        f"The site cannot be written to {tmp_path / place}: {there} is not a folder."
    )
    assert place.startswith("broken") or there.read_text() == "mine"


def test_unwritable_site_is_reported(tmp_path, monkeypatch):
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "site" and real(path, mode))
    (tmp_path / "site").mkdir()
    built = build_site(tmp_path, GUIDE)
    assert abort_message(built).endswith(f"{tmp_path / 'site'} is not writable.")


def test_unreadable_docs_are_reported(tmp_path, monkeypatch):
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "docs" and real(path, mode))
    built = build_site(tmp_path, GUIDE)
    assert abort_message(built) == f"The docs folder {tmp_path / 'docs'} cannot be read: Permission denied."


@pytest.mark.parametrize("named", ["by nobody", "in the site"])
def test_full_disk_is_reported(tmp_path, monkeypatch, named):
    """Errors of writing have no file name; errors of opening do."""
    name = (str(tmp_path / "site" / "index.html"),) if named == "in the site" else ()

    def full(*arguments, **options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *name)

    build_site(tmp_path, GUIDE)
    monkeypatch.setattr("mkdocs.utils.write_file", full)
    built = build_again(tmp_path)
    assert "cannot be written: No space left on device." in abort_message(built)
    assert built.aborted == "Aborted because a file cannot be read or written."


def test_full_disk_during_an_export_is_reported(tmp_path, monkeypatch):
    build_site(tmp_path, GUIDE)
    export = tmp_path / "site" / "fieldguide" / "tools.json"
    real_open, real_fdopen = os.open, os.fdopen
    full = set()

    def opened(path, *args, **kwargs):
        handle = real_open(path, *args, **kwargs)
        if os.fspath(path) == str(export):
            full.add(handle)
        return handle

    def stream_of(handle, *args, **kwargs):
        stream = real_fdopen(handle, *args, **kwargs)
        if handle in full:
            full.remove(handle)
            stream.write(b"half a")
            stream.close()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return stream

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "fdopen", stream_of)
    built = build_again(tmp_path)
    assert abort_message(built) == f"{export} cannot be written: No space left on device."
    assert not export.exists()


def test_other_errors_are_not_reported_as_disk_errors(tmp_path):
    site = tmp_path / "site"
    for error in (ValueError("x"), OSError("x"), FileNotFoundError(2, "No such file", "elsewhere")):
        assert dealings.system_fault(error, site) == ""
    fault = dealings.system_fault(PermissionError(13, "Permission denied", str(tmp_path / "a.md")), site)
    assert fault == f"{tmp_path / 'a.md'} cannot be used: Permission denied."


@pytest.fixture
def locked(monkeypatch):
    """Make folders of a name unreadable, for root as well."""
    names = set()
    real = os.scandir

    def scandir(path="."):
        if not isinstance(path, int) and Path(path).name in names:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    return names


@pytest.mark.parametrize("name", ["secret", "_data"])
def test_unreadable_folder_is_reported_and_the_rest_is_built(tmp_path, locked, name):
    files = {**GUIDE, "docs/secret/page.md": "# Secret\n"}
    build_site(tmp_path, files)
    locked.add(name)
    built = build_again(tmp_path, strict=False)
    assert [text for text in built.warnings if "FG001" in text] == [
        f"docs/{name}: The folder cannot be read: Permission denied. [FG001]"
    ]
    assert built.page().h1.get_text().startswith("Home")
    found = check_files(tmp_path, {}, "--no-cache").findings
    assert [entry["file"] for entry in found if entry["code"] == "FG001"] == [f"docs/{name}"]
