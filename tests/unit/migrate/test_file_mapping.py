"""New paths of the files of the old site."""

import pytest

from mkdocs_fieldguide.migrate.file_mapping import MoveKind, destination_for

EXCLUDED = ["README.md", "var/", "drafts/*.md"]


@pytest.mark.parametrize(
    ("old", "front_matter", "new"),
    [
        ("index.html", True, "docs/index.md"),
        ("pages/tasks/transfer.md", True, "docs/pages/tasks/transfer.md"),
        ("pages/tasks/plain.md", False, "pages/tasks/plain.md"),
        ("pages/_TEMPLATE_page.md", True, "pages/_TEMPLATE_page.md"),
        ("pages/TEMPLATE_task.md", True, "pages/TEMPLATE_task.md"),
        ("pages/_drafts/a.md", True, "pages/_drafts/a.md"),
        ("pages/notes.markdown", True, "docs/pages/notes.md"),
        ("about/widget.html", False, "docs/about/widget.html"),
        ("images/a b.png", False, "docs/images/a b.png"),
        ("CNAME", False, "docs/CNAME"),
        ("_data/CONTRIBUTORS.yml", False, "_data/CONTRIBUTORS.yml"),
        ("_bibliography/references.bib", False, "_bibliography/references.bib"),
        ("README.md", True, "README.md"),
        ("LICENSE.txt", False, "LICENSE.txt"),
        ("CITATION.cff", False, "CITATION.cff"),
        ("var/secret/list.txt", False, "var/secret/list.txt"),
        ("drafts/one.md", True, "drafts/one.md"),
        (".github/ISSUE_TEMPLATE/new.yml", True, ".github/ISSUE_TEMPLATE/new.yml"),
        (".gitignore", False, ".gitignore"),
    ],
)
def test_files_that_are_copied(old, front_matter, new):
    move = destination_for(old, EXCLUDED, has_front_matter=front_matter)
    assert (move.kind, move.new) == (MoveKind.COPIED, new)


@pytest.mark.parametrize(
    ("old", "kind"),
    [
        ("_config.yml", MoveKind.READ),
        ("_data/sidebars/main.yml", MoveKind.READ),
        ("_data/topnav.yaml", MoveKind.READ),
        ("_config.dev.yml", MoveKind.MECHANICS),
        ("Gemfile.lock", MoveKind.MECHANICS),
        ("images/.DS_Store", MoveKind.MECHANICS),
        ("_data/.~lock.tools.csv#", MoveKind.MECHANICS),
        ("guide.gemspec", MoveKind.MECHANICS),
        ("_includes/special.html", MoveKind.LEFT),
        ("_news/2024-01-01-opening.md", MoveKind.LEFT),
        ("_sass/own.scss", MoveKind.LEFT),
        ("feed.xml", MoveKind.LEFT),
    ],
)
def test_files_that_are_not_copied(old, kind):
    move = destination_for(old, EXCLUDED, has_front_matter=True)
    assert (move.kind, move.new) == (kind, "")
    assert bool(move.reason) == (kind is MoveKind.LEFT)
