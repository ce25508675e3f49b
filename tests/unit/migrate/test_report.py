"""The report: counts, what needs a person first, files and lines, and the truth about reasons."""

import pytest
from support.site import write_files

from mkdocs_fieldguide.cli import main
from mkdocs_fieldguide.migrate.report import COMPARISON_TITLE, add_section

OLD = {
    "_config.yml": """
        title: Old guide
        url: https://example.org
        defaults:
          - {scope: {path: ""}, values: {layout: wrapped}}
          - {scope: {path: x, type: things}, values: {layout: post}}
        theme_variables:
          wobble: 1
          headings: {unknown-part: Title}
        EMAIL: a@example.org
        """,
    "index.md": "---\ntitle: Home\n---\nText.\n",
    "pages/endless.md": "---\ntitle: A\nx: 1\n---\n{% raw %}\n\n{% endraw %}\n{% for a b %}{% endfor %}\n",
    "pages/tag.md": "---\ntitle: A\n---\n{{ site.EMAIL | upcase }}\n\n{% include  nowhere.html %}\n",
    "_includes/footer.html": "own\n",
    "_includes/nobody.html": "own\n",
    "_includes/last-update.html": "own\n",
    "_includes/callout.html": "own\n",
    "_layouts/wrapped.html": "---\nlayout: page\n---\n{{ content }}\n",
    "_layouts/nobody.html": "own\n",
    "_drafts/later.md": "---\ntitle: A\n---\n",
    "Gemfile": "x\n",
}
PART = "The new theme has this part of the page itself; changes made there are lost."


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    write_files(folder / "old", OLD)
    assert main(["migrate", str(folder / "old"), str(folder / "new")]) == 0
    written = sum(path.is_file() for path in (folder / "new").rglob("*")) - 2  # the report and the record
    text = (folder / "new/MIGRATION.md").read_text(encoding="utf-8")
    assert f"Read: 12 files of the old site, 3 of them pages. Written: {written} files." in text
    return text


def test_what_needs_a_person_comes_first_with_file_and_line(report):
    needed, _, rest = report.partition("## Next steps")
    for line in (
        "- `pages/endless.md:8`: Its Liquid was not computed:",
        "- `pages/tag.md:6`: There is no include “nowhere.html”; it was left unchanged.",
        "- `_config.yml:3`: `defaults` of type `things` are skipped",
        "- `_config.yml:8`: `theme_variables.headings.unknown-part` has no counterpart",
        "- These keys of `_config.yml` have no counterpart: `theme_variables.wobble` (line 7).",
        "- No workflow publishes the new site; with `--workflow`, this command writes one.",
        "- `_drafts/later.md`: MkDocs does not use this folder;",
    ):
        assert line in needed
    assert "Liquid was computed on `pages/tag.md`." in rest
    assert "EMAIL" not in report


def test_reasons_are_true(report):
    rest = report.partition("## Next steps")[2]
    for line in (
        f"- `_includes/callout.html`: {PART}",
        "- `_includes/footer.html`: Its links, pictures and texts are in `_data/footer.yml`.",
        "- `_includes/last-update.html`: As text, the date of the last change would soon be wrong;",
        "- `_includes/nobody.html`, `_layouts/nobody.html`: No page uses this template.",
        "- `_layouts/wrapped.html`: The new theme has a layout of its own, and this one adds no text.",
    ):
        assert line in rest


def test_the_report_is_short(report):
    assert len(report.splitlines()) < 50


def test_a_comparison_replaces_the_last_one():
    report = "# Migration report\n\nText.\n\n## Next steps\n\n1. Run.\n"
    first = add_section(
        report, COMPARISON_TITLE, ["2 pages were compared.", "1 pages lack words:", "  /a: 90.0%"]
    )
    assert first == (
        "# Migration report\n\nText.\n\n## Differences from the old site\n\n- 2 pages were compared.\n"
        "- 1 pages lack words:\n  - `/a: 90.0%`\n\n## Next steps\n\n1. Run.\n"
    )
    assert add_section(first, COMPARISON_TITLE, ["0 pages lack words."]) == (
        "# Migration report\n\nText.\n\n## Differences from the old site\n\n- 0 pages lack words.\n"
        "\n## Next steps\n\n1. Run.\n"
    )
    alone = add_section("Mine.\n", COMPARISON_TITLE, ["0 pages lack words."])
    assert add_section(alone, COMPARISON_TITLE, ["0 pages lack words."]) == alone


def test_the_report_lists_what_fails_a_strict_build(tmp_path):
    page = "---\ntitle: A\n---\nSee [b](nowhere).\n"
    write_files(tmp_path / "old", {"_config.yml": "title: A\nurl: 'https://[x'\n", "index.md": page})
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    report = (tmp_path / "new/MIGRATION.md").read_text(encoding="utf-8")
    assert "`_config.yml` has no valid `url`: set `site_url` in `mkdocs.yml`." in report
    title = "A build with `--strict` fails for these problems, whose places are those in the new site:"
    assert f"- {title}\n" in report
    assert (
        "  - `docs/index.md:4:9: The target page of the link “nowhere” does not exist. [FG026]`\n" in report
    )
    (tmp_path / "old/index.md").write_text(page.replace("[b](nowhere)", "b"), encoding="utf-8")
    assert main(["migrate", "--update", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    report = (tmp_path / "new/MIGRATION.md").read_text(encoding="utf-8")
    assert "- No problem fails a build with `--strict`.\n" in report


def test_the_report_of_the_migration_lists_the_differences_of_the_built_sites(tmp_path, capsys):
    write_files(
        tmp_path / "old",
        {"_config.yml": "title: A\nurl: https://example.org\n", "index.md": "---\ntitle: A\n---\nA\n"},
    )
    write_files(tmp_path / "built", {"index.html": "<main>A</main>", "gone.html": "<main>B</main>"})
    new = tmp_path / "new"
    assert main(["migrate", str(tmp_path / "old"), str(new)]) == 0
    write_files(new, {"site/index.html": "<main>A</main>"})
    assert main(["migrate", "--compare", str(tmp_path / "built"), str(new / "site")]) == 1
    assert f"{new / 'MIGRATION.md'} lists the differences." in capsys.readouterr().out
    after = (new / "MIGRATION.md").read_text(encoding="utf-8")
    assert "## Differences from the old site\n\n- 2 pages of the old site were compared; " in after
    assert "  - `/gone.html`\n" in after
    # The report was not edited by hand, so a second run writes it anew.
    assert main(["migrate", "--update", str(tmp_path / "old"), str(new)]) == 0
    assert not (new / "MIGRATION.md.new").exists()
    assert len((new / "MIGRATION.md").read_text(encoding="utf-8")) < len(after)
    # A report that was deleted is not written again.
    (new / "MIGRATION.md").unlink()
    assert main(["migrate", "--compare", str(tmp_path / "built"), str(new / "site")]) == 1
    assert not (new / "MIGRATION.md").exists()
