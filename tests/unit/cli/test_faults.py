"""Errors of the operating system: one sentence, an exit status, and unchanged files."""

# More than 300 lines: one test for each command and error.

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from support import recorded
from support.answering import answering, respond
from support.guide import DATA
from support.site import write_files

from mkdocs_fieldguide import cli
from mkdocs_fieldguide.cli import COMMANDS, main
from mkdocs_fieldguide.cli.target_folder import UNFINISHED
from mkdocs_fieldguide.lookup.services import CSL_JSON
from mkdocs_fieldguide.model.people import PORTRAIT_SIZE

resource = pytest.importorskip("resource", reason="Windows has no limits of this kind")
pytestmark = pytest.mark.usefixtures("subprocesses_without_coverage")

SITE = {
    **DATA,
    "mkdocs.yml": "site_name: x\ntheme: material\nplugins: [search, fieldguide]\n",
    "docs/index.md": '# Home\n\n{% tool "spde" %}\n',
}
OLD = {"_config.yml": "title: Old\n", "index.md": "---\ntitle: Home\n---\n", "images/big.png": b"\x89" * 9000}


@pytest.fixture
def guide(tmp_path, monkeypatch):
    write_files(tmp_path, SITE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_on_full_disk(room, *arguments):
    """Run a command with a limit on the size of files; return the status and both outputs.

    The command runs in a copy of this process, which has imported everything.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        result = run_limited(room, arguments)
        with os.fdopen(writing, "w", encoding="utf-8") as stream:
            json.dump(result, stream)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as stream:
        status, output, errors = json.load(stream)
    os.waitpid(child, 0)
    assert "Traceback" not in errors
    return status, output, errors


def run_limited(room, arguments):
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            status = main(arguments)
        except BaseException:
            traceback.print_exc()
            status = 1
    return status, output.getvalue(), errors.getvalue()


@pytest.mark.parametrize("room", [0, 100])
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--output", "old", "--format", "sarif"),
        ("check", "--output", "old", "--format", "json"),
        ("check", "--baseline", "old", "--write-baseline"),
    ],
    ids=["sarif", "json", "baseline"],
)
def test_full_disk_leaves_the_old_file(guide, room, arguments):
    old = b'{"version": 1, "findings": []}\n'
    (guide / "old").write_bytes(old)
    before = sorted(guide.rglob("*"))
    status, _, errors = run_on_full_disk(room, *arguments)
    assert (status, errors) == (2, "fieldguide check: Cannot write old: File too large.\n")
    assert (guide / "old").read_bytes() == old
    assert sorted(guide.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("schema", "made"), "made/tools.json"),
        (("github", "made"), "made/.github/ISSUE_TEMPLATE/add-a-tool.yml"),
        (("new", "made"), "made/docs/_data/references.bib"),
        (("migrate", "old", "made"), "made/docs/images/big.png"),
    ],
)
def test_file_that_could_not_be_written_is_named(guide, arguments, named):
    write_files(guide / "old", OLD)
    status, _, errors = run_on_full_disk(500, *arguments)
    assert status == 2
    assert errors.splitlines()[-1] == (f"fieldguide {arguments[0]}: Cannot write {named}: File too large.")
    assert not (guide / named).exists()
    assert not list(guide.rglob("*.tmp"))


def test_cite_on_a_full_disk_adds_nothing(guide):
    bibliography = next((guide / "docs" / "_data").glob("*.bib"))
    old = bibliography.read_bytes()
    with answering() as service:
        service.answers[f"/{recorded.DOI}"] = respond(recorded.CROSSREF, media_type=CSL_JSON)
        arguments = ("cite", recorded.DOI, "--service", service.url)
        status, _, errors = run_on_full_disk(20, *arguments)
        assert status == 1
        assert f"{bibliography.name}: File too large." in errors
        assert bibliography.read_bytes() == old
        assert [path.name for path in bibliography.parent.glob(".*")] == []
        assert main(list(arguments)) == 0
    assert bibliography.read_bytes().startswith(old)


def test_avatars_on_a_full_disk_leaves_the_old_picture(guide):
    picture = b"\x89PNG\r\n\x1a\n" + bytes(600)
    data = "Ada: {git: ada}\nBen: {git: ben}\n"
    write_files(guide, {"docs/_data/CONTRIBUTORS.yml": data, "docs/images/people/ada.png": b"old"})
    people = guide / "docs" / "images" / "people"
    with answering() as service:
        for name in ("ada", "ben"):
            service.answers[f"/{name}.png?size={PORTRAIT_SIZE}"] = respond(picture, media_type="image/png")
        arguments = ("avatars", "--again", "--service", service.url, "--allow", "127.0.0.1")
        before = {path.name: path.read_bytes() for path in people.parent.rglob("*") if path.is_file()}
        status, _, errors = run_on_full_disk(100, *arguments)
    assert status == 1
    assert errors.count(": File too large.") == 2
    assert {path.name: path.read_bytes() for path in people.parent.rglob("*") if path.is_file()} == before


def test_next_run_reports_an_interrupted_run(guide, capsys):
    write_files(guide / "old", OLD)
    for arguments in (("migrate", "old", "made"), ("new", "begun")):
        folder = guide / arguments[-1]
        _, _, errors = run_on_full_disk(500, *arguments)
        assert errors.splitlines()[0] == f"{arguments[-1]} is incomplete: delete it before the next run."
        assert (folder / UNFINISHED).is_file()
        before = sorted(folder.rglob("*"))
        assert main(list(arguments)) == 2
        assert (
            "is incomplete because an earlier run was interrupted; delete the folder"
            in capsys.readouterr().err
        )
        assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("command", ["migrate", "new"])
def test_finished_folder_has_no_marker_file(guide, command):
    write_files(guide / "old", OLD)
    assert main([command, *(["old"] if command == "migrate" else []), "made"]) == 0
    assert not (guide / "made" / UNFINISHED).exists()


def test_next_run_reports_a_killed_migration(guide, monkeypatch, capsys):
    write_files(guide / "old", OLD)
    child = os.fork()
    if child == 0:
        monkeypatch.setattr("shutil.copy2", lambda *a: os.kill(os.getpid(), signal.SIGKILL))
        main(["migrate", "old", "made"])
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert main(["migrate", "old", "made"]) == 2
    assert "interrupted" in capsys.readouterr().err


ARGUMENTS = {
    "new": ["made"],
    "check": [],
    "cite": ["10.1000/x"],
    "migrate": ["old", "made"],
    "avatars": [],
    "schema": ["made"],
    "github": ["made"],
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (KeyboardInterrupt(), 130, "Interrupted."),
        (PermissionError(13, "Permission denied", "a/b"), 2, "Cannot access a/b: Permission denied."),
        (OSError(28, "No space left on device"), 2, "The command failed: No space left on device."),
    ],
    ids=["ctrl-c", "permission", "full"],
)
def test_every_command_ends_with_one_sentence(guide, monkeypatch, capsys, name, error, status, sentence):
    def fail(wanted):
        raise error

    monkeypatch.setattr(f"mkdocs_fieldguide.cli.{name}.run", fail)
    assert main([name, *ARGUMENTS[name]]) == status
    output = capsys.readouterr()
    assert output.err.startswith(f"fieldguide {name}: ")
    assert output.err.endswith(f"{sentence}\n")
    assert output.err.count("\n") == 1


@pytest.mark.parametrize("what", ["check", "new", "migrate"])
def test_ctrl_c_in_the_middle(guide, monkeypatch, capsys, what):
    def interrupt(*arguments, **options):
        raise KeyboardInterrupt

    write_files(guide / "old", OLD)
    monkeypatch.setattr("mkdocs_fieldguide.cli.new._files", interrupt)
    monkeypatch.setattr("shutil.copy2", interrupt)
    monkeypatch.setattr("mkdocs_fieldguide.builder.dry_run.dry_run.plan", interrupt)
    assert main([what, *ARGUMENTS[what], *(["--no-cache"] if what == "check" else [])]) == cli.INTERRUPTED
    errors = capsys.readouterr().err.splitlines()
    unfinished = [] if what == "check" else ["made is incomplete: delete it before the next run."]
    assert errors == [*unfinished, f"fieldguide {what}: Interrupted."]


def run_process(*arguments: str, **streams: object) -> tuple[int, str]:
    """Run a command in a separate process; return its status and standard error."""
    with subprocess.Popen(
        [sys.executable, "-m", "mkdocs_fieldguide", *arguments],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **streams,  # type: ignore[call-overload]
    ) as process:
        _, errors = process.communicate()
    return process.returncode, errors


@pytest.mark.parametrize(
    "arguments", [("check",), ("check", "--format", "json"), ("schema", "made"), ("-h",)]
)
def test_closed_pipe_ends_the_command(guide, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    status, errors = run_process(*arguments, stdout=writing)
    os.close(writing)
    assert "Traceback" not in errors
    assert "Exception ignored" not in errors
    if arguments != ("-h",):  # argparse ignores it
        assert status == cli.READER_GONE
        assert errors.count("\n") == 1
        assert errors.endswith("Output incomplete: the reader has closed the pipe.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is full")
def test_output_on_a_full_disk(guide):
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        status, errors = run_process("check", stdout=full)
    assert status == 2
    assert errors == ("fieldguide check: Output incomplete: No space left on device.\n")


@pytest.mark.parametrize("handle", [1, 2])
def test_closed_output_streams_are_ignored(guide, handle):
    whole = run_process("check", stdout=subprocess.DEVNULL)[0]
    code = "import os, sys; os.close(int(sys.argv[1])); os.execv(sys.argv[2], sys.argv[2:])"
    done = subprocess.run(
        [sys.executable, "-c", code, str(handle), sys.executable, "-m", "mkdocs_fieldguide", "check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == whole
    assert "Traceback" not in done.stderr


def test_device_is_written_to_and_not_replaced(guide):
    assert main(["check", "--output", os.devnull]) == 1
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("command", ["migrate", "new"])
def test_error_names_the_folder_that_cannot_be_created(guide, capsys, command):
    write_files(guide / "old", OLD)
    (guide / "file").write_text("")
    assert main([command, *(["old"] if command == "migrate" else []), "file/made"]) == 2
    assert capsys.readouterr().err == f"fieldguide {command}: Cannot write file/made: Not a directory.\n"


def test_migrate_reports_skipped_folders(guide, monkeypatch, capsys):
    write_files(guide / "old", {**OLD, "pages/digging/deeper.md": "---\ntitle: Deeper\n---\n"})
    real = os.scandir

    def scandir(path="."):  # permissions do not apply to root
        if Path(path).name == "digging":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert main(["migrate", "old", "made"]) == 2
    assert capsys.readouterr().err == (
        f"fieldguide migrate: Cannot read {Path('old', 'pages', 'digging')}: Permission denied.\n"
    )
    assert not (guide / "made").exists()
