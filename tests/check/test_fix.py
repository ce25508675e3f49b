"""`fieldguide check --fix` applies safe fixes, changes nothing else, and corrupts no file."""

import contextlib
import os
from pathlib import Path

import pytest
from support.checking import check_files
from support.guide import DATA

from mkdocs_fieldguide.files import atomic as whole_files
from mkdocs_fieldguide.findings.suggestions import unambiguous_match

PAGE = "docs/page.md"


def fix(tmp_path, text, name=PAGE, data=DATA):
    root = tmp_path / "site"
    check_files(root, data)
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    check_files(root, {}, "--fix")
    return path.read_bytes().decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "---\ncontributers: [Ada Gardener] # keep\n---\n",
            "---\ncontributors: [Ada Gardener] # keep\n---\n",
        ),
        ("---\neditors:\n  - 'Ada Gardner' # who\n---\n", "---\neditors:\n  - 'Ada Gardener' # who\n---\n"),
        ('---\nsummary: "Two words  "   # x\n---\n', '---\nsummary: "Two words"   # x\n---\n'),
        ("---\nsummary: “Two words” # x\n---\n", "---\nsummary: Two words # x\n---\n"),
        ("---\neditors: [„Ada’s friend“]\n---\n", "---\neditors: [Ada’s friend]\n---\n"),
        ('Use {% tool "spades" %}.\n', 'Use {% tool "spade" %}.\n'),
        ("Two {% tool 'spades' %} on {% tool 'rakes' %}\n", "Two {% tool 'spade' %} on {% tool 'rake' %}\n"),
        ("{% cite diging_2020 %}\n", "{% cite digging_2020 %}\n"),
        ("---\naffiliations: [nl, Garden Sociaty]\n---\n", "---\naffiliations: [NL, Garden Society]\n---\n"),
    ],
)
def test_safe_fixes_are_applied_in_place(tmp_path, before, after):
    assert fix(tmp_path, before) == after


@pytest.mark.parametrize(
    "text",
    [
        "{% cite digging_2021 %}\n",  # another year is another paper
        '{% tool "nothing-like-it" %}\n',
        '`{% tool "spades" %}`\n',
        '{% tool "spades" %} <!-- fieldguide: ignore=FG020 -->\n',
        "---\nsummary: |\n  kept  \n---\n",
        "---\nsummary: “Two: words” # would be a mapping\n---\n",
        '---\nsummary: "“Meant” so"\n---\n',
        "---\nsummary: “One” and “two”\n---\n",
        "---\neditors:\n  - Somebody New\n---\n",
    ],
)
def test_unsafe_fixes_are_not_applied(tmp_path, text):
    assert fix(tmp_path, text) == text


def test_line_endings_and_byte_order_mark_are_preserved(tmp_path):
    before = "\ufeff---\r\ncontributers: [Ada Gardener]\r\n---\r\n\r\nText {% tool 'spades' %}\r\n"
    after = before.replace("contributers", "contributors").replace("spades", "spade")
    assert fix(tmp_path, before) == after


def test_ambiguous_name_is_not_fixed():
    assert unambiguous_match("beacon-v3", ["beacon-v1", "beacon-v2"]) is None
    assert unambiguous_match("data_transfer", ["transfer", "sharing"]) == ("data_transfer", "transfer")


def test_escaping_symlink_is_not_followed(tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_text('{% tool "spades" %}\n')
    root = tmp_path / "site"
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "page.md").symlink_to(outside)
    check_files(root, DATA, "--fix")
    assert outside.read_text() == '{% tool "spades" %}\n'


STEPS = ["mkstemp", "write", "fsync", "replace", "fsync folder"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork, which Windows lacks")
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_power_failure_leaves_the_old_file_or_the_new_one(tmp_path, step, when):
    """A process that is killed, without cleaning up, at each step of writing."""
    path = tmp_path / "file.yml"
    old, new = b"old\n" * 10_000, b"new\n" * 20_000
    path.write_bytes(old)
    child = os.fork()
    if child == 0:
        kill_at_step(step, when)
        whole_files.atomic_write(path, new)
        os._exit(0)
    os.waitpid(child, 0)
    done = step == "fsync folder" or (step, when) == ("replace", "after")
    assert path.read_bytes() == (new if done else old)


def kill_at_step(step, when):
    module = whole_files.tempfile if step == "mkstemp" else whole_files.os
    name = {"write": "fdopen", "fsync folder": "fsync"}.get(step, step)
    real = getattr(module, name)
    calls = []

    def cut(*args, **kwargs):
        calls.append(1)
        if step == "fsync folder" and len(calls) == 1:
            return real(*args, **kwargs)
        if when == "after":
            result = real(*args, **kwargs)
            if step == "write":
                result.write(b"half a")
                result.flush()
        os._exit(9)

    setattr(module, name, cut)


FAULTY = {
    "docs/index.md": "# Home\n\nUse {% tool 'spades' %}.\n",
    "docs/page.md": "---\ncontributers: [Ada Gardener]\n---\n\n# A\n\nUse {% tool 'rakes' %}.\n",
    "docs/_data/events.yml": "- name: Digging\n  startDate: 2026-05-01\n  locaton: Utrecht\n",
}
MENDED = {
    "docs/index.md": "# Home\n\nUse {% tool 'spade' %}.\n",
    "docs/page.md": "---\ncontributors: [Ada Gardener]\n---\n\n# A\n\nUse {% tool 'rake' %}.\n",
    "docs/_data/events.yml": "- name: Digging\n  startDate: 2026-05-01\n  location: Utrecht\n",
}
EVERY = len(FAULTY) * len(STEPS)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork, which Windows lacks")
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", range(EVERY))
def test_power_failure_while_several_files_are_fixed(tmp_path, step, when):
    """Each file is the old or the new one, no temporary file remains, and a second run continues."""
    codes = check_files(tmp_path, {**DATA, **FAULTY}, "--ignore", "FG06").codes
    child = os.fork()
    if child == 0:
        kill_at_any_step(step, when)
        with contextlib.suppress(BaseException):
            check_files(tmp_path, {}, "--fix", "--no-cache")
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == CUT
    texts = {name: (tmp_path / name).read_bytes().decode() for name in FAULTY}
    assert all(text in (FAULTY[name], MENDED[name]) for name, text in texts.items())
    whole = sum(text == MENDED[name] for name, text in texts.items())
    at = step % len(STEPS) * 2 + (when == "after")
    assert whole == step // len(STEPS) + (at >= STEPS.index("replace") * 2 + 1)
    now = check_files(tmp_path, {}, "--ignore", "FG06").codes
    assert not set(now) - set(codes)
    assert check_files(tmp_path, {}, "--fix", "--ignore", "FG06").codes == []
    assert {name: (tmp_path / name).read_bytes().decode() for name in FAULTY} == MENDED


CUT = 9


def kill_at_any_step(step, when):
    """Kill this process before or after one of the steps of writing several files, counted from 0."""
    left = [step]

    def wrap(real, name):
        def killing_call(*args, **kwargs):
            if name == "fdopen" and args[1:] == ("rb",):
                return real(*args, **kwargs)  # a file that is read
            number = left[0]
            left[0] -= 1
            if number == 0 and when == "before":
                os._exit(CUT)
            result = real(*args, **kwargs)
            if number == 0:
                if name == "fdopen":
                    result.write(b"half a")
                    result.flush()
                os._exit(CUT)
            return result

        return killing_call

    whole_files.tempfile.mkstemp = wrap(whole_files.tempfile.mkstemp, "mkstemp")
    for name in ("fdopen", "fsync", "replace"):
        setattr(whole_files.os, name, wrap(getattr(whole_files.os, name), name))


def test_temporary_files_are_neither_pages_nor_data(site, tmp_path):
    left = {
        "docs/.page.md.a1b2c3.tmp": "---\ncontributers: x\n---\n{% tool 'spades' %}",
        "docs/.other.md": "{% tool 'spades' %}",
        "docs/_data/.tool_and_resource_list.yml.a1b2c3.tmp": "- id: [",
        "docs/_data/.references.bib.a1b2c3.bib": "@article{digging_2020, title = {On dig",
        "docs/_data/.references.bib.a1b2c3.tmp": "@article{",
    }
    files = {**DATA, "docs/page.md": "# A\n\n{% tool 'spade' %} {% tool 'rake' %} {% cite digging_2020 %}\n"}
    built = site({**files, **left})
    assert built.passed
    assert not [name for name in built.files() if "a1b2c3" in name or "other" in name]
    assert check_files(tmp_path / "check", {**files, **left}).codes == []


@pytest.mark.parametrize("name", ["fdopen", "fsync", "replace"])
def test_failed_write_leaves_the_old_file_and_no_temporary_file(tmp_path, monkeypatch, name):
    path = tmp_path / "file.yml"
    path.write_bytes(b"old")

    def fail(*args, **kwargs):
        raise OSError("no space left")

    monkeypatch.setattr(whole_files.os, name, fail)
    with pytest.raises(OSError, match="no space"):
        whole_files.atomic_write(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(Path(tmp_path).iterdir()) == [path]


def test_permissions_are_preserved(tmp_path):
    path = tmp_path / "file.yml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    whole_files.atomic_write(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640
