"""The progress bar of `fieldguide check --links`, and its report in Markdown."""

import io
import json

from support.answering import answering, redirect_to, respond
from support.checking import check_files, run
from support.guide import DATA
from support.link_check import check

from mkdocs_fieldguide.cli.progress_bar import ProgressBar


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_shown_on_a_terminal_only(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        bar = ProgressBar(stream, delay=0)
        bar.show(1, 4, "example.org\x1b[31m")
        bar.show(4, 4, "ex\u202eample.org")
        bar.clear()
    assert pipe.getvalue() == ""
    assert "[######------------------] 1/4 example.org" in terminal.getvalue()
    assert terminal.getvalue().isascii()
    assert "\x1b" not in terminal.getvalue()


def test_report_can_be_put_into_an_issue(tmp_path):
    report = tmp_path / "report.md"
    with answering() as service:
        service.answers.update({"/old": redirect_to("/new", 301), "/new": respond("")})
        check(tmp_path, service, "old", "gone", form="markdown", arguments=("--output", str(report)))
        text = report.read_text()
        assert text.startswith("`fieldguide check`: 1 warning, 1 note.\n\n## External link is broken")
        assert f"- [ ] `{service.url}gone` does not exist (status 404). (`" in text
        assert (
            f"- [ ] `{service.url}old` has moved permanently. Its new URL is `{service.url}new`. (`" in text
        )
        assert "docs/index.md:3`)" in text


def test_report_escapes_markup(tmp_path):
    names = ["@everybody <b>", "a” @someone #12 [x](https://evil.example) <img src=x>", "`a` | b"]
    files = {**DATA, "docs/page.md": f"---\ncontributors: {json.dumps(names)}\n---\n"}
    check_files(tmp_path, files)
    text = run("check", str(tmp_path), "--format", "markdown", root=tmp_path).output
    assert "`@everybody <b>`" in text
    assert "@\u200bsomeone \\#\u200b12 \\[x\\](https:\u200b//evil.example) \\<img src=x\\>" in text
    assert "`\ufffda\ufffd | b`" in text
