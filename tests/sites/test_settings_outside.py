"""Files outside the repository that mkdocs.yml names are read only if they are allowed."""

import json
import os
import subprocess
import urllib.request

import pytest
import yaml
from support.checking import check_files, run
from support.site import CONFIG, build_again, build_site, write_files

SECRET = "hunter2"
OUTSIDE = {
    "docs/index.md": f"# {SECRET}\n\n{{% tool '{SECRET}' %}}\n",
    "data/tool_and_resource_list.yml": f"- id: spade\n  name: {SECRET}\n  oops: x\n",
    "refs.bib": f"@book{{{SECRET}, title={{{SECRET}}}, author={{A}}}}\n@book{{{SECRET},\n",
    "style.csl": f'<style version="1.0"><{SECRET}/></style>',
    "child.csl": f'<style version="1.0"><info><title>{SECRET}</title></info></style>',
    "cite.cff": f"{SECRET}\ntitle: x: y\n",
    "base.yml": f"site_name: {SECRET}\nplugins: [search, {{fieldguide: {{{SECRET}: 1}}}}]\n",
    "known.json": f'{{"{SECRET}": 1}}',
}
PAGES = {"docs/index.md": "# Home\n\n{% bibliography %}\n"}
SETTINGS = [
    ("docs_dir", "../outside/docs"),
    ("docs_dir", "{outside}/docs"),
    ("data_dir", "../outside/data"),
    ("data_dir", "docs/../../outside/data"),
    ("bibliography", "../outside/refs.bib"),
    ("bibliography", "{outside}/refs.bib"),
    ("bibliography", ["refs.bib", "../outside/*.bib"]),
    ("bibliography", "../o*/refs.bib"),
    ("bibliography", "{outside}/**/*.bib"),
    ("bibliography", "doc*/../../outside/refs.bib"),
    ("bibliography", "**/../outside/refs.bib"),
    ("citation_style", "../outside/style.csl"),
    ("citation_style", "{outside}/style"),
    ("citation_file", "../outside/cite.cff"),
    ("citation_abbreviations", "../outside/short.json"),
    ("published_files", ["../outside/known.json"]),
]
NO_BUILD = ("docs_dir", "data_dir")


@pytest.fixture
def machine(tmp_path):
    """A folder with files next to a guide, outside a Git repository."""
    write_files(tmp_path / "outside", OUTSIDE)
    (tmp_path / "guide").mkdir()
    return tmp_path


def settings(machine, name, value):
    """Return mkdocs.yml with a setting that may name files `{outside}`."""
    value = json.loads(json.dumps(value).replace("{outside}", str(machine / "outside")))
    if name == "docs_dir":
        return {"docs_dir": value}
    return {"plugins": ["search", {"fieldguide": {name: value}}]}


def published(built):
    paths = [path for path in built.site.rglob("*") if path.is_file()]
    return "\n".join(path.read_bytes().decode("utf-8", "replace") for path in paths)


@pytest.mark.parametrize(("name", "value"), SETTINGS)
@pytest.mark.parametrize("there", [True, False])
def test_configured_files_outside_the_guide_are_not_read(machine, name, value, there):
    if not there:
        (machine / "outside").rename(machine / "elsewhere")
    config = settings(machine, name, value)
    files = {**PAGES, "refs.bib": "@book{x, title={Digging}, author={A. Gardener}, year={2020}}\n"}
    checked = check_files(machine / "guide", files, config=config)
    assert SECRET not in checked.output + checked.errors
    found = [f for f in checked.findings if f["severity"] != "info"]
    assert [(f["file"], f["code"]) for f in found] == [("mkdocs.yml", "FG057")]
    assert f"of “{name}” is outside the repository" in found[0]["message"]
    assert "FIELDGUIDE_ALLOW_OUTSIDE" in found[0]["hint"]
    if name == "docs_dir" and not there:
        return  # MkDocs itself reports that it is missing
    built = build_again(machine / "guide", strict=False)
    assert [line for line in built.warnings if "[FG057]" in line] == built.warnings[:1]
    assert built.passed == (name not in NO_BUILD)
    assert SECRET not in published(built) + "".join(map(str, built.log))
    if name == "bibliography" and isinstance(value, list):
        assert "Digging" in built.text("")


@pytest.mark.parametrize(("name", "value"), SETTINGS)
def test_folders_allowed_by_the_environment_are_read(machine, monkeypatch, name, value):
    config = settings(machine, name, value)
    files = {**PAGES, "refs.bib": ""}
    allowed = ("--allow-outside", str(machine / "outside"))
    wide = any(part in str(value) for part in ("../o*", "**/.."))
    if wide:
        allowed = ("--allow-outside", str(machine))
    first = check_files(machine / "guide", files, *allowed, config=config)
    assert "FG057" not in first.codes
    assert check_files(machine / "guide", {}).codes.count("FG057") == 1
    assert check_files(machine / "guide", {}, *allowed).output == first.output
    # The argument allows the folder for the check only.
    assert any("[FG057]" in line for line in build_again(machine / "guide", strict=False).warnings)
    others = str(machine / "guide" / "docs")
    monkeypatch.setenv("FIELDGUIDE_ALLOW_OUTSIDE", os.pathsep.join((others, allowed[1])))
    assert check_files(machine / "guide", {}).output == first.output
    built = build_again(machine / "guide", strict=False)
    assert not any("[FG057]" in line for line in built.warnings)
    assert built.passed


def test_allowed_folder_does_not_allow_others(machine):
    (machine / "outside2").mkdir()
    config = settings(machine, "bibliography", ["../outside2/x.bib", "../outside/refs.bib"])
    allowed = ("--allow-outside", str(machine / "outside"))
    found = check_files(machine / "guide", PAGES, *allowed, config=config).findings
    assert ["outside2" in f["message"] for f in found if f["code"] == "FG057"] == [True]


def test_sites_of_one_repository_share_files(machine):
    subprocess.run(["git", "init", "-q", str(machine)], check=True)
    write_files(machine, {"outside/data/tool_and_resource_list.yml": "- id: spade\n  name: The Spade\n"})
    write_files(machine, {"outside/refs.bib": "@book{x, title={Digging}, author={A. Gardener}, year={2020}}"})
    write_files(machine, {"outside/index/index.md": '# Home\n\n{% tool "spade" %} {% cite x %}\n'})
    options = {"data_dir": "../outside/data", "bibliography": "../outside/*.bib"}
    config = {"docs_dir": "../outside/index", "plugins": ["search", {"fieldguide": options}]}
    built = build_site(machine / "guide", {}, config)
    assert built.warnings == []
    assert "The Spade" in built.text("")
    assert "Digging" in built.text("")
    assert check_files(machine / "guide", {}).status == 0


def test_git_folder_is_not_readable(machine):
    subprocess.run(["git", "init", "-q", str(machine)], check=True)
    write_files(machine, {".git/refs.bib": OUTSIDE["refs.bib"]})
    config = settings(machine, "bibliography", "../.git/refs.bib")
    checked = check_files(machine / "guide", PAGES, config=config)
    assert SECRET not in checked.output


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("name", ["../outside/base.yml", "{outside}/base.yml"])
def test_check_reads_no_settings_outside(machine, name, there):
    if not there:
        (machine / "outside").rename(machine / "elsewhere")
    text = f"INHERIT: {name.format(outside=machine / 'outside')}\nsite_name: x\n"
    checked = check_files(machine / "guide", {"mkdocs.yml": text})
    assert [f["code"] for f in checked.findings] == ["FG057"]
    assert SECRET not in checked.output + checked.errors
    if there:
        allowed = ("--allow-outside", str(machine / "outside"))
        assert "FG057" not in check_files(machine / "guide", {}, *allowed).codes


def test_symlinked_settings_outside_are_not_read(machine):
    guide = machine / "guide"
    (guide / "mkdocs.yml").symlink_to(machine / "outside" / "base.yml")
    checked = check_files(guide, PAGES)
    assert [f["code"] for f in checked.data["findings"]] == ["FG054"]
    assert SECRET not in checked.output + checked.errors
    # A symlink within the repository is equivalent to the file.
    (guide / "mkdocs.yml").unlink()
    write_files(guide, {"real.yml": yaml.safe_dump(CONFIG)})
    (guide / "mkdocs.yml").symlink_to("real.yml")
    assert check_files(guide, PAGES).status == 0


@pytest.mark.parametrize("arguments", [(), ("--write-baseline",)])
def test_configured_baseline_stays_in_the_repository(machine, arguments):
    options = {"check": {"baseline": "../outside/known.json"}}
    config = {"plugins": [{"fieldguide": options}]}
    result = check_files(machine / "guide", {}, *arguments, config=config)
    assert result.status == 2
    assert "is outside the repository; it was not used" in result.errors
    assert SECRET not in result.errors
    assert SECRET in (machine / "outside" / "known.json").read_text()


@pytest.mark.parametrize(
    "extension",
    [
        {"pymdownx.snippets": {"base_path": "../outside"}},
        {"pymdownx.snippets": {"base_path": ["docs", "{outside}"]}},
        {"pymdownx.snippets:SnippetExtension": {"base_path": ["{outside}"], "check_paths": False}},
        {"pymdownx.snippets": {"base_path": ["docs"], "restrict_base_path": False}},
        {"pymdownx.snippets": {"base_path": ["docs"], "auto_append": ["../../outside/docs/index.md"],
                               "restrict_base_path": False}},
    ],
)  # fmt: skip
def test_check_includes_no_snippets_from_outside(machine, monkeypatch, extension):
    monkeypatch.chdir(machine / "guide")
    extension = json.loads(json.dumps(extension).replace("{outside}", str(machine / "outside")))
    page = '# Home\n\n--8<-- "docs/index.md"\n\n--8<-- "../../outside/docs/index.md"\n'
    write_files(machine / "outside", {"docs/index.md": f"[x]({SECRET}.md)\n"})
    config = {"markdown_extensions": [extension]}
    checked = check_files(machine / "guide", {"docs/page.md": page}, config=config)
    assert SECRET not in checked.output
    named_outside = "outside" in str(extension.get("pymdownx.snippets", extension)) and "auto" not in str(
        extension
    )
    assert ("FG057" in checked.codes) == named_outside
    if named_outside:
        allowed = ("--allow-outside", str(machine / "outside"))
        assert SECRET in check_files(machine / "guide", {}, *allowed).output


@pytest.mark.parametrize("base", ["parts", ["parts"], "."])
def test_snippets_are_included_from_any_working_directory(machine, monkeypatch, base):
    config = {"markdown_extensions": [{"pymdownx.snippets": {"base_path": base}}]}
    name = "parts/part.md" if base == "." else "part.md"
    files = {"docs/page.md": f'# Page\n\n--8<-- "{name}"\n', "parts/part.md": "[x](nowhere.md)\n"}
    for folder in (machine / "guide", machine):
        monkeypatch.chdir(folder)
        checked = check_files(machine / "guide", files, config=config)
        assert [f["code"] for f in checked.findings if f["severity"] != "info"] == ["FG026"]


def test_check_downloads_no_snippets(machine, monkeypatch):
    requests = []
    monkeypatch.setattr(urllib.request, "urlopen", lambda *args, **_: requests.append(args))
    monkeypatch.chdir(machine / "guide")
    config = {"markdown_extensions": [{"pymdownx.snippets": {"url_download": True}}]}
    page = '# Home\n\n--8<-- "http://169.254.169.254/latest"\n'
    checked = check_files(machine / "guide", {"docs/page.md": page}, config=config, form="text")
    assert requests == []
    assert "Snippets on the web are not downloaded by a check." in checked.output + checked.errors


@pytest.mark.parametrize(
    ("option", "arguments"),
    [
        ({"bibliography": "../outside/refs.bib"}, ["cite", "10.1234/x"]),
        ({"data_dir": "../outside"}, ["cite", "10.1234/x"]),
        ({"data_dir": "../outside/data"}, ["avatars", "--dry-run"]),
    ],
)
def test_commands_neither_read_nor_write_outside(machine, monkeypatch, option, arguments):
    config = {**CONFIG, "plugins": [{"fieldguide": option}]}
    write_files(machine / "guide", {**PAGES, "mkdocs.yml": yaml.safe_dump(config)})
    before = {path: path.read_bytes() for path in (machine / "outside").rglob("*") if path.is_file()}
    monkeypatch.setenv("FIELDGUIDE_CITE_SERVICE", "http://127.0.0.1:1/")
    result = run(*arguments, "--path", str(machine / "guide"), root=machine)
    assert result.status == 2
    assert "outside the repository" in result.errors or "outside the guide" in result.errors
    assert SECRET not in result.output + result.errors
    assert {path: path.read_bytes() for path in before} == before
