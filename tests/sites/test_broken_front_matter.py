"""Front matter that cannot be read costs neither the page nor the build."""

import pytest


@pytest.mark.parametrize(
    ("front_matter", "code"),
    [
        ("x: " + "[" * 100_000, "FG008"),
        ("title: [", "FG002"),
        ("date: 2020-99-99", "FG002"),
    ],
)
def test_the_text_is_shown_and_the_fault_named(site, front_matter, code):
    built = site({"docs/page.md": f"---\n{front_matter}\n---\n\n# Heading\n\nText.\n"}, strict=False)
    article = built.page("page/").select_one("article")
    assert article.select_one("h1").get_text() == "Heading"
    assert article.select_one("p").get_text() == "Text."
    assert "[" not in article.get_text()
    (warning,) = built.warnings
    assert warning.startswith("docs/page.md:")
    assert f"[{code}]" in warning


def test_lines_below_it_are_counted_right(site):
    built = site({"docs/page.md": '---\ntitle: [\n---\n\n{% tool "nobody" %}\n'}, strict=False)
    assert built.warnings[1].startswith("docs/page.md:5:1: No tool has the id")


@pytest.mark.parametrize(
    ("page", "line", "named"),
    [
        ("---\ntitle: A page\n\n# Heading\n", 1, "never closed"),
        ("\n\n---\ntitle: A page\n---\n\n# Heading\n", 3, "begin on the first line"),
        (" ---\ntitle: A page\n---\n\n# Heading\n", 1, "begin on the first line"),
        ("---\ntitle: A page\n---", 1, "never closed"),
    ],
    ids=["not closed", "below empty lines", "indented", "no end of the last line"],
)
def test_front_matter_that_is_shown_as_text_is_reported(site, page, line, named):
    (warning,) = site({"docs/page.md": page.encode()}, strict=False).warnings
    assert warning.startswith(f"docs/page.md:{line}: ")
    assert named in warning
    assert "[FG002]" in warning


@pytest.mark.parametrize(
    "page", ["---\n\nNote: a rule stands above.\n", "---\n\ntitle\n", "# Heading\n\n---\n\ntitle: x\n"]
)
def test_a_rule_is_no_front_matter(site, page):
    assert not site({"docs/page.md": page.encode()}).warnings
