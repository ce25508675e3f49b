"""Settings of mkdocs-bibtex become settings of this plugin; the rest of mkdocs.yml stays as it is."""

import pytest
import yaml

from mkdocs_fieldguide.cli import main
from mkdocs_fieldguide.migrate.mkdocs_bibtex import ConversionError, convert_settings

TEXT = """\
# A site
site_name: A site  # its name
plugins:
  - search
  - bibtex:
      # The references
      bib_file: 'refs/all.bib'
      csl_file: styles/own.csl
      bib_by_default: true
      footnote_format: "{number}"

  # The last one
  - mkdocstrings
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""


def options_of(text):
    (options,) = [
        item["fieldguide"]
        for item in yaml.safe_load(convert_settings(text).text)["plugins"]
        if isinstance(item, dict) and "fieldguide" in item
    ]
    return options


def site(options):
    return yaml.safe_dump({"plugins": ["search", {"bibtex": options}]})


def test_only_the_entry_of_the_plugin_changes():
    converted = convert_settings(TEXT)
    start, end = TEXT.index("bibtex"), TEXT.index('"{number}"') + len('"{number}"')
    new = """\
fieldguide:
      bibliography: refs/all.bib
      citation_style: styles/own.csl
      pandoc_citations: true"""
    assert converted.text == TEXT[:start] + new + TEXT[end:]
    assert len(converted.notes) == 1
    assert "footnote_format" in converted.notes[0]


@pytest.mark.parametrize(
    "text",
    [
        "plugins: [search, {bibtex: {bib_file: a.bib, csl_file: b.csl}}, x]\n",
        "plugins: [search, bibtex: {bib_file: a.bib, csl_file: b.csl}]\n",
        "plugins:\n- bibtex: {bib_file: a.bib, csl_file: b.csl}  # comment\n- x\n",
        "plugins:\n  - bibtex:\n      bib_file: a.bib\n      csl_file: b.csl",
        "plugins:\n- bibtex:\n    csl_file: >-\n      b.csl\n    bib_file: a.bib\n\n- search\n",
    ],
)
def test_every_form_of_a_list_of_plugins(text):
    assert options_of(text) == {
        "bibliography": "a.bib",
        "citation_style": "b.csl",
        "pandoc_citations": True,
    }


@pytest.mark.parametrize(
    "text",
    [
        "plugins:\n  search: {}\n  bibtex:\n    bib_dir: refs\n  x: {}\n",
        "plugins: {search: {}, bibtex: {bib_dir: refs}, x: {}}\n",
    ],
)
def test_plugins_as_a_mapping(text):
    plugins = yaml.safe_load(convert_settings(text).text)["plugins"]
    assert list(plugins) == ["search", "fieldguide", "x"]
    assert plugins["fieldguide"]["bibliography"] == "refs/**/*.bib"


@pytest.mark.parametrize(
    "text", ["plugins:\n- bibtex\n- x\n", "plugins:\n- bibtex:\n- x\n", "plugins: [bibtex, x]\n"]
)
def test_plugin_without_options_has_numbers_as_footnotes_have(text):
    assert options_of(text) == {"citation_style": "nature", "pandoc_citations": True}


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ({"bib_file": "https://example.org/x/all.bib"}, {"bibliography": "all.bib"}, "as all.bib"),
        ({"bib_file": "https://example.org/items?format=bibtex"}, {"bibliography": "references.bib"}, "Save"),
        ({"csl_file": "https://example.org/master/ieee.csl"}, {"citation_style": "ieee"}, ""),
        ({"csl_file": "https://example.org/master/own.csl"}, {"citation_style": "own.csl"}, "as own.csl"),
        ({"csl_file": "a.csl", "csl_file_encoding": "utf-8"}, {"citation_style": "a.csl"}, ""),
        ({"csl_file": "a.csl", "csl_file_encoding": "latin-1"}, {}, "UTF-8"),
        ({"csl_file": "a.csl", "bib_command": "\\refs"}, {}, "Write \\bibliography in its place"),
        ({"csl_file": "a.csl", "full_bib_command": "\\all"}, {}, "Write \\full_bibliography"),
        ({"csl_file": "a.csl", "bib_by_default": False}, {}, "always has its references"),
        ({"csl_file": "a.csl", "enable_inline_citations": False}, {"pandoc_citations": "brackets"}, ""),
        ({"csl_file": "a.csl", "cite_inline": True}, {}, "citation style determines"),
        ({"csl_file": "a.csl", "wibble": 1}, {}, "“wibble” has no counterpart."),
        ({"csl_file": "a.csl", "bib_file": ["a.bib"]}, {}, "“bib_file” is not plain text."),
    ],
)
def test_each_option(old, new, note):
    text = site(old)
    assert options_of(text).items() >= new.items()
    notes = convert_settings(text).notes
    assert note in " ".join(notes) if note else not [one for one in notes if "csl_file" not in one]


@pytest.mark.parametrize(
    "text",
    ["", "plugins: [search]\n", "plugins: bibtex\n", "a: [", "[" * 5_000, "plugins: [bibtex, fieldguide]\n"],
)
def test_settings_that_cannot_be_converted(text):
    with pytest.raises(ConversionError, match=r"mkdocs\.yml"):
        convert_settings(text)


def test_the_command_changes_mkdocs_yml_only(tmp_path, capsys):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n\n[@a]\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(TEXT, "utf-8")
    assert main(["migrate", "--from", "mkdocs-bibtex", str(tmp_path)]) == 0
    output = capsys.readouterr().out
    assert "footnote_format" in output
    assert (tmp_path / "mkdocs.yml").read_text("utf-8") == convert_settings(TEXT).text
    assert (tmp_path / "docs" / "index.md").read_text("utf-8") == "# Home\n\n[@a]\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "mkdocs.yml"]
    assert main(["migrate", "--from", "mkdocs-bibtex", str(tmp_path)]) == 2
    assert "no plugin “bibtex”" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["."], ["--from", "mkdocs-bibtex", ".", "new"]])
def test_a_new_folder_is_for_sites_of_jekyll_only(arguments, capsys):
    assert main(["migrate", *arguments]) == 2
    assert "NEW" in capsys.readouterr().err
