"""The command: output formats, exit status, selection, comments, baseline, settings."""

import functools
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support.cached import store, stored
from support.checking import check_files, run
from support.guide import DATA, GUIDE
from support.site import write_files

from mkdocs_fieldguide.cli import check, progress_bar
from mkdocs_fieldguide.files.cache_dir import get_cache_folder

FAULTY = {
    **GUIDE,
    "docs/bad.md": """
        # Bad

        Use {% tool "spde" %} and [x](digging#no).
        """,
}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faulty").resolve()
    check_files(folder, FAULTY)
    return folder


def test_text_output_shows_the_line_and_marks_the_column(root):
    output = check_files(root, {}, form="text").output
    lines = output.splitlines()
    at = next(n for n, line in enumerate(lines) if "FG020" in line)
    assert lines[at].split()[:3] == ["3:5", "warning", "FG020"]
    assert "Did you mean “spade”?" in lines[at + 1]
    assert lines[at + 2].endswith('Use {% tool "spde" %} and [x](digging#no).')
    assert lines[at + 3].index("^") == lines[at + 2].index("{%")
    assert lines[-1] == "1 warning, 1 note in 1 file."
    assert "\x1b" not in output


def test_exit_status_depends_on_severity(root, tmp_path):
    assert check_files(root, {}).status == 1
    assert check_files(root, {}, "--ignore", "FG020").status == 0
    assert check_files(tmp_path, {}).status == 0
    assert run("check", str(root / "nowhere" / "mkdocs.yml"), root=root).status == 1
    assert run("check", "--select", "FG999", str(root), root=root).status == 2
    assert run("check", "--format", "xml", str(root), root=root).status == 2
    assert run("check", "/", root=root).status == 2


def test_select_and_ignore_accept_code_prefixes(root):
    assert check_files(root, {}, "--select", "FG02").codes == ["FG020", "FG028"]
    assert check_files(root, {}, "--select", "FG02", "--ignore", "fg028").codes == ["FG020"]


def test_select_and_ignore_can_be_configured(tmp_path):
    config = {"plugins": ["search", {"fieldguide": {"check": {"ignore": ["FG020"]}}}]}
    assert check_files(tmp_path, FAULTY, config=config).codes == ["FG028"]


def test_a_site_url_for_which_mkdocs_has_a_traceback_is_reported(tmp_path):
    (found,) = check_files(tmp_path, {}, config={"site_url": "https://[x"}).findings
    assert (found["code"], found["file"]) == ("FG052", "mkdocs.yml")
    assert found["message"] == "“site_url” cannot be used: “https://[x” is not a valid URL."


def test_build_respects_settings_and_comments(site):
    config = {"plugins": ["search", {"fieldguide": {"check": {"ignore": ["FG028"]}}}]}
    text = '# Bad\n\n{% tool "spde" %} [x](digging#no) <!-- fieldguide: ignore=FG020 -->\n'
    assert site({**GUIDE, "docs/bad.md": text}, config).passed


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("docs/_data/affiliations.yml", "- name: A\n  pid: https://ror.org/0 # fieldguide: ignore=FG013\n"),
        (
            "docs/_data/affiliations.yml",
            "- name: A\n  # fieldguide: ignore=FG013\n  pid: https://ror.org/0\n",
        ),
        (
            "docs/_data/affiliations.yml",
            "# fieldguide: ignore-file=FG01\n- name: A\n  pid: https://ror.org/0\n",
        ),
        ("docs/_data/references.bib", "% fieldguide: ignore=FG042, FG061\n@book{a,\n year = 2020}\n"),
        ("docs/page.md", '{% tool "x" %} <!-- fieldguide: ignore=FG020 -->\n'),
        ("docs/page.md", '<!-- fieldguide: ignore=FG020 -->\n\n{% tool "x" %}\n'),
        ("docs/page.md", "---\n# fieldguide: ignore=FG005\ncontributers: []\n---\n"),
    ],
)
def test_comments_suppress_findings(tmp_path, file, text):
    assert check_files(tmp_path, {file: text}).codes == []
    assert check_files(tmp_path, {file: text.replace("fieldguide: ignore", "nothing")}).codes != []


def test_comment_applies_to_its_line_and_code_only(tmp_path):
    text = '<!-- fieldguide: ignore=FG021 -->\n{% tool "x" %}\n'
    text += '{% tool "y" %} <!-- fieldguide: ignore=FG020 -->\n'
    result = check_files(tmp_path, {"docs/page.md": text})
    assert [(f["code"], f["line"]) for f in result.findings] == [("FG020", 2)]
    assert result.data["summary"]["ignored"] == 1


def test_baseline_reports_only_new_findings(tmp_path):
    check_files(tmp_path, FAULTY)
    baseline = str(tmp_path / "baseline.json")
    assert check_files(tmp_path, {}, "--baseline", baseline, "--write-baseline").status == 0
    known = check_files(tmp_path, {}, "--baseline", baseline)
    assert (known.status, known.codes, known.data["summary"]["known"]) == (0, [], 2)
    # The lines move, and the same problem occurs a second time.
    page = '# Bad\n\n\n\nUse {% tool "spde" %} and [x](digging#no).\n\n{% tool "spde" %}\n'
    later = check_files(tmp_path, {"docs/bad.md": page}, "--baseline", baseline)
    assert [(f["code"], f["line"]) for f in later.findings] == [("FG020", 7)]


def test_invalid_baseline_is_rejected(tmp_path):
    check_files(tmp_path, FAULTY)
    (tmp_path / "b.json").write_text("[]")
    result = check_files(tmp_path, {}, "--baseline", str(tmp_path / "b.json"))
    assert result.status == 2
    assert "not a baseline" in result.errors
    assert check_files(tmp_path, {}, "--baseline", str(tmp_path / "none.json")).status == 2


def test_json_is_documented_and_stable(root):
    data = check_files(root, {}).data
    assert list(data) == ["version", "summary", "notes", "findings"]
    assert data["version"] == 1
    assert data["summary"] == {"error": 0, "warning": 1, "info": 1, "known": 0, "ignored": 0}
    assert list(data["findings"][0]) == [
        "code",
        "name",
        "severity",
        "title",
        "file",
        "line",
        "column",
        "message",
        "hint",
    ]


def test_github_annotations_name_file_and_line(root, monkeypatch):
    monkeypatch.chdir(root.parent)
    lines = check_files(root, {}, form="github").output.splitlines()
    where = f"file={root.name}/docs/bad.md,line=3,col=5,title=FG020 Unknown tool id"
    assert lines[0] == f"::warning {where}::No tool has the id “spde”. Did you mean “spade”?"
    assert lines[1].startswith("::notice file=")


def test_names_from_data_cannot_start_a_workflow_command(tmp_path):
    text = '---\ncontributors: ["Ada%0A::error::x", "a\\n::error file=a,title=b::c"]\n---\n'
    output = check_files(tmp_path, {**DATA, "docs/page.md": text}, form="github").output
    assert all(line.startswith(("::notice file=", "::warning file=")) for line in output.splitlines())
    assert "%0A" not in output.replace("%250A", "")


def test_sarif_has_the_keys_that_github_requires(root, monkeypatch):
    monkeypatch.chdir(root)
    log = json.loads(check_files(root, {}, form="sarif").output)
    assert log["version"] == "2.1.0"
    (run_,) = log["runs"]
    rules = run_["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    for result in run_["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        location = result["locations"][0]["physicalLocation"]
        assert location["artifactLocation"]["uri"] == "docs/bad.md"
        assert location["region"]["startLine"] >= 1
        assert result["partialFingerprints"]


def test_control_sequences_in_data_are_escaped(tmp_path):
    text = '---\ncontributors: ["Ada \\e[31m Red", "\\u202Eesrever"]\n---\n'
    output = check_files(tmp_path, {**DATA, "docs/page.md": text}, form="text").output
    assert "\x1b" not in output
    assert "\u202e" not in output


def test_check_runs_no_code_of_the_site(tmp_path):
    """Hooks, Python objects in mkdocs.yml and plugins that are not installed."""
    ran = tmp_path / "ran"
    files = {
        **GUIDE,
        "mkdocs.yml": """
            site_name: !ENV [NO_SUCH_VARIABLE, A guide]
            theme: {name: material, custom_dir: nowhere}
            hooks: [hook.py]
            plugins:
              - not-installed-anywhere: {option: 1}
              - fieldguide
            markdown_extensions:
              - not_installed_either
              - toc: {slugify: !!python/name:hook.slugify ''}
            """,
        "hook.py": f"open({str(ran)!r}, 'w').close()\n",
    }
    result = check_files(tmp_path, files)
    assert result.findings == []
    assert not ran.exists()
    assert "not_installed_either" in " ".join(result.data["notes"])


def test_no_module_is_imported_from_the_working_directory(tmp_path):
    ran = tmp_path / "ran"
    module = f"open({str(ran)!r}, 'w').write('x')\n"
    settings = {"site_name": "x", "theme": "material", "plugins": ["fieldguide"]}
    files = {
        "mkdocs.yml": yaml.safe_dump({**settings, "markdown_extensions": ["proposed"]}),
        "docs/index.md": "# Home\n",
        "proposed.py": module,
        "platformdirs.py": module,
        "markdown/extensions/proposed.py": module,
    }
    write_files(tmp_path, files)
    package = Path(__file__).parent.parent.parent
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs_fieldguide", "check", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "The Markdown extension proposed cannot be loaded" in done.stdout + done.stderr
    assert not ran.exists()


@pytest.mark.parametrize(
    ("settings", "code", "line"),
    [
        ("site_name: x\ntheme: material\nplugins:\n  - fieldguide:\n      data_dir: [1]\n", "FG052", 5),
        ("site_name: x\ndocs_dir: nowhere\n", "FG052", 2),
        ("site_name: x\n  docs_dir: y\n", "FG002", 2),
    ],
)
def test_invalid_settings_are_reported(tmp_path, settings, code, line):
    result = check_files(tmp_path, {"mkdocs.yml": settings})
    assert [(f["code"], f["line"]) for f in result.findings] == [(code, line)]
    assert result.status == 1


def test_damaged_cache_is_ignored(tmp_path):
    first = check_files(tmp_path, FAULTY).findings
    cache = get_cache_folder(tmp_path) / "check.json"
    (cache.parent / "result.json").unlink()
    store(cache, {key: {"html": 1} for key in stored(cache)})
    assert check_files(tmp_path, {}).findings == first
    (cache.parent / "result.json").unlink()
    cache.write_text("{")
    assert check_files(tmp_path, {}).findings == first


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["chekc"], "Did you mean “check”?"),
        (["check", "--fixx"], "Did you mean “--fix”?"),
        (["check", "--format", "jsn"], "Did you mean “json”?"),
        (["--versoin"], "Did you mean “--version”?"),
    ],
)
def test_an_unknown_command_or_option_is_answered_with_the_nearest_one(tmp_path, arguments, hint):
    result = run(*arguments, root=tmp_path)
    assert result.status == 2
    assert result.errors.rstrip().endswith(hint)


def test_commands_that_have_nothing_to_do_say_so(tmp_path):
    result = check_files(
        tmp_path, {"docs/_data/CONTRIBUTORS.yml": "Ada Example: {url: https://x.org}\n"}, "--fix"
    )
    assert result.errors == "Nothing to fix: no finding has an automatic fix.\n"
    assert "Nothing to download" in run("avatars", "--path", str(tmp_path), root=tmp_path).output
    assert run("github", str(tmp_path), root=tmp_path).status == 0
    assert run("github", str(tmp_path), root=tmp_path).output.count("is up to date") == 3


def test_a_long_check_shows_its_progress_on_a_terminal(tmp_path, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    bar = functools.partial(progress_bar.ProgressBar, terminal, 0)
    monkeypatch.setattr(check, "ProgressBar", bar)
    check_files(tmp_path, {"docs/a.md": "# A\n", "docs/b.md": "# B\n"})
    assert "[------------------------] 0/3 index.md" in terminal.getvalue()
    assert terminal.getvalue().endswith(" \r")
